import { type Key, readKey, writeKey } from "../notes/key.ts";
import { holds, join, joined, same } from "../notes/merge.ts";
import type { Entry } from "../notes/types.ts";

/**
 * How an answer of a file stands to the one that is here.
 *
 * new    nothing is here
 * same   the same value is here
 * newer  the file's follows from what is here, and stands
 * older  what is here follows from the file's, and stands
 * both   two people, tabs or devices wrote; the later one stands, the other beside it
 */
export type Kind = "new" | "same" | "newer" | "older" | "both";

/** One answer of a file: what is here, what the file has, what will stand. */
export interface Step {
  readonly kind: Kind;
  readonly here: Entry | undefined;
  readonly file: Entry;
  readonly then: Entry; // the very object "here" when nothing changes
}

/** What an import would do. Making one changes nothing. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly never: number; // answers that the program never keeps, left out
}

/**
 * Plans an import of a file's answers beside those that are here. An import
 * brings and never takes away: a line that was removed in the file stays while
 * something is written in it here, and one that was removed here is there again
 * when the file brings words for it.
 */
export function plan(file: readonly Entry[], present: readonly Entry[], never: (key: string) => boolean = () => false): Plan {
  const here = new Map(present.map((entry) => [entry.key, entry]));
  const wanted = file.filter((entry) => !never(entry.key));
  const written = states(present);
  const brought = states(wanted.filter((entry) => here.get(entry.key) === undefined));
  const removed = new Set(wanted.filter(isRemoval).map((entry) => entry.key));
  const back = [...brought].flatMap((key) => here.get(key) ?? []).filter((state) => isRemoval(state) && !removed.has(state.key));
  const again = new Set(back.map((state) => state.key));
  const taken = wanted.filter((entry) => !again.has(entry.key) && !(isRemoval(entry) && written.has(entry.key)));
  return {
    steps: [...taken.map((entry) => step(entry, here.get(entry.key))), ...back.map(revive)],
    never: file.length - wanted.length,
  };
}

/** The keys of the states of all lines and entries in which something is written. */
function states(entries: readonly Entry[]): ReadonlySet<string> {
  const keys = entries.filter((entry) => entry.value !== "" && !isState(entry)).flatMap((entry) => readKey(entry.key) ?? []);
  const state = (key: Key): string => writeKey({ ...key, part: "", class: "x" });
  return new Set(keys.flatMap((key) => [
    ...(key.row === "" ? [] : [state(key)]),
    ...(key.entry === "" ? [] : [state({ ...key, field: "", row: "" })]),
  ]));
}

function isState(entry: Entry): boolean {
  return readKey(entry.key)?.class === "x";
}

function isRemoval(entry: Entry): boolean {
  return entry.value === "0" && isState(entry);
}

/** A line that was removed here and is there again. */
function revive(here: Entry): Step {
  const file = { ...here, value: "1", at: here.at + 1 };
  return { kind: "newer", here, file, then: { ...file, rev: here.rev + 1 } };
}

function step(file: Entry, here: Entry | undefined): Step {
  const then = join(here, file);
  return { kind: here === undefined ? "new" : kindOf(here, file, then), here, file, then };
}

function kindOf(here: Entry, file: Entry, then: Entry): Kind {
  if (here.value === file.value) {
    return "same";
  }
  const lost = then.value === file.value ? here.value : file.value;
  if (holds(then.others, lost)) {
    return "both";
  }
  return then.value === file.value ? "newer" : "older";
}

/** What an import has to keep: the answers that will not stand as they did. */
export function changes(planned: Plan): readonly Step[] {
  return planned.steps.filter((one) => one.then !== one.here);
}

/** How to take an import back: answers to put, answers to remove, and how many were changed since and stay. */
export interface Undo {
  readonly put: readonly Entry[];
  readonly remove: readonly string[];
  readonly stay: number;
}

/** Plans the undoing of an import. What was written after it is left alone. */
export function undo(done: readonly Step[], now: (key: string) => Entry | undefined): Undo {
  const untouched = done.filter((one) => {
    const present = now(one.then.key);
    return present !== undefined && same(present, one.then);
  });
  return {
    put: untouched.flatMap((one) => one.here ?? []),
    remove: untouched.filter((one) => one.here === undefined).map((one) => one.then.key),
    stay: done.length - untouched.length,
  };
}

/** Answers of one file under the same key as one. Those that bring more texts than one answer may have are named. */
export function fold(entries: readonly Entry[], most: number): { readonly entries: readonly Entry[]; readonly over: readonly string[] } {
  const byKey = new Map<string, Entry>();
  const over: string[] = [];
  for (const entry of entries) {
    const before = byKey.get(entry.key);
    if (before === undefined) {
      byKey.set(entry.key, entry);
    } else if (before.others.length + before.earlier.length < most) {
      byKey.set(entry.key, joined(before, entry));
    } else {
      over.push(entry.key);
    }
  }
  return { entries: [...byKey.values()], over };
}
