/** Putting back what a worksheet held before it was cleared: beside what was written since, never over it. */
import { readKey } from "../notes/key.ts";
import { join } from "../notes/merge.ts";
import type { Entry } from "../notes/types.ts";
import type { PageMemory } from "./memory.ts";
import { belongs } from "./values.ts";

/** What stands after it: both texts where there are two, and every row that was there on either side. */
export function beside(before: readonly Entry[], since: readonly Entry[]): Entry[] {
  const now = new Map(since.map((entry) => [entry.key, entry]));
  const there = [...before, ...since].filter((state) => isRemoved(state) && (isThere(state.key, before) || isThere(state.key, since)));
  const back = new Map(there.map((state) => [state.key, { ...state, value: "1", rev: state.rev + 1 }]));
  for (const entry of before.filter(({ key }) => !back.has(key))) {
    const here = now.get(entry.key);
    back.set(entry.key, here === undefined || here.value === "" ? entry : join(here, entry));
  }
  return [...back.values()];
}

function isRemoved({ key, value }: Entry): boolean {
  return value === "0" && readKey(key)?.class === "x";
}

/** Whether some answers are those of a row or entry, by its state, and it is not removed. */
function isThere(text: string, answers: readonly Entry[]): boolean {
  const state = readKey(text);
  return state !== undefined && !answers.some((entry) => entry.key === text && isRemoved(entry)) && answers.some(({ key, value }) => {
    const answer = readKey(key);
    return answer !== undefined && value !== "" && belongs(answer, state);
  });
}

/** What a page's memory holds, as entries of some time. */
export function entriesOf(memory: PageMemory, at: number): Entry[] {
  return memory.keys().map((key) => ({ key, value: memory.get(key) ?? "", at, rev: 0, others: [], earlier: [] }));
}

/** A memory has one place for each answer: two texts stand in it one after the other, and of two choices the later one. */
export function inOne({ key, value, others }: Entry): string {
  return readKey(key)?.class === "t" ? [value, ...others.map((text) => text.value)].join(" / ") : value;
}
