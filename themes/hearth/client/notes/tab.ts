import { NotKept, type Shelf, read, troubleOf, write } from "./shelf.ts";
import type { Entry } from "./types.ts";

/** The part of Storage that is used. */
export type TextStore = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/**
 * Keeps entries in this tab: they stay through the site's pages and are gone
 * when the tab closes. One item for each entry, so that a full store loses one
 * answer at most, and that one is told.
 */
export class TabShelf implements Shelf {
  readonly #store: () => TextStore;
  readonly #prefix: string;

  /** Store is asked for anew each time: a browser may refuse it. Prefix tells editions on one address apart. */
  constructor(store: () => TextStore, prefix: string) {
    this.#store = store;
    this.#prefix = prefix;
  }

  load(): Promise<readonly Entry[]> {
    return this.#try((store) => {
      const out: Entry[] = [];
      for (let i = 0; i < store.length; i++) {
        const name = store.key(i);
        if (name?.startsWith(this.#prefix) === true) {
          const entry = this.#get(store, name.slice(this.#prefix.length));
          if (entry !== undefined) {
            out.push(entry);
          }
        }
      }
      return out;
    });
  }

  read(keys: readonly string[]): Promise<ReadonlyMap<string, Entry>> {
    return this.#try((store) => {
      const found = new Map<string, Entry>();
      for (const key of keys) {
        const entry = this.#get(store, key);
        if (entry !== undefined) {
          found.set(key, entry);
        }
      }
      return found;
    });
  }

  update(keys: readonly string[], next: (key: string, current: Entry | undefined) => Entry | undefined): Promise<readonly Entry[]> {
    return this.#try((store) => {
      const current = new Map(keys.map((key) => [key, this.#get(store, key)]));
      const wanted = new Map(keys.map((key) => [key, next(key, current.get(key))]));
      this.#put(store, new Map([...wanted].filter(([key, entry]) => entry !== current.get(key))));
      return [...wanted.values()].filter((entry) => entry !== undefined);
    });
  }

  #put(store: TextStore, wanted: ReadonlyMap<string, Entry | undefined>): void {
    const before = new Map<string, string | null>();
    try {
      for (const [key, entry] of wanted) {
        const name = this.#prefix + key;
        const text = entry === undefined ? null : JSON.stringify([entry.rev, write(entry)]);
        before.set(name, store.getItem(name));
        set(store, name, text);
        if (store.getItem(name) !== text) {
          throw new NotKept("unknown");
        }
      }
    } catch (error) {
      for (const [name, text] of before) {
        set(store, name, text);
      }
      throw error;
    }
  }

  #get(store: TextStore, key: string): Entry | undefined {
    const text = store.getItem(this.#prefix + key);
    if (text === null) {
      return undefined;
    }
    try {
      const [rev, written] = JSON.parse(text) as [unknown, unknown];
      return typeof rev === "number" ? read(key, rev, written) : undefined;
    } catch {
      return undefined; // another program's
    }
  }

  async #try<T>(work: (store: TextStore) => T): Promise<T> {
    try {
      return work(this.#store());
    } catch (error) {
      throw new NotKept(troubleOf(error), error);
    }
  }
}

function set(store: TextStore, name: string, text: string | null): void {
  if (text === null) {
    store.removeItem(name);
  } else {
    store.setItem(name, text);
  }
}
