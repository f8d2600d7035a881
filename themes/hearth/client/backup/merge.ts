import { readKey } from "../notes/key.ts";
import type { Entry, Text } from "../notes/types.ts";

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

/** Plans an import of a file's answers. */
export function plan(file: readonly Entry[], here: (key: string) => Entry | undefined, never: (key: string) => boolean = () => false): Plan {
  const wanted = file.filter((entry) => !never(entry.key));
  return { steps: wanted.map((entry) => step(entry, here(entry.key))), never: file.length - wanted.length };
}

function step(file: Entry, here: Entry | undefined): Step {
  if (here === undefined) {
    return { kind: "new", here, file, then: file };
  }
  const merged = merge(here, file);
  const then = equal(merged, here) ? here : { ...merged, rev: merged.rev + 1 };
  return { kind: kindOf(here, file, then), here, file, then };
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
    return present !== undefined && equal(present, one.then);
  });
  return {
    put: untouched.flatMap((one) => one.here ?? []),
    remove: untouched.filter((one) => one.here === undefined).map((one) => one.then.key),
    stay: done.length - untouched.length,
  };
}

/**
 * Both sides of one answer as one. The later value stands, whichever side it is
 * from; a text that it does not follow from is kept beside it, and earlier
 * versions of both sides are kept as such.
 */
export function merge(a: Entry, b: Entry): Entry {
  const [later, sooner] = isLater(a, b) ? [a, b] : [b, a];
  // A text among the earlier versions of the side that stands was seen there, and settled.
  const settled = later.value === sooner.value ? [...later.earlier, ...sooner.earlier] : later.earlier;
  const lost = isText(sooner) && sooner.value !== "" ? [{ value: sooner.value, at: sooner.at }] : [];
  const beside = [...a.others, ...b.others, ...lost];
  const others = distinct(beside).filter((text) => text.value !== later.value && !holds(settled, text.value));
  const earlier = distinct([...a.earlier, ...b.earlier, ...beside]).filter((text) => text.value !== later.value && !holds(others, text.value));
  return { key: later.key, value: later.value, at: later.at, rev: Math.max(a.rev, b.rev), others, earlier };
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
      byKey.set(entry.key, merge(before, entry));
    } else {
      over.push(entry.key);
    }
  }
  return { entries: [...byKey.values()], over };
}

function isLater(a: Entry, b: Entry): boolean {
  return a.at !== b.at ? a.at > b.at : a.value >= b.value;
}

/** Ticks, states of rows and what belongs to no sheet have no second version worth a question. */
function isText(entry: Entry): boolean {
  const key = readKey(entry.key);
  return key !== undefined && key.sheet !== "~" && "tcndh".includes(key.class);
}

/** Each text once, with its latest time; the newest first. */
function distinct(texts: readonly Text[]): readonly Text[] {
  const latest = new Map<string, Text>();
  for (const text of texts) {
    const before = latest.get(text.value);
    if (before === undefined || before.at < text.at) {
      latest.set(text.value, text);
    }
  }
  return [...latest.values()].sort((x, y) => y.at - x.at || (x.value < y.value ? -1 : 1));
}

function holds(texts: readonly Text[], value: string): boolean {
  return texts.some((text) => text.value === value);
}

/** The same value of the same time, with the same texts beside it. */
function equal(a: Entry, b: Entry): boolean {
  return a.value === b.value && a.at === b.at && sameTexts(a.others, b.others) && sameTexts(a.earlier, b.earlier);
}

function sameTexts(a: readonly Text[], b: readonly Text[]): boolean {
  return a.length === b.length && a.every((text) => holds(b, text.value));
}
