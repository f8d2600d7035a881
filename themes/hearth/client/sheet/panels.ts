import { button } from "../dom.ts";
import type { Form } from "./form.ts";
import { atEnd } from "./names.ts";
import { isResult } from "./result.ts";

export const LEAVE = "leave-only";
const CRISIS = "crisis-help";

/** The panels of a form: texts and help that stand in it, hidden, until a rule wants them. */
export class Panels {
  readonly #form: Form;
  readonly #all: ReadonlyMap<string, HTMLElement>;

  constructor(form: Form) {
    this.#form = form;
    const found = form.root.querySelectorAll<HTMLElement>("[data-panel]");
    this.#all = new Map([...found].map((panel) => [panel.dataset["panel"] ?? "", panel]));
    this.#offerLeaving();
  }

  /** Shows these panels and no others, each after its field. Returns those that came up. */
  show(wanted: ReadonlyMap<string, HTMLElement | undefined>): readonly HTMLElement[] {
    const came: HTMLElement[] = [];
    for (const [name, panel] of this.#all) {
      if (wanted.has(name) && panel.hidden) {
        this.#place(name, panel, wanted.get(name));
        came.push(panel);
      }
      panel.hidden = !wanted.has(name);
    }
    this.#form.root.classList.toggle(LEAVE, wanted.has(LEAVE));
    return came;
  }

  get(name: string): HTMLElement | undefined {
    return this.#all.get(name);
  }

  #place(name: string, panel: HTMLElement, field: HTMLElement | undefined): void {
    const { root } = this.#form;
    if (isAbove(name)) {
      const leave = this.#all.get(LEAVE);
      leave !== undefined && leave !== panel && leave.parentElement === root && !leave.hidden ? leave.after(panel) : root.prepend(panel);
    } else if (isResult(name) || field === undefined) {
      atEnd(this.#form, panel);
    } else {
      field.after(panel);
    }
  }

  /** The same words as the leave button's, which does the leaving. */
  #offerLeaving(): void {
    const leave = document.querySelector<HTMLElement>(".leave-link");
    if (leave !== null) {
      this.#all.get(LEAVE)?.append(button(leave.textContent.trim(), () => leave.click(), { class: "leave-link" }));
    }
  }
}

/** Panels that stand above the whole sheet. */
export function isAbove(name: string): boolean {
  return name === LEAVE || name === CRISIS;
}

/** A panel's heading and first words, for those who hear the page. */
export function spokenText(panel: HTMLElement): string {
  return [...panel.querySelectorAll("h2, h3, h4, p")].slice(0, 2).map((part) => part.textContent.trim()).join(". ");
}

/** Brings somebody who pressed for it to a panel. */
export function goTo(panel: HTMLElement): void {
  panel.tabIndex = -1;
  panel.focus();
  panel.scrollIntoView({ block: "start" });
}
