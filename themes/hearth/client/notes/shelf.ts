import type { Change } from "./merge.ts";
import type { Entry, Trouble } from "./types.ts";

/** A place where entries are kept: this tab, or the device. */
export interface Shelf {
  /** Everything that is kept. */
  load(): Promise<readonly Entry[]>;
  /** What stands under some keys now. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, Entry>>;
  /** Merges changes into what stands there, all or none, reads them back, and gives what stands then. */
  change(changes: ReadonlyMap<string, Change>): Promise<readonly Entry[]>;
  /** Puts entries in the place of what stands there, all or none, and reads them back. */
  replace(entries: readonly Entry[]): Promise<readonly Entry[]>;
  /** Removes entries, all or none. */
  remove(keys: readonly string[]): Promise<void>;
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
