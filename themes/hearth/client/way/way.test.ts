import assert from "node:assert/strict";
import { test } from "node:test";
import { graver, parseFlag, writeFlag } from "./flag.ts";
import { rankOn, whereNext } from "./ranks.ts";
import { offered, viewOf } from "./view.ts";

const NOW = Date.UTC(2026, 0, 31, 20, 20);

for (const code of ["green", "amber", "red"] as const) {
  test(`${code} is read for fifteen minutes, and names nothing`, () => {
    const text = writeFlag(code, NOW);
    assert.doesNotMatch(text, /red|amber|green|yes|no/i);
    assert.equal(parseFlag(text, NOW), code);
    assert.equal(parseFlag(text, NOW + 15 * 60_000), code);
    assert.equal(parseFlag(text, NOW + 15 * 60_000 + 1), undefined);
    assert.equal(parseFlag(text, NOW - 60 * 60_000), code, "a clock that was set back does not undo it");
  });
}

for (const raw of [null, undefined, 7, "", "red", "3mkabcdef", "2", "2!", "2mkabcdefghij", '{"v":1}']) {
  test(`no sign of ours: ${JSON.stringify(raw)}`, () => assert.equal(parseFlag(raw, NOW), undefined));
}

test("of two results the graver counts", () => {
  assert.equal(graver(undefined, "amber"), "amber");
  assert.equal(graver("green", "amber"), "amber");
  assert.equal(graver("red", "amber"), "red");
});

test("red is the view of the path unsure, whatever path was chosen", () => {
  for (const path of ["", "broke", "hurt", "both", "unsure"]) {
    assert.deepEqual(viewOf(path, "red"), viewOf("unsure", undefined));
  }
  for (const code of ["green", "amber", undefined] as const) {
    assert.deepEqual(viewOf("unsure", code), viewOf("unsure", undefined), "no result shows on the path unsure");
  }
});

test("what the other results show", () => {
  assert.deepEqual(viewOf("both", "amber"), { path: "both", two: "wait" });
  assert.deepEqual(viewOf("", "green"), { path: "", two: "on" });
  assert.deepEqual(viewOf("hurt", undefined), { path: "hurt", two: "ask" });
});

for (const [place, solo] of [
  [{ red: "hidden" }, false],
  [{ red: "solo" }, true],
  [{ red: "shown" }, true],
  [{ fill: "together" }, false],
  [{ fill: "both" }, false],
  [{ fill: "alone" }, true],
  [{}, true],
] as const) {
  test(`offered: ${JSON.stringify(place)}`, () => {
    assert.equal(offered(viewOf("both", "red"), place), solo);
    assert.equal(offered(viewOf("both", "amber"), place), true);
    assert.equal(offered(viewOf("both", undefined), place), true);
  });
}

test("what is hidden on a path, and sheets that are held back, are not offered", () => {
  assert.equal(offered(viewOf("both", undefined), { ranks: "both:hidden hurt:core" }), false);
  assert.equal(offered(viewOf("hurt", undefined), { ranks: "both:hidden hurt:core" }), true);
  assert.equal(offered(viewOf("", undefined), { ranks: "both:hidden" }), true);
  assert.equal(offered(viewOf("both", "amber"), { fill: "alone", held: true }), false);
  assert.equal(offered(viewOf("both", "green"), { fill: "alone", held: true }), true);
});

test("ranks are read by path", () => {
  const ranks = "broke:core hurt:helpful both:core unsure:hidden";
  assert.equal(rankOn(ranks, "hurt"), "helpful");
  assert.equal(rankOn(ranks, "unsure"), "hidden");
  assert.equal(rankOn(ranks, "bro"), "");
  assert.equal(rankOn(ranks, ""), "");
  assert.equal(rankOn("", "hurt"), "");
});

test("going on: the lesson that was left, else the first open one after it, else the first open one", () => {
  const way = ["a", "b", "c", "d"];
  const done = (...lessons: string[]) => (lesson: string) => lessons.includes(lesson);
  assert.equal(whereNext(way, "b", done("a")), "b");
  assert.equal(whereNext(way, "b", done("a", "b", "c")), "d");
  assert.equal(whereNext(way, "d", done("b", "d")), "a");
  assert.equal(whereNext(way, "elsewhere", done("a")), "b");
  assert.equal(whereNext(way, "d", done(...way)), undefined);
  assert.equal(whereNext([], "d", done()), undefined);
});
