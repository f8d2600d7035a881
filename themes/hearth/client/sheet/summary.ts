import { type Field, localeOf, type Option } from "../data.ts";
import { button, element, headingIn } from "../dom.ts";
import { readKey } from "../notes/key.ts";
import type { Form } from "./form.ts";
import { atEnd, names, onPage } from "./names.ts";
import { compose } from "./sentence.ts";
import { byId } from "./values.ts";

/** The card at the end of a sheet: the fields that its author chose, as the reader would say them. */
export function summary(form: Form): void {
  const fields = onPage(form).flatMap(([field]) => (form.sheet.card.includes(field.id) ? field : []));
  if (fields.length === 0 || !form.sheet.print) {
    return;
  }
  const { say } = form;
  const lines = element("dl");
  const card = element("section", { class: "summary", hidden: true }, headingIn(form.root, say("card")), lines);
  card.append(button(say("card-print"), () => printOnly(card)));
  atEnd(form, card);
  form.changed(() => {
    const rows = fields.flatMap((field) => line(form, field));
    lines.replaceChildren(...rows);
    card.hidden = rows.length === 0;
  });
}

/** Prints a part of the page alone. */
function printOnly(part: HTMLElement): void {
  const root = document.documentElement;
  root.classList.add("print-part");
  part.classList.add("printed");
  addEventListener("afterprint", () => {
    root.classList.remove("print-part");
    part.classList.remove("printed");
  }, { once: true });
  print();
}

function line(form: Form, field: Field): HTMLElement[] {
  const texts = field.each === true
    ? (["me", "other"] as const).flatMap((who) => said(form, field, `${field.id}.${who}`).map((text) => `${form.say(who === "me" ? "card-me" : "card-other")}: ${text}`))
    : said(form, field, field.id);
  if (texts.length === 0) {
    return [];
  }
  const hidden = field.private === true || field.never === true ? { "data-private": true } : {};
  return [element("dt", hidden, field.label), ...texts.map((text) => element("dd", hidden, text))];
}

/** The answers of a field in plain words, one text for each line of it. */
export function said(form: Form, field: Field, name: string): readonly string[] {
  if (field.columns !== undefined || field.parts !== undefined) {
    return rows(form, field, name);
  }
  if (field.items !== undefined) {
    return field.items.flatMap((item) => form.values(`${name}.${item.id}`).map((value) => `${item.label}: ${value}`));
  }
  return unique(form, [name]).map((value) => plain(form, field, value));
}

function unique(form: Form, all: readonly string[]): readonly string[] {
  return [...new Set(all.flatMap((name) => form.values(name)))];
}

/** An answer as it reads: the words of an option, a day and a time as they are written here. */
export function plain({ data }: Form, field: { readonly type: string; readonly options?: readonly Option[] }, value: string): string {
  if (field.type === "date") {
    const [year = 0, month = 1, day = 1] = value.split("-").map(Number);
    return new Date(year, month - 1, day).toLocaleDateString(localeOf(data.lang), { dateStyle: "long" });
  }
  if (field.type === "scale") {
    return `${value} / 10`;
  }
  return field.options?.find((option) => option.id === value)?.label ?? value;
}

/** Rows are put together from what is kept; those that never are have one text for all. Private columns stay off the card. */
function rows(form: Form, field: Field, name: string): readonly string[] {
  const cells = new Map<string, Map<string, string>>();
  const gone = new Set<string>();
  for (const entry of form.notes.all([form.sheet.id, form.entry, name, ""].join("/"))) {
    const key = readKey(entry.key);
    if (key?.class === "x" && entry.value === "0") {
      gone.add(key.row);
    } else if (key !== undefined && key.field === name && key.class !== "x" && key.row !== "") {
      cells.set(key.row, (cells.get(key.row) ?? new Map<string, string>()).set(key.part, entry.value));
    }
  }
  const kept = [...cells].filter(([row]) => !gone.has(row)).sort(([a], [b]) => byId(a, b)).map(([, row]) => rowText(form, field, row));
  const texts = kept.filter((text) => text !== "");
  const shown = names(field).slice(1).filter((one) => field.columns?.some((column) => !onCard(column) && one.endsWith(`.${column.id}`)) !== true);
  return texts.length > 0 ? texts : [unique(form, shown).join(", ")].filter((text) => text !== "");
}

function onCard(column: Field): boolean {
  return column.private !== true && column.never !== true;
}

function rowText(form: Form, field: Field, row: ReadonlyMap<string, string>): string {
  if (field.parts !== undefined) {
    return compose(field.parts, (gap) => row.get(gap) ?? "");
  }
  return (field.columns ?? []).filter(onCard).flatMap((column) => {
    if (column.type === "multi") {
      return (column.options ?? []).filter(({ id }) => row.get(`${column.id}.${id}`) === "1").map(({ label }) => label);
    }
    const value = row.get(column.id) ?? "";
    return value === "" ? [] : plain(form, column, value);
  }).join(", ");
}
