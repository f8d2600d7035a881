import assert from "node:assert/strict";
import { test } from "node:test";
import { noticed } from "./noticed.ts";

const words = ["but", "if", "at least", "you made me", "tại vì", "pero", "因为你", "मत", "हि"];

for (const [text, found] of [
  ["I am sorry, BUT you", "but"],
  ["a button", undefined],
  ["a life", undefined],
  ["if.", "if"],
  ["it was at\n least once", "at least"],
  ["at the least", undefined],
  ["what you\u2019ve made me", undefined],
  ["You made me.", "you made me"],
  ["TAI VI em", "tại vì"],
  ["Tại  vì", "tại vì"],
  ["Peró", "pero"],
  ["perogrullo", undefined],
  ["都是因为你的错", "因为你"],
  ["", undefined],
  ["हिन्दी", undefined],
  ["ऐसा मत करो", "मत"],
] as const) {
  test(JSON.stringify(text), () => assert.equal(noticed(text, words), found));
}

test("a list without words notices nothing", () => {
  assert.equal(noticed("anything at all", ["", " ", "…"]), undefined);
  assert.equal(noticed("don\u2019t", ["don't"]), "don't", "whichever apostrophe");
});
