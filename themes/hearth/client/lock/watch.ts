/** How long open notes may go without use, how long before that the reader is warned, and how long their tab may be out of view. */
export const UNUSED = 10 * 60_000;
export const WARNED = 60_000;
export const UNSEEN = 60_000;

/** What should stand now: open, about to shut, or shut. */
export type Watched = "open" | "soon" | "shut";

/** Decides from times alone when open notes shut by themselves: a clock that slept makes no difference. */
export class Watch {
  #used: number;
  #hidden: number | undefined;

  constructor(now: number, hidden = false) {
    this.#used = now;
    this.#hidden = hidden ? now : undefined;
  }

  /** Somebody used the notes, in this tab or another. */
  use(now: number): void {
    if (this.at(now) !== "shut") {
      this.#used = now;
    }
  }

  hide(now: number): void {
    this.#hidden ??= now;
  }

  /** The tab is seen again. What should have shut meanwhile still does. */
  show(now: number): void {
    if (this.at(now) !== "shut") {
      this.#hidden = undefined;
    }
  }

  /** Another tab of the site is in view. */
  elsewhere(now: number): void {
    if (this.#hidden !== undefined && this.at(now) !== "shut") {
      this.#hidden = now;
    }
  }

  at(now: number): Watched {
    const unused = now - this.#used;
    if (unused >= UNUSED || (this.#hidden !== undefined && now - this.#hidden >= UNSEEN)) {
      return "shut";
    }
    return unused >= UNUSED - WARNED ? "soon" : "open";
  }

  /** Milliseconds until at() may say something else. */
  wait(now: number): number {
    const times = [this.#used + UNUSED - WARNED, this.#used + UNUSED, ...(this.#hidden === undefined ? [] : [this.#hidden + UNSEEN])];
    return Math.max(0, Math.min(...times.filter((time) => time > now)) - now);
  }
}
