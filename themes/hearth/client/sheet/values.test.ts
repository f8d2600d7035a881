import assert from "node:assert/strict";
import test from "node:test";
import type { Field, Sheet } from "../data.ts";
import { readKey, type Key } from "../notes/key.ts";
import { byId, defaultValue, fieldOf, formerly, neverKept, placeOf, uses } from "./values.ts";

const options = [{ id: "a", label: "First" }];
const fields: readonly Field[] = [
  { id: "line", type: "text", label: "A line", was: "words" },
  { id: "pick", type: "choice", label: "Pick", options, other: true },
  { id: "many", type: "multi", label: "Several", options },
  { id: "each", type: "text", label: "Each", each: true },
  { id: "peace", type: "scale", label: "Peace", items: [{ id: "stay", label: "Stay" }] },
  { id: "both", type: "scale", label: "Both", each: true, items: [{ id: "go", label: "Go" }] },
  { id: "rows", type: "rows", label: "Rows", columns: [{ id: "name", type: "text", label: "Name" }, { id: "pin", type: "text", label: "Pin", never: true }, { id: "ticks", type: "multi", label: "Ticks", options }] },
  { id: "plan", type: "sentence", label: "Plan", parts: [{ text: "If " }, { gap: "cue", label: "cue" }] },
  { id: "ours", type: "agreement", label: "Ours", columns: [{ id: "line", type: "longtext", label: "Line" }] },
  { id: "secret", type: "text", label: "Secret", never: true },
  { id: "old", type: "text", label: "Old", retired: true },
];
const sheet: Sheet = {
  id: "s", number: 1, title: "S", neutral: "Sheet 1", url: "/s/1/", fill: "alone", never: false, print: true, share: "none", tracker: false,
  held: false, privacy: [], fields, rules: [], card: [], table: false,
};

function key(text: string): Key {
  const read = readKey(`s/${text}`);
  assert.ok(read, text);
  return read;
}

for (const [text, expected] of [
  ["/line///t", true],
  ["/line///c", false],
  ["/line/1//t", false],
  ["/line//a/t", false],
  ["/pick///c", true],
  ["/pick//~own/t", true],
  ["/many//~own/t", false],
  ["/many//a/m", true],
  ["/many//b/m", false],
  ["/each///t", false],
  ["/each.me///t", true],
  ["/each.they///t", false],
  ["/peace.stay///n", true],
  ["/peace.go///n", false],
  ["/peace///n", false],
  ["/both.me.go///n", true],
  ["/both.go///n", false],
  ["/rows/1/name/t", true],
  ["/rows/0mb1c2d3e4f5g/name/t", true],
  ["/rows/1/ticks.a/m", true],
  ["/rows/1/ticks.b/m", false],
  ["/rows/1/ticks/m", false],
  ["/rows/1/name.a/m", false],
  ["/rows//name/t", false],
  ["/rows/1/name/d", false],
  ["/rows/1/gone/t", false],
  ["/rows/1//x", true],
  ["/rows/~/free.me/m", false],
  ["/plan/1/cue/t", true],
  ["/plan/1/other/t", false],
  ["/ours/1/line/t", true],
  ["/ours/~/free.me/m", true],
  ["/ours/~/agreed/m", true],
  ["/ours/~/line/t", false],
  ["/gone///t", false],
  ["/old///t", true],
  ["e1////x", true],
] as const) {
  test(`uses(${text}) is ${expected}`, () => assert.equal(uses(sheet, key(text)), expected));
}

test("a renamed field is found from both sides", () => {
  assert.equal(placeOf(sheet, key("/words///t")).field, "line");
  assert.equal(placeOf(sheet, key("/line///t")).field, "line");
  assert.equal(placeOf(sheet, key("/gone///t")).field, "gone");
  assert.equal(formerly(sheet, "line"), "words");
  assert.equal(formerly(sheet, "pick"), undefined);
});

test("what is never kept is known by its sheet, field or column", () => {
  assert.equal(neverKept(sheet, key("/secret///t")), true);
  assert.equal(neverKept(sheet, key("/line///t")), false);
  assert.equal(neverKept(sheet, key("/rows/1/pin/t")), true);
  assert.equal(neverKept(sheet, key("/rows/1/name/t")), false);
  assert.equal(neverKept({ ...sheet, never: true }, key("/line///t")), true);
  assert.equal(neverKept({ ...sheet, never: true }, key("/gone///t")), true);
});

test("a field is found by its whole name only", () => {
  assert.equal(fieldOf(sheet, "each.me")?.id, "each");
  assert.equal(fieldOf(sheet, "each"), undefined);
  assert.equal(fieldOf(sheet, "line.me"), undefined);
  assert.equal(fieldOf(sheet, "constructor"), undefined);
});

test("rows of the page come before added ones, and these in the order they were made", () => {
  assert.deepEqual(["0mb000002aaaa", "10", "0mb000001zzzz", "2", "1"].sort(byId), ["1", "2", "10", "0mb000001zzzz", "0mb000002aaaa"]);
});

for (const [rule, expected] of [
  ["today", "2026-01-31"],
  ["in 1 day", "2026-02-01"],
  ["in 6 weeks", "2026-03-14"],
  ["in 1 month", "2026-02-28"],
  ["in 12 months", "2027-01-31"],
  ["21:00", "21:00"],
  ["today I rest", "today I rest"],
  ["", ""],
] as const) {
  test(`the default "${rule}"`, () => assert.equal(defaultValue(rule, new Date(2026, 0, 31, 23, 59)), expected));
}
