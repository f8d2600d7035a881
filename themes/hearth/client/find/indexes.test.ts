import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import MiniSearch from "minisearch";
import { Indexes, OPTIONS } from "./indexes.ts";

interface Document {
  readonly title: string;
  readonly headings: string;
  readonly text: string;
  readonly stored: Readonly<Record<string, unknown>>;
}

const read = (name: string): string => readFileSync(`../internal/search/testdata/${name}`, "utf8");
const documents = JSON.parse(read("documents.json")) as Document[];
const built = read("index.json"); // by internal/search

function made(): MiniSearch {
  const index = new MiniSearch({ ...OPTIONS, storeFields: ["u", "n", "x"] });
  index.addAll(documents.map(({ title, headings, text, stored }, id) => ({ id, title, headings, text, ...stored })));
  return index;
}

const QUERIES = [
  "apology", "apol", "aplogy", "sorry but", "perdon", "PERDÓN", "nino", "niño tambien", "xin loi", "Xin lỗi", "dung", "tuong", "اعتذار", "الثقة", "امان",
  "grosse", "Größe", "strasse", "isik", "IŞIK", "icten", "guven zaman", "constructor", "__proto__", "42", "c++", "under", "what", "nothing here", "", "-",
];

for (const query of QUERIES) {
  test(`${JSON.stringify(query)} finds the same in the built index as in MiniSearch's own`, () => {
    const flat = (index: MiniSearch): unknown[] =>
      index.search(query).map(({ id, score, terms, u }) => ({ id, score: score.toPrecision(9), terms: [...terms].sort(), u })).sort((a, b) => Number(a.id) - Number(b.id));
    assert.deepEqual(flat(MiniSearch.loadJSON(built, OPTIONS)), flat(made()));
  });
}

test("the built index is what MiniSearch writes, but for the order of the words", () => {
  const sorted = (text: string): unknown => {
    const index = JSON.parse(text) as { index: [string, unknown][] };
    return { ...index, index: index.index.sort(([a], [b]) => (a < b ? -1 : 1)) };
  };
  assert.deepEqual(sorted(built), sorted(JSON.stringify(made())));
});

for (const [query, url] of [["nino", "/p/2/"], ["xin loi", "/p/3/"], ["الثقة", "/p/4/"], ["strasse", "/p/5/"], ["ISIK", "/p/6/"], ["apolgy", "/p/1/"]] as const) {
  test(`${query} finds ${url} first`, () => {
    assert.equal(new Indexes([built]).search(query)[0]?.url, url);
  });
}

test("all words of a query count, and some are enough where none has all", () => {
  const urls = (query: string): string[] => new Indexes([built]).search(query).map(({ url }) => url).sort();
  assert.deepEqual(urls("apology sounds"), ["/p/1/"]);
  assert.deepEqual(urls("apology perdon"), ["/p/1/", "/p/2/"]);
});

test("several indexes answer as one, the best first", () => {
  const scores = new Indexes([built, built]).search("apology").map(({ score }) => score);
  assert.equal(scores.length, 2);
  assert.deepEqual(scores, [...scores].sort((a, b) => b - a));
});
