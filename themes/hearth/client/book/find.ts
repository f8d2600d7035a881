import { folded, occurrences } from "./fold.ts";
import type { Answer, Reading } from "./read.ts";

export interface Hit {
  readonly reading: Reading;
  readonly label: string;
  readonly private: boolean; // it, or a column of it
  readonly before: string;
  readonly hit: string;
  readonly after: string;
}

const AROUND = 60; // characters

/** Answers that hold every word of the query, in their text or their label, the first word shown where it stands. */
export function find(readings: readonly Reading[], query: string): readonly Hit[] {
  const words = folded(query).text.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) {
    return [];
  }
  return readings.flatMap((reading) =>
    reading.filled.flatMap(({ answers }) =>
      answers.flatMap((answer) => {
        const texts = textsOf(answer);
        const all = folded([reading.title, answer.label, ...texts].join("\n")).text;
        return words.every((word) => all.includes(word)) ? [hitIn(reading, answer, texts, words)] : [];
      })));
}

/** All that a reader may remember having written there. */
export function textsOf({ lines, table }: Answer): readonly string[] {
  return [...lines, ...(table?.rows.map(({ cells }) => cells.filter((cell) => cell !== "").join(" · ")) ?? [])];
}

function hitIn(reading: Reading, { label, private: hidden, never, table }: Answer, texts: readonly string[], words: readonly string[]): Hit {
  const found = { reading, label, private: hidden || never || table?.columns.some((column) => column.private) === true };
  for (const word of words) {
    for (const text of texts) {
      const [place] = occurrences(folded(text), word);
      if (place !== undefined) {
        const [begin, end] = place;
        return { ...found, before: shortBefore(text.slice(0, begin)), hit: text.slice(begin, end), after: shortAfter(text.slice(end)) };
      }
    }
  }
  return { ...found, before: "", hit: "", after: shortAfter(texts.join(" · ")) };
}

/** Cut at a space where there is one near, never within a letter. */
function shortBefore(text: string): string {
  if (text.length <= AROUND) {
    return text;
  }
  const cut = [...text.slice(-AROUND * 2)].slice(-AROUND).join("");
  const space = cut.indexOf(" ");
  return `…${space >= 0 && space < AROUND / 2 ? cut.slice(space) : cut}`;
}

function shortAfter(text: string): string {
  if (text.length <= AROUND) {
    return text;
  }
  const cut = [...text.slice(0, AROUND * 2)].slice(0, AROUND).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > AROUND / 2 ? cut.slice(0, space) : cut}…`;
}
