import { columnOf, type Field, type Rule } from "../data.ts";
import { button, element } from "../dom.ts";
import { readKey } from "../notes/key.ts";
import type { Notes } from "../notes/types.ts";
import { holds } from "./conditions.ts";
import { factsOf } from "./facts.ts";
import type { Form } from "./form.ts";
import { onPage } from "./names.ts";
import { compose } from "./sentence.ts";
import { plain } from "./summary.ts";
import { byId, inRows } from "./values.ts";

/** What is offered: of each answer its texts by part. */
type Answer = ReadonlyMap<string, string>;

/** Offers what was written on another sheet for an empty field: shown first, and taken only by a press. */
export function suggestions(form: Form): void {
  for (const rule of form.sheet.rules) {
    const found = onPage(form).find(([field]) => field.id === rule.suggest);
    if (found !== undefined && rule.from !== undefined && rule.take !== undefined) {
      suggest(form, rule, { from: rule.from, take: rule.take }, ...found);
    }
  }
}

function suggest(form: Form, rule: Rule, source: Source, field: Field, place: HTMLElement): void {
  const { say } = form;
  const lines = element("ul");
  const parts = Object.values(source.take);
  let answered = false;
  const close = (): void => {
    answered = true;
    box.remove();
    place.querySelector<HTMLElement>("input, textarea, select, button")?.focus();
  };
  const use = button(say("suggest-yes"), () => {
    form.fill(field.id, kept(form.notes, source, field));
    close();
  });
  const box = element("div", { class: "said", role: "group" }, element("p", {}, say("suggest-ask")), lines, element("p", {}, use, " ", button(say("suggest-no"), close)));
  form.changed(() => {
    const isEmpty = parts.every((part) => form.values(part === "" ? field.id : `${field.id}.${part}`).length === 0);
    const answers = answered || !isEmpty || !holds(rule.when, factsOf(form)) ? [] : kept(form.notes, source, field);
    if (answers.length === 0) {
      box.remove();
    } else if (!box.isConnected) {
      lines.replaceChildren(...answers.map((answer) => element("li", {}, shown(form, field, answer))));
      place.append(box);
    }
  });
}

/** Where a suggestion comes from: "worksheet.field", and which of its parts are offered for which. */
export interface Source {
  readonly from: string;
  readonly take: Readonly<Record<string, string>>;
}

/** What is kept of another sheet's field, as far as a field can take it: the rows that are there, in their order. */
export function kept(notes: Pick<Notes, "all">, { from, take }: Source, field: Field): readonly Answer[] {
  const [sheet = "", ...name] = from.split(".");
  const rows = new Map<string, Map<string, string>>();
  const gone = new Set<string>();
  for (const entry of notes.all([sheet, "", name.join("."), ""].join("/"))) {
    const key = readKey(entry.key);
    const part = key === undefined ? undefined : take[key.part];
    const value = part === undefined ? "" : fit(field, part, entry.value);
    if (key?.class === "x" && entry.value === "0") {
      gone.add(key.row);
    } else if (key !== undefined && key.class !== "x" && part !== undefined && value !== "") {
      rows.set(key.row, (rows.get(key.row) ?? new Map<string, string>()).set(part, value));
    }
  }
  const order = [...rows].filter(([row]) => !gone.has(row)).sort(([a], [b]) => byId(a, b));
  return order.map(([, row]) => row).slice(0, inRows(field.type) ? field.limit : 1);
}

/** A text as a part of a field can hold it: one line, or one of its options; "" for what it cannot hold. */
function fit(field: Field, part: string, value: string): string {
  const { type, options } = columnOf(field, part) ?? field;
  if (type === "choice") {
    return options?.some(({ id }) => id === value) === true ? value : "";
  }
  return type === "longtext" || type === "agreement" ? value.trim() : value.replace(/\s*\n\s*/g, " ").trim();
}

/** One answer as it reads, its parts in the order of the field. */
function shown(form: Form, field: Field, answer: Answer): string {
  if (field.parts !== undefined) {
    return compose(field.parts, (gap) => answer.get(gap) ?? "");
  }
  const columns = field.columns ?? [field];
  return columns.flatMap((column) => {
    const mine = [...answer].filter(([part]) => (columnOf(field, part) ?? field) === column);
    const ticks = mine.map(([part]) => part.split(".").at(-1));
    return column.type === "multi" || column.type === "checklist"
      ? (column.options ?? []).filter(({ id }) => ticks.includes(id)).map(({ label }) => label)
      : mine.map(([, value]) => plain(form, column, value));
  }).join(", ");
}
