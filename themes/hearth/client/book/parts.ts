import { localeOf, type PageData, type Say, type Sheet } from "../data.ts";
import { announce, button, element } from "../dom.ts";
import { sheetOf } from "../notes/key.ts";
import type { Notes } from "../notes/types.ts";
import { truth } from "../sheet/truth.ts";
import { broughtBack } from "./back.ts";
import type { Reading, Wording } from "./read.ts";

/** What every section of the notebook is given. */
export interface Book {
  readonly data: PageData;
  readonly say: Say;
  readonly notes: Notes;
  readonly sheets: readonly Sheet[];
  readonly wording: Wording;
  /** Ends when the notes are shut and their sections leave the page. */
  readonly signal: AbortSignal;
  /** What is kept now, read. */
  readings(): readonly Reading[];
  /** Calls back now and whenever what is kept has changed. */
  changed(call: () => void): void;
  /** Says that something was changed here. */
  change(): void;
}

/** Words of the notebook: days and numbers as people read them. */
export function wordingFor(say: Say, lang: string): Wording {
  return { say, day: (iso) => dayWords(iso, lang), scale: (n) => say("of-ten", n) };
}

/** A day in words; what is no day stays as it is. */
export function dayWords(iso: string, lang: string): string {
  const day = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? iso : day.toLocaleDateString(localeOf(lang), { dateStyle: "medium", timeZone: "UTC" });
}

/** A moment in words. */
export function momentWords(at: number, lang: string): string {
  return new Date(at).toLocaleString(localeOf(lang), { dateStyle: "medium", timeStyle: "short" });
}

/** Today, as the reader's calendar has it. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** A section with its heading. */
export function section(id: string, title: string, ...children: readonly (Node | undefined)[]): HTMLElement {
  return element("section", { class: "book-part", id }, element("h2", {}, title), ...children);
}

/** Something long, folded. */
export function fold(title: string, ...children: readonly (Node | undefined)[]): HTMLDetailsElement {
  return element("details", { class: "way" }, element("summary", {}, title), ...children);
}

/**
 * A button that asks once more at its own place. Whoever presses it hears the
 * question with the way back first.
 */
export function twoSteps(book: Pick<Book, "say">, words: { readonly first: string; readonly sure: string; readonly go: string }, act: () => void): HTMLElement {
  const place = element("div", { class: "two-steps" });
  const first = button(words.first, () => {
    place.replaceChildren(question);
    cancel.focus();
  });
  const cancel = button(book.say("cancel"), () => {
    place.replaceChildren(first);
    first.focus();
  });
  const go = button(words.go, () => {
    place.replaceChildren(first);
    first.focus();
    act();
  }, { class: "quiet stop" });
  const question = element("div", { role: "group", "aria-label": words.sure }, element("p", {}, words.sure), element("p", { class: "presses" }, cancel, go));
  place.append(first);
  return place;
}

/** Changes what is kept and says so, unless this page is older than the notes or they cannot be written. Resolves to whether it was done. */
export async function write({ notes, say, change }: Book, work: () => Promise<unknown>, done: string): Promise<boolean> {
  if (notes.state.older) {
    announce(say("place-older"));
    return false;
  }
  try {
    await work();
    announce(done);
    return true;
  } catch {
    announce(say("place-failed"));
    return false;
  } finally {
    change();
  }
}

/** Sets one answer, and says so when it is kept; what cannot be kept yet stays, with the words for it. */
export function setOne(book: Book, key: string, value: string, done: string): void {
  const { notes } = book;
  if (notes.state.older) {
    announce(book.say("place-older"));
    return;
  }
  void notes.setAll(new Map([[key, value]])).then(() => {
    announce(troubleWith(book, sheetOf(key)) ?? done);
    book.change();
  });
}

/** Where the answers of a sheet are, in words. */
export function keptWords({ notes, say, data }: Book, sheet: string): string {
  const status = notes.status(sheet);
  const { word } = truth(false, notes.state, notes.isOnly(sheet), status);
  return say(word, new Date(status.at).toLocaleTimeString(localeOf(data.lang), { hour: "2-digit", minute: "2-digit" }));
}

/** The same, only when something could not be kept. */
export function troubleWith(book: Book, sheet: string): string | undefined {
  return book.notes.status(sheet).saving === "failed" ? keptWords(book, sheet) : undefined;
}

/** Removes what was kept under some keys, and offers to put it back as long as the page is open. */
export function takeAway(book: Book, place: HTMLElement, label: string, keys: readonly string[]): void {
  const { notes, say } = book;
  void write(book, async () => {
    await notes.flush();
    const entries = keys.map((key) => notes.get(key)).filter((entry) => entry !== undefined);
    await notes.remove(keys);
    const bring = async (): Promise<void> => {
      await notes.flush();
      await notes.put(entries.map((entry) => broughtBack(entry, notes.get(entry.key))));
    };
    const back = button(say("put-back"), () => void write(book, bring, say("is-back", label)).then((done) => {
      if (done) {
        focusAbove(line);
        line.remove();
      }
    }));
    const line = element("p", { class: "undone screen-only" }, say("deleted", label), " ", back);
    place.append(line);
    back.focus();
  }, say("deleted", label));
}

/** Moves the focus to what stands around a place: the summary that folds it, or the heading of its section. */
export function focusAbove(place: Element): void {
  const around = place.parentElement?.closest("details, section");
  const head = around?.querySelector<HTMLElement>("summary, h2");
  if (head?.localName === "h2") {
    head.tabIndex = -1;
  }
  head?.focus();
}

/** Replaces the children of a list, leaving open what was open and the focus in the nearest part that is still there. */
export function refresh(place: HTMLElement, children: readonly Node[]): void {
  const { activeElement } = document;
  const folds = (): readonly HTMLDetailsElement[] => [...place.querySelectorAll<HTMLDetailsElement>("details[data-id]")];
  const before = folds();
  const open = new Set(before.filter((one) => one.open).map((one) => one.dataset["id"]));
  const around = before.filter((one) => one.contains(activeElement)).map((one) => one.dataset["id"]).reverse(); // the inmost first
  const wasHere = place.contains(activeElement);
  place.replaceChildren(...children);
  for (const one of folds()) {
    one.open = open.has(one.dataset["id"]);
  }
  if (wasHere) {
    const [near] = around.flatMap((id) => folds().filter((one) => one.dataset["id"] === id));
    focusAbove(near?.firstElementChild ?? place);
  }
}

/** Hands a text to the browser's downloads under a name that tells nothing. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // a phone asks first
}

/** A box to tick, or one of several, with its label. */
export function tick(label: string, attributes: Readonly<Record<string, string | boolean | undefined>>): { readonly input: HTMLInputElement; readonly line: HTMLElement } {
  const input = element("input", { type: "checkbox", autocomplete: "off", ...attributes });
  return { input, line: element("div", { class: "option" }, input, element("label", { for: input.id }, label)) };
}
