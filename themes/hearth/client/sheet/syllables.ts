/** Makes up a passphrase: five words of two syllables, 60 bits. */
const CONSONANTS = "bdfghjklmnprstvz";
const VOWELS = "aeio";

export function madeUp(random: Uint8Array = crypto.getRandomValues(new Uint8Array(10))): string {
  const syllables = [...random].map((byte) => (CONSONANTS[byte & 15] ?? "") + (VOWELS[(byte >> 4) & 3] ?? ""));
  return syllables.map((syllable, i) => (i > 0 && i % 2 === 0 ? " " : "") + syllable).join("");
}
