import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { localeOf, sayer } from "./data.ts";

/** The table that the build's words and days are held against as well (internal/locale). */
const table = JSON.parse(readFileSync("../internal/locale/testdata/cldr.json", "utf8")) as {
  readonly forms: Readonly<Record<string, readonly (readonly [number, number, string])[]>>;
  readonly days: Readonly<Record<string, readonly (readonly [string, string])[]>>;
};

for (const [lang, runs] of Object.entries(table.forms)) {
  test(`numbers from 0 to 200 take the forms that the build gives them, in ${lang}`, () => {
    const words = Object.fromEntries(["zero", "one", "two", "few", "many"].map((form) => [`n.${form}`, form]));
    const say = sayer({ lang, words: { ...words, n: "other" } });
    for (const [from, to, form] of runs) {
      for (let n = from; n <= to; n++) {
        assert.equal(say("n", n), form, `${n}`);
      }
    }
    assert.equal(runs.at(-1)?.[1], 200);
  });
}

for (const [lang, days] of Object.entries(table.days)) {
  test(`days are written as the build writes them, in ${lang}`, () => {
    for (const [iso, words] of days) {
      assert.equal(new Date(`${iso}T00:00`).toLocaleDateString(localeOf(lang), { dateStyle: "long" }), words);
    }
  });
}

test("a word without forms, a name instead of a number, and a word that is not there", () => {
  const say = sayer({ lang: "en", words: { left: "Left: {n}", m: "{n} minutes", "m.one": "{n} minute" } });
  assert.deepEqual([say("left", 1), say("m", 1), say("m", 2), say("m", "1"), say("m"), say("gone", 1)], ["Left: 1", "1 minute", "2 minutes", "1 minutes", " minutes", "gone"]);
});
