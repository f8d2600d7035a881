import type { Change } from "./merge.ts";
import type { Entry } from "./types.ts";

const PAUSE = 300; // milliseconds without a key before an answer is kept
const LONGEST = 2000; // an answer is kept in the middle of writing after this long

interface One {
  readonly change: Change;
  readonly since: number;
}

/** What the reader wrote and is not kept yet. */
export class Waiting {
  readonly #all = new Map<string, One>();

  get size(): number {
    return this.#all.size;
  }

  get keys(): readonly string[] {
    return [...this.#all.keys()];
  }

  /** What waits under a key, and since when. */
  get(key: string): { readonly value: string; readonly since: number } | undefined {
    const one = this.#all.get(key);
    return one === undefined ? undefined : { value: one.change.value, since: one.since };
  }

  /** All changes, as they are now. */
  changes(): ReadonlyMap<string, Change> {
    return new Map([...this.#all].map(([key, { change }]) => [key, change]));
  }

  /** Takes what the reader wrote upon what is kept; unseen says that they have not seen it. */
  set(key: string, value: string, kept: Entry | undefined, unseen: boolean): void {
    const before = this.#all.get(key);
    this.#all.set(key, { change: { value, base: unseen ? 0 : before?.change.base ?? kept?.rev ?? 0 }, since: before?.since ?? Date.now() });
  }

  /** An entry is kept that was made of one of these changes: what was typed meanwhile builds upon it. */
  settle(entry: Entry, taken: ReadonlyMap<string, Change>): void {
    const now = this.#all.get(entry.key);
    if (now === undefined) {
      return;
    }
    if (now.change.value === taken.get(entry.key)?.value) {
      this.#all.delete(entry.key);
    } else {
      this.#all.set(entry.key, { change: { ...now.change, base: entry.rev }, since: Date.now() });
    }
  }

  delete(key: string): void {
    this.#all.delete(key);
  }

  clear(): void {
    this.#all.clear();
  }

  /** In how many milliseconds all this should be kept. */
  due(): number {
    const first = Math.min(...[...this.#all.values()].map((one) => one.since));
    return Math.max(0, Math.min(PAUSE, first + LONGEST - Date.now()));
  }
}
