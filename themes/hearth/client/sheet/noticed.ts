import { fold } from "../find/fold.ts";

// Writing without spaces between words: there each sign counts as a word.
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** The words of a text, with a space around each. */
function spaced(text: string): string {
  return ` ${fold(text).replace(UNSPACED, " $& ").split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== "").join(" ")} `;
}

/** The first of the words, or groups of words, that stands in a text as a whole, whatever its case and accents. */
export function noticed(text: string, words: readonly string[]): string | undefined {
  const all = spaced(text);
  return words.find((word) => spaced(word).trim() !== "" && all.includes(spaced(word)));
}
