import assert from "node:assert/strict";
import { test } from "node:test";
import type { Field } from "../data.ts";
import { newId, readKey } from "../notes/key.ts";
import type { Entry } from "../notes/types.ts";
import { type Answer, readAll } from "./read.ts";
import { entryOf, sheetOf, wording } from "./sample.ts";

const OPTIONS = [{ id: "a", label: "First" }, { id: "b", label: "Second" }, { id: "other", label: "Else" }];

function answers(fields: readonly Field[], entries: readonly Entry[]): readonly Answer[] {
  return readAll([sheetOf(fields)], entries, wording)[0]?.filled[0]?.answers ?? [];
}

function only(field: Field, entries: readonly Entry[]): Answer {
  const all = answers([field], entries);
  assert.equal(all.length, 1, JSON.stringify(all));
  return all[0] as Answer;
}

test("each type in words", () => {
  const cases: readonly (readonly [Field, readonly Entry[], readonly string[]])[] = [
    [{ id: "f", type: "text", label: "L" }, [entryOf("f", "t", "a line")], ["a line"]],
    [{ id: "f", type: "longtext", label: "L" }, [entryOf("f", "t", "two\nlines")], ["two\nlines"]],
    [{ id: "f", type: "choice", label: "L", options: OPTIONS }, [entryOf("f", "c", "b")], ["Second"]],
    [{ id: "f", type: "choice", label: "L", options: OPTIONS }, [entryOf("f", "c", "zz")], ["<option-gone zz>"]],
    [{ id: "f", type: "choice", label: "L", options: OPTIONS, other: true }, [entryOf("f", "c", "other"), entryOf("f", "t", "mine", { part: "~own" })], ["Else", "mine"]],
    [{ id: "f", type: "choice", label: "L", options: OPTIONS, other: true }, [entryOf("f", "t", "mine", { part: "~own" })], ["mine"]],
    [{ id: "f", type: "multi", label: "L", options: OPTIONS }, [
      entryOf("f", "m", "1", { part: "zz" }), entryOf("f", "m", "1", { part: "b" }), entryOf("f", "m", "1", { part: "a" }), entryOf("f", "m", "", { part: "other" }),
    ], ["First", "Second", "<option-gone zz>"]],
    [{ id: "f", type: "checklist", label: "L", options: OPTIONS, other: true }, [entryOf("f", "m", "1", { part: "a" }), entryOf("f", "t", "x", { part: "~own" })], ["First", "x"]],
    [{ id: "f", type: "scale", label: "L" }, [entryOf("f", "n", "0")], ["0 of 10"]],
    [{ id: "f", type: "scale", label: "L", items: OPTIONS }, [entryOf("f.b", "n", "3"), entryOf("f.a", "n", "10")], ["First: 10 of 10", "Second: 3 of 10"]],
    [{ id: "f", type: "date", label: "L" }, [entryOf("f", "d", "2026-01-31")], ["day 2026-01-31"]],
    [{ id: "f", type: "time", label: "L" }, [entryOf("f", "h", "21:00")], ["21:00"]],
  ];
  for (const [field, entries, lines] of cases) {
    const answer = only(field, entries);
    assert.deepEqual(answer.lines, lines, field.type);
    assert.equal(answer.gone, false);
    assert.deepEqual([...answer.keys].sort(), entries.map(({ key }) => key).sort());
  }
});

test("a sentence reads as a sentence, a gap that is open as dots", () => {
  const field: Field = { id: "f", type: "sentence", label: "L", parts: [{ text: "I feel " }, { gap: "feeling", label: "a feeling" }, { text: " when " }, { gap: "when" }, { text: "." }] };
  assert.deepEqual(only(field, [entryOf("f", "t", " calm ", { row: "1", part: "feeling" })]).lines, ["I feel calm when …."]);
  const several = only(field, [
    entryOf("f", "t", "late", { row: "2", part: "when" }), entryOf("f", "t", "b", { row: "2", part: "feeling" }),
    entryOf("f", "t", "a", { row: "1", part: "feeling" }), entryOf("f", "t", "gone", { row: "3", part: "feeling" }), entryOf("f", "x", "0", { row: "3" }),
  ]);
  assert.deepEqual(several.lines, ["I feel a when ….", "I feel b when late."]);
});

const ROWS: Field = {
  id: "f", type: "rows", label: "L",
  columns: [
    { id: "name", type: "text", label: "Name" },
    { id: "kind", type: "choice", label: "Kind", options: OPTIONS },
    { id: "on", type: "date", label: "On", private: true },
  ],
};

test("rows are a table in the order in which they were made", () => {
  const added = newId();
  const { table } = only(ROWS, [
    entryOf("f", "t", "last", { row: added, part: "name" }), entryOf("f", "x", "1", { row: added }),
    entryOf("f", "c", "a", { row: "2", part: "kind" }), entryOf("f", "d", "2026-02-01", { row: "2", part: "on" }),
    entryOf("f", "t", "one", { row: "1", part: "name" }), entryOf("f", "t", "", { row: "3", part: "name" }),
  ]);
  assert.deepEqual(table?.columns.map(({ label, private: hidden }) => [label, hidden]), [["Name", false], ["Kind", false], ["On", true]]);
  assert.deepEqual(table?.rows.map(({ cells }) => cells), [["one", "", ""], ["", "First", "day 2026-02-01"], ["last", "", ""]]);
  assert.deepEqual(table?.removed, []);
});

test("a removed row is apart, and comes back by its state", () => {
  const row = [entryOf("f", "t", "kept", { row: "1", part: "name" }), entryOf("f", "t", "off", { row: "2", part: "name" })];
  const removed = only(ROWS, [...row, entryOf("f", "x", "0", { row: "2" })]);
  assert.deepEqual(removed.table?.rows.map(({ id }) => id), ["1"]);
  assert.deepEqual(removed.table?.removed.map(({ id }) => id), ["2"]);
  assert.deepEqual(removed.pieces.map(({ entry }) => entry.value), ["kept"]);
  assert.deepEqual(only(ROWS, [...row, entryOf("f", "x", "1", { row: "2" })]).table?.rows.length, 2);
});

test("a column that is gone keeps its texts, out of paper and files", () => {
  const { table } = only(ROWS, [entryOf("f", "t", "Ann", { row: "1", part: "name" }), entryOf("f", "t", "555", { row: "1", part: "phone" })]);
  assert.deepEqual(table?.columns.at(-1), { id: "phone", label: "<column-gone phone>", private: true });
  assert.deepEqual(table?.rows[0]?.cells, ["Ann", "", "", "555"]);
});

test("a tracker shows its newest entry first", () => {
  const field: Field = { id: "f", type: "tracker", label: "L", columns: [{ id: "on", type: "date", label: "Date" }, { id: "n", type: "scale", label: "N" }] };
  const { table } = only(field, [
    entryOf("f", "d", "2026-01-01", { row: "1", part: "on" }), entryOf("f", "n", "3", { row: "1", part: "n" }),
    entryOf("f", "d", "2026-01-08", { row: "2", part: "on" }), entryOf("f", "n", "5", { row: "2", part: "n" }),
  ]);
  assert.deepEqual(table?.rows.map(({ cells }) => cells), [["day 2026-01-08", "5 of 10"], ["day 2026-01-01", "3 of 10"]]);
});

test("an agreement is agreed only when each of the two could have said no", () => {
  const field: Field = { id: "f", type: "agreement", label: "L", columns: [{ id: "line", type: "longtext", label: "What" }, { id: "choice", type: "choice", label: "Then", options: OPTIONS }, { id: "review", type: "date", label: "Again" }] };
  const line = entryOf("f", "t", "We call", { row: "1", part: "line" });
  const mark = (part: string): Entry => entryOf("f", "m", "1", { row: "~", part });
  assert.deepEqual(only(field, [line]).lines, ["<not-agreed>"]);
  assert.deepEqual(only(field, [line, mark("agreed"), mark("free.me")]).lines, ["<not-agreed>"]);
  assert.deepEqual(only(field, [line, mark("free.other"), mark("free.me")]).lines, ["<not-agreed>"]);
  const all = only(field, [line, mark("agreed"), mark("free.me"), mark("free.other")]);
  assert.deepEqual(all.lines, ["<agreed>"]);
  assert.deepEqual(all.table?.rows.map(({ cells }) => cells), [["We call", "", ""]]);
});

test("each: two places, whose is whose", () => {
  const field: Field = { id: "f", type: "scale", label: "L", each: true, items: OPTIONS };
  const both = answers([field], [entryOf("f.other.a", "n", "2"), entryOf("f.me.a", "n", "9")]);
  assert.deepEqual(both.map(({ name, who, lines }) => [name, who, lines]), [["f.me", "me", ["First: 9 of 10"]], ["f.other", "other", ["First: 2 of 10"]]]);
});

test("answers under an earlier name are those of the field; the newer text holds and the older is not lost", () => {
  const field: Field = { id: "new", type: "text", label: "L", was: "old" };
  assert.deepEqual(only(field, [entryOf("old", "t", "a")]).lines, ["a"]);
  const both = only(field, [entryOf("old", "t", "a", { at: 1 }), entryOf("new", "t", "b", { at: 2 })]);
  assert.deepEqual(both.lines, ["b"]);
  assert.deepEqual(both.pieces[0]?.entry.earlier, [{ value: "a", at: 1 }]);
  assert.equal(both.keys.length, 2, "deleting the answer deletes both");
  const items: Field = { id: "new", type: "scale", label: "L", was: "old", each: true, items: OPTIONS };
  assert.deepEqual(only(items, [entryOf("old.me.a", "n", "4")]).lines, ["First: 4 of 10"]);
});

test("what no field takes is shown as from an earlier version", () => {
  const field: Field = { id: "f", type: "choice", label: "Now a choice", options: OPTIONS };
  const retyped = answers([field], [entryOf("f", "c", "a"), entryOf("f", "t", "an old text")]);
  assert.deepEqual(retyped.map(({ label, lines, gone }) => [label, lines, gone]), [["Now a choice", ["First"], false], ["Now a choice", ["an old text"], true]]);
  const retired = only({ ...field, retired: true }, [entryOf("f", "c", "b")]);
  assert.deepEqual([retired.lines, retired.gone], [["Second"], true]);
  const gone = only(field, [entryOf("lost.other", "d", "2026-01-31", { row: "2", part: "day" }), entryOf("lost.other", "t", "x", { row: "1", part: "b" })]);
  assert.deepEqual([gone.label, gone.who, gone.lines, gone.private], ["lost.other", "other", ["b: x", "day: day 2026-01-31"], true]);
});

test("several scales where there was one before", () => {
  const field: Field = { id: "f", type: "scale", label: "L", items: OPTIONS };
  const read = answers([field], [entryOf("f", "n", "7"), entryOf("f.a", "n", "1")]);
  assert.deepEqual(read.map(({ lines, gone }) => [lines, gone]), [[["First: 1 of 10"], false], [["7 of 10"], true]]);
});

test("every kept text is somewhere, and under a key that deletes it", () => {
  const fields: readonly Field[] = [ROWS, { id: "g", type: "multi", label: "G", options: OPTIONS }];
  const kinds = ["t", "c", "m", "n", "d", "h", "x"] as const;
  const entries = kinds.flatMap((kind) =>
    ["f", "g", "lost", "g.me"].flatMap((field) => ["", "1", "~"].flatMap((row) => ["", "a", "name", "~own"].map((part) => entryOf(field, kind, kind === "m" ? "1" : `${kind}v`, { row, part }))))).filter(({ key }) => readKey(key) !== undefined);
  const [reading] = readAll([sheetOf(fields)], entries, wording);
  assert.ok(reading);
  const inAnswers = new Set(reading.filled.flatMap((one) => one.answers.flatMap(({ keys }) => keys)));
  for (const { key } of entries.filter((entry) => !entry.key.endsWith("/x"))) {
    assert.ok(inAnswers.has(key), `${key} is in no answer`);
  }
  assert.equal(new Set(reading.keys).size, entries.length);
});

test("emptied answers are not listed, unless an earlier or another text is left", () => {
  const field: Field = { id: "f", type: "text", label: "L" };
  assert.deepEqual(readAll([sheetOf([field])], [entryOf("f", "t", "")], wording), []);
  const kept = only(field, [entryOf("f", "t", "", { earlier: [{ value: "before", at: 1 }] })]);
  assert.deepEqual(kept.lines, []);
  assert.equal(kept.pieces[0]?.words("before"), "before");
});

test("conflicting ticks, choices and scales are said in words", () => {
  const fields: readonly Field[] = [{ id: "m", type: "multi", label: "M", options: OPTIONS }, { id: "c", type: "choice", label: "C", options: OPTIONS }, { id: "s", type: "scale", label: "S", items: OPTIONS }];
  const other = { others: [{ value: "b", at: 2 }] };
  const read = answers(fields, [entryOf("m", "m", "1", { part: "a", ...other }), entryOf("c", "c", "a", other), entryOf("s.b", "n", "3", other)]);
  const said = read.flatMap(({ pieces }) => pieces.map(({ label, entry, words }) => [label, words(entry.value)]));
  assert.deepEqual(said, [["First", "<ticked>"], ["", "First"], ["Second", "3 of 10"]]);
});

test("paths, done marks and clocks are no answers", () => {
  assert.deepEqual(readAll([], [entryOf("path", "c", "hurt", { sheet: "~" }), entryOf("timer", "k", "1")], wording), []);
});

test("ticks in a column are one cell, each with a piece of its own; a tracker that asks what is ticked leaves out empty columns", () => {
  const field: Field = {
    id: "f", type: "tracker", label: "L", pick: "signs",
    columns: [{ id: "on", type: "date", label: "Date" }, { id: "a", type: "scale", label: "A" }, { id: "b", type: "scale", label: "B" }, { id: "life", type: "multi", label: "Life", options: OPTIONS }],
  };
  const { table, pieces } = only(field, [
    entryOf("f", "d", "2026-01-01", { row: "1", part: "on" }), entryOf("f", "n", "3", { row: "1", part: "b" }),
    entryOf("f", "m", "1", { row: "1", part: "life.zz" }), entryOf("f", "m", "1", { row: "1", part: "life.b" }), entryOf("f", "m", "1", { row: "1", part: "life.a" }), entryOf("f", "m", "", { row: "1", part: "life.other" }),
  ]);
  assert.deepEqual(table?.columns.map(({ id }) => id), ["on", "b", "life"]);
  assert.deepEqual(table?.rows.map(({ cells }) => cells), [["day 2026-01-01", "3 of 10", "First, Second, <option-gone zz>"]]);
  assert.deepEqual(pieces.map(({ label }) => label), ["Date", "B", "Life: <option-gone zz>", "Life: Second", "Life: First"]);
});

test("a tracker's entries, newest first, by their date or the day they were made", () => {
  const fields: readonly Field[] = [{ id: "when", type: "date", label: "When" }, { id: "n", type: "scale", label: "N" }];
  const made = newId(Date.UTC(2026, 2, 3, 12));
  const [reading] = readAll([sheetOf(fields, { tracker: true })], [
    entryOf("when", "d", "2026-01-05", { entry: "e1" }), entryOf("n", "n", "4", { entry: "e1", at: 9 }),
    entryOf("n", "n", "5", { entry: made }),
    entryOf("n", "n", "6", { entry: "e3" }), entryOf("", "x", "0", { entry: "e3" }),
  ], wording);
  assert.deepEqual(reading?.filled.map(({ on }) => on), ["2026-03-03", "2026-01-05"]);
  assert.deepEqual(reading?.removed.map(({ entry }) => entry), ["e3"]);
  assert.equal(reading?.at, 9);
});

test("sheets in the order of the site, those that it does not have last", () => {
  const field: Field = { id: "f", type: "text", label: "L" };
  const read = readAll([sheetOf([field], { id: "two" }), sheetOf([field], { id: "one" })], ["gone", "one", "two"].map((sheet) => entryOf("f", "t", "x", { sheet })), wording);
  assert.deepEqual(read.map(({ id }) => id), ["two", "one", "gone"]);
  assert.equal(read[2]?.title, "<sheet-gone gone>");
  assert.equal(read[2]?.filled[0]?.answers[0]?.gone, true);
});

test("what is never kept by now stays off paper and files, whenever it was kept", () => {
  assert.equal(only({ id: "f", type: "text", label: "L", never: true }, [entryOf("f", "t", "x")]).never, true);
  const [reading] = readAll([sheetOf([{ id: "f", type: "text", label: "L" }], { never: true })], [entryOf("f", "t", "x"), entryOf("g", "t", "y")], wording);
  assert.deepEqual(reading?.filled[0]?.answers.map(({ never }) => never), [true, true]);
});
