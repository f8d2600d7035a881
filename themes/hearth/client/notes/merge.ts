import { readKey } from "./key.ts";
import type { Entry, Text } from "./types.ts";

/** What a page wants under a key: a value, and the revision it had before its eyes when the reader began to change it. */
export interface Change {
  readonly value: string;
  readonly base: number; // 0: there was nothing
}

const EARLIER = 3;
/** A text is worth keeping as an earlier version when it stood for this long. */
const STOOD = 10 * 60_000;

/**
 * What stands under a key after a change. Two changes of the same text that did
 * not know of each other are both kept: the later one as the value, the other
 * beside it until the reader settles it. Texts are never put together.
 */
export function merge(key: string, current: Entry | undefined, change: Change, now: number): Entry {
  const { value, base } = change;
  if (current === undefined) {
    return { key, value, at: now, rev: base + 1, others: [], earlier: [] };
  }
  if (current.value === value) {
    return current;
  }
  const before: Text = { value: current.value, at: current.at };
  const unknown = current.rev !== base && current.value !== "" && isText(key);
  return {
    key,
    value,
    at: now,
    rev: current.rev + 1,
    others: unknown ? add(current.others, before) : current.others,
    earlier: !unknown && worth(key, current, now) ? add([before], ...current.earlier).slice(0, EARLIER) : current.earlier,
  };
}

/** The entry after the reader said what it should be. */
export function settled(current: Entry, value: string, now: number): Entry {
  const before = current.value === value ? [] : [{ value: current.value, at: current.at }];
  const kept = [...before, ...current.others].filter((text) => text.value !== value);
  return { ...current, value, at: now, rev: current.rev + 1, others: [], earlier: add([], ...kept, ...current.earlier).slice(0, EARLIER) };
}

/** An entry from elsewhere beside the one that stands here: the very one that stands when the other brings nothing. */
export function join(here: Entry | undefined, other: Entry): Entry {
  if (here === undefined) {
    return other;
  }
  const both = joined(here, other);
  return same(both, here) ? here : { ...both, rev: both.rev + 1 };
}

/**
 * Both sides of one answer as one. The later value stands, whichever side it is
 * from; a text that it does not follow from is kept beside it, and earlier
 * versions of both sides are kept as such.
 */
export function joined(a: Entry, b: Entry): Entry {
  const [later, sooner] = isLater(a, b) ? [a, b] : [b, a];
  // A text among the earlier versions of the side that stands was seen there, and settled.
  const seen = later.value === sooner.value ? [...later.earlier, ...sooner.earlier] : later.earlier;
  const lost = isText(sooner.key) && sooner.value !== "" ? [{ value: sooner.value, at: sooner.at }] : [];
  const beside = [...a.others, ...b.others, ...lost];
  const others = distinct(beside).filter((text) => text.value !== later.value && !holds(seen, text.value));
  const earlier = distinct([...a.earlier, ...b.earlier, ...beside]).filter((text) => text.value !== later.value && !holds(others, text.value));
  return { key: later.key, value: later.value, at: later.at, rev: Math.max(a.rev, b.rev), others, earlier };
}

/** The same value of the same time, with the same texts beside it. */
export function same(a: Entry, b: Entry): boolean {
  return a.value === b.value && a.at === b.at && sameTexts(a.others, b.others) && sameTexts(a.earlier, b.earlier);
}

/** Whether a value is among texts. */
export function holds(texts: readonly Text[], value: string): boolean {
  return texts.some((text) => text.value === value);
}

/** Ticks, states, timers and what belongs to no sheet have no second version worth a question. */
export function isText(text: string): boolean {
  const key = readKey(text);
  return key !== undefined && key.sheet !== "~" && "tcndh".includes(key.class);
}

function isLater(a: Entry, b: Entry): boolean {
  return a.at !== b.at ? a.at > b.at : a.value >= b.value;
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

function sameTexts(a: readonly Text[], b: readonly Text[]): boolean {
  return a.length === b.length && a.every((text) => holds(b, text.value));
}

function add(texts: readonly Text[], ...more: readonly Text[]): readonly Text[] {
  const out = [...texts];
  for (const one of more) {
    if (!holds(out, one.value)) {
      out.push(one);
    }
  }
  return out;
}

function worth(key: string, current: Entry, now: number): boolean {
  return current.value !== "" && isText(key) && readKey(key)?.class === "t" && Math.abs(now - current.at) >= STOOD;
}
