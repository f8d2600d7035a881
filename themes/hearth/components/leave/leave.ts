import { pageData } from "../../client/data.ts";
import { eraseOnLeaving } from "../../client/notes/leaving.ts";
import { readMark, writeMark } from "./mark.ts";
import { lift } from "./place.ts";
import { ShiftCount } from "./shift.ts";
import { practice, VEIL } from "./veil.ts";

/** The leave button. Everything it shows or says stands in its markup, leave.html. */
export class Leave extends HTMLElement {
  #listening: AbortController | undefined;
  #size: ResizeObserver | undefined;
  #forget: ReturnType<typeof setTimeout> | undefined;
  #base = "/";

  connectedCallback(): void {
    const link = this.querySelector("a");
    const status = this.querySelector<HTMLElement>("[role=status]");
    if (link === null || status === null) {
      return;
    }
    this.#listening?.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;

    const data = pageData();
    this.#base = data?.base ?? "/";
    // Asked for anew each time: the reader may have chosen another place on this page or in another tab.
    const aim = (): string => (link.href = data?.leaveTo[readMark().to]?.url ?? link.href);
    aim();
    addEventListener("pageshow", aim, { signal });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.#leave(aim());
    }, { signal });

    document.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("[data-leave-practise]") !== null) {
        event.preventDefault();
        document.dispatchEvent(practice());
        document.querySelector<HTMLElement>(".veil button")?.focus();
      }
    }, { signal });

    this.#countShift(aim, status, signal);
    this.#reserveSpace(signal);
  }

  disconnectedCallback(): void {
    this.#listening?.abort();
    this.#size?.disconnect();
    clearTimeout(this.#forget);
  }

  /** The order matters: hide, rename, remember, go. Nothing here waits, and no step can stop the next. */
  #leave(destination: string): void {
    document.dispatchEvent(new Event(VEIL));
    document.title = this.dataset["neutral"] ?? "";
    writeMark("left", true);
    if (readMark().erase) {
      writeMark("due", true); // the next page finishes what this one may not
      eraseOnLeaving(this.#base);
    }
    location.replace(destination);
  }

  #countShift(aim: () => string, status: HTMLElement, signal: AbortSignal): void {
    const count = new ShiftCount();
    // Shows how many presses are to go; 0 while nobody is counting.
    const say = (left = 0): void => {
      clearTimeout(this.#forget);
      if (this.dataset["left"] === String(left)) {
        return; // called for every key that is typed
      }
      this.dataset["left"] = String(left);
      status.textContent = (left === 2 ? status.dataset["more"] : left === 1 ? status.dataset["last"] : "") ?? "";
    };
    const other = (): void => {
      count.other();
      say();
    };
    // Capture, on the window: a widget that keeps its keys to itself cannot switch leaving off.
    const options = { capture: true, passive: true, signal };
    addEventListener("pointerdown", other, options);
    addEventListener("wheel", other, options);
    addEventListener("keydown", (event) => {
      count.down(event);
      if (event.key !== "Shift") {
        say();
      }
    }, options);
    addEventListener("keyup", (event) => {
      const left = count.up(event, event.timeStamp);
      if (left === undefined || !readMark().shortcut) {
        return;
      }
      if (left === 0) {
        this.#leave(aim());
        return;
      }
      say(left);
      this.#forget = setTimeout(() => say(), count.remaining(event.timeStamp));
    }, options);
  }

  /** Tells the page how high the bar is and where the on-screen keyboard ends, so that it neither covers nor is covered. */
  #reserveSpace(signal: AbortSignal): void {
    const set = (name: string, pixels: number): void => {
      document.documentElement.style.setProperty(name, `${pixels}px`);
    };
    this.#size?.disconnect();
    this.#size = new ResizeObserver(() => {
      // Zero while the veil hides it: the page keeps its place for coming back.
      if (this.offsetHeight > 0) {
        set("--leave-space", this.offsetHeight);
      }
    });
    this.#size.observe(this);

    const view = window.visualViewport;
    view?.addEventListener("resize", () => set("--leave-lift", lift(view, innerHeight)), { signal });
    view?.addEventListener("scroll", () => set("--leave-lift", lift(view, innerHeight)), { signal });
  }
}
