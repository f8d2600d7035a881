import type { Say } from "../data.ts";
import { element } from "../dom.ts";
import { nameOf } from "./choose.ts";
import { tick } from "./parts.ts";
import type { Answer, Reading } from "./read.ts";
import { labelOf } from "./show.ts";

export interface Pick {
  readonly element: HTMLElement;
  /** Names of answers and columns that are not ticked. */
  out(): ReadonlySet<string>;
}

/** Boxes to tick for each answer of a sheet, and for each column of its tables. */
export function pickOf(id: string, { filled }: Reading, say: Say, isOn: (answer: Answer) => boolean): Pick {
  const boxes = new Map<string, HTMLInputElement>();
  const offered = new Map(filled.flatMap(({ answers }) => answers).filter(({ never, lines, table }) => !never && (lines.length > 0 || table !== undefined)).map((answer) => [answer.name, answer]));
  const box = (name: string, label: string, on: boolean): HTMLElement => {
    const { input, line } = tick(label, { id: `${id}-${boxes.size}`, checked: on });
    boxes.set(name, input);
    return line;
  };
  const lines = [...offered.values()].flatMap((answer) => {
    const on = isOn(answer);
    const label = [labelOf(answer, say), ...(answer.private ? [say("is-private")] : [])].join(" · ");
    const columns = answer.table?.columns ?? [];
    return [
      box(nameOf(answer), label, on),
      ...(columns.length < 2 ? [] : [element("div", { class: "inner" }, ...columns.map((column) => box(nameOf(answer, column.id), column.label, on && !column.private)))]),
    ];
  });
  return {
    element: element("div", { class: "picks" }, ...lines),
    out: () => new Set([...boxes].filter(([, input]) => !input.checked).map(([name]) => name)),
  };
}
