import { announce, button, element } from "../dom.ts";
import { type Book, keptWords, tick, troubleWith } from "./parts.ts";
import { isHidden } from "./read.ts";
import type { Dated, Measure, Tracker } from "./series.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A form for one entry of a tracker, kept as it is filled in. Leave is called when the reader is done and all of it is kept. */
export function editForm(book: Book, tracker: Tracker, entry: Dated, leave: () => void): HTMLElement {
  const { say, notes } = book;
  const sheet = tracker.sheet.id;
  const undoing: (() => void)[] = [];
  /** Keeps one text as it is written, and remembers how to take that back. */
  const follow = (key: string, control: Control, read: () => string, show: (value: string) => void): void => {
    const before = notes.value(key); // a control may not be able to show it
    show(before);
    let seen = before;
    const set = (value: string): void => {
      notes.set(key, value, notes.value(key) !== seen); // another tab may have written there
      seen = value;
    };
    control.addEventListener("input", () => {
      set(read());
      undo.hidden = false;
    });
    undoing.push(() => {
      if (seen !== before) {
        show(before);
        set(before);
      }
    });
  };
  const ticks = ({ field, label, key }: Measure, i: number): HTMLElement =>
    element("fieldset", { "data-private": isHidden(field) }, element("legend", {}, label), ...(field.options ?? []).map((option, n) => {
      const { input, line } = tick(option.label, { id: `book-edit-${i}-${n}` });
      follow(key(entry.id, option.id), input, () => (input.checked ? "1" : ""), (value) => { input.checked = value === "1"; });
      return line;
    }));
  const asked = tracker.measures.filter(({ name, asked: now }) => now || entry.values.get(name) !== "");
  const fields = asked.map((measure, i) => {
    const { field, label, key } = measure;
    if (field.type === "multi") {
      return ticks(measure, i);
    }
    const control = bare(book, field, `book-edit-${i}`);
    follow(key(entry.id), control, () => control.value, (value) => { control.value = value; });
    return element("div", { class: "field", "data-private": isHidden(field) }, element("label", { for: control.id }, label), control);
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
