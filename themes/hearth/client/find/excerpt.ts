import { fold } from "./fold.ts";

/** A piece of a text; a hit is a word that was looked for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

const AROUND = 70; // characters before and after the first hit

/** A short text around the first word that was looked for, cut between words; the beginning if there is none. Terms are folded. */
export function excerpt(text: string, terms: readonly string[]): readonly Piece[] {
  const words = [...text.matchAll(/[^\n\r\p{Z}\p{P}]+/gu)];
  const wanted = new Set(terms);
  const isHit = ([word]: RegExpExecArray): boolean => wanted.has(fold(word));
  const first = words.find(isHit);
  const at = first?.index ?? 0;
  const from = at <= AROUND ? 0 : (words.find((word) => word.index >= at - AROUND)?.index ?? 0);
  const last = words.filter((word) => word.index + word[0].length <= at + 2 * AROUND).at(-1);
  const whole = last === undefined || last === words.at(-1);
  const to = whole ? text.length : last.index + last[0].length;
  const pieces: Piece[] = [];
  let begin = from;
  for (const word of words) {
    if (word.index >= from && word.index < to && isHit(word)) {
      pieces.push({ text: text.slice(begin, word.index), hit: false }, { text: word[0], hit: true });
      begin = word.index + word[0].length;
    }
  }
  pieces.push({ text: text.slice(begin, to), hit: false });
  const before = from > 0 ? [{ text: "…\u00a0", hit: false }] : [];
  const after = whole ? [] : [{ text: "\u00a0…", hit: false }];
  return [...before, ...pieces.filter((piece) => piece.text !== ""), ...after];
}
