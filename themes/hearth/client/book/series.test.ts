import assert from "node:assert/strict";
import { test } from "node:test";
import type { Field, Sheet } from "../data.ts";
import type { Entry } from "../notes/types.ts";
import { entryOf, sheetOf, wording } from "./sample.ts";
import { averages, change, dayNumber, joins, type Point, pointsOf, trackersOf } from "./series.ts";

const { say } = wording;
const OPTIONS = [{ id: "did", label: "I did it" }, { id: "no", label: "Not yet" }];
const WEEK: Field = {
  id: "week", type: "tracker", label: "The week",
  columns: [{ id: "on", type: "date", label: "Date" }, { id: "status", type: "choice", label: "This week", options: OPTIONS }, { id: "pull", type: "scale", label: "Pull" }],
};

const row = (id: string, on: string, pull: string, field = "week"): readonly Entry[] => [
  entryOf(field, "d", on, { row: id, part: "on" }), entryOf(field, "n", pull, { row: id, part: "pull" }), entryOf(field, "c", "did", { row: id, part: "status" }),
];

test("a tracker in a sheet: its entries by day, with where each value is kept", () => {
  const removed = [...row("9", "2026-03-01", "1"), entryOf("week", "x", "0", { row: "9" })];
  const [tracker, more] = trackersOf([sheetOf([WEEK])], [...row("2", "2026-01-08", "5"), ...row("1", "2026-01-01", "3"), ...removed], say);
  assert.ok(tracker);
  assert.equal(more, undefined);
  assert.deepEqual(tracker.entries.map(({ id, on }) => [id, on]), [["1", "2026-01-01"], ["2", "2026-01-08"]]);
  assert.deepEqual(pointsOf(tracker.entries, "pull").map(({ value }) => value), [3, 5]);
  assert.deepEqual(tracker.plots.map(({ label }) => label), ["This week", "Pull"]);
  assert.equal(tracker.measures[2]?.key("1"), "plan//week/1/pull/n");
  assert.equal(tracker.state("1"), "plan//week/1//x");
  assert.deepEqual([...tracker.keys("9")].sort(), removed.map(({ key }) => key).sort());
});

test("the author's chart is the one that is drawn", () => {
  const sheet = sheetOf([WEEK], { chart: { y: "week.pull", averageAfter: 6 } });
  const [tracker] = trackersOf([sheet], row("1", "2026-01-01", "3"), say);
  assert.deepEqual(tracker?.plots.map(({ label }) => label), ["Pull"]);
  assert.equal(tracker?.averageAfter, 6);
});

test("a tracker that asks what is ticked shows that, and what has a value; ticks of an entry are one value", () => {
  const scale = (id: string): Field => ({ id, type: "scale", label: id });
  const signs: Field = { id: "signs", type: "multi", label: "Signs", options: ["a", "b", "c"].map((id) => ({ id, label: id })) };
  const week: Field = { ...WEEK, pick: "signs", columns: [...(WEEK.columns ?? []).slice(0, 1), scale("a"), scale("b"), scale("c"), { id: "life", type: "multi", label: "Life", options: OPTIONS }] };
  const [tracker] = trackersOf([sheetOf([signs, week])], [
    entryOf("signs", "m", "1", { part: "a" }), entryOf("week", "n", "4", { row: "1", part: "b" }), entryOf("week", "d", "2026-01-01", { row: "1", part: "on" }),
    entryOf("week", "m", "1", { row: "1", part: "life.no" }), entryOf("week", "m", "1", { row: "1", part: "life.did" }),
  ], say);
  assert.deepEqual(tracker?.measures.map(({ name, asked }) => [name, asked]), [["on", true], ["a", true], ["b", false], ["life", true]]);
  assert.equal(tracker?.entries[0]?.values.get("life"), "did no");
  assert.equal(tracker?.measures[3]?.key("1", "did"), "plan//week/1/life.did/m");
});

test("each of two has a tracker", () => {
  const found = trackersOf([sheetOf([{ ...WEEK, each: true }])], [...row("1", "2026-01-01", "3", "week.me"), ...row("1", "2026-01-02", "4", "week.other")], say);
  assert.deepEqual(found.map(({ label, entries }) => [label, entries[0]?.on]), [["The week · <me>", "2026-01-01"], ["The week · <other>", "2026-01-02"]]);
});

test("a sheet that is a tracker: entries, scales of one field in one chart, ticks left to the sheet", () => {
  const items = [{ id: "stay", label: "Stay" }, { id: "go", label: "Go" }];
  const fields: readonly Field[] = [
    { id: "peace", type: "scale", label: "Peace", items }, { id: "when", type: "date", label: "When" },
    { id: "ticks", type: "multi", label: "Ticks", options: OPTIONS }, { id: "dark", type: "choice", label: "Dark", options: OPTIONS, never: true },
  ];
  const sheet = sheetOf(fields, { tracker: true, chart: { y: "peace", averageAfter: 4 } });
  const [tracker] = trackersOf([sheet], [
    entryOf("when", "d", "2026-02-01", { entry: "b" }), entryOf("peace.stay", "n", "4", { entry: "b" }),
    entryOf("when", "d", "2026-01-01", { entry: "a" }), entryOf("peace.go", "n", "9", { entry: "a" }), entryOf("ticks", "m", "1", { entry: "a", part: "did" }),
    entryOf("when", "d", "2026-01-15", { entry: "c" }), entryOf("", "x", "0", { entry: "c" }),
  ], say);
  assert.ok(tracker);
  assert.deepEqual(tracker.entries.map(({ id }) => id), ["a", "b"]);
  assert.deepEqual(tracker.measures.map(({ name }) => name), ["when", "peace.stay", "peace.go"]);
  assert.deepEqual(tracker.plots.map(({ label, measures }) => [label, measures.length]), [["Peace", 2]]);
  assert.equal(tracker.keys("a").length, 3, "deleting an entry deletes its ticks");
  assert.equal(tracker.state("a"), "plan/a////x");
  assert.deepEqual(pointsOf(tracker.entries, "peace.stay").map(({ value }) => value), [4]);
});

const scale = (id: string, more: Partial<Field> = {}): Field => ({ id, type: "scale", label: id, low: "low", high: "high", ...more });
const LIFE: Field = { id: "life", type: "multi", label: "Life", options: OPTIONS };
const several = (also: readonly string[], columns: readonly Field[]): Sheet =>
  sheetOf([{ ...WEEK, columns: [...(WEEK.columns ?? []), ...columns] }], { chart: { y: "week.b", also, marks: "week.life", averageAfter: 4 } });

test("several measures of a tracker are drawn in the author's order, those with values, and what marks their days", () => {
  const sheet = several(["week.a", "week.c", "week.status"], [scale("a"), scale("b"), scale("c"), LIFE]);
  const values = [entryOf("week", "n", "3", { row: "1", part: "a" }), entryOf("week", "n", "4", { row: "1", part: "b" }), entryOf("week", "m", "1", { row: "1", part: "life.did" })];
  const [tracker] = trackersOf([sheet], [...row("1", "2026-01-01", "3"), ...values], say);
  assert.deepEqual(tracker?.plots.map(({ label }) => label), ["b", "a", "This week"]);
  assert.deepEqual(tracker?.marks.map(({ name }) => name), ["life"]);
  assert.deepEqual(trackersOf([sheet], row("1", "2026-01-01", "3"), say)[0]?.plots.map(({ label }) => label), ["This week"]);
});

test("two that are drawn alone and have the same ends share a chart", () => {
  const values = [entryOf("week", "n", "3", { row: "1", part: "a" }), entryOf("week", "n", "4", { row: "1", part: "b" })];
  const labels = (a: Field): readonly string[] | undefined => trackersOf([several(["week.a"], [a, scale("b")])], [...row("1", "2026-01-01", "3"), ...values], say)[0]?.plots.map(({ label }) => label);
  assert.deepEqual(labels(scale("a")), ["b · a"]);
  assert.deepEqual(labels(scale("a", { high: "other" })), ["b", "a"]);
});

test("a sheet that is a tracker has its days marked by ticks, which stay out of its table", () => {
  const sheet = sheetOf([{ id: "when", type: "date", label: "When" }, scale("a"), LIFE], { tracker: true, chart: { y: "a", marks: "life", averageAfter: 4 } });
  const [tracker] = trackersOf([sheet], [entryOf("when", "d", "2026-02-01", { entry: "b" }), entryOf("life", "m", "1", { entry: "b", part: "no" })], say);
  assert.deepEqual(tracker?.marks.map(({ name }) => name), ["life"]);
  assert.equal(tracker?.entries[0]?.values.get("life"), "no");
  assert.ok(tracker?.measures.every(({ name }) => name !== "life"));
});

test("what is no number or has no day is in the table alone", () => {
  const entries = [["2026-01-01", "10"], ["", "5"], ["2026-01-02", "11"], ["2026-01-03", ""], ["2026-01-04", "0"], ["2026-13-99", "5"]]
    .map(([on = "", n = ""], i) => ({ id: String(i), on, values: new Map([["n", n]]) }));
  assert.deepEqual(pointsOf(entries, "n").map(({ value }) => value), [10, 0]);
});

const weekly = (...values: readonly number[]): readonly Point[] => values.map((value, i) => ({ day: 20_000 + 7 * i, value }));

test("no line crosses a week without an entry", () => {
  const at = (day: number): Point => ({ day, value: 1 });
  assert.equal(joins(at(0), at(7)), true);
  assert.equal(joins(at(0), at(13)), true);
  assert.equal(joins(at(0), at(14)), false);
});

test("averages begin with the fourth entry", () => {
  assert.deepEqual(averages(weekly(1, 2, 3), 4), []);
  assert.deepEqual(averages(weekly(1, 2, 3, 4, 8), 4).map(({ value }) => value), [2.5, 4.25]);
});

test("a change is said only beside an average of a month before", () => {
  assert.equal(change([], 4), undefined);
  assert.equal(change(weekly(1, 1, 1), 4), undefined);
  assert.equal(change(weekly(1, 1, 1, 1, 9, 9, 9), 4), undefined, "three weeks later");
  assert.equal(change(weekly(1, 1, 1, 1, 9, 9, 9, 9), 4), "higher");
  assert.equal(change(weekly(9, 9, 9, 9, 1, 1, 1, 1), 4), "lower");
  assert.equal(change(weekly(5, 5, 5, 5, 5, 6, 6, 6), 4), "same");
  const pause = [...weekly(1, 1, 1, 1), ...weekly(9, 9, 9, 9).map(({ day, value }) => ({ day: day + 300, value }))];
  assert.equal(change(pause, 4), undefined, "nothing is a month before, only most of a year");
});

test("days are counted in the calendar, whatever the clock's zone", () => {
  assert.equal(dayNumber("2026-03-30") - dayNumber("2026-03-28"), 2);
  assert.ok(Number.isNaN(dayNumber("")));
});
