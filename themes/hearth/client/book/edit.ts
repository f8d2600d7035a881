import { button, element } from "../dom.ts";
import { type Book, write } from "./parts.ts";
import type { Dated, Measure, Tracker } from "./series.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A form for one entry of a tracker. Leave is called when it is done, saved or not. */
export function editForm(book: Book, tracker: Tracker, entry: Dated, leave: () => void): HTMLElement {
  const { say, notes } = book;
  const controls = tracker.measures.map((measure, i) => {
    const control = controlFor(book, measure, `book-edit-${i}`, entry.values.get(measure.name) ?? "");
    return { measure, control, before: control.value }; // a control may not be able to show what is kept
  });
  const save = (): void => {
    const changed = controls.filter(({ control, before }) => control.value !== before);
    const changes = new Map(changed.map(({ measure, control }) => [measure.key(entry.id), control.value]));
    write(book, () => notes.setAll(changes), say("saved-entry"));
    leave();
  };
  return element("fieldset", { class: "book-edit" },
    element("legend", {}, say("edit-entry", entry.on === "" ? say("no-day") : book.wording.day(entry.on))),
    ...controls.map(({ measure, control }) => element("div", { class: "field" }, element("label", { for: control.id }, measure.label), control)),
    element("p", { class: "presses" }, button(say("save"), save), button(say("cancel"), leave)));
}

function controlFor(book: Book, { field }: Measure, id: string, value: string): Control {
  const control = bare(book, field, id);
  control.value = value;
  return control;
}

function bare(book: Book, field: Measure["field"], id: string): Control {
  const base = { id, autocomplete: "off" };
  switch (field.type) {
    case "scale":
      return select(book, base, Array.from({ length: 11 }, (_, n) => ({ id: String(n), label: String(n) })));
    case "choice":
      return select(book, base, field.options ?? []);
    case "longtext":
      return element("textarea", { ...base, rows: 4, spellcheck: "false", dir: "auto" });
    case "date":
    case "time":
      return element("input", { ...base, type: field.type });
    default:
      return element("input", { ...base, type: "text", spellcheck: "false", dir: "auto" });
  }
}

function select({ say }: Book, base: Readonly<Record<string, string>>, options: readonly { readonly id: string; readonly label: string }[]): HTMLSelectElement {
  return element("select", base, element("option", { value: "" }, say("no-answer")), ...options.map(({ id, label }) => element("option", { value: id }, label)));
}
