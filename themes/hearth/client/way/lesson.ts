import type { Notes } from "../notes/types.ts";
import { done, LAST } from "../notes/key.ts";
import type { View } from "./view.ts";

const SECONDS = 8;

interface Next {
  readonly link: HTMLAnchorElement;
  readonly url: string;
  readonly words: ChildNode | null;
  readonly text: string;
}

/** A lesson's page: its done mark, the way on, and the note that it was the last one read. */
export class Lesson {
  readonly #id: string;
  readonly #article: HTMLElement;
  readonly #next: Next | undefined;
  readonly #box: HTMLInputElement | null;

  constructor(article: HTMLElement) {
    this.#article = article;
    this.#id = article.dataset["lesson"] ?? "";
    this.#box = article.querySelector<HTMLInputElement>("input[data-done]");
    const link = article.querySelector<HTMLAnchorElement>("a[data-next]");
    if (link !== null) {
      this.#next = { link, url: link.getAttribute("href") ?? "", words: link.lastChild, text: link.lastChild?.textContent ?? "" };
    }
  }

  start(notes: Notes): void {
    this.#box?.addEventListener("change", () => notes.set(done(this.#id), this.#box?.checked === true ? "1" : ""));
    this.#whenRead(() => notes.set(LAST, this.#id));
  }

  show({ path }: View, isDone: (lesson: string) => boolean): void {
    if (this.#box !== null) {
      this.#box.checked = isDone(this.#id);
    }
    if (this.#next !== undefined) {
      const { link, url, words, text } = this.#next;
      const to = link.getAttribute(`data-next-${path}`) ?? url;
      link.hidden = to === "";
      link.href = to;
      if (words !== null) {
        words.textContent = to === url ? text : ` ${link.getAttribute(`data-title-${path}`) ?? ""}`;
      }
    }
  }

  /** A lesson that was only passed through was not read: it takes some seconds in view, or scrolling. */
  #whenRead(call: () => void): void {
    const ended = new AbortController();
    const once = (): void => {
      if (!ended.signal.aborted && !this.#heldBack()) {
        ended.abort();
        call();
      }
    };
    let seconds = 0;
    const counting = setInterval(() => {
      seconds += document.visibilityState === "visible" ? 1 : 0;
      if (seconds >= SECONDS) {
        once();
      }
    }, 1000);
    ended.signal.addEventListener("abort", () => clearInterval(counting));
    addEventListener("scroll", () => {
      if (scrollY > innerHeight / 2) {
        once();
      }
    }, { passive: true, signal: ended.signal });
  }

  #heldBack(): boolean {
    return document.documentElement.classList.contains("veiled") || this.#article.querySelector("[data-gate]:not([hidden])") !== null;
  }
}
