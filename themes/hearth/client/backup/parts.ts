import type { PageData, Say, Sheet } from "../data.ts";
import { button, element } from "../dom.ts";
import type { Notes } from "../notes/types.ts";
import { reasonOf } from "./refusal.ts";

/** What both sections are given. */
export interface Deps {
  readonly data: PageData;
  readonly say: Say;
  readonly notes: Notes;
  readonly sheets: readonly Sheet[];
  /** Ends when the section leaves the page. */
  readonly signal?: AbortSignal;
  /** Called when a backup was handed out. */
  readonly made?: () => void;
}

/** A sentence for what went wrong with a file. */
export function whyNot(say: Say, error: unknown): string {
  return say(`import-no-${reasonOf(error)}`);
}

/** One input with its label above it and what helps below the label. */
export function labelled(id: string, label: string, input: HTMLInputElement, help?: string): HTMLElement {
  input.id = id;
  if (help !== undefined) {
    input.setAttribute("aria-describedby", `${id}-h`);
  }
  return element(
    "div",
    { class: "field" },
    element("label", { for: id }, label),
    help === undefined ? undefined : element("p", { class: "field-help", id: `${id}-h` }, help),
    input,
  );
}

/** A radio button or a box to tick, with its label beside it. */
export function option(id: string, label: string, input: HTMLInputElement): HTMLElement {
  input.id = id;
  return element("div", { class: "option" }, input, element("label", { for: id }, label));
}

/** An input for a passphrase, which no browser is asked to remember. */
export function secret(): HTMLInputElement {
  return element("input", { type: "password", autocomplete: "off", autocapitalize: "none", spellcheck: "false", dir: "auto" });
}

/** A box to tick that shows what was typed into secrets. */
export function reveal(id: string, label: string, secrets: readonly HTMLInputElement[]): HTMLElement {
  const box = element("input", { type: "checkbox", autocomplete: "off" });
  box.addEventListener("change", () => {
    for (const one of secrets) {
      one.type = box.checked ? "text" : "password";
    }
  });
  return option(id, label, box);
}

/** A line that says what happened, aloud too. */
export function sayLine(): HTMLElement {
  return element("p", { role: "status" });
}

/** Shows that work goes on, with a button to stop it, until the work ends. */
export async function working<T>(place: HTMLElement, say: Say, word: string, work: (signal: AbortSignal) => Promise<T>, outer?: AbortSignal): Promise<T> {
  const stop = new AbortController();
  outer?.addEventListener("abort", () => stop.abort());
  const text = say(word);
  const shown = element("div", {}, element("p", {}, text), element("progress", { "aria-label": text }), " ", button(say("backup-stop"), () => stop.abort()));
  place.append(shown);
  try {
    return await work(stop.signal);
  } finally {
    shown.remove();
  }
}
