import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldKey, LAST, newId, readKey, writeKey } from "./key.ts";
import { merge, settled } from "./merge.ts";
import type { Entry } from "./types.ts";

const key = fieldKey("plan", "note", "t");
const entry = (value: string, rev: number, at = 0): Entry => ({ key, value, rev, at, others: [], earlier: [] });

test("a first answer, an unchanged one, and one that builds on what was seen", () => {
  assert.deepEqual(merge(key, undefined, { value: "a", base: 0 }, 5), { ...entry("a", 1, 5) });
  const there = entry("a", 3);
  assert.equal(merge(key, there, { value: "a", base: 0 }, 9), there, "the same text is no change, whoever wrote it");
  assert.deepEqual(merge(key, there, { value: "ab", base: 3 }, 9), { ...entry("ab", 4, 9) });
});

test("two changes that did not know of each other are both kept", () => {
  const merged = merge(key, entry("theirs", 4, 7), { value: "mine", base: 3 }, 9);
  assert.equal(merged.value, "mine");
  assert.deepEqual(merged.others, [{ value: "theirs", at: 7 }]);
  const third = merge(key, merged, { value: "third", base: 4 }, 11);
  assert.deepEqual(third.others.map((text) => text.value), ["theirs", "mine"]);
});

test("an answer emptied elsewhere is no second text, one emptied here keeps the other", () => {
  assert.deepEqual(merge(key, entry("", 4), { value: "mine", base: 3 }, 9).others, []);
  assert.deepEqual(merge(key, entry("theirs", 4, 2), { value: "", base: 3 }, 9).others, [{ value: "theirs", at: 2 }]);
});

test("ticks and states do not conflict: the later one stands", () => {
  const tick = fieldKey("plan", "basics", "m", { part: "ate" });
  assert.deepEqual(merge(tick, { ...entry("1", 4), key: tick }, { value: "", base: 2 }, 9).others, []);
});

test("what belongs to no sheet has one value and no trail of earlier ones", () => {
  const stood = { ...entry("lesson-one", 4), key: LAST };
  const now = merge(LAST, stood, { value: "lesson-two", base: 0 }, 3_600_000);
  assert.deepEqual([now.value, now.others, now.earlier], ["lesson-two", [], []]);
  assert.deepEqual(merge(LAST, stood, { value: "lesson-two", base: 4 }, 3_600_000).earlier, []);
});

test("a text that stood for a while becomes an earlier version, three at most", () => {
  let now = entry("0", 1, 0);
  for (let i = 1; i <= 5; i++) {
    now = merge(key, now, { value: String(i), base: now.rev }, i * 600_000);
  }
  assert.deepEqual(now.earlier.map((text) => text.value), ["4", "3", "2"]);
  assert.deepEqual(merge(key, entry("a", 1, 0), { value: "ab", base: 1 }, 300).earlier, [], "not each key");
});

test("settling keeps the texts that were not chosen as earlier versions", () => {
  const merged = merge(key, entry("theirs", 4, 7), { value: "mine", base: 3 }, 9);
  assert.deepEqual(settled(merged, "theirs", 20).earlier.map((text) => text.value), ["mine"]);
  assert.deepEqual(settled(merged, "both", 20).earlier.map((text) => text.value), ["mine", "theirs"]);
  assert.deepEqual(settled(merged, "mine", 20).others, []);
});

test("no text of any order of changes is lost or joined with another", () => {
  let seed = 7;
  const random = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 300; round++) {
    let stored: Entry | undefined;
    const seen = [0, 0, 0];
    const said = [new Set<string>(), new Set<string>(), new Set<string>()];
    const last: (string | undefined)[] = [undefined, undefined, undefined];
    for (let step = 0; step < 12; step++) {
      const tab = random(3);
      if (random(3) === 0) {
        seen[tab] = stored?.rev ?? 0; // it was told of the other tabs' changes
        continue;
      }
      const value = `${tab}.${step}`;
      const before = stored;
      stored = merge(key, stored, { value, base: seen[tab] ?? 0 }, step);
      if (before !== undefined && before.rev !== seen[tab]) {
        assert.ok(stored.others.some((text) => text.value === before.value), "what the tab did not know of stands beside it");
      }
      seen[tab] = stored.rev;
      said[tab]?.add(value);
      last[tab] = value;
    }
    const all = stored === undefined ? [] : [stored.value, ...stored.others.map((text) => text.value)];
    assert.ok(all.every((value) => said.some((texts) => texts.has(value))), "every text is one that was written");
  }
});

test("a key is read back as it was written, and nothing else is a key", () => {
  const parts = { sheet: "plan", entry: "0a", field: "peace.stay", row: "r1", part: "~own", class: "t" } as const;
  assert.deepEqual(readKey(writeKey(parts)), parts);
  for (const bad of ["", "plan", "plan/////", "plan/////z", "plan/////t/", "/////t", "Plan/////t", "plan/a b////t", "plan/../x///t", "plan//__proto__///t", "a".repeat(401), 7, null, {}]) {
    assert.equal(readKey(bad), undefined, String(bad));
  }
});

test("ids sort by time and never meet", () => {
  const ids = Array.from({ length: 500 }, () => newId(1_800_000_000_000));
  assert.ok(new Set(ids).size === 500); // six letters of chance within one millisecond
  assert.ok(newId(1) < newId(2) && newId(1_700_000_000_000) < newId(1_900_000_000_000));
});
