import assert from "node:assert/strict";
import test from "node:test";
import type { Entry } from "../notes/types.ts";
import { beside } from "./beside.ts";

/** Answers of a sheet, from "field/row/part/class=value", all of one time. */
const answers = (at: number, ...texts: readonly string[]): Entry[] => texts.map((text) => {
  const [key = "", value = ""] = text.split("=");
  return { key: `s//${key}`, value, at, rev: 1, others: [], earlier: [] };
});

/** What stands after what was there before is put back beside what was written since. */
function after(before: readonly string[], since: readonly string[]): string[] {
  const now = new Map(answers(2, ...since).map((entry) => [entry.key, entry]));
  beside(answers(1, ...before), [...now.values()]).forEach((entry) => now.set(entry.key, entry));
  return [...now.values()].map(({ key, value, others }) => `${key.slice(3)}=${[value, ...others.map((text) => text.value)].join("|")}`).sort();
}

for (const [what, before, since, want] of [
  ["nothing was written since", ["a///t=old", "m//x/m=1"], [], ["a///t=old", "m//x/m=1"]],
  ["both wrote", ["a///t=old"], ["a///t=new"], ["a///t=new|old"]],
  ["both chose", ["a///c=x"], ["a///c=y"], ["a///c=y|x"]],
  ["both wrote the same", ["a///t=one"], ["a///t=one"], ["a///t=one"]],
  ["emptied since", ["a///t=old"], ["a///t="], ["a///t=old"]],
  ["emptied before", ["a///t="], ["a///t=new"], ["a///t=new"]],
  ["ticked since", ["m//x/m="], ["m//x/m=1"], ["m//x/m=1"]],
  ["a row that was removed before, and is written in now", ["r/1/n/t=old", "r/1//x=0"], ["r/1/n/t=new"], ["r/1//x=1", "r/1/n/t=new|old"]],
  ["a row that was there before, and was removed since", ["r/1/n/t=old"], ["r/1/n/t=new", "r/1//x=0"], ["r/1//x=1", "r/1/n/t=new|old"]],
  ["a row that was removed both times", ["r/1/n/t=old", "r/1//x=0"], ["r/1/n/t=new", "r/1//x=0"], ["r/1//x=0", "r/1/n/t=new|old"]],
  ["a removed row beside another", ["r/1/n/t=old", "r/1//x=0", "r/2/n/t=two"], ["r/2/n/t=too"], ["r/1//x=0", "r/1/n/t=old", "r/2/n/t=too|two"]],
] as const) {
  test(`put back: ${what}`, () => assert.deepEqual(after(before, since), [...want].sort()));
}
