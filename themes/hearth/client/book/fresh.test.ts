import assert from "node:assert/strict";
import { test } from "node:test";
import { BACKED_UP, NOT_NOW, wantsBackup, writtenSince } from "./fresh.ts";
import { entryOf } from "./sample.ts";

const page = (at: number): ReturnType<typeof entryOf> => entryOf("note", "t", "x".repeat(1500), { at });
const mark = (key: string, at: number): ReturnType<typeof entryOf> => ({ ...page(at), key, value: String(at) });

test("what counts is what was written, not how long ago", () => {
  assert.equal(wantsBackup([]), false);
  assert.equal(wantsBackup([entryOf("note", "t", "short", { at: 1 })]), false);
  assert.equal(wantsBackup([page(1)]), true);
  assert.equal(wantsBackup(Array.from({ length: 300 }, (_, i) => entryOf("tick", "m", "1", { part: `o${i}` }))), true);
});

test("a backup or a no begins the count anew", () => {
  for (const key of [BACKED_UP, NOT_NOW]) {
    assert.equal(wantsBackup([page(1), mark(key, 2)]), false);
    assert.equal(wantsBackup([page(3), mark(key, 2)]), true);
  }
});

test("marks, states and emptied answers are nothing written", () => {
  assert.equal(writtenSince([mark(BACKED_UP, 5), entryOf("r", "x", "1", { row: "1", at: 5 }), entryOf("t", "k", "1", { at: 5 }), entryOf("note", "t", "", { at: 5 })], 0), 0);
});
