import type { PageData, Say } from "../data.ts";
import { announce, button } from "../dom.ts";
import { whereNext } from "./ranks.ts";
import { offered, UNSURE, type View } from "./view.ts";

export interface Choice {
  readonly data: PageData;
  readonly say: Say;
  readonly last: string; // the lesson that was read last
  isDone(lesson: string): boolean;
  /** Resolves when nothing of the choice is left. */
  forget(): Promise<void>;
}

/** The first page: which way was chosen, and where to go on. */
export class Home {
  readonly #goOn = document.querySelector<HTMLAnchorElement>("a[data-go-on]");
  readonly #first: { readonly url: string; readonly text: string } | undefined;

  constructor() {
    const link = this.#goOn;
    this.#first = link === null ? undefined : { url: link.getAttribute("href") ?? "", text: link.textContent };
  }

  show(view: View, choice: Choice): void {
    for (const press of document.querySelectorAll<HTMLElement>("[data-choose]")) {
      // "I am not sure it is safe" is marked nowhere: whoever looks at this page later could read it
      press.ariaPressed = String(press.dataset["choose"] === view.path && view.path !== UNSURE);
    }
    for (const link of document.querySelectorAll<HTMLElement>("[data-path] a[data-lesson]")) {
      const item = link.closest("li");
      if (item !== null) {
        item.hidden = !offered(view, { red: link.dataset["red"] });
      }
    }
    this.#showState(view, choice);
    this.#showGoOn(view, choice);
  }

  #showState(view: View, { data, say, forget }: Choice): void {
    const place = document.querySelector<HTMLElement>("[data-way-state]");
    const name = data.paths.find((path) => path.id === view.path)?.text;
    if (place === null || place.dataset["path"] === view.path) {
      return;
    }
    place.dataset["path"] = view.path;
    const press = button(say("way-forget"), () => void forget().then(() => {
      announce(say("way-forgot"));
      document.querySelector<HTMLElement>(".way summary")?.focus();
    }));
    place.replaceChildren(...(name === undefined ? [] : [`${say("way-is", name)} `, press]));
  }

  #showGoOn(view: View, { say, last, isDone }: Choice): void {
    const link = this.#goOn;
    if (link === null || this.#first === undefined) {
      return;
    }
    const target = last === "" ? undefined : this.#target(view, last, isDone);
    link.href = target?.getAttribute("href") ?? this.#first.url;
    link.textContent = target === undefined ? this.#first.text : say("go-on", target.textContent);
  }

  /** On a way its core lessons count; else the lesson itself. */
  #target(view: View, last: string, isDone: (lesson: string) => boolean): HTMLAnchorElement | undefined {
    const all = [...document.querySelectorAll<HTMLAnchorElement>("[data-path] a[data-lesson]")].filter((link) => offered(view, { red: link.dataset["red"] }));
    const way = view.path === "" ? [] : all.filter((link) => link.closest(`[data-path="${CSS.escape(view.path)}"] > ol`) !== null);
    const id = way.length === 0 ? last : whereNext(way.map((link) => link.dataset["lesson"] ?? ""), last, isDone);
    return all.find((link) => link.dataset["lesson"] === id);
  }
}
