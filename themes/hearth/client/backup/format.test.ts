import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "../notes/types.ts";
import { inspect } from "./container.ts";
import { type Backup, LIMITS, readDocument, writeNotes, writePage } from "./format.ts";
import { nestsWithin } from "./nesting.ts";
import { Refusal } from "./refusal.ts";

const NOW = 1_769_850_000_000;

function entry(key: string, value: string, rest: Partial<Entry> = {}): Entry {
  return { key, value, at: NOW, rev: 2, others: [], earlier: [], ...rest };
}

function back(text: string): Backup {
  const found = readDocument(text, NOW);
  assert.equal(found.kind, "notes");
  return found as Backup;
}

const ALL: readonly Entry[] = [
  entry("plan//words///t", 'Quotes ", brackets ],[" and \\ and\nlines\u2028and 🌱 and עברית'),
  entry("plan//words.me///t", "mine", { others: [{ value: "],[", at: 5 }], earlier: [{ value: "before", at: 4 }] }),
  entry("plan//words.other///t", "theirs", { earlier: [{ value: "before", at: 4 }] }),
  entry("plan//people/r1//x", "0"),
  entry("plan//emptied///t", "", { rev: 7 }),
  entry("~//path///c", "both"),
  entry("~//done//say-sorry/m", "1"),
];

test("what is written is read again, conflicts, earlier versions and the way among it", () => {
  const found = back(writeNotes(ALL, "Steady Ground", "2026-01-31"));
  assert.deepEqual(found, { kind: "notes", day: "2026-01-31", program: "Steady Ground", entries: ALL, leftOut: [], aside: 0 });
});

test("what is this device's own is not written, and not taken from a file", () => {
  const own = [entry("plan//wait///k", "running"), entry("~//backup///t", "1"), entry("~//backup//later/t", "1")];
  assert.deepEqual(back(writeNotes(own, "", "2026-01-31")).entries, []);
  const records = own.map((one) => [one.key, one.value, one.at]);
  assert.deepEqual(back(JSON.stringify({ goldseam: "notes", format: 1, day: "2026-01-31", program: "", records })).entries, []);
});

test("a document has one record to a line", () => {
  const lines = writeNotes(ALL, "P", "2026-01-31").trimEnd().split("\n");
  assert.equal(lines.length, ALL.length + 6);
});

test("nothing and nobody: an empty notebook is a sound file", () => {
  assert.deepEqual(back(writeNotes([], "", "2026-01-31")).entries, []);
});

test("a long letter comes back whole, and what is longer still is named", () => {
  const letter = "word ".repeat(LIMITS.value / 5);
  const found = back(writeNotes([entry("plan//letter///t", letter), entry("plan//longer///t", `${letter}.`)], "", "2026-01-31"));
  assert.deepEqual(found.entries.map((e) => e.value), [letter]);
  assert.deepEqual(found.leftOut, ["plan//longer///t"]);
});

test("a time far ahead counts as now; a clock that is a little ahead is believed", () => {
  const at = (value: number): number | undefined => back(writeNotes([entry("a//b///t", "x", { at: value })], "", "2026-01-31")).entries[0]?.at;
  assert.equal(at(NOW + 48 * 3_600_000), NOW);
  assert.equal(at(NOW + 3_600_000), NOW + 3_600_000);
});

test("two records of one key lose no text", () => {
  const found = back(writeNotes([entry("a//b///t", "one"), entry("a//b///t", "two", { at: NOW + 1 })], "", "2026-01-31"));
  assert.deepEqual(found.entries, [entry("a//b///t", "two", { at: NOW + 1, others: [{ value: "one", at: NOW }] })]);
});

test("a shared page is read as it was written, with nothing but its lines", () => {
  const page = { day: "2026-01-31", title: "A plan", neutral: "Sheet 7", lines: [{ label: "What helps", answer: "A <b>walk</b>" }] };
  const text = writePage(page);
  assert.deepEqual(readDocument(text, NOW), { kind: "page", ...page });
  assert.doesNotMatch(text, /\/\/|176985/, "no keys and no times");
});

test("lines of a shared page that are none refuse the page", () => {
  for (const line of [null, [], ["label"], ["label", 1], "text"]) {
    const text = JSON.stringify({ goldseam: "page", format: 1, day: "2026-01-31", title: "", neutral: "", lines: [line] });
    assert.throws(() => readDocument(text, NOW), (error) => error instanceof Refusal && error.reason === "broken");
  }
});

test("brackets are counted outside of texts alone", () => {
  assert.equal(nestsWithin('[[["[[[["]]]', 3), true);
  assert.equal(nestsWithin('["\\"[[[["]', 1), true);
  assert.equal(nestsWithin('["\\\\",[[["x"]]]]', 3), false);
  assert.equal(nestsWithin("[],[],[{}]", 2), true);
});

test("a byte-order mark is no part of the text", () => {
  const bytes = new TextEncoder().encode(`\ufeff${writeNotes([], "", "2026-01-31")}`);
  const container = inspect(bytes);
  assert.ok(container.kind === "text" && container.text.startsWith("{"));
});
