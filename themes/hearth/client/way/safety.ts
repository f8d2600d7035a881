import { KEY, readMark } from "../../components/leave/mark.ts";
import { isPractice, VEIL } from "../../components/leave/veil.ts";
import { pageData } from "../data.ts";
import { RESULT, type Result } from "../sheet/result.ts";
import { type Code, Flag, graver } from "./flag.ts";

const OFTEN = 30_000; // use is written down this often at most
const LOOK = 60_000;

/** Removes the sign of the safety check. */
export function clearSafety(): void {
  new Flag(pageData()?.base ?? "/").write(undefined);
}

/** Keeps the sign of the safety check true: set by the check, gone with leaving and after a while without use. */
export class Safety {
  readonly #flag: Flag;
  readonly #changed: () => void;
  #code: Code | undefined;
  /** What the tab held before the check on this page was begun. */
  #before: Code | undefined;
  #open = false;
  #used = 0;

  constructor(base: string, changed: () => void) {
    this.#flag = new Flag(base);
    this.#changed = changed;
    this.#code = this.#before = this.#flag.read();
  }

  get code(): Code | undefined {
    return this.#code;
  }

  start(): void {
    if (document.documentElement.classList.contains("veiled")) {
      this.#clear();
    }
    this.#use();
    document.addEventListener(RESULT, (event) => this.#take((event as CustomEvent<Result>).detail));
    document.addEventListener(VEIL, (event) => {
      if (!isPractice(event)) {
        this.#clear();
      }
    });
    addEventListener("storage", ({ key }) => {
      if (key === KEY && readMark().left) {
        this.#clear();
      }
    });
    addEventListener("pagehide", () => this.#leave(), { capture: true }); // before the sheets forget what they hold
    addEventListener("pageshow", () => this.look());
    document.addEventListener("visibilitychange", () => this.look());
    for (const kind of ["pointerdown", "keydown", "scroll"]) {
      addEventListener(kind, () => this.#use(), { capture: true, passive: true });
    }
    setInterval(() => this.look(), LOOK);
  }

  /** Looks whether the sign is still there. */
  look(): void {
    const code = this.#flag.read();
    if (code !== this.#code) {
      this.#code = this.#before = code;
      this.#changed();
    }
  }

  #use(): void {
    const now = Date.now();
    if (Math.abs(now - this.#used) >= OFTEN) {
      this.look();
      this.#used = now;
      if (this.#code !== undefined) {
        this.#flag.write(this.#code, now);
      }
    }
  }

  /** Answers that are cleared take nothing back: only other answers do. */
  #take(result: Result): void {
    if (result !== "none") {
      this.#open = result === "open";
      this.#set(result === "open" ? this.#before : result);
    }
  }

  /** A check that was begun and not finished is no green. */
  #leave(): void {
    if (this.#open) {
      this.#open = false;
      this.#set(graver(this.#before, "amber"));
    }
    this.#before = this.#code;
  }

  #clear(): void {
    this.#open = false;
    this.#before = undefined;
    this.#set(undefined);
  }

  #set(code: Code | undefined): void {
    this.#flag.write(code);
    if (code !== this.#code) {
      this.#code = code;
      this.#changed();
    }
  }
}
