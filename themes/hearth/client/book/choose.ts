import { folded, occurrences } from "./fold.ts";
import type { Answer, Filled } from "./read.ts";

/** Name of an answer, or of one of its columns, to a reader who chooses what goes on paper or into a file. */
export const nameOf = (answer: Pick<Answer, "name">, column?: string): string => (column === undefined ? answer.name : `${answer.name}/${column}`);

/** The answers without those, and without those columns, whose name is left out; nothing of what is never kept. */
export function leaveOut(filled: readonly Filled[], out: ReadonlySet<string>): readonly Filled[] {
  return filled
    .map((one) => ({ ...one, answers: one.answers.flatMap((answer) => without(answer, out)) }))
    .filter(({ answers }) => answers.length > 0);
}

function without(answer: Answer, out: ReadonlySet<string>): readonly Answer[] {
  if (answer.never || out.has(nameOf(answer))) {
    return [];
  }
  const { table, ...rest } = answer;
  const bare = { ...rest, pieces: [] }; // earlier versions and texts of other tabs stay where they are
  if (table === undefined) {
    return answer.lines.length > 0 ? [bare] : [];
  }
  const kept = table.columns.map(({ id }) => !out.has(nameOf(answer, id)));
  const rows = table.rows
    .map(({ id, cells }) => ({ id, cells: cells.filter((_, i) => kept[i]) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (rows.length === 0) {
    return [];
  }
  return [{ ...bare, table: { columns: table.columns.filter((_, i) => kept[i]), rows, removed: [] } }];
}

const BLOCK = "███"; // always as long: the length of a name tells

/** Puts a black block where one of the words stands, whatever its case and accents. */
export function blackOut(text: string, words: readonly string[]): string {
  let out = text;
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    let done = 0;
    let next = "";
    for (const [begin, end] of occurrences(folded(out), word).filter(([begin, end]) => counts(word, out.slice(0, begin), out.slice(end)))) {
      next += out.slice(done, begin) + BLOCK;
      done = end;
    }
    out = next + out.slice(done);
  }
  return out;
}

/** Scripts that put no space between words, or none before what belongs to a name. */
const JOINED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;

/** One letter counts where it stands as a word of its own: else it would black out half of every text. */
function counts(word: string, before: string, after: string): boolean {
  const isLetter = (sign: string | undefined): boolean => sign !== undefined && LETTER.test(sign) && !JOINED.test(sign);
  return [...word.normalize("NFC")].length > 1 || !isLetter(word) || ![[...before].at(-1), [...after][0]].some(isLetter);
}

/** The words in what a reader typed: by comma or line. */
export function wordsIn(typed: string): readonly string[] {
  return typed.split(/[,;\n،、]/).map((word) => word.trim()).filter((word) => word !== "");
}

/** The same with every text of the answers. */
export function blackOutAll(filled: readonly Filled[], words: readonly string[]): readonly Filled[] {
  const black = (text: string): string => blackOut(text, words);
  return filled.map((one) => ({
    ...one,
    answers: one.answers.map(({ table, ...answer }) => ({
      ...answer,
      lines: answer.lines.map(black),
      ...(table === undefined ? {} : { table: { ...table, rows: table.rows.map(({ id, cells }) => ({ id, cells: cells.map(black) })) } }),
    })),
  }));
}
