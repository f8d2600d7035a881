import type { Filled, Reading } from "./read.ts";

/** Spreadsheets take a cell that begins so for a formula, even after spaces. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * Rows as CSV (RFC 4180): CRLF, every cell in quotes. An apostrophe before what
 * a spreadsheet would compute keeps it a text. A byte-order mark comes first:
 * Excel reads the file as UTF-8 only with it, and the others skip it.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

export interface Heads {
  readonly sheet: string;
  readonly day: string;
  readonly question: string;
  readonly whose: string;
  readonly row: string;
  readonly column: string;
  readonly answer: string;
  readonly me: string;
  readonly other: string;
}

/** All answers as one long table, a line for each thing that was written. */
export function longTable(readings: readonly Reading[], heads: Heads): readonly (readonly string[])[] {
  const { sheet, day, question, whose, row, column, answer } = heads;
  const lines = readings.flatMap(({ title, filled }) => filled.flatMap((one) => answersOf(one, heads).map((line) => [title, one.on, ...line])));
  return [[sheet, day, question, whose, row, column, answer], ...lines];
}

function answersOf({ answers }: Filled, { me, other }: Heads): readonly (readonly string[])[] {
  return answers.flatMap(({ label, who, lines, table }) => {
    const whose = who === "me" ? me : who === "other" ? other : "";
    return [
      ...lines.map((text) => [label, whose, "", "", text]),
      ...(table?.rows.flatMap(({ cells }, i) =>
        cells.flatMap((text, c) => (text === "" ? [] : [[label, whose, String(i + 1), table.columns[c]?.label ?? "", text]]))) ?? []),
    ];
  });
}
