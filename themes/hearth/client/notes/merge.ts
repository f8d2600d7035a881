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

function add(texts: readonly Text[], ...more: readonly Text[]): readonly Text[] {
  const out = [...texts];
  for (const one of more) {
    if (!out.some((text) => text.value === one.value)) {
      out.push(one);
    }
  }
  return out;
}

/** Ticks, states, timers and what belongs to no sheet have no second version worth a question. */
export function isText(text: string): boolean {
  const key = readKey(text);
  return key !== undefined && key.sheet !== "~" && "tcndh".includes(key.class);
}

function worth(key: string, current: Entry, now: number): boolean {
  return current.value !== "" && isText(key) && readKey(key)?.class === "t" && Math.abs(now - current.at) >= STOOD;
}
