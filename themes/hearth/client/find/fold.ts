/** Accents, Hebrew and Arabic points, and the Arabic stroke that lengthens a word. In other scripts marks are letters, and stay. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]/g;

const LETTERS: Readonly<Record<string, string>> = { ٱ: "ا", ى: "ي", ة: "ه", ی: "ي", ک: "ك", đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l", ø: "o", œ: "oe", æ: "ae", ß: "ss", þ: "th", ς: "σ" };

/** The Arabic article, alone or after "and", of a word that has three letters more. */
const ARTICLE = /^و?ال(?=.{3})/u;

/** The form of a word that is compared, the same that the build gave it (internal/search/fold.go). */
export function fold(word: string): string {
  return word.toLowerCase().normalize("NFD").replace(MARKS, "").replace(/[ٱىةیکđðħıłøœæßþς]/g, (letter) => LETTERS[letter] ?? letter).replace(ARTICLE, "");
}
