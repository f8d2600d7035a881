import type { Say } from "../data.ts";
import { element } from "../dom.ts";
import { dayWords } from "./parts.ts";
import type { Answer, Filled, Table } from "./read.ts";

/** Answers as finished text: on the page, before printing, and as the other person will see them. */
export function showFilled(filled: readonly Filled[], say: Say, lang: string, { level = "h4", more }: { readonly level?: "h3" | "h4"; more?(answer: Answer): Node } = {}): readonly HTMLElement[] {
  return filled.map(({ on, answers }) =>
    element("div", { class: "filled" },
      on === "" ? undefined : element(level, {}, dayWords(on, lang)),
      element("dl", {}, ...answers.flatMap((answer) => [
        element("dt", marks(answer), labelOf(answer, say)),
        element("dd", marks(answer), ...body(answer, say), more?.(answer)),
      ]))));
}

/** Private answers do not print by themselves. */
function marks({ private: hidden, never }: Answer): Readonly<Record<string, boolean>> {
  return { "data-private": hidden || never };
}

export function labelOf({ label, who }: Pick<Answer, "label" | "who">, say: Say): string {
  return who === "" ? label : `${label} · ${say(who === "me" ? "me" : "other")}`;
}

function body({ label, lines, table, field }: Answer, say: Say): readonly Node[] {
  const shown = table === undefined || table.rows.length === 0 ? [] : [showTable(table, label)];
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

/** A table that scrolls by itself where the page is narrow. */
export function showTable({ columns, rows }: Pick<Table, "columns" | "rows">, label: string): HTMLElement {
  const line = (cells: readonly string[]): HTMLElement => element("tr", {}, ...cells.map((cell) => element("td", { class: "written", dir: "auto" }, cell)));
  return element("div", { class: "table", tabindex: 0, role: "group", "aria-label": label },
    element("table", {},
      element("thead", {}, element("tr", {}, ...columns.map((column) => element("th", { scope: "col" }, column.label)))),
      element("tbody", {}, ...rows.map(({ cells }) => line(cells)))));
}
