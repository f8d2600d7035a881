/** The element around a worksheet: makes the finished form live. */
import { sheetData } from "../data.ts";
import { announce } from "../dom.ts";
import { readKey } from "../notes/key.ts";
import { agreements } from "./agreement.ts";
import { askOnce, type Asked } from "./ask.ts";
import { conflicts } from "./conflict.ts";
import { counts } from "./count.ts";
import { earlier } from "./earlier.ts";
import { foot } from "./foot.ts";
import type { Form } from "./form.ts";
import { LiveForm, type Deps } from "./live.ts";
import { wholeLines } from "./paper.ts";
import { openForm } from "./passphrase.ts";
import { picks } from "./pick.ts";
import { statusLine } from "./status.ts";
import { tracker } from "./tracker.ts";
import { belongs, placeOf } from "./values.ts";

/** Makes every worksheet of the page live. More are parts that work on a form: rules, timers, calendar entries. */
export function defineSheets(deps: Deps, more: readonly ((form: Form) => void)[] = []): void {
  const asked: Asked = { now: false };

  class GsSheet extends HTMLElement {
    #listening: AbortController | undefined;

    connectedCallback(): void {
      const sheet = sheetData(this);
      if (sheet === undefined || this.#listening !== undefined) {
        return; // moved within the page: it is live already
      }
      this.#listening = new AbortController();
      const form = new LiveForm(this, sheet, deps, this.#listening.signal);
      agreements(form);
      tracker(form);
      const end = foot(form);
      lock(form);
      sweep(form);
      follow(form);
      form.refresh();
      picks(form);
      statusLine(form);
      counts(form);
      conflicts(form);
      earlier(form, end);
      wholeLines(form);
      askOnce(form, asked);
      more.forEach((part) => part(form));
      this.dataset["live"] = "";
    }

    disconnectedCallback(): void {
      queueMicrotask(() => {
        if (!this.isConnected) {
          this.#listening?.abort();
          this.#listening = undefined;
        }
      });
    }
  }

  customElements.define("gs-sheet", GsSheet);
}

/** Keeps the page in step with the notes: other tabs, the lock, coming back to a page that the browser kept. */
function follow(form: LiveForm): void {
  const { notes, sheet, signal } = form;
  notes.on("change", ({ keys }) => {
    const own = keys.filter((key) => key.startsWith(`${sheet.id}/`));
    if (own.length > 0) {
      form.refresh();
    }
  }, signal);
  // What is never kept is gone when the page is left, also from the copy that the browser keeps for Back.
  addEventListener("pagehide", () => form.forget(), { signal });
  addEventListener("pageshow", (event) => event.persisted && form.refresh(), { signal });
}

/** What was removed on an earlier page can no longer be put back, so its texts go for good. */
function sweep(form: LiveForm): void {
  const { notes, sheet, answers } = form;
  const states = answers.keys().filter((key) => key.class === "x" && answers.get(key) === "0");
  const gone = notes.all(`${sheet.id}/`).map((entry) => entry.key).filter((text) => {
    const key = readKey(text);
    const now = key === undefined ? undefined : placeOf(sheet, key);
    return now !== undefined && states.some((state) => belongs(now, state));
  });
  if (gone.length > 0 && !notes.state.older) {
    void notes.remove(gone);
  }
}

/** While notes are shut, one neutral block stands for the form. */
function lock(form: LiveForm): void {
  const { root, notes, say, signal } = form;
  const block = openForm(say, (passphrase) => notes.open(passphrase));
  let started = false;
  const settle = (): void => {
    const shut = form.shut();
    const had = block.contains(document.activeElement);
    const within = root.contains(document.activeElement);
    root.classList.toggle("is-shut", shut);
    if (shut && !block.isConnected) {
      form.blank();
      root.prepend(block);
      form.tell();
      if (started) {
        announce(say("now-shut"));
      }
      if (within) {
        block.querySelector("input")?.focus();
      }
    } else if (!shut && block.isConnected) {
      block.remove();
      form.refresh();
      if (had) {
        root.tabIndex = -1;
        root.focus({ preventScroll: true });
      }
    }
  };
  notes.on("state", settle, signal);
  settle();
  started = true;
}
