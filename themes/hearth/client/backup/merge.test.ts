import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry, Text } from "../notes/types.ts";
import { joined } from "../notes/merge.ts";
import { changes, fold, plan, undo } from "./merge.ts";

const KEY = "plan//words///t";

function entry(value: string, at: number, rest: Partial<Entry> = {}): Entry {
  return { key: KEY, value, at, rev: 1, others: [], earlier: [], ...rest };
}

function at(...entries: readonly Entry[]): (key: string) => Entry | undefined {
  return (key) => entries.find((one) => one.key === key);
}

/** What a plan makes of one answer: its kind, and what stands. */
function one(file: Entry, present?: Entry): { kind: string; then: Entry } {
  const [step] = plan([file], present === undefined ? [] : [present]).steps;
  assert.ok(step);
  return { kind: step.kind, then: step.then };
}

test("what is not here is new, and stands as it is", () => {
  const file = entry("a", 1);
  assert.deepEqual(one(file), { kind: "new", then: file });
});

test("the same changes nothing", () => {
  const present = entry("a", 1);
  const [step] = plan([entry("a", 1, { rev: 9 })], [present]).steps;
  assert.equal(step?.kind, "same");
  assert.equal(step.then, present);
});

test("a newer text that follows from what is here stands; what was here is earlier", () => {
  const before: Text = { value: "a", at: 1 };
  const { kind, then } = one(entry("b", 2, { earlier: [before] }), entry("a", 1));
  assert.equal(kind, "newer");
  assert.deepEqual(then, entry("b", 2, { rev: 2, earlier: [before] }));
});

test("an older text that is known here changes nothing", () => {
  const present = entry("b", 2, { earlier: [{ value: "a", at: 1 }] });
  const [step] = plan([entry("a", 1)], [present]).steps;
  assert.equal(step?.kind, "older");
  assert.equal(step.then, present);
});

test("two texts: the later one stands, the other beside it", () => {
  const mine = entry("mine", 1);
  const theirs = entry("theirs", 2);
  assert.deepEqual(one(theirs, mine), { kind: "both", then: entry("theirs", 2, { rev: 2, others: [{ value: "mine", at: 1 }] }) });
  assert.deepEqual(one(mine, theirs), { kind: "both", then: entry("theirs", 2, { rev: 2, others: [{ value: "mine", at: 1 }] }) });
});

test("an emptied answer does not take a text with it that it does not know", () => {
  const { kind, then } = one(entry("", 2), entry("mine", 1));
  assert.equal(kind, "both");
  assert.deepEqual(then.others, [{ value: "mine", at: 1 }]);
});

test("what was settled here is not asked again", () => {
  const settled = entry("mine", 5, { earlier: [{ value: "theirs", at: 2 }] });
  const unsettled = entry("mine", 1, { others: [{ value: "theirs", at: 2 }] });
  assert.equal(one(unsettled, settled).then, settled);
});

test("ticks and what belongs to no sheet: the later one stands without a question", () => {
  for (const key of ["plan//do//one/m", "plan//people/r1//x", "~//path///c"]) {
    const { kind, then } = one(entry("0", 2, { key }), entry("1", 1, { key }));
    assert.equal(kind, "newer");
    assert.deepEqual([then.value, then.others], ["0", []]);
  }
});

test("answers that are never kept are left out and counted", () => {
  const planned = plan([entry("a", 1), entry("b", 1, { key: "check//dark///c" })], [], (key) => key.startsWith("check/"));
  assert.deepEqual([planned.steps.length, planned.never], [1, 1]);
});

test("one key twice in a file loses no text", () => {
  const { entries, over } = fold([entry("a", 1), entry("b", 2), entry("c", 3)], 50);
  assert.equal(entries.length, 1);
  assert.deepEqual([texts(entries), over], [["a", "b", "c"], []]);
  assert.deepEqual(fold([entry("a", 1), entry("b", 2), entry("c", 3)], 1).over, [KEY]);
});

test("undoing leaves alone what was written since", () => {
  const present = entry("a", 1, { key: "p//one///t" });
  const planned = plan([entry("b", 2, { key: "p//one///t" }), entry("new", 2, { key: "p//two///t" })], [present]);
  const done = changes(planned);
  const [first, second] = done.map((step) => step.then);
  assert.ok(first && second);
  assert.deepEqual(undo(done, at(first, second)), { put: [present], remove: ["p//two///t"], stay: 0 });
  assert.deepEqual(undo(done, at(first, { ...second, value: "more", at: 9 })), { put: [present], remove: [], stay: 1 });
});

test("an import never takes a line away in which something is written here, whenever it was removed there", () => {
  const state = entry("0", 9, { key: "p//rows/1//x" });
  const whole = entry("0", 9, { key: "p/e1////x" });
  const words = entry("mine", 1, { key: "p//rows/1/name/t" });
  const dated = entry("mine", 1, { key: "p/e1/f///t" });
  assert.deepEqual(changes(plan([state, whole], [words, dated])), []);
  assert.deepEqual(changes(plan([state], [{ ...words, value: "" }])).map((step) => step.then), [state]);
  assert.deepEqual(changes(plan([state], [entry("mine", 1, { key: "p//rows/2/name/t" })])).map((step) => step.then), [state]);
});

test("a line that was removed here is there again when a file brings words for it", () => {
  const state = entry("0", 9, { key: "p//rows/1//x" });
  const words = entry("theirs", 1, { key: "p//rows/1/name/t" });
  const steps = changes(plan([words], [state]));
  assert.deepEqual(steps.map(({ then }) => [then.key, then.value]), [[words.key, "theirs"], [state.key, "1"]]);
  assert.deepEqual(undo(steps, at(...steps.map((step) => step.then))), { put: [state], remove: [words.key], stay: 0 });
  assert.deepEqual(changes(plan([{ ...state, value: "1", at: 1 }, words], [state])).map(({ then }) => [then.key, then.value]), [[words.key, "theirs"], [state.key, "1"]]);
  assert.deepEqual(changes(plan([state, words], [state])).map(({ then }) => then.key), [words.key], "removed in the file too");
});

/** Numbers that are the same in each run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const KEYS = ["a//f///t", "a//g///c", "a//h/r1//x", "a//i//one/m", "~//last///t"];

/** Notes of one side: few values and times, so that they meet often. */
function someNotes(roll: (sides: number) => number): readonly Entry[] {
  const text = (): Text => ({ value: ["", "one", "two", "three", "four"][roll(5)] ?? "", at: roll(6) });
  const some = (): readonly Text[] => {
    const found = Array.from({ length: roll(4) }, text);
    return found.filter((t, i) => t.value !== "" && found.findIndex((u) => u.value === t.value) === i);
  };
  return KEYS.filter(() => roll(4) > 0).map((key) => {
    const now = text();
    const others = some().filter((t) => t.value !== now.value);
    const earlier = some().filter((t) => t.value !== now.value && !others.some((o) => o.value === t.value));
    return { key, ...now, rev: 1 + roll(5), others, earlier };
  });
}

/** All texts of some notes, each once. */
function texts(entries: readonly Entry[]): readonly string[] {
  const words = entries.filter((e) => /\/[tcndh]$/.test(e.key) && !e.key.startsWith("~"));
  const all = words.flatMap((e) => [e.value, ...e.others.map((t) => t.value), ...e.earlier.map((t) => t.value)].filter((t) => t !== "").map((t) => (entries.length > 1 ? `${e.key} ${t}` : t)));
  return [...new Set(all)].sort();
}

/** Notes after an import. */
function after(file: readonly Entry[], present: readonly Entry[]): readonly Entry[] {
  const then = plan(file, present).steps.map((step) => step.then);
  const untouched = present.filter((e) => !then.some((t) => t.key === e.key));
  return [...untouched, ...then].sort((a, b) => (a.key < b.key ? -1 : 1));
}

const withoutRev = (entries: readonly Entry[]): readonly unknown[] => entries.map(({ key, value, at, others, earlier }) => ({ key, value, at, others: sorted(others), earlier: sorted(earlier) }));
const sorted = (list: readonly Text[]): readonly string[] => list.map((t) => t.value).sort();

test("any two notes: nothing is lost, twice is once, both ways are the same, undo restores", () => {
  const roll = dice(7);
  for (let round = 0; round < 3000; round++) {
    const [mine, theirs] = [someNotes(roll), someNotes(roll)];
    const merged = after(theirs, mine);
    const all = [...new Set([...texts([...mine, entry("", 0)]), ...texts([...theirs, entry("", 0)])])].sort();
    assert.deepEqual(texts([...merged, entry("", 0)]), all, "every text of both sides is somewhere");
    assert.equal(changes(plan(theirs, merged)).length, 0, "a second time changes nothing");
    assert.deepEqual(withoutRev(merged), withoutRev(after(mine, theirs)), "whichever is brought into which");

    const done = changes(plan(theirs, mine));
    const back = undo(done, at(...merged));
    const kept = merged.filter((e) => !back.remove.includes(e.key)).map((e) => back.put.find((p) => p.key === e.key) ?? e);
    assert.deepEqual(kept, [...mine].sort((a, b) => (a.key < b.key ? -1 : 1)), "undo restores exactly");
    assert.equal(back.stay, 0);
  }
});

test("merging is the same from both sides, also at the same time", () => {
  assert.deepEqual(joined(entry("a", 1), entry("b", 1)), joined(entry("b", 1), entry("a", 1)));
});
