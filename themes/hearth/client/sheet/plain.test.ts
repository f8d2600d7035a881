import assert from "node:assert/strict";
import test from "node:test";
import type { Field, Sheet } from "../data.ts";
import { plainText, wordsFor } from "./plain.ts";
import { compose } from "./sentence.ts";
import { madeUp } from "./syllables.ts";
import { truth } from "./truth.ts";

const parts = [{ text: "If " }, { gap: "cue" }, { text: " happens, I will " }, { gap: "act" }, { text: "." }];

for (const [gaps, expected] of [
  [{}, ""],
  [{ cue: "  " }, ""],
  [{ cue: "it rings" }, "If it rings happens, I will …"],
  [{ act: "walk." }, "If … happens, I will walk."],
  [{ cue: "it\nrings", act: "breathe!" }, "If it rings happens, I will breathe!"],
] as const) {
  test(`a sentence with ${JSON.stringify(gaps)}`, () => {
    assert.equal(compose(parts, (gap) => (gaps as Record<string, string>)[gap] ?? ""), expected);
  });
}

test("a sentence that begins with a gap begins with a capital letter", () => {
  assert.equal(compose([{ gap: "who" }, { text: " helps." }], () => "my friend"), "My friend helps.");
});

const options = [{ id: "a", label: "First" }, { id: "b", label: "Second" }];
const fields: readonly Field[] = [
  { id: "pick", type: "choice", label: "Pick one", options, other: true },
  { id: "many", type: "multi", label: "Pick several", options, each: true },
  { id: "people", type: "rows", label: "People", columns: [{ id: "name", type: "text", label: "Name" }, { id: "kind", type: "choice", label: "Kind", options }, { id: "ticks", type: "multi", label: "Ticks", options }] },
  { id: "plan", type: "sentence", label: "A plan", parts },
  { id: "ours", type: "agreement", label: "Ours", columns: [{ id: "line", type: "longtext", label: "Line" }] },
];
const sheet: Sheet = {
  id: "s", number: 1, title: "A telling title", neutral: "Sheet 1", url: "/s/1/", fill: "alone", never: false, print: true, share: "none", tracker: false,
  held: false, privacy: [], fields, rules: [], card: [], table: false,
};

test("answers in words", () => {
  const [pick, , people] = fields;
  assert.equal(wordsFor(pick, { row: "", part: "" }, "b"), "Second");
  assert.equal(wordsFor(pick, { row: "", part: "" }, "gone"), "gone");
  assert.equal(wordsFor(pick, { row: "", part: "~own" }, "a"), "a");
  assert.equal(wordsFor(people, { row: "1", part: "kind" }, "a"), "First");
  assert.equal(wordsFor(people, { row: "1", part: "name" }, "a"), "a");
  assert.equal(wordsFor(people, { row: "1", part: "ticks.a" }, "1"), "First");
  assert.equal(wordsFor(people, { row: "1", part: "ticks.a" }, ""), "");
  assert.equal(wordsFor(undefined, { row: "", part: "" }, "text"), "text");
});

test("a worksheet as text has its questions in their order, and no telling title", () => {
  const text = plainText(sheet, [
    { field: "ours", row: "~", part: "free.me", value: "1" },
    { field: "people", row: "1", part: "name", value: "Ann" },
    { field: "people", row: "1", part: "kind", value: "b" },
    { field: "people", row: "2", part: "name", value: "" },
    { field: "plan", row: "1", part: "cue", value: "it rings" },
    { field: "many.other", row: "", part: "a", value: "1" },
    { field: "many.other", row: "", part: "b", value: "" },
    { field: "pick", row: "", part: "~own", value: "neither" },
  ], (key) => key);
  assert.equal(text, [
    "Sheet 1",
    "Pick one\nneither",
    "Pick several: card-other\nFirst",
    "People\nAnn · Second",
    "A plan\nIf it rings happens, I will …",
    "Ours\nfree-me\n",
  ].join("\n\n"));
});

test("the saved line says where answers are, and nothing better than that", () => {
  const state = { place: "device", chosen: true, shut: false, older: false } as const;
  const kept = { saving: "kept", at: 1 } as const;
  assert.deepEqual(truth(false, state, false, kept), { word: "saved-device", trouble: false });
  assert.deepEqual(truth(false, state, true, kept), { word: "saved-tab", trouble: false });
  assert.deepEqual(truth(false, { ...state, place: "locked" }, false, kept), { word: "saved-locked", trouble: false });
  assert.deepEqual(truth(false, state, false, { saving: "waiting", at: 1 }), { word: "waiting", trouble: false });
  assert.deepEqual(truth(false, state, false, { saving: "failed", at: 1, trouble: "full" }), { word: "failed-full", trouble: true });
  assert.deepEqual(truth(false, state, false, { saving: "failed", at: 1 }), { word: "failed-unknown", trouble: true });
  assert.deepEqual(truth(false, { ...state, older: true }, false, kept), { word: "older", trouble: true });
  assert.deepEqual(truth(true, state, false, kept), { word: "never", trouble: false });
});

test("a made-up passphrase has five words, from random bytes alone", () => {
  assert.equal(madeUp(new Uint8Array(10)), "baba baba baba baba baba");
  assert.match(madeUp(), /^([bdfghjklmnprstvz][aeio][bdfghjklmnprstvz][aeio] ){4}[bdfghjklmnprstvz][aeio][bdfghjklmnprstvz][aeio]$/);
  const one = madeUp(Uint8Array.from({ length: 10 }, (_, i) => i * 25));
  assert.notEqual(one, madeUp(new Uint8Array(10)));
});
