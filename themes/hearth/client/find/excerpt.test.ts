import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt } from "./excerpt.ts";

const LONG = `${"before ".repeat(40)}the Größe here ${"after ".repeat(60)}end.`;
const shown = (text: string, terms: string[]): string => excerpt(text, terms).map((piece) => (piece.hit ? `[${piece.text}]` : piece.text)).join("");

test("a short text stands whole, each hit marked as it is written", () => {
  assert.equal(shown("Say sorry. ¡Perdón! Sorry again.", ["sorry", "perdon"]), "Say [sorry]. ¡[Perdón]! [Sorry] again.");
});

test("of a long text stands what is around the first hit, cut between words", () => {
  const text = shown(LONG, ["grosse"]);
  assert.match(text, /^…\u00a0before .*the \[Größe\] here after .* after\u00a0…$/);
  assert.ok(text.length < 260, text);
});

test("without a hit it is the beginning", () => {
  assert.match(shown(LONG, ["elsewhere"]), /^before before .* before\u00a0…$/);
  assert.equal(shown("", ["x"]), "");
});

test("markup is text", () => {
  assert.equal(shown("<img src=x> sorry", ["<img"]), "[<img] src=x> sorry");
});
