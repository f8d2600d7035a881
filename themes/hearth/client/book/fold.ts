import { fold } from "../find/fold.ts";

/** A text without case and accents, and for each of its characters where in the original it came from. */
export interface Folded {
  readonly text: string;
  readonly from: readonly number[]; // one more than characters: the last is the original's length
}

export function folded(original: string): Folded {
  let text = "";
  const from: number[] = [];
  let at = 0;
  for (const letter of original) {
    const plain = letter === "’" ? "'" : fold(letter); // keyboards write either
    text += plain;
    for (let i = 0; i < plain.length; i++) {
      from.push(at);
    }
    at += letter.length;
  }
  from.push(at);
  return { text, from };
}

/** Where a word stands in a text, whatever its case and accents: begin and end in the original. */
export function occurrences(original: Folded, word: string): readonly (readonly [number, number])[] {
  const wanted = folded(word).text;
  const found: [number, number][] = [];
  if (wanted === "") {
    return found;
  }
  for (let i = original.text.indexOf(wanted); i >= 0; i = original.text.indexOf(wanted, i + wanted.length)) {
    let end = i + wanted.length;
    while (original.from[end] === original.from[end - 1] && end < original.from.length) {
      end++; // a letter that folds to two is in or out as a whole, its marks with it
    }
    found.push([original.from[i] ?? 0, original.from[end] ?? 0]);
  }
  return found;
}
