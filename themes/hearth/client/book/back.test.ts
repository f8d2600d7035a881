import assert from "node:assert/strict";
import { test } from "node:test";
import { broughtBack } from "./back.ts";
import { entryOf } from "./sample.ts";

const text = (value: string): { readonly value: string; readonly at: number } => ({ value, at: 1 });
const OLD = entryOf("note", "t", "old", { others: [text("old other")], earlier: [text("old earlier")] });

test("a deleted answer comes back as it was where nothing was written meanwhile", () => {
  assert.equal(broughtBack(OLD, undefined), OLD);
  const { value, others, earlier } = broughtBack(OLD, entryOf("note", "t", "", { earlier: [text("emptied")] }));
  assert.deepEqual([value, others.map((one) => one.value), earlier.map((one) => one.value)], ["old", ["old other"], ["emptied", "old earlier"]]);
});

test("what was written meanwhile stands, and no text of either is lost or there twice", () => {
  const now = { ...entryOf("note", "t", "new", { others: [text("old other")], earlier: [text("old"), text("new earlier")] }), rev: 7 };
  const { value, rev, others, earlier } = broughtBack(OLD, now);
  assert.deepEqual([value, rev], ["new", 8]);
  assert.deepEqual(others.map((one) => one.value), ["old other", "old"]);
  assert.deepEqual(earlier.map((one) => one.value), ["new earlier", "old earlier"]);
  assert.deepEqual(broughtBack(OLD, { ...OLD, rev: 3 }).others.map((one) => one.value), ["old other"], "the same text is no conflict");
});

test("a tick has no second version", () => {
  const key = { part: "walk" };
  assert.deepEqual(broughtBack(entryOf("did", "m", "1", key), entryOf("did", "m", "1", key)).others, []);
  assert.deepEqual(broughtBack(entryOf("did", "x", "0", { row: "2" }), entryOf("did", "x", "1", { row: "2" })).value, "1");
});
