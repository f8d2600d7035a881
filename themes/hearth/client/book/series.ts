import { columnOf, type Field, type Say, type Sheet } from "../data.ts";
import { fieldKey, readKey } from "../notes/key.ts";
import type { Entry } from "../notes/types.ts";
import { byId, classOf } from "../sheet/values.ts";
import { compare, isHidden } from "./read.ts";

/** One dated entry of a tracker: where each of its values is kept. */
export interface Dated {
  readonly id: string;
  readonly on: string; // "2026-01-31", "" if it has none
  /** The values by the name of their column. */
  readonly values: ReadonlyMap<string, string>;
}

/** A column of a tracker: a question whose answer is one text, or ticks. The value of ticks is their ids with spaces between. */
export interface Measure {
  readonly name: string; // "tempt", "peace.stay", "mood.me"
  readonly label: string;
  readonly field: Field;
  /** Whether every entry is asked about it; else only one that has a value. */
  readonly asked: boolean;
  /** Where its value of an entry is kept, or whether an option is ticked. */
  key(entry: string, option?: string): string;
}

/** What a chart shows: scales that share their ends, or the options of one choice. */
export interface Plot {
  readonly label: string;
  readonly field: Field;
  readonly measures: readonly Measure[];
  readonly private: boolean;
}

/** A worksheet that is a tracker, or a tracker within a worksheet. */
export interface Tracker {
  readonly sheet: Sheet;
  readonly label: string;
  readonly own: boolean; // the whole worksheet
  readonly private: boolean;
  readonly measures: readonly Measure[]; // the date's own is first
  readonly plots: readonly Plot[];
  readonly entries: readonly Dated[]; // the oldest first
  readonly averageAfter: number;
  /** Answers that are marked by their days, beside what is drawn. */
  readonly marks: readonly Measure[];
  /** All that is kept of one entry. */
  keys(entry: string): readonly string[];
  /** Where it is kept that an entry is there. */
  state(entry: string): string;
}

const AVERAGE_AFTER = 4; // where the author names no chart
const DRAWN: readonly Field["type"][] = ["scale", "choice"];

/** The trackers that have entries. */
export function trackersOf(sheets: readonly Sheet[], all: readonly Entry[], say: Say): readonly Tracker[] {
  return sheets.flatMap((sheet) => {
    const entries = all.filter(({ key }) => key.startsWith(`${sheet.id}/`));
    const inner = sheet.fields.filter(({ type, retired }) => type === "tracker" && retired !== true).flatMap((field) => fieldTrackers(sheet, field, entries, say));
    return [...(sheet.tracker ? [sheetTracker(sheet, entries, say)] : []), ...inner].filter((tracker) => tracker.entries.length > 0);
  });
}

function fieldTrackers(sheet: Sheet, field: Field, all: readonly Entry[], say: Say): readonly Tracker[] {
  const whose = field.each === true ? (["me", "other"] as const) : ([""] as const);
  return whose.map((who) => {
    const name = who === "" ? field.id : `${field.id}.${who}`;
    const mine = all.filter(({ key }) => readKey(key)?.field === name);
    const written = new Set(mine.filter(({ value }) => value !== "").map(({ key }) => columnOf(field, readKey(key)?.part ?? "")));
    const picked = pickedIn(sheet, field, who, all);
    const measures = (field.columns ?? []).map((column) => ({
      name: column.id, label: column.label, field: column, asked: picked(column.id),
      key: (row: string, option?: string) => fieldKey(sheet.id, name, classOf(column.type) ?? "t", { row, part: option === undefined ? column.id : `${column.id}.${option}` }),
    })).filter(({ field: column, asked }) => asked || written.has(column));
    const entries = dated(mine, measures, (key) => key?.row);
    const { drawn, marks } = namedIn(sheet, `${field.id}.`);
    return {
      sheet, own: false, private: isHidden(field) || sheet.never, measures, averageAfter: sheet.chart?.averageAfter ?? AVERAGE_AFTER,
      label: who === "" ? field.label : `${field.label} · ${say(who === "me" ? "me" : "other")}`,
      plots: plotsOf(measures, drawn, entries), marks: measures.filter((measure) => marks.includes(measure.name)), entries,
      keys: (row: string) => mine.map(({ key }) => key).filter((key) => readKey(key)?.row === row),
      state: (row: string) => fieldKey(sheet.id, name, "x", { row }),
    };
  });
}

/** Which columns a tracker asks about now: those that are ticked in the field it names, and those that are no option there. */
function pickedIn(sheet: Sheet, { pick }: Field, who: string, all: readonly Entry[]): (column: string) => boolean {
  const from = sheet.fields.find(({ id }) => id === pick);
  const name = from?.each === true && who !== "" ? `${from.id}.${who}` : from?.id ?? "";
  const ticked = all.flatMap(({ key, value }) => {
    const at = readKey(key);
    return at?.class === "m" && at.field === name && at.row === "" && value === "1" ? at.part : [];
  });
  return (column) => from?.options?.some(({ id }) => id === column) !== true || ticked.includes(column);
}

function sheetTracker(sheet: Sheet, all: readonly Entry[], say: Say): Tracker {
  const date = sheet.fields.find(({ type, retired }) => type === "date" && retired !== true);
  const rest = sheet.fields.filter((field) => field !== date && field.retired !== true && field.never !== true);
  const measures = [...(date === undefined ? [] : [date]), ...rest].flatMap((field) => sheetMeasures(sheet, field, say));
  const mine = all.filter(({ key }) => readKey(key)?.entry !== "");
  const named = namedIn(sheet, "");
  const marks = rest.filter(({ id }) => named.marks.includes(id)).flatMap((field) => sheetMeasures(sheet, field, say, true));
  const entries = dated(mine, [...measures, ...marks], (key) => key?.entry);
  return {
    sheet, own: true, private: sheet.never, label: sheet.title, measures, averageAfter: sheet.chart?.averageAfter ?? AVERAGE_AFTER,
    plots: plotsOf(measures, named.drawn, entries), marks, entries,
    keys: (entry) => mine.map(({ key }) => key).filter((key) => readKey(key)?.entry === entry),
    state: (entry) => fieldKey(sheet.id, "", "x", { entry }),
  };
}

/** What the author named for the chart, without the name of its tracker. */
function namedIn({ chart }: Sheet, tracker: string): { readonly drawn: readonly string[]; readonly marks: readonly string[] } {
  const here = (names: readonly string[]): readonly string[] => names.flatMap((name) => (name.startsWith(tracker) ? name.slice(tracker.length) : []));
  return { drawn: chart === undefined ? [] : here([chart.y, ...(chart.also ?? [])]), marks: here(chart?.marks === undefined ? [] : [chart.marks]) };
}

/** Places of one text each. Ticks and tables are read and changed on the sheet itself. */
function sheetMeasures(sheet: Sheet, field: Field, say: Say, ticks = false): readonly Measure[] {
  const kind = classOf(field.type);
  if (kind === undefined || (kind === "m" && !ticks) || field.type === "sentence") {
    return [];
  }
  const whose = field.each === true ? [["me", say("me")], ["other", say("other")]] as const : [["", ""]] as const;
  const items = field.items ?? [];
  return whose.flatMap(([who, whoLabel]) =>
    (items.length > 0 ? items : [{ id: "", label: "" }]).map((item) => {
      const name = [field.id, who, item.id].filter((part) => part !== "").join(".");
      const label = [items.length > 0 ? item.label : field.label, whoLabel].filter((part) => part !== "").join(" · ");
      return { name, label, field, asked: true, key: (entry: string, option = "") => fieldKey(sheet.id, name, kind, { entry, part: option }) };
    }));
}

/**
 * What the author named for the chart in that order, else every scale and choice, as far as it has values. Scales of one
 * field share a chart, and so do two that the author named alone and that have the same ends, such as before and after.
 */
function plotsOf(measures: readonly Measure[], named: readonly string[], entries: readonly Dated[]): readonly Plot[] {
  const isNamed = ({ name, field }: Measure, one: string): boolean => name === one || field.id === one || name.startsWith(`${one}.`);
  const drawn = (named.length === 0 ? measures : named.flatMap((one) => measures.filter((measure) => isNamed(measure, one))))
    .filter(({ field, name }) => DRAWN.includes(field.type) && entries.some(({ values }) => (values.get(name) ?? "") !== ""));
  const [one, two, third] = drawn;
  if (named.length === 2 && one !== undefined && two !== undefined && third === undefined && sameEnds(one.field, two.field)) {
    return [plot(one.field, `${one.label} · ${two.label}`, [one, two])];
  }
  const fields = [...new Set(drawn.map(({ field }) => field))];
  return fields.flatMap((field) => {
    const shared = drawn.filter((measure) => measure.field === field);
    return field.type === "scale" ? [plot(field, field.label, shared)] : shared.map((measure) => plot(field, measure.label, [measure]));
  });
}

function plot(field: Field, label: string, measures: readonly Measure[]): Plot {
  return { label, field, measures, private: measures.some((measure) => isHidden(measure.field)) };
}

function sameEnds(a: Field, b: Field): boolean {
  return a !== b && a.type === "scale" && b.type === "scale" && a.low === b.low && a.high === b.high;
}

function dated(all: readonly Entry[], measures: readonly Measure[], idOf: (key: ReturnType<typeof readKey>) => string | undefined): readonly Dated[] {
  const values = new Map(all.map(({ key, value }) => [key, value]));
  const removed = new Set(all.filter(({ key, value }) => value === "0" && isState(key)).map(({ key }) => idOf(readKey(key))));
  const written = all.filter(({ key, value }) => value !== "" && !isState(key)).map(({ key }) => idOf(readKey(key)) ?? "");
  const ids = [...new Set(written)].filter((id) => id !== "" && id !== "~" && !removed.has(id));
  const [day] = measures;
  return ids.map((id) => ({
    id,
    on: day?.field.type === "date" ? values.get(day.key(id)) ?? "" : "",
    values: new Map(measures.map(({ name, field, key }) => [name, field.type === "multi"
      ? (field.options ?? []).map((option) => option.id).filter((option) => values.get(key(id, option)) === "1").join(" ")
      : values.get(key(id)) ?? ""])),
  })).sort((a, b) => compare(a.on, b.on) || byId(a.id, b.id));
}

/** Whether a key says that a row of a tracker or an entry of a sheet is there. */
function isState(text: string): boolean {
  const key = readKey(text);
  return key?.class === "x" && (key.field === "" || key.entry === "");
}

/** A value on a day; days count from 1970. */
export interface Point {
  readonly day: number;
  readonly value: number;
}

export const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);

/** What of a measure can be drawn, the oldest first. */
export function pointsOf(entries: readonly Dated[], name: string): readonly Point[] {
  return entries.flatMap(({ on, values }) => {
    const day = dayNumber(on);
    const text = values.get(name) ?? "";
    return /^(10|\d)$/.test(text) && Number.isFinite(day) ? [{ day, value: Number(text) }] : [];
  });
}

const MISSED = 14; // days: a week without an entry lies between

/** Whether a line may join two points: none crosses a week that was missed. */
export const joins = (a: Point, b: Point): boolean => b.day - a.day < MISSED;

/** The average of the last n values at each point that has as many before it; nothing for fewer. */
export function averages(points: readonly Point[], n: number): readonly Point[] {
  return points.slice(n - 1).map(({ day }, i) => ({ day, value: points.slice(i, i + n).reduce((sum, { value }) => sum + value, 0) / n }));
}

export type Change = "higher" | "same" | "lower";
const MONTH = 28;

/** How the average stands beside that of a month before; undefined while there is no such average. */
export function change(points: readonly Point[], n: number): Change | undefined {
  const all = averages(points, n);
  const last = all.at(-1);
  const before = all.filter(({ day }) => last !== undefined && day <= last.day - MONTH).at(-1);
  if (last === undefined || before === undefined || last.day - before.day > 2 * MONTH) {
    return undefined;
  }
  const more = last.value - before.value;
  return more >= 1 ? "higher" : more <= -1 ? "lower" : "same";
}
