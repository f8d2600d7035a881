import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fold } from "./fold.ts";

/** The table that the build's folding is held against as well. */
const table = JSON.parse(readFileSync("../internal/search/testdata/fold.json", "utf8")) as [string, string][];

for (const [word, folded] of table) {
  test(`${JSON.stringify(word)} is compared as ${JSON.stringify(folded)}`, () => {
    assert.equal(fold(word), folded);
  });
}
