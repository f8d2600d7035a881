import type { PageData, Say, Sheet } from "../data.ts";
import { announce, button, element } from "../dom.ts";
import type { Notes } from "../notes/types.ts";
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
  return Number.isNaN(day.getTime()) ? iso : day.toLocaleDateString(lang, { dateStyle: "medium", timeZone: "UTC" });
}

/** A moment in words. */
export function momentWords(at: number, lang: string): string {
  return new Date(at).toLocaleString(lang, { dateStyle: "medium", timeStyle: "short" });
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
    act();
  }, { class: "quiet stop" });
  const question = element("div", { role: "group", "aria-label": words.sure }, element("p", {}, words.sure), element("p", { class: "presses" }, cancel, go));
  place.append(first);
  return place;
}

/** Changes what is kept and says so, unless this page is older than the notes or they cannot be written. */
export function write({ notes, say, change }: Book, work: () => Promise<unknown>, done: string): void {
  if (notes.state.older) {
    announce(say("place-older"));
    return;
  }
  work().then(() => announce(done), () => announce(say("place-failed"))).finally(change);
}

/** Removes what was kept under some keys, and offers to put it back as long as the page is open. */
export function takeAway(book: Book, place: HTMLElement, label: string, keys: readonly string[]): void {
  const { notes, say } = book;
  write(book, async () => {
    await notes.flush();
    const entries = keys.map((key) => notes.get(key)).filter((entry) => entry !== undefined);
    await notes.remove(keys);
    const back = button(say("put-back"), () => {
      line.remove();
      write(book, () => notes.put(entries), say("is-back", label));
    });
    const line = element("p", { class: "undone" }, say("deleted", label), " ", back);
    place.append(line);
    back.focus();
  }, say("deleted", label));
}

/** Replaces the children of a list, leaving open what was open and the focus where it was. */
export function refresh(place: HTMLElement, children: readonly Node[]): void {
  const open = new Set([...place.querySelectorAll<HTMLDetailsElement>("details[open][data-id]")].map((one) => one.dataset["id"]));
  const focused = place.contains(document.activeElement) ? document.activeElement?.closest<HTMLElement>("[data-id]")?.dataset["id"] : undefined;
  place.replaceChildren(...children);
  for (const one of place.querySelectorAll<HTMLDetailsElement>("details[data-id]")) {
    one.open = open.has(one.dataset["id"]);
    if (focused !== undefined && one.dataset["id"] === focused) {
      one.querySelector("summary")?.focus();
    }
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
