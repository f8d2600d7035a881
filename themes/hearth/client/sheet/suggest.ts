import type { Field, Rule } from "../data.ts";
import { button, element } from "../dom.ts";
import { readKey } from "../notes/key.ts";
import type { Notes } from "../notes/types.ts";
import { holds } from "./conditions.ts";
import { factsOf } from "./facts.ts";
import type { Form } from "./form.ts";
import { filled, onPage } from "./names.ts";
import { byId } from "./values.ts";

/** Offers what was written on another sheet for an empty field: shown first, and taken only by a press. */
export function suggestions(form: Form): void {
  for (const rule of form.sheet.rules) {
    const found = onPage(form).find(([field]) => field.id === rule.suggest);
    if (found !== undefined && rule.from !== undefined) {
      suggest(form, rule, rule.from, ...found);
    }
  }
}

function suggest(form: Form, rule: Rule, from: string, field: Field, place: HTMLElement): void {
  const { say } = form;
  const lines = element("ul");
  let answered = false;
  const close = (): void => {
    answered = true;
    box.remove();
    place.querySelector<HTMLElement>("input, textarea, select, button")?.focus();
  };
  const use = button(say("suggest-yes"), () => {
    form.fill(field.id, kept(form.notes, from, field).join("\n"));
    close();
  });
  const box = element("div", { class: "said", role: "group" }, element("p", {}, say("suggest-ask")), lines, element("p", {}, use, " ", button(say("suggest-no"), close)));
  form.changed(() => {
    const texts = answered || filled(form, field) || !holds(rule.when, factsOf(form)) ? [] : kept(form.notes, from, field);
    if (texts.length === 0) {
      box.remove();
    } else if (!box.isConnected) {
      lines.replaceChildren(...texts.map((text) => element("li", {}, shown(field, text))));
      place.append(box);
    }
  });
}

/** What is kept of "worksheet.field", as form.fill takes it for a field: a text for each row, with tabs between its columns. Ticks are left to the reader. */
export function kept(notes: Notes, from: string, field: Field): readonly string[] {
  const [sheet = "", ...name] = from.split(".");
  const rows = new Map<string, Map<string, string>>();
  const gone = new Set<string>();
  for (const entry of notes.all([sheet, "", name.join("."), ""].join("/"))) {
    const key = readKey(entry.key);
    if (key?.class === "x" && entry.value === "0") {
      gone.add(key.row);
    } else if (key !== undefined && key.class !== "x" && key.class !== "m" && entry.value.trim() !== "") {
      rows.set(key.row, (rows.get(key.row) ?? new Map<string, string>()).set(key.part, entry.value));
    }
  }
  const order = [...rows].filter(([row]) => !gone.has(row)).sort(([a], [b]) => byId(a, b));
  return order.map(([, row]) => text(field, row)).filter((line) => line.trim() !== "");
}

function text({ columns, options }: Field, row: ReadonlyMap<string, string>): string {
  const cells = columns?.some(({ id }) => row.has(id)) === true ? columns.map(({ id }) => row.get(id) ?? "") : [...row.values()];
  const line = cells.join("\t");
  return options === undefined || options.some(({ id }) => id === line) ? line : "";
}

function shown({ options }: Field, line: string): string {
  return options?.find(({ id }) => id === line)?.label ?? line.split("\t").filter((cell) => cell !== "").join(", ");
}
