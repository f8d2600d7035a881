import { announce, button, element } from "../dom.ts";
import { type Book, keptWords, troubleWith } from "./parts.ts";
import { isHidden } from "./read.ts";
import type { Dated, Measure, Tracker } from "./series.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A form for one entry of a tracker, kept as it is filled in. Leave is called when the reader is done and all of it is kept. */
export function editForm(book: Book, tracker: Tracker, entry: Dated, leave: () => void): HTMLElement {
  const { say, notes } = book;
  const sheet = tracker.sheet.id;
  const undoing: (() => void)[] = [];
  const fields = tracker.measures.map((measure, i) => {
    const key = measure.key(entry.id);
    const before = notes.value(key); // a control may not be able to show it
    const control = controlFor(book, measure, `book-edit-${i}`, before);
    let seen = before;
    const set = (value: string): void => {
      notes.set(key, value, notes.value(key) !== seen); // another tab may have written there
      seen = value;
    };
    control.addEventListener("input", () => {
      set(control.value);
      undo.hidden = false;
    });
    undoing.push(() => {
      if (seen !== before) {
        control.value = before;
        set(before);
      }
    });
    return element("div", { class: "field", "data-private": isHidden(measure.field) }, element("label", { for: control.id }, measure.label), control);
  });
  const line = element("p", { class: "note" });
  const tell = (): void => {
    line.textContent = keptWords(book, sheet);
  };
  const done = async (): Promise<void> => {
    await notes.flush();
    if (form.isConnected) { // the lock may have shut
      announce(keptWords(book, sheet));
      if (troubleWith(book, sheet) === undefined) {
        leave();
      }
    }
  };
  const undo = button(say("edit-undo"), () => {
    undoing.forEach((call) => call());
    void done();
  });
  undo.hidden = true;
  const form = element("fieldset", { class: "book-edit" },
    element("legend", {}, say("edit-entry", entry.on === "" ? say("no-day") : book.wording.day(entry.on))),
    ...fields, line, element("p", { class: "presses" }, button(say("done"), () => void done()), undo));
  notes.on("status", (event) => event.sheet === sheet && form.isConnected && tell(), book.signal);
  tell();
  return form;
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
