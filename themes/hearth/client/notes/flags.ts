import { nameOf } from "./names.ts";

/**
 * What a tab remembers beside answers: whether the reader chose to keep nothing
 * on the device, and which sheets stay in the tab whatever was chosen.
 */
export class Flags {
  readonly #base: string;
  readonly #only = new Set<string>();

  constructor(base: string) {
    this.#base = base;
  }

  /** Reads what this tab remembers now. */
  read(): void {
    this.#only.clear();
    for (const sheet of (this.#get("o") ?? "").split(" ")) {
      if (sheet !== "") {
        this.#only.add(sheet);
      }
    }
  }

  get keepsNothing(): boolean {
    return this.#get("c") === "1";
  }

  keepNothing(): void {
    this.#set("c", "1");
  }

  get hasOnly(): boolean {
    return this.#only.size > 0;
  }

  isOnly(sheet: string): boolean {
    return this.#only.has(sheet);
  }

  setOnly(sheet: string, tab: boolean): void {
    if (tab) {
      this.#only.add(sheet);
    } else {
      this.#only.delete(sheet);
    }
    this.#set("o", [...this.#only].join(" "));
  }

  /** Forgets what this page knows; what the tab's storage holds is erased apart. */
  forget(): void {
    this.#only.clear();
  }

  #get(letter: string): string | null {
    try {
      return sessionStorage.getItem(nameOf(letter, this.#base));
    } catch {
      return null;
    }
  }

  #set(letter: string, value: string): void {
    try {
      sessionStorage.setItem(nameOf(letter, this.#base), value);
    } catch {
      // Asked again on the next page.
    }
  }
}
