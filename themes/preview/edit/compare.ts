import { el } from "./dom.ts";

/** One line of two texts beside each other; undefined where a text has none. */
export interface Pair {
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/** Puts the lines of two texts beside each other, equal ones in the same row. */
export function pairs(left: string, right: string): Pair[] {
  const a = left.split("\n");
  const b = right.split("\n");
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width); // of what is equal from here on
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const out: Pair[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const flush = (): void => {
    for (let k = 0; k < Math.max(gone.length, come.length); k++) {
      out.push({ left: gone[k], right: come[k] });
    }
    gone = [];
    come = [];
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (i < a.length && j < b.length && x === y) {
      flush();
      out.push({ left: x, right: y });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      gone.push(x ?? "");
      i++;
    } else {
      come.push(y ?? "");
      j++;
    }
  }
  flush();
  return out;
}

const AROUND = 2;

/** Shows two texts beside each other: where they differ, and a little around it. */
export function comparison(left: string, right: string, names: readonly [string, string]): HTMLElement {
  const rows = pairs(left, right);
  const differs = rows.map((row) => row.left !== row.right);
  const table = el("table", { class: "compare" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, names[0]), el("th", { scope: "col" }, names[1]))));
  const body = el("tbody");
  let skipped = false;
  rows.forEach((row, i) => {
    if (!differs.slice(Math.max(0, i - AROUND), i + AROUND + 1).includes(true)) {
      skipped = true;
      return;
    }
    if (skipped) {
      body.append(el("tr", { class: "gap" }, el("td", { colspan: "2" }, "…")));
      skipped = false;
    }
    const cell = (line: string | undefined, tag: "del" | "ins"): HTMLElement =>
      el("td", {}, line === undefined ? "" : row.left === row.right ? line : el(tag, {}, line === "" ? " " : line));
    body.append(el("tr", {}, cell(row.left, "del"), cell(row.right, "ins")));
  });
  if (!differs.includes(true)) {
    return el("p", {}, "The two are the same.");
  }
  table.append(body);
  return el("div", { class: "compared", tabindex: "0", role: "region", "aria-label": `${names[0]} and ${names[1]}` }, table);
}
