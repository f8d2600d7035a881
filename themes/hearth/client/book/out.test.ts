import assert from "node:assert/strict";
import { test } from "node:test";
import type { Field } from "../data.ts";
import type { Entry } from "../notes/types.ts";
import { blackOut, blackOutAll, leaveOut, wordsIn } from "./choose.ts";
import { csv, longTable } from "./csv.ts";
import { find } from "./find.ts";
import { folded } from "./fold.ts";
import { type Reading, readAll } from "./read.ts";
import { safetyFields } from "./safety.ts";
import { entryOf, sheetOf, wording } from "./sample.ts";
import { asText } from "./text.ts";

const FIELDS: readonly Field[] = [
  { id: "note", type: "longtext", label: "What helped", each: true },
  { id: "people", type: "rows", label: "Safe people", columns: [{ id: "name", type: "text", label: "Name" }, { id: "reach", type: "text", label: "Reach" }] },
  { id: "secret", type: "text", label: "Secret", never: true },
];

function reading(...entries: readonly Entry[]): Reading {
  const [one] = readAll([sheetOf(FIELDS)], entries, wording);
  assert.ok(one);
  return one;
}

const FULL = reading(
  entryOf("note.me", "t", "A long walk by the sea with Zoë"), entryOf("note.other", "t", "Tea"),
  entryOf("people", "t", "Zoë", { row: "1", part: "name" }), entryOf("people", "t", "555", { row: "1", part: "reach" }),
  entryOf("secret", "t", "kept by an earlier version"),
);

test("folding drops case and accents, and knows where each letter came from", () => {
  for (const [text, plain] of [["Zoë", "zoe"], ["Đà Nẵng", "da nang"], ["STRASSE ß", "strasse ss"], ["İIı", "iii"], ["Ночь Й", "ночь и"], ["e\u0301", "e"], ["مُحَمَّد", "محمد"], ["😀 a", "😀 a"]] as const) {
    const { text: got, from } = folded(text);
    assert.equal(got, plain);
    assert.equal(from.length, got.length + 1);
    assert.equal(from.at(-1), text.length);
  }
});

test("a search finds without accents and case, and shows the text as it was written", () => {
  for (const query of ["zoe", "ZOË", "  zoë "]) {
    const hits = find([FULL], query);
    assert.deepEqual(hits.map(({ label, before, hit, after }) => [label, before, hit, after]), [
      ["What helped", "A long walk by the sea with ", "Zoë", ""],
      ["Safe people", "", "Zoë", " · 555"],
    ]);
  }
  assert.equal(find([FULL], "walk sea").length, 1);
  assert.equal(find([FULL], "walk tea").length, 0);
  assert.equal(find([FULL], "helped tea").length, 1, "words of the question count");
  assert.deepEqual(find([FULL], " \n"), []);
});

test("a hit in a long text is cut at words, never within a letter", () => {
  const text = `${"word ".repeat(60)}needle${" 😀".repeat(90)}`;
  const [hit] = find([reading(entryOf("note.me", "t", text))], "needle");
  assert.ok(hit);
  assert.match(hit.before, /^…( word)+ $/);
  assert.match(hit.after, /^( 😀)+…$/u);
});

test("what is left out is gone, columns too, and what is never kept always", () => {
  const names = (out: readonly string[]): string[] =>
    leaveOut(FULL.filled, new Set(out)).flatMap(({ answers }) => answers.map(({ name, table }) => [name, ...(table?.columns.map(({ id }) => id) ?? [])].join(" ")));
  assert.deepEqual(names([]), ["note.me", "note.other", "people name reach"]);
  assert.deepEqual(names(["note.me", "people/name"]), ["note.other", "people reach"]);
  assert.deepEqual(names(["note.me", "note.other", "people/name", "people/reach"]), []);
});

test("what goes out carries no earlier text, no text of another tab, no removed line", () => {
  const history = { earlier: [{ value: "EARLIER", at: 1 }], others: [{ value: "OTHER", at: 1 }] };
  const full = reading(
    entryOf("note.me", "t", "now", history), entryOf("note.other", "t", "", history),
    entryOf("people", "t", "Ann", { row: "1", part: "name", ...history }), entryOf("people", "t", "REMOVED", { row: "2", part: "name" }), entryOf("people", "x", "0", { row: "2" }),
  );
  const out = leaveOut(full.filled, new Set());
  const said = `${JSON.stringify(out)}${asText([{ title: "x", filled: out }], wording)}`;
  assert.match(said, /now/);
  assert.match(said, /Ann/);
  assert.doesNotMatch(said, /EARLIER|OTHER|REMOVED/);
});

test("words to leave out are black wherever they stand, each block as long", () => {
  assert.equal(blackOut("Anna told ANNA and Bo, anna's", ["anna", "Bo"]), "███ told ███ and ███, ███'s");
  assert.equal(blackOut("Zoe\u0308, Zoë and Zoe", ["zoe"]), "███, ███ and ███");
  assert.equal(blackOut("Annabel and Anna", ["Anna", "Annabel"]), "███ and ███", "the longer one first");
  assert.equal(blackOut("nothing", []), "nothing");
  assert.deepEqual(wordsIn(" Anna, Bo\nx,, Mr. Lee "), ["Anna", "Bo", "x", "Mr. Lee"]);
  const black = JSON.stringify(blackOutAll(leaveOut(FULL.filled, new Set()), ["zoe", "555"]));
  assert.doesNotMatch(black, /Zoë|555/);
});

test("one letter is black where it stands alone, and wherever it stands in a script without spaces", () => {
  assert.equal(blackOut("K. and K's key: k, Kim, 2K, K\u0308.", ["k"]), "███. and ███'s key: ███, Kim, 2K, ███.");
  assert.equal(blackOut("é, été", ["e\u0301"]), "███, été");
  assert.equal(blackOut("和李說，和K說", ["李", "k"]), "和███說，和███說");
  assert.equal(blackOut("김은 왔다", ["김"]), "███은 왔다");
  assert.equal(blackOut("a😀b", ["😀"]), "a███b");
});

test("fields that can make help appear are found, whatever joins their conditions", () => {
  const sheet = sheetOf(FIELDS, { rules: [
    { when: { any: [{ field: "a", is: "yes" }, { not: { field: "b.x", atLeast: 3 } }] }, show: "crisis-help" },
    { when: { all: [{ field: "c", has: "fear" }] }, say: "…", link: { url: "/s/2/", text: "check" } },
    { when: { field: "d", filled: true }, say: "…", link: { url: "/p/3/", text: "lesson" } },
    { when: { field: "e", filled: true }, reveal: "f" },
  ] });
  assert.deepEqual([...safetyFields(sheet, "/s/2/")], ["a", "b", "c"]);
});

/** Reads CSV back, as RFC 4180 has it. */
function parse(text: string): string[][] {
  return text.replace(/^\uFEFF/, "").split(/(?<=")\r\n/).filter((line) => line !== "")
    .map((line) => line.slice(1, -1).split('","').map((cell) => cell.replaceAll('""', '"')));
}

test("CSV gives back what went in, and nothing that computes", () => {
  const cells = ['say "hi"', "a,b", "two\r\nlines", "", "ünï 😀", "7"];
  const text = csv([cells, cells]);
  assert.equal(text.charCodeAt(0), 0xfeff);
  assert.ok(text.endsWith('"\r\n'));
  assert.deepEqual(parse(text), [cells, cells]);
  for (const evil of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A0", "\r=1", "＝1", "\n+1"]) {
    assert.ok(csv([[evil]]).startsWith(`\uFEFF"'`), JSON.stringify(evil));
  }
});

test("the long table has a line for each thing that was written", () => {
  const heads = { sheet: "Sheet", day: "Day", question: "Question", whose: "Whose", row: "Line", column: "Column", answer: "Answer", me: "Me", other: "Other" };
  const rows = longTable([{ ...FULL, filled: leaveOut(FULL.filled, new Set()) }], heads);
  assert.deepEqual(rows.slice(1), [
    ["My plan", "", "What helped", "Me", "", "", "A long walk by the sea with Zoë"],
    ["My plan", "", "What helped", "Other", "", "", "Tea"],
    ["My plan", "", "Safe people", "", "1", "Name", "Zoë"],
    ["My plan", "", "Safe people", "", "1", "Reach", "555"],
  ]);
});

test("plain text says each question, whose answer, and every line", () => {
  assert.equal(asText([{ title: "My plan", filled: leaveOut(FULL.filled, new Set()) }], wording), [
    "My plan", "=======", "", "What helped (<me>)", "  A long walk by the sea with Zoë", "", "What helped (<other>)", "  Tea", "", "Safe people", "  Name: Zoë; Reach: 555", "",
  ].join("\n"));
});
