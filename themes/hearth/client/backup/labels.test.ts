import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sheet } from "../data.ts";
import type { Entry } from "../notes/types.ts";
import { bySheet, isNever } from "./labels.ts";
import { plan } from "./merge.ts";

const SHEETS = [
  {
    id: "plan", title: "A plan", never: false,
    fields: [
      { id: "words", type: "text", label: "Words", each: true },
      { id: "mood", type: "choice", label: "Mood", options: [{ id: "low", label: "Rather low" }, { id: "high", label: "High" }] },
      { id: "helps", type: "multi", label: "What helps", options: [{ id: "walk", label: "A walk" }, { id: "call", label: "A call" }] },
      { id: "peace", type: "scale", label: "Peace", items: [{ id: "stay", label: "Stay" }] },
      { id: "people", type: "rows", label: "People", columns: [{ id: "name", type: "text", label: "Name" }, { id: "secret", type: "text", label: "Secret", never: true }, { id: "ticks", type: "multi", label: "Ticks", options: [{ id: "walk", label: "Walks" }] }, { id: "hush", type: "multi", label: "Hush", options: [{ id: "walk", label: "W" }], never: true }] },
      { id: "dark", type: "choice", label: "Dark", never: true },
      { id: "now", type: "text", label: "Named anew", was: "before" },
      { id: "gone", type: "text", label: "Gone", retired: true },
    ],
  },
  { id: "check", title: "Check", never: true, fields: [] },
] as unknown as readonly Sheet[];

const people = { me: "me", other: "the other person" };

function entry(key: string, value: string, at = 1): Entry {
  return { key, value, at, rev: 1, others: [], earlier: [] };
}

function shown(file: readonly Entry[], here: readonly Entry[] = []): ReturnType<typeof bySheet> {
  return bySheet(plan(file, here).steps, SHEETS, people);
}

test("answers stand in the words of their sheet", () => {
  const [part] = shown([
    entry("plan//words.me///t", "mine"),
    entry("plan//words.other///t", "theirs"),
    entry("plan//mood///c", "low"),
    entry("plan//helps//walk/m", "1"),
    entry("plan//helps//call/m", "1"),
    entry("plan//peace.stay///n", "7"),
    entry("plan//people/r1//x", "1"),
    entry("plan//people/r1/name/t", "Sam"),
    entry("plan//people/r1/ticks.walk/m", "1"),
    entry("plan//before///t", "kept"),
  ]);
  assert.deepEqual(part?.answers.map((one) => [one.label, one.file]), [
    ["Words, me", "mine"],
    ["Words, the other person", "theirs"],
    ["Mood", "Rather low"],
    ["What helps", "A walk · A call"],
    ["Peace, Stay", "7"],
    ["People", "Sam · Walks"],
    ["Named anew", "kept"],
  ]);
  assert.ok(part?.answers.every((one) => one.known && one.kind === "new"));
});

test("what has no place is shown all the same, after the rest", () => {
  const parts = shown([entry("other//field///t", "x"), entry("plan//gone///t", "y"), entry("plan//unheard///t", "z"), entry("~//path///c", "both")]);
  assert.deepEqual(parts.map((part) => [part.title, part.known]), [["A plan", true], ["other", false]]);
  assert.deepEqual(parts[0]?.answers.map((one) => [one.label, one.known]), [["Gone", false], ["unheard", false]]);
});

test("one question counts once, and the strongest difference tells", () => {
  const [part] = shown([entry("plan//helps//walk/m", "1"), entry("plan//helps//call/m", "1", 5)], [entry("plan//helps//walk/m", "1"), entry("plan//helps//call/m", "0")]);
  assert.deepEqual(part?.answers, [{ label: "What helps", known: true, kind: "newer", here: "A walk", file: "A walk · A call" }]);
});

test("what is empty on both sides is not shown", () => {
  assert.deepEqual(shown([entry("plan//words.me///t", ""), entry("plan//helps//walk/m", "0")]), []);
});

test("sheets, fields and columns that are never kept are known, others are not", () => {
  const never = (key: string): boolean => isNever(key, SHEETS);
  assert.ok(["check//any///t", "plan//dark///c", "plan//people/r1/secret/t", "plan//people/r1/hush.walk/m"].every(never));
  assert.ok(!["plan//people/r1/name/t", "plan//words.me///t", "our-own//dark///c", "~//path///c", "no key"].some(never));
});
