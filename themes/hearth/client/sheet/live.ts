/** A worksheet on the page that takes answers: its places, what they hold, and who wants to know. */
import type { Field, PageData, Say, Sheet } from "../data.ts";
import type { Class, Key } from "../notes/key.ts";
import type { Notes } from "../notes/types.ts";
import type { Form, Shown } from "./form.ts";
import { Answers } from "./memory.ts";
import { Rows } from "./rows.ts";
import { answer, grow, isEarly, isText, names, read, show, slotsOf, type Control, type Slot } from "./slots.ts";
import { belongs, byId, CONSENT, defaultValue, fieldOf, inRows } from "./values.ts";

export interface Deps {
  readonly data: PageData;
  readonly say: Say;
  readonly notes: Notes;
  readonly way: Shown;
}

/** Groups the answers of a sheet that is a tracker by its entries. */
export function byEntry(key: Key): string {
  return key.class === "x" && key.field !== "" ? "" : key.entry;
}

export class LiveForm implements Form {
  readonly root: HTMLElement;
  readonly sheet: Sheet;
  readonly data: PageData;
  readonly say: Say;
  readonly notes: Notes;
  readonly way: Shown;
  readonly signal: AbortSignal;
  readonly answers: Answers;
  readonly rows: readonly Rows[];
  entry = "";

  readonly #slots = new Map<Control, Slot>();
  readonly #calls: (() => void)[] = [];
  readonly #taken: ((slot: Slot) => void)[] = [];
  /** What each place last showed or took: the reader has seen that, and nothing that came later. */
  readonly #seen = new Map<Slot, string>();
  #typing: Slot | undefined;
  #touched: Slot | undefined;

  constructor(root: HTMLElement, sheet: Sheet, deps: Deps, signal: AbortSignal) {
    this.root = root;
    this.sheet = sheet;
    this.data = deps.data;
    this.say = deps.say;
    this.notes = deps.notes;
    this.way = deps.way;
    this.signal = signal;
    this.answers = new Answers(sheet, deps.notes);
    this.rows = this.#bind();
    this.#listen();
  }

  // ---- places

  #bind(): Rows[] {
    const rows: Rows[] = [];
    for (const box of this.root.querySelectorAll<HTMLElement>(".field[data-field]")) {
      const field = fieldOf(this.sheet, box.dataset["field"] ?? "");
      if (field === undefined || box.querySelector(".field") !== null) {
        continue; // its parts are fields of their own
      }
      if (inRows(field.type)) {
        rows.push(new Rows(this, box, field));
      } else {
        this.add(slotsOf(box, field.type, defaultValue(field.default ?? "", new Date())));
      }
    }
    return rows;
  }

  add(slots: readonly Slot[]): void {
    for (const slot of slots) {
      for (const control of slot.controls) {
        control.autocomplete = "off"; // in the page only those may say so that are written in; browsers heed it in all
        this.#slots.set(control, slot);
      }
    }
  }

  drop(box: Element): void {
    for (const control of this.#slots.keys()) {
      if (box.contains(control)) {
        this.#slots.delete(control);
      }
    }
  }

  slots(): ReadonlySet<Slot> {
    return new Set(this.#slots.values());
  }

  slotOf(control: EventTarget | null): Slot | undefined {
    return this.#slots.get(control as Control); // any other key is in no map
  }

  key(slot: { readonly field: string; readonly row: string; readonly part: string; readonly class: Class }): Key {
    return { sheet: this.sheet.id, entry: this.entry, field: slot.field, row: slot.row, part: slot.part, class: slot.class };
  }

  /** The field as it stands in the sheet, with its label and all of its parts. */
  boxOf(slot: Slot): HTMLElement | undefined {
    return slot.controls[0]?.closest<HTMLElement>(".sheet > .field") ?? undefined;
  }

  definition(slot: Slot): Field | undefined {
    return fieldOf(this.sheet, slot.field);
  }

  // ---- showing

  stored(slot: Slot): string | undefined {
    const key = this.key(slot);
    return this.answers.get(key) ?? this.answers.former(key);
  }

  show(slot: Slot): void {
    const value = this.stored(slot) ?? slot.fallback;
    show(slot, value);
    this.#seen.set(slot, value);
    slot.controls.forEach(grow);
  }

  /** Shows what is kept. A text that is being written stays, and so does what was written before the page could listen. */
  refresh(): void {
    if (this.shut()) {
      return;
    }
    this.rows.forEach((rows) => rows.refresh());
    const slots = [...this.slots()];
    for (const slot of slots) {
      if (slot !== this.#typing && !isEarly(slot)) {
        this.show(slot);
      }
    }
    slots.filter(isEarly).forEach((slot) => this.#early(slot));
    this.tell();
  }

  /** Takes every answer off the page, not out of the notes. What nobody took yet stays for later. */
  blank(): void {
    this.#typing = undefined;
    this.slots().forEach((slot) => isEarly(slot) || show(slot, ""));
  }

  /** Forgets what is never kept, also in the page. */
  forget(): void {
    this.#typing = undefined;
    this.answers.memory.clear();
    this.refresh();
  }

  shut(): boolean {
    return this.notes.state.shut && !this.sheet.never;
  }

  // ---- taking

  #listen(): void {
    const options = { signal: this.signal };
    this.root.addEventListener("input", ({ target }) => {
      const slot = this.slotOf(target);
      if (slot !== undefined) {
        this.#typing = isText(slot) ? slot : undefined;
        this.take(slot);
      }
    }, options);
    this.root.addEventListener("focusout", () => {
      const slot = this.#typing;
      this.#typing = undefined;
      if (slot !== undefined && this.answers.others(this.key(slot)).length === 0) {
        this.show(slot); // two texts stay as they are until the reader chooses
      }
      void this.notes.flush();
    }, options);
    this.root.addEventListener("click", ({ target }) => this.#takeBack(target), options);
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target instanceof HTMLInputElement && this.slotOf(event.target) !== undefined) {
        event.preventDefault(); // Enter sends nothing, and there is nothing to send
      }
    }, options);
  }

  /** Pressing the chosen answer again takes it back. */
  #takeBack(target: EventTarget | null): void {
    const slot = this.slotOf(target);
    if (target instanceof HTMLInputElement && target.type === "radio" && slot !== undefined && target.dataset["chosen"] !== undefined) {
      show(slot, "");
      this.take(slot);
    }
    this.#markChosen();
  }

  #markChosen(): void {
    for (const control of this.#slots.keys()) {
      if (control instanceof HTMLInputElement && control.type === "radio") {
        control.toggleAttribute("data-chosen", control.checked);
      }
    }
  }

  /** What was written before the notes were read. A kept text is not written over: both stay. */
  #early(slot: Slot): void {
    slot.controls.forEach((control) => delete control.dataset["typed"]);
    this.take(slot);
  }

  /** Takes what stands there now. */
  take(slot: Slot): void {
    slot.controls.forEach((control) => delete control.dataset["typed"]);
    const value = read(slot);
    const key = this.key(slot);
    const unseen = (this.stored(slot) ?? slot.fallback) !== this.#seen.get(slot);
    this.#seen.set(slot, value);
    if (value === "" && this.answers.get(key) === undefined) {
      this.answers.set(key, this.stored(slot) ?? slot.fallback); // emptied by the reader, so it stays empty
    }
    let kept = this.answers.set(key, value, unseen);
    this.#putBack(slot);
    kept = this.#takeShown(slot) || kept;
    this.#chooseOwn(slot, value);
    slot.controls.forEach(grow);
    this.#touched = slot;
    this.tell();
    this.#touched = undefined;
    if (kept) {
      this.#taken.forEach((call) => call(slot));
    }
  }

  /** With the first answer, what stood there by itself is the reader's: defaults, and answers under an earlier name. */
  #takeShown(touched: Slot): boolean {
    let kept = false;
    if (this.entry !== "") {
      kept = this.#state(this.key({ field: "", row: "", part: "", class: "x" }));
    }
    for (const slot of this.slots()) {
      const near = slot.row === "" || slot.row === CONSENT || (slot.row === touched.row && slot.field === touched.field);
      const key = this.key(slot);
      if (near && this.answers.get(key) === undefined && read(slot) !== "") {
        kept = this.answers.set(key, read(slot)) || kept;
      }
    }
    return kept;
  }

  /** A row that is written in is there, also when another tab removed it meanwhile. */
  #putBack({ field, row }: Slot): void {
    const state = this.key({ field, row, part: "", class: "x" });
    if (row !== "" && (this.answers.get(state) ?? this.answers.former(state)) === "0") {
      this.answers.set(state, "1");
    }
  }

  #state(key: Key): boolean {
    return this.answers.get(key) !== "1" && this.answers.set(key, "1");
  }

  /** Own words are a choice: they choose "other" where there is one, else nothing else. */
  #chooseOwn(slot: Slot, value: string): void {
    const chosen = [...this.slots()].find((other) => other.field === slot.field && other.class === "c");
    if (slot.class === "t" && slot.part !== "" && slot.row === "" && value !== "" && chosen !== undefined) {
      show(chosen, "other");
      this.answers.set(this.key(chosen), read(chosen));
      this.#markChosen();
    }
  }

  /** The place whose answer was just taken, while everybody is told. */
  get touched(): Slot | undefined {
    return this.#touched;
  }

  /** Removes a row or an entry by its state. Returns what puts it back, even when its texts were cleared away meanwhile. */
  retire(state: Key): () => void {
    const { answers } = this;
    const texts = answers.keys().filter((key) => belongs(key, state)).map((key) => [key, answers.get(key) ?? answers.former(key) ?? ""] as const);
    answers.set(state, "0");
    return () => {
      texts.forEach(([key, value]) => answers.set(key, value));
      answers.set(state, "1");
    };
  }

  /** Calls back when an answer was taken that is kept. */
  taken(call: (slot: Slot) => void): void {
    this.#taken.push(call);
  }

  // ---- Form

  element(field: string): HTMLElement | undefined {
    return this.root.querySelector<HTMLElement>(`.field[data-field="${CSS.escape(field)}"]`) ?? undefined;
  }

  values(name: string): readonly string[] {
    if (this.shut()) {
      return [];
    }
    return [...this.slots()]
      .filter((slot) => names(slot).includes(name) && (slot.row === "" || this.stored(slot) !== undefined)) // a day that stands in an empty row by itself is no answer
      .map((slot) => answer(slot, read(slot)))
      .filter((value) => value !== "");
  }

  entries(name: string, last: number): readonly (readonly string[])[] {
    const field = fieldOf(this.sheet, name.split(".")[0] ?? "");
    const group = field?.type === "tracker" ? (key: Key) => (key.field === field.id ? key.row : "") : byEntry;
    return this.groups(group).slice(0, last).map(({ keys }) =>
      keys.filter((key) => names(key).includes(name))
        .map((key) => answer(key, this.answers.get(key) ?? ""))
        .filter((value) => value !== ""));
  }

  /** Answers that belong together, such as the entries of a tracker, the newest first. Removed ones are left out. */
  groups(group: (key: Key) => string): { id: string; day: string; keys: Key[] }[] {
    const all = new Map<string, { id: string; day: string; keys: Key[] }>();
    const gone = new Set<string>();
    const dated = this.sheet.fields.find((field) => field.type === "date")?.id;
    for (const key of this.answers.keys()) {
      const id = group(key);
      const value = this.answers.get(key) ?? this.answers.former(key) ?? "";
      if (key.class === "x") {
        if (value === "0") {
          gone.add(id);
        }
      } else if (id !== "" && value !== "") {
        const one = all.get(id) ?? { id, day: "", keys: [] };
        all.set(id, one);
        one.keys.push(key);
        if (key.part === "on" || key.field === dated) {
          one.day = value;
        }
      }
    }
    return [...all.values()].filter((one) => !gone.has(one.id)).sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : byId(b.id, a.id)));
  }

  fill(field: string, answers: readonly ReadonlyMap<string, string>[]): void {
    for (const rows of this.rows) {
      if (rows.name === field) {
        rows.fill(answers);
      }
    }
    for (const slot of this.slots()) {
      if (slot.field === field && slot.row === "") {
        this.put(slot, answers[0]?.get(slot.part));
      }
    }
  }

  /** Shows and keeps an answer as if it was given here. */
  put(slot: Slot, value: string | undefined): void {
    if (value !== undefined) {
      show(slot, value);
      this.take(slot);
    }
  }

  startAgain(wanted: readonly string[]): void {
    for (const slot of this.slots()) {
      if (read(slot) !== "" && names(slot).some((name) => wanted.includes(name))) {
        show(slot, "");
        this.answers.set(this.key(slot), "");
      }
    }
    this.forget();
  }

  changed(call: () => void): void {
    this.#calls.push(call);
    call();
  }

  /** Tells everybody that answers changed. */
  tell(): void {
    this.#markChosen();
    this.#calls.forEach((call) => call());
  }
}
