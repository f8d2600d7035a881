/** Rows that a reader adds and removes: lines, sentences, agreements, entries of a tracker. */
import type { Field } from "../data.ts";
import { announce, button, element } from "../dom.ts";
import { newId, type Key } from "../notes/key.ts";
import type { LiveForm } from "./live.ts";
import { compose } from "./sentence.ts";
import { controlsIn, isEarly, show, type Slot } from "./slots.ts";
import { byId, classOf, CONSENT, defaultValue } from "./values.ts";

export class Rows {
  readonly name: string;
  readonly field: Field;
  readonly #form: LiveForm;
  readonly #list: HTMLElement;
  readonly #first: HTMLElement; // as the page brought it: every further row is a copy
  #given: HTMLElement | undefined; // the one that the page brought, until it is in use: somebody may write in it already
  readonly #label: string;
  readonly #rows = new Map<string, HTMLElement>();
  readonly #opened = new Set<string>(); // added here, perhaps not answered yet
  readonly #add: HTMLButtonElement;
  readonly #full: HTMLElement;

  constructor(form: LiveForm, box: HTMLElement, field: Field) {
    this.#form = form;
    this.name = box.dataset["field"] ?? "";
    this.field = field;
    this.#list = box.querySelector<HTMLElement>(".rows") ?? this.#wrap(box);
    const printed = [...this.#list.querySelectorAll<HTMLElement>(":scope > .row")];
    this.#given = printed[0];
    this.#first = (this.#given?.cloneNode(true) ?? element("div")) as HTMLElement;
    controlsIn(this.#first).forEach((control) => delete control.dataset["typed"]);
    this.#label = this.#first.querySelector("legend")?.textContent ?? "";
    printed.slice(1).forEach((row) => row.classList.add("spare")); // lines to write on, while there is nothing to print
    this.#add = button(form.say(`add-${field.type}`), () => this.#addRow());
    this.#full = element("p", { class: "field-help", hidden: true }, form.say("rows-full", field.limit));
    const many = field.type !== "sentence" || (field.limit ?? 1) > 1;
    this.#list.after(...(many ? [element("div", { class: "rows-add" }, this.#add, this.#full)] : []));
    this.#list.dataset["live"] = "";
    form.changed(() => this.#update());
  }

  /** A sentence stands alone in the page. */
  #wrap(box: HTMLElement): HTMLElement {
    const sentence = box.querySelector<HTMLElement>(".sentence") ?? element("p");
    const row = element("div", { class: "row" });
    const list = element("div", { class: "rows rows-sentence" }, row);
    sentence.replaceWith(list);
    row.append(sentence);
    return list;
  }

  // ---- which rows there are

  #state(id: string): Key {
    return this.#form.key({ field: this.name, row: id, part: "", class: "x" });
  }

  #removed(id: string): boolean {
    const key = this.#state(id);
    return (this.#form.answers.get(key) ?? this.#form.answers.former(key)) === "0";
  }

  /** The rows to show, in their order: those with answers, and one at least. */
  #ids(): readonly string[] {
    const { entry } = this.#form;
    const here = (key: Key): string =>
      key.field === this.name && key.entry === entry && key.row !== CONSENT ? key.row : "";
    const ids = this.#form.groups(here).map((group) => group.id);
    if (this.field.type !== "tracker") {
      ids.sort(byId);
    }
    const opened = [...this.#opened].filter((id) => !ids.includes(id) && !this.#removed(id));
    const all = this.field.type === "tracker" ? [...opened, ...ids] : [...ids, ...opened];
    if (all.length === 0) {
      const id = this.#removed("1") ? newId() : "1";
      this.#opened.add(id);
      return [id];
    }
    return all;
  }

  /** Brings the page in step with the answers. A row in which somebody writes stays. */
  refresh(): void {
    const ids = this.#ids();
    for (const [id, row] of this.#rows) {
      if (!ids.includes(id) && !row.contains(document.activeElement)) {
        this.#take(id);
      }
    }
    let after: Element | undefined;
    for (const id of ids) {
      const row = this.#rows.get(id) ?? this.#make(id, after);
      after = row;
    }
    this.#update();
  }

  /** Another entry is filled in: none of these rows belongs to it. */
  reset(): void {
    [...this.#rows.keys()].forEach((id) => this.#take(id));
    this.#opened.clear();
    this.#list.querySelectorAll(":scope > .undone").forEach((line) => line.remove());
  }

  #take(id: string): void {
    const row = this.#rows.get(id);
    if (row !== undefined) {
      this.#form.drop(row);
      row.remove();
      this.#rows.delete(id);
    }
  }

  #make(id: string, after?: Element): HTMLElement {
    const given = this.#given;
    this.#given = undefined;
    const row = given ?? (this.#first.cloneNode(true) as HTMLElement);
    for (const part of row.querySelectorAll("*")) {
      for (const name of ["id", "for", "name", "list", "aria-describedby"]) {
        const value = part.getAttribute(name);
        if (value !== null) {
          part.setAttribute(name, value.replace(/\S+/g, `$&-r${id}`));
        }
      }
    }
    if (this.#add.isConnected) {
      row.append(button("×", () => this.#remove(id), { class: "quiet row-remove" }));
    }
    const slots = this.#slots(row, id);
    this.#form.add(slots);
    this.#rows.set(id, row);
    if (given !== undefined) {
      // it stands where the first row stands, and moved it would lose the focus
    } else if (after === undefined) {
      this.#list.prepend(row);
    } else {
      after.after(row);
    }
    for (const slot of slots.filter((one) => !isEarly(one))) {
      show(slot, "");
      this.#form.show(slot);
    }
    return row;
  }

  #slots(row: HTMLElement, id: string): Slot[] {
    const place = { field: this.name, row: id };
    if (this.field.type === "sentence") {
      return controlsIn(row).map((control) => ({ ...place, part: control.dataset["gap"] ?? "", class: "t", controls: [control], fallback: "" }));
    }
    return [...row.querySelectorAll<HTMLElement>("[data-column]")].flatMap((cell): Slot[] => {
      const part = cell.dataset["column"] ?? "";
      const column = this.field.columns?.find((c) => c.id === part);
      const type = column?.type;
      cell.toggleAttribute("data-private", column?.private === true);
      const kind = type === undefined ? undefined : classOf(type);
      const controls = controlsIn(cell);
      if (kind === "m") {
        return controls.map((control) => ({ ...place, part: `${part}.${control.value}`, class: kind, controls: [control], fallback: "" }));
      }
      return kind === undefined ? [] : [{ ...place, part, class: kind, controls, fallback: this.#fallback(part) }];
    });
  }

  #fallback(column: string): string {
    const rule = this.field.type === "tracker" && column === "on" ? "today" : this.field.type === "agreement" && column === "review" ? this.field.review : "";
    return defaultValue(rule ?? "", new Date());
  }

  // ---- what a reader does with them

  #addRow(): string {
    const id = newId();
    this.#opened.add(id);
    const last = this.field.type === "tracker" ? undefined : [...this.#rows.values()].at(-1);
    const row = this.#make(id, last);
    this.#form.tell();
    controlsIn(row)[0]?.focus();
    return id;
  }

  /** Removed at once, and back with one press: at its place, in all of its words. */
  #remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) {
      return;
    }
    const undo = this.#form.retire(this.#state(id));
    const back = button(this.#form.say("put-back"), () => {
      undo();
      this.#opened.add(id);
      const again = this.#make(id, line);
      line.remove();
      this.#form.tell();
      controlsIn(again)[0]?.focus();
    });
    const line = element("p", { class: "undone" }, this.#form.say("row-removed"), " ", back);
    row.before(line);
    this.#take(id);
    this.#opened.delete(id);
    this.refresh();
    this.#form.tell();
    announce(this.#form.say("row-removed"));
    back.focus();
  }

  /** Fills in a row for each answer, the empty ones first. */
  fill(answers: readonly ReadonlyMap<string, string>[]): void {
    for (const parts of answers) {
      const row = [...this.#rows.keys()].find((id) => this.#empty(id)) ?? this.#addRow();
      for (const slot of this.#form.slots()) {
        if (slot.field === this.name && slot.row === row) {
          this.#form.put(slot, parts.get(slot.part));
        }
      }
    }
  }

  #empty(id: string): boolean {
    return ![...this.#form.slots()].some((slot) => slot.field === this.name && slot.row === id && (this.#form.stored(slot) ?? "") !== "");
  }

  // ---- what follows from them

  #update(): void {
    const rows = [...this.#rows].sort(([, a], [, b]) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    rows.forEach(([id, row], i) => this.#number(id, row, i + 1, rows.length));
    const full = rows.length >= (this.field.limit ?? Infinity);
    this.#add.hidden = full;
    this.#full.hidden = !full;
    this.#list.toggleAttribute("data-filled", rows.some(([id]) => !this.#empty(id)));
  }

  #number(id: string, row: HTMLElement, n: number, count: number): void {
    const legend = row.querySelector("legend");
    const label = this.#label.replace("1", String(n));
    if (legend !== null && legend.textContent !== label) {
      legend.textContent = label;
    }
    const remove = row.querySelector<HTMLElement>(".row-remove");
    if (remove !== null) {
      remove.setAttribute("aria-label", this.#form.say("row-remove", n));
      remove.hidden = count === 1 && this.#empty(id);
    }
    const sentence = row.querySelector(".sentence");
    if (sentence !== null) {
      this.#read(sentence, row);
    }
  }

  /** The finished sentence, below its gaps. */
  #read(sentence: Element, row: HTMLElement): void {
    const gap = (id: string): string => row.querySelector<HTMLInputElement>(`[data-gap="${CSS.escape(id)}"]`)?.value ?? "";
    const text = compose(this.field.parts ?? [], gap);
    const line = row.querySelector<HTMLElement>(".sentence-read") ?? element("p", { class: "sentence-read", dir: "auto" });
    if (line.textContent !== text) {
      line.textContent = text;
    }
    if (text === "") {
      line.remove();
    } else if (!line.isConnected) {
      sentence.after(line);
    }
  }
}
