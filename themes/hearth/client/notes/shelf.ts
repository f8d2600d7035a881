import { type Change, join, merge } from "./merge.ts";
import type { Entry, Trouble } from "./types.ts";

/** A place where entries are kept: this tab, or the device. */
export interface Shelf {
  /** Everything that is kept. */
  load(): Promise<readonly Entry[]>;
  /** What stands under some keys now. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, Entry>>;
  /**
   * Works out from what stands under some keys what shall stand there, all or
   * none, reads it back, and gives what stands then. Next may be asked again
   * when another tab was quicker; undefined removes, the current entry stays.
   */
  update(keys: readonly string[], next: (key: string, current: Entry | undefined) => Entry | undefined): Promise<readonly Entry[]>;
}

/** Merges changes into what stands there. */
export function change(shelf: Shelf, changes: ReadonlyMap<string, Change>): Promise<readonly Entry[]> {
  return shelf.update([...changes.keys()], (key, current) => merge(key, current, changes.get(key) as Change, Date.now()));
}

/** Brings entries from another place: beside what stands there, never over it. */
export function bring(shelf: Shelf, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const mine = new Map(entries.map((entry) => [entry.key, entry]));
  return shelf.update([...mine.keys()], (key, current) => join(current, mine.get(key) as Entry));
}

/** Removes entries, also those that changed meanwhile. */
export async function remove(shelf: Shelf, keys: readonly string[]): Promise<void> {
  await shelf.update(keys, () => undefined);
}

/** Removes entries that are in another place now, and gives those that changed meanwhile and stay. */
export function drop(shelf: Shelf, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const taken = new Map(entries.map((entry) => [entry.key, entry.rev]));
  return shelf.update([...taken.keys()], (key, current) => (current?.rev === taken.get(key) ? undefined : current));
}

/** An error that says why nothing was kept. */
export class NotKept extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, cause?: unknown) {
    super(trouble, { cause });
    this.trouble = trouble;
  }
}

/** Keeping was moved to another place by another tab while this one wrote. */
export class Moved extends Error {}

/** Says what an error of the browser's means. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof NotKept) {
    return error.trouble;
  }
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  switch (name) {
    case "QuotaExceededError":
    case "NS_ERROR_DOM_QUOTA_REACHED":
      return "full";
    case "SecurityError":
    case "InvalidStateError": // Firefox, where keeping is switched off
    case "NotAllowedError":
      return "refused";
    case "VersionError":
      return "older";
    default:
      return "unknown";
  }
}

/** An entry as it is written down: small, and without its key. */
export type Written = readonly [value: string, at: number, others?: readonly (readonly [string, number])[], earlier?: readonly (readonly [string, number])[]];

export function write(entry: Entry): Written {
  const pairs = (texts: Entry["others"]): [string, number][] => texts.map((text) => [text.value, text.at]);
  if (entry.others.length === 0 && entry.earlier.length === 0) {
    return [entry.value, entry.at];
  }
  return [entry.value, entry.at, pairs(entry.others), pairs(entry.earlier)];
}

/** Reads what write wrote; undefined for anything else, which is then left where it is. */
export function read(key: string, rev: number, written: unknown): Entry | undefined {
  if (!Array.isArray(written)) {
    return undefined;
  }
  const [value, at, others, earlier] = written as unknown[];
  if (typeof value !== "string" || typeof at !== "number") {
    return undefined;
  }
  return { key, rev, value, at, others: texts(others), earlier: texts(earlier) };
}

function texts(pairs: unknown): Entry["others"] {
  if (!Array.isArray(pairs)) {
    return [];
  }
  return pairs.flatMap((pair: unknown) => {
    const [value, at] = Array.isArray(pair) ? (pair as unknown[]) : [];
    return typeof value === "string" && typeof at === "number" ? [{ value, at }] : [];
  });
}
