import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Header, Lock } from "./lock.ts";
import type { Change } from "./merge.ts";
import { Moved, NotKept, type Shelf, read, troubleOf, write } from "./shelf.ts";
import type { Entry } from "./types.ts";

/** The version of the stores below. A page never writes into stores that are newer than itself. */
const VERSION = 1;

/** What is said once about all records. */
export interface Head {
  readonly place: "device" | "locked";
  /** Counts how often the place was chosen. A page that knows an older count writes nothing. */
  readonly count: number;
  readonly header?: Header; // of the lock
}

/** A record: its revision, and the entry as text or sealed. */
interface Row {
  readonly r: number;
  readonly w?: unknown; // see write in shelf.ts
  readonly s?: Uint8Array<ArrayBuffer>;
}

interface Stores extends DBSchema {
  r: { key: string; value: Row }; // by key, or by the name a lock gives to it
  m: { key: string; value: Head | CryptoKey };
  j: { key: string; value: readonly (readonly [key: string, change: Change])[] }; // last words of pages that went away
}

/** The reader's notes on this device. */
export class Device {
  readonly #db: IDBPDatabase<Stores>;
  readonly #name: string;
  /** The stores are newer than this page, which may then only read. */
  readonly older: boolean;

  private constructor(db: IDBPDatabase<Stores>, name: string) {
    this.#db = db;
    this.#name = name;
    this.older = db.version > VERSION;
  }

  /**
   * Opens the stores, and makes them where there are none: whether there are is
   * asked before, see exists.ts. Gone is called when they were taken away: by
   * erasing in another tab, by a newer page, or by the browser.
   */
  static open(name: string, gone: () => void): Promise<Device> {
    return Device.#open(name, gone, (fresh) => {
      fresh.createObjectStore("r");
      fresh.createObjectStore("m");
      fresh.createObjectStore("j");
    });
  }

  /** Opens the stores if they are still there: when they are taken away at this moment, none are made in their place. */
  static async find(name: string, gone: () => void): Promise<Device | undefined> {
    let none = false;
    try {
      return await Device.#open(name, gone, (_fresh, abort) => {
        none = true;
        abort();
      });
    } catch (error) {
      if (none) {
        return undefined;
      }
      throw error;
    }
  }

  static async #open(name: string, gone: () => void, make: (fresh: IDBPDatabase<Stores>, abort: () => void) => void): Promise<Device> {
    const callbacks = {
      blocking: (_now: number, _next: number | null, event: IDBVersionChangeEvent): void => {
        (event.target as IDBDatabase).close();
        gone();
      },
      terminated: gone,
    };
    try {
      const db = await openDB<Stores>(name, VERSION, {
        ...callbacks,
        upgrade: (fresh, _old, _new, tx) => {
          tx.done.catch(() => {}); // the request says it too
          make(fresh, () => tx.abort());
        },
      });
      return new Device(db, name);
    } catch (error) {
      if (troubleOf(error) === "older") {
        return new Device(await openDB<Stores>(name, undefined, callbacks), name);
      }
      throw new NotKept(troubleOf(error), error);
    }
  }

  #mayWrite(): void {
    if (this.older) {
      throw new NotKept("older");
    }
  }

  close(): void {
    this.#db.close();
  }

  async head(): Promise<Head | undefined> {
    const head = await this.#db.get("m", "head");
    return head !== undefined && "place" in head ? head : undefined;
  }

  /**
   * Replaces everything, head and records, in one step that happens or does
   * not. Wanted is given what stands then, read through the lock it stands under.
   */
  async begin(head: Head, lock: Lock | undefined, present: Lock | undefined, wanted: (there: readonly Entry[]) => readonly Entry[]): Promise<void> {
    this.#mayWrite();
    const coder = new Coder(lock);
    const entries = await this.#exclusive(async () => {
      for (;;) {
        const there = await this.#rows();
        const next = wanted(await decodeEvery(there, new Coder(present)));
        const rows = await Promise.all(next.map(async (entry) => [await coder.name(entry.key), await coder.encode(entry)] as const));
        if (await this.#swap(head.count - 1, there, head, rows)) {
          return next;
        }
      }
    });
    const kept = await this.shelf(head.count, lock).load();
    if (kept.length !== entries.length || entries.some((entry) => !kept.some((one) => one.key === entry.key && one.value === entry.value))) {
      throw new NotKept("unknown");
    }
  }

  /** Gives everything to take, and removes it, head and records, unless something was kept meanwhile: then again. */
  async empty(count: number, lock: Lock | undefined, take: (all: readonly Entry[]) => Promise<void>): Promise<void> {
    this.#mayWrite();
    await this.#exclusive(async () => {
      for (;;) {
        const there = await this.#rows();
        await take(await decodeEvery(there, new Coder(lock)));
        if (await this.#swap(count, there, undefined, [])) {
          return;
        }
      }
    });
  }

  /**
   * One transaction: all or nothing. Puts a head and records in the place of
   * what stands there; false if a record is no longer what it was before.
   */
  async #swap(count: number, before: ReadonlyMap<string, Row>, head: Head | undefined, rows: readonly (readonly [name: string, row: Row])[]): Promise<boolean> {
    const tx = this.#db.transaction(["r", "m", "j"], "readwrite", { durability: "strict" });
    const failed = aborted(tx.done);
    const records = tx.objectStore("r");
    const [now, names, there] = await Promise.all([tx.objectStore("m").get("head"), records.getAllKeys(), records.getAll()]);
    const chosen = (now !== undefined && "place" in now ? now.count : 0) !== count;
    if (chosen || names.length !== before.size || names.some((name, i) => before.get(name)?.r !== there[i]?.r)) {
      tx.abort();
      await failed;
      if (chosen) {
        throw new Moved();
      }
      return false;
    }
    try {
      await records.clear();
      await tx.objectStore("j").clear(); // the page has taken it, and a lock must not leave it
      for (const [name, row] of rows) {
        await records.put(row, name);
      }
      await (head === undefined ? tx.objectStore("m").clear() : tx.objectStore("m").put(head, "head"));
    } catch (error) {
      abort(tx);
      await failed;
      throw error;
    }
    await tx.done;
    return true;
  }

  /** All records, by name. */
  async #rows(): Promise<ReadonlyMap<string, Row>> {
    const tx = this.#db.transaction("r");
    const [names, rows] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
    await tx.done;
    return new Map(rows.map((row, i) => [names[i] ?? "", row]));
  }

  /** Another header for the same records: the passphrase was changed. */
  async setHeader(head: Head): Promise<void> {
    this.#mayWrite();
    const tx = this.#db.transaction("m", "readwrite", { durability: "strict" });
    const now = await tx.store.get("head");
    if (now === undefined || !("place" in now) || now.count !== head.count) {
      tx.abort();
      await aborted(tx.done);
      throw new Moved();
    }
    await tx.store.put(head, "head");
    await tx.done;
  }

  /**
   * Puts changes aside, unlocked notes only. Everything is asked for at once,
   * since the page may be going away: there is no time to look at what stands.
   */
  putAside(id: string, changes: ReadonlyMap<string, Change>): void {
    const tx = this.#db.transaction("j", "readwrite");
    void tx.store.put([...changes], id).catch(() => {});
    void tx.done.catch(() => {});
    tx.commit();
  }

  /** What pages put aside, by their ids. */
  async asides(): Promise<ReadonlyMap<string, ReadonlyMap<string, Change>>> {
    const tx = this.#db.transaction("j");
    const [ids, lists] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
    await tx.done;
    return new Map(lists.map((list, i) => [ids[i] ?? "", new Map(list)]));
  }

  /** Throws away what one page put aside, once it is kept. */
  async dropAside(id: string): Promise<void> {
    await this.#db.delete("j", id);
  }

  /** A key that cannot be read out, for the session of one tab; see session.ts. */
  async sessionKey(id: string): Promise<CryptoKey | undefined> {
    const key = await this.#db.get("m", `k/${id}`);
    return key instanceof CryptoKey ? key : undefined;
  }

  async keepSessionKey(id: string, key: CryptoKey): Promise<void> {
    await this.#db.put("m", key, `k/${id}`);
  }

  async dropSessionKeys(): Promise<void> {
    await this.#db.delete("m", IDBKeyRange.bound("k/", "k/\uffff"));
  }

  /** The records as a shelf, for as long as the count of the head stays the same. */
  shelf(count: number, lock: Lock | undefined): Shelf {
    const coder = new Coder(lock);
    const names = (keys: readonly string[]): Promise<string[]> => Promise.all(keys.map((key) => coder.name(key)));
    const get = async (all: readonly string[]): Promise<(Row | undefined)[]> => {
      const tx = this.#db.transaction("r");
      const rows = await Promise.all(all.map((name) => tx.store.get(name)));
      await tx.done;
      return rows;
    };

    return {
      load: async () => decodeAll(await this.#rows(), coder),
      read: async (keys) => {
        const stored = await names(keys);
        const rows = await get(stored);
        const found = new Map<string, Entry>();
        for (const [i, key] of keys.entries()) {
          const entry = await coder.decode(key, stored[i] ?? "", rows[i]);
          if (entry !== undefined) {
            found.set(key, entry);
          }
        }
        return found;
      },
      update: (keys, next) => this.#exclusive(async () => {
        const stored = await names(keys);
        for (;;) {
          const rows = await get(stored);
          const current = await Promise.all(rows.map((row, i) => coder.decode(keys[i] ?? "", stored[i] ?? "", row)));
          const wanted = keys.map((key, i) => {
            const entry = next(key, current[i]);
            return entry === undefined || entry === current[i] ? entry : { ...entry, rev: Math.max(entry.rev, (current[i]?.rev ?? 0) + 1) };
          });
          const encoded = await Promise.all(wanted.map((entry, i) => (entry === undefined || entry === current[i] ? entry : coder.encode(entry))));
          if (await this.#put(count, stored, rows, wanted, encoded, current)) {
            await this.#verify(stored, wanted, encoded, current);
            return wanted.filter((entry) => entry !== undefined);
          }
        }
      }),
    };
  }

  /** One transaction: all or nothing. False if a record is no longer what it was. */
  async #put(
    count: number,
    names: readonly string[],
    before: readonly (Row | undefined)[],
    wanted: readonly (Entry | undefined)[],
    encoded: readonly (Row | Entry | undefined)[],
    current: readonly (Entry | undefined)[],
  ): Promise<boolean> {
    this.#mayWrite();
    const tx = this.#db.transaction(["r", "m"], "readwrite", { durability: "strict" });
    const failed = aborted(tx.done);
    try {
      const head = await tx.objectStore("m").get("head");
      if (head === undefined || !("place" in head) || head.count !== count) {
        throw new Moved();
      }
      const records = tx.objectStore("r");
      for (const [i, name] of names.entries()) {
        if (((await records.get(name))?.r ?? 0) !== (before[i]?.r ?? 0)) {
          tx.abort();
          await failed;
          return false;
        }
      }
      for (const [i, name] of names.entries()) {
        const row = encoded[i];
        if (wanted[i] === undefined) {
          await records.delete(name);
        } else if (row !== undefined && wanted[i] !== current[i] && "r" in row) {
          await records.put(row, name);
        }
      }
    } catch (error) {
      abort(tx);
      await failed;
      throw error;
    }
    await tx.done;
    return true;
  }

  /** Looks whether what was written is there. */
  async #verify(names: readonly string[], wanted: readonly (Entry | undefined)[], encoded: readonly (Row | Entry | undefined)[], current: readonly (Entry | undefined)[]): Promise<void> {
    const tx = this.#db.transaction("r");
    for (const [i, name] of names.entries()) {
      const row = encoded[i];
      const there = await tx.store.get(name);
      if (wanted[i] === undefined ? there !== undefined : wanted[i] !== current[i] && (row === undefined || !("r" in row) || !same(there, row))) {
        throw new NotKept("unknown");
      }
    }
  }

  /**
   * One tab at a time, where the browser can say so. Nobody waits long for a
   * tab that fell asleep in the middle: transactions guard the rest.
   */
  async #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const locks = (navigator as Partial<Navigator>).locks;
    if (locks === undefined) {
      return work();
    }
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 2000);
    let begun: Promise<T> | undefined;
    try {
      await locks.request(this.#name, { signal: patience.signal }, () => {
        clearTimeout(timer);
        begun = work();
        return begun.then(() => {}, () => {});
      });
    } catch {
      // Nobody let go, or locks are refused.
    }
    clearTimeout(timer);
    return begun ?? work();
  }
}

/** Resolves when a transaction ended, however; so that its failure is never an unhandled one. */
function aborted(done: Promise<void>): Promise<void> {
  return done.then(() => new Promise<never>(() => {}), () => {});
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It ended by itself.
  }
}

function same(a: Row | undefined, b: Row): boolean {
  if (a === undefined || a.r !== b.r) {
    return false;
  }
  if (b.s === undefined) {
    return JSON.stringify(a.w) === JSON.stringify(b.w);
  }
  const { s } = a;
  return s !== undefined && s.length === b.s.length && b.s.every((byte, i) => s[i] === byte);
}

/** The entries of records, which are about to be removed: all or an error. */
async function decodeEvery(rows: ReadonlyMap<string, Row>, coder: Coder): Promise<readonly Entry[]> {
  const entries = await decodeAll(rows, coder);
  if (entries.length !== rows.size) {
    throw new NotKept("unknown");
  }
  return entries;
}

/** The entries of records; those that cannot be read are left out. */
async function decodeAll(rows: ReadonlyMap<string, Row>, coder: Coder): Promise<readonly Entry[]> {
  const entries = await Promise.all([...rows].map(([name, row]) => coder.decode(undefined, name, row)));
  return entries.filter((entry) => entry !== undefined);
}

/** Entries into rows and back, plain or through a lock. */
class Coder {
  readonly #lock: Lock | undefined;

  constructor(lock: Lock | undefined) {
    this.#lock = lock;
  }

  async name(key: string): Promise<string> {
    return this.#lock === undefined ? key : this.#lock.nameOf(key);
  }

  async encode(entry: Entry): Promise<Row> {
    const written = write(entry);
    if (this.#lock === undefined) {
      return { r: entry.rev, w: written };
    }
    return { r: entry.rev, s: await this.#lock.seal(JSON.stringify([entry.key, written]), await this.#lock.nameOf(entry.key), entry.rev) };
  }

  /** Key is undefined while everything is read: a sealed record holds it. A record that cannot be read is left where it is. */
  async decode(key: string | undefined, name: string, row: Row | undefined): Promise<Entry | undefined> {
    if (row === undefined) {
      return undefined;
    }
    if (this.#lock === undefined) {
      return row.s === undefined ? read(key ?? name, row.r, row.w) : undefined;
    }
    if (row.s === undefined) {
      return undefined;
    }
    try {
      const [inside, written] = JSON.parse(await this.#lock.open(row.s, name, row.r)) as [unknown, unknown];
      return typeof inside === "string" && (key === undefined || key === inside) ? read(inside, row.r, written) : undefined;
    } catch {
      return undefined;
    }
  }
}
