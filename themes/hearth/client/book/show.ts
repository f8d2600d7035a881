import type { Say } from "../data.ts";
import { element } from "../dom.ts";
import { dayWords } from "./parts.ts";
import type { Answer, Column, Filled, Table } from "./read.ts";

interface Showing {
  readonly level?: "h3" | "h4";
  /** The reader chose all of it, so that private answers print too. */
  readonly chosen?: boolean;
  more?(answer: Answer): Node;
}

/** Answers as finished text: on the page, before printing, and as the other person will see them. */
export function showFilled(filled: readonly Filled[], say: Say, lang: string, { level = "h4", chosen = false, more }: Showing = {}): readonly HTMLElement[] {
  const marks = ({ private: hidden, never }: Answer): Readonly<Record<string, boolean>> => ({ "data-private": !chosen && (hidden || never) });
  return filled.map(({ on, answers }) =>
    element("div", { class: "filled" },
      on === "" ? undefined : element(level, {}, dayWords(on, lang)),
      element("dl", {}, ...answers.flatMap((answer) => [
        element("dt", marks(answer), labelOf(answer, say)),
        element("dd", marks(answer), ...body(answer, say, chosen), more?.(answer)),
      ]))));
}

export function labelOf({ label, who }: Pick<Answer, "label" | "who">, say: Say): string {
  return who === "" ? label : `${label} · ${say(who === "me" ? "me" : "other")}`;
}

function body({ label, lines, table, field }: Answer, say: Say, chosen: boolean): readonly Node[] {
  const shown = table === undefined || table.rows.length === 0 ? [] : [showTable(table, label, chosen)];
  if (lines.length === 0) {
    return shown.length > 0 ? shown : [element("p", { class: "note" }, say("empty-now"))];
  }
  return [...shown, ...(lines.length > 1 && field?.type !== "sentence" ? [list(lines)] : lines.map(written))];
}

function written(text: string): HTMLElement {
  return element("p", { class: "written", dir: "auto" }, text);
}

function list(lines: readonly string[]): HTMLElement {
  return element("ul", {}, ...lines.map((line) => element("li", { class: "written", dir: "auto" }, line)));
}

/** A table that scrolls by itself where the page is narrow. Private columns do not print unless they were chosen. */
export function showTable({ columns, rows }: Pick<Table, "columns" | "rows">, label: string, chosen = false): HTMLElement {
  const marks = (column: Column | undefined): Readonly<Record<string, boolean>> => ({ "data-private": !chosen && column?.private === true });
  const line = (cells: readonly string[]): HTMLElement => element("tr", {}, ...cells.map((cell, i) => element("td", { class: "written", dir: "auto", ...marks(columns[i]) }, cell)));
  return element("div", { class: "table", tabindex: 0, role: "group", "aria-label": label },
    element("table", {},
      element("thead", {}, element("tr", {}, ...columns.map((column) => element("th", { scope: "col", ...marks(column) }, column.label)))),
      element("tbody", {}, ...rows.map(({ cells }) => line(cells)))));
}
