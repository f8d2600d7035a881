import assert from "node:assert/strict";
import { test } from "node:test";
import { pairs } from "./compare.ts";
import { identifier } from "./identifier.ts";

test("a name is made of the words, and is like no other", () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ["Who was there?", [], "who_was_there"],
    ["Who was there?", ["who_was_there", "who_was_there_2"], "who_was_there_3"],
    ["  Élan vital — ça va ", [], "elan_vital_ca_va"],
    ["2 things I did today for us", [], "things_i_did"],
    ["كيف حالك", [], "q"],
    ["", ["q"], "q_2"],
    ["99", [], "q"],
    ["a".repeat(80), [], "a".repeat(30)],
  ];
  for (const [words, taken, want] of cases) {
    assert.equal(identifier(words, new Set(taken)), want, words);
    assert.match(want, /^[a-z][a-z0-9_]*$/);
  }
});

test("texts beside each other lose no line, and equal lines stand in one row", () => {
  for (const [left, right] of [["", ""], ["a\nb\nc", "a\nx\nc"], ["a", "a\nb\nc"], ["a\nb\nc\nd", "d\na\nb"], ["x\ny", ""], ["a\na\nb", "a\nb\nb"]]) {
    const rows = pairs(left ?? "", right ?? "");
    assert.equal(rows.map((row) => row.left).filter((line) => line !== undefined).join("\n"), left);
    assert.equal(rows.map((row) => row.right).filter((line) => line !== undefined).join("\n"), right);
    assert.ok(rows.every((row) => row.left !== undefined || row.right !== undefined));
  }
  assert.deepEqual(pairs("a\nb\nc", "a\nx\nc"), [{ left: "a", right: "a" }, { left: "b", right: "x" }, { left: "c", right: "c" }]);
});
