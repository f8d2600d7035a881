import { columnOf, type Field, type Say, type Sheet } from "../data.ts";
import { type Class, type Key, readKey } from "../notes/key.ts";
import type { Entry } from "../notes/types.ts";
import { AGREED, byId, classOf, CONSENT, FREE, optionOf, OWN } from "../sheet/values.ts";

/** Says values in words. Export to other programs has its own: days and numbers as they are kept. */
export interface Wording {
  readonly say: Say;
  day(iso: string): string;
  scale(n: string): string;
}

/** One kept text and what it is called. */
export interface Piece {
  readonly label: string; // "" where the answer has this piece alone
  readonly private: boolean; // its column is
  readonly entry: Entry;
  /** A value of this piece as a person reads it. */
  words(value: string): string;
}

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly private: boolean;
}

export interface Row {
  readonly id: string;
  readonly cells: readonly string[]; // one for each column
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly removed: readonly Row[]; // taken off the sheet, and still kept
}

/** What stands in one place of one field, in words. */
export interface Answer {
  readonly name: string; // "id", "id.me", "id.other": permanent
  readonly field?: Field; // undefined where no definition knows it
  readonly label: string;
  readonly who: "" | "me" | "other";
  readonly lines: readonly string[];
  readonly table?: Table;
  /** Left out of paper and files unless the reader ticks it. */
  readonly private: boolean;
  /** Never on paper or in files: the field is one that is not kept, though an earlier version kept it. */
  readonly never: boolean;
  /** From an earlier version: the field is gone, retired or of another type. */
  readonly gone: boolean;
  readonly pieces: readonly Piece[];
  readonly keys: readonly string[]; // all that this answer is kept under
}

/** One filling-in: the whole sheet, or one dated entry of it. */
export interface Filled {
  readonly entry: string; // "" for a sheet that is no tracker
  readonly on: string; // the day of the entry, "2026-01-31"; "" if it has none
  readonly answers: readonly Answer[];
}

/** Everything that is kept of one sheet. */
export interface Reading {
  readonly id: string;
  readonly sheet?: Sheet; // undefined where the site has it no longer
  readonly title: string;
  readonly neutral: string;
  readonly at: number; // the last change
  readonly filled: readonly Filled[]; // dated ones newest first
  readonly removed: readonly Filled[]; // entries taken off the sheet, and still kept
  readonly keys: readonly string[];
}

interface Found {
  readonly key: Key;
  readonly entry: Entry;
  readonly keys: readonly string[]; // its own, and that of its earlier name
}

/** Reads all entries, sheet by sheet in the order of the site; sheets that the site does not have come last. */
export function readAll(sheets: readonly Sheet[], entries: readonly Entry[], wording: Wording): readonly Reading[] {
  const groups = group(entries);
  const known = sheets.filter((sheet) => groups.has(sheet.id));
  const ids = new Set(known.map((sheet) => sheet.id));
  const rest = [...groups.keys()].filter((id) => !ids.has(id)).sort();
  return [
    ...known.map((sheet) => read(sheet.id, sheet, groups.get(sheet.id) ?? [], wording)),
    ...rest.map((id) => read(id, undefined, groups.get(id) ?? [], wording)),
  ];
}

function group(entries: readonly Entry[]): Map<string, Found[]> {
  const groups = new Map<string, Found[]>();
  for (const entry of entries) {
    const key = readKey(entry.key);
    if (key === undefined || key.sheet === "~" || key.class === "k") {
      continue; // paths, marks and clocks are no answers
    }
    gather(groups, key.sheet, { key, entry, keys: [entry.key] });
  }
  for (const [id, list] of groups) {
    if (list.every(({ entry }) => isBare(entry))) {
      groups.delete(id); // opened and emptied, or nothing but marks of lines
    }
  }
  return groups;
}

function gather(groups: Map<string, Found[]>, name: string, one: Found): void {
  const list = groups.get(name);
  if (list === undefined) {
    groups.set(name, [one]);
  } else {
    list.push(one);
  }
}

const isBare = (entry: Entry): boolean => readKey(entry.key)?.class === "x" || (entry.value === "" && !hasHistory(entry));
const hasHistory = (entry: Entry): boolean => entry.others.length > 0 || entry.earlier.length > 0;

function read(id: string, sheet: Sheet | undefined, found: readonly Found[], wording: Wording): Reading {
  const byEntry = new Map<string, Found[]>();
  for (const one of found) {
    gather(byEntry, one.key.entry, one);
  }
  const filled: Filled[] = [];
  const removed: Filled[] = [];
  for (const [entry, list] of byEntry) {
    const answers = readAnswers(sheet, list, wording);
    if (answers.length > 0) {
      (isRemoved(list) ? removed : filled).push({ entry, on: entry === "" ? "" : dayOf(sheet, list), answers });
    }
  }
  filled.sort((a, b) => compare(b.on, a.on) || compare(b.entry, a.entry));
  return {
    id,
    ...(sheet === undefined ? {} : { sheet }),
    title: sheet?.title ?? wording.say("sheet-gone", id),
    neutral: sheet?.neutral ?? wording.say("sheet-gone-neutral"),
    at: Math.max(...found.map(({ entry }) => entry.at)),
    filled,
    removed,
    keys: found.flatMap(({ keys }) => keys),
  };
}

const isRemoved = (found: readonly Found[]): boolean =>
  found.some(({ key, entry }) => key.field === "" && key.class === "x" && entry.value === "0");

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The day of a dated entry: its first date field, else the day on which it was made. */
function dayOf(sheet: Sheet | undefined, found: readonly Found[]): string {
  const field = sheet?.fields.find((one) => one.type === "date");
  const day = found.find(({ key }) => key.class === "d" && key.row === "" && (field === undefined || key.field === field.id));
  if (day !== undefined && day.entry.value !== "") {
    return day.entry.value;
  }
  const made = Number.parseInt(found[0]?.key.entry.slice(0, 9) ?? "", 36); // see newId
  return Number.isFinite(made) && made > 0 && made < 8e12 ? new Date(made).toISOString().slice(0, 10) : "";
}

function readAnswers(sheet: Sheet | undefined, found: readonly Found[], wording: Wording): readonly Answer[] {
  const pool = new Pool(found.filter(({ key }) => key.field !== ""));
  const answers: Answer[] = [];
  const gone: Answer[] = [];
  for (const field of sheet?.fields ?? []) {
    for (const place of places(field)) {
      const answer = readPlace(field, sheet?.never === true, place, pool, wording);
      if (answer !== undefined) {
        (field.retired === true ? gone : answers).push(answer);
      }
    }
  }
  for (const [name, rest] of pool.left()) {
    const answer = readGone(sheet, name, rest, wording);
    if (answer !== undefined) {
      gone.push(answer);
    }
  }
  return [...answers, ...gone];
}

interface Place {
  readonly name: string;
  readonly was: string | undefined;
  readonly who: Answer["who"];
}

function places(field: Field): readonly Place[] {
  const place = (who: Answer["who"]): Place => {
    const end = who === "" ? "" : `.${who}`;
    return { name: field.id + end, was: field.was === undefined ? undefined : field.was + end, who };
  };
  return field.each === true ? [place("me"), place("other")] : [place("")];
}

/** What no field has taken yet. */
class Pool {
  readonly #names = new Map<string, Found[]>();

  constructor(found: readonly Found[]) {
    for (const one of found) {
      gather(this.#names, one.key.field, one);
    }
  }

  /**
   * Takes what stands under a name or under the name it had. Where both exist
   * the new one holds, and the old text is one of its earlier versions.
   */
  take(name: string, was: string | undefined, fits: (key: Key) => boolean): readonly Found[] {
    const taken = new Map<string, Found>();
    for (const from of was === undefined ? [name] : [name, was]) {
      const rest: Found[] = [];
      for (const one of this.#names.get(from) ?? []) {
        if (!fits(one.key)) {
          rest.push(one);
          continue;
        }
        const inner = [one.key.row, one.key.part, one.key.class].join("/");
        const newer = taken.get(inner);
        taken.set(inner, newer === undefined ? one : joined(newer, one));
      }
      this.#names.set(from, rest);
    }
    return [...taken.values()];
  }

  left(): ReadonlyMap<string, readonly Found[]> {
    return new Map([...this.#names].filter(([, list]) => list.length > 0));
  }
}

function joined(newer: Found, old: Found): Found {
  const texts = [...newer.entry.earlier, { value: old.entry.value, at: old.entry.at }, ...old.entry.earlier];
  const earlier = texts.filter(({ value }) => value !== "" && value !== newer.entry.value);
  return { key: newer.key, entry: { ...newer.entry, earlier }, keys: [...newer.keys, ...old.keys] };
}

const TABLES: readonly Field["type"][] = ["rows", "tracker", "agreement"];

function fits(field: Field): (key: Key) => boolean {
  if (TABLES.includes(field.type)) {
    const classIn = (part: string, kind: Class): Class => {
      const column = columnOf(field, part);
      return (column === undefined ? undefined : classOf(column.type)) ?? kind;
    };
    return ({ row, part, class: kind }) =>
      row !== "" && (kind === "x" || (row === CONSENT ? kind === "m" : classIn(part, kind) === kind && part !== ""));
  }
  if (field.type === "sentence") {
    return ({ row, class: kind }) => row !== "" && (kind === "t" || kind === "x");
  }
  const kind = classOf(field.type);
  return (key) =>
    key.row === "" && ((key.class === kind && (key.part !== "") === (kind === "m")) || (key.part === OWN && key.class === "t" && field.options !== undefined));
}

/** Whether what a field or column holds leaves the page only when the reader asks for it. */
export const isHidden = ({ private: hidden, never }: Pick<Field, "private" | "never">): boolean => hidden === true || never === true;

const columnsOf = (field: Field): readonly Field[] => field.columns ?? [];

function readPlace(field: Field, sheetNever: boolean, place: Place, pool: Pool, wording: Wording): Answer | undefined {
  const found = namesOf(field, place).flatMap(({ name, was }) => pool.take(name, was, fits(field)));
  const removed = removedRows(found);
  const kept = found.filter(({ entry }) => entry.value !== "" || hasHistory(entry));
  if (kept.every(({ key }) => key.class === "x")) {
    return undefined;
  }
  const pieces = piecesOf(field, kept.filter(({ key }) => !removed.has(key.row)), wording);
  const base = {
    name: place.name, field, label: field.label, who: place.who, private: field.private === true, never: field.never === true || sheetNever,
    gone: field.retired === true, pieces, keys: found.flatMap(({ keys }) => keys),
  };
  if (TABLES.includes(field.type)) {
    const table = tableOf(field, found, wording);
    return { ...base, ...(table.rows.length + table.removed.length > 0 ? { table } : {}), lines: field.type === "agreement" ? agreed(found, table, wording) : [] };
  }
  return { ...base, lines: field.type === "sentence" ? sentences(field, found) : linesOf(field, found, wording) };
}

/** Where the values of a place stand: several scales have a name each. */
function namesOf(field: Field, { name, was }: Place): readonly Pick<Place, "name" | "was">[] {
  return field.items === undefined || field.items.length === 0
    ? [{ name, was }]
    : field.items.map(({ id }) => ({ name: `${name}.${id}`, was: was === undefined ? undefined : `${was}.${id}` }));
}

const removedRows = (found: readonly Found[]): ReadonlySet<string> =>
  new Set(found.filter(({ key, entry }) => key.class === "x" && entry.value === "0").map(({ key }) => key.row));

const valueOf = (found: readonly Found[], row: string, part: string, kind: Class): string =>
  found.find(({ key }) => key.row === row && key.part === part && key.class === kind)?.entry.value ?? "";

function linesOf(field: Field, found: readonly Found[], wording: Wording): readonly string[] {
  const own = valueOf(found, "", OWN, "t");
  switch (field.type) {
    case "choice":
      return [optionWords(field, valueOf(found, "", "", "c"), wording), own].filter((line) => line !== "");
    case "multi":
    case "checklist": {
      const ticked = found.filter(({ key, entry }) => key.class === "m" && entry.value === "1").map(({ key }) => key.part);
      const order = (field.options ?? []).map(({ id }) => id);
      const place = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length); // those that are gone come last
      ticked.sort((a, b) => place(a) - place(b) || compare(a, b));
      return [...ticked.map((id) => optionWords(field, id, wording)), own].filter((line) => line !== "");
    }
    case "scale":
      return scales(field, found, wording);
    default:
      return [inWords(field, found[0]?.entry.value ?? "", wording)].filter((line) => line !== "");
  }
}

function scales(field: Field, found: readonly Found[], wording: Wording): readonly string[] {
  if (field.items === undefined || field.items.length === 0) {
    return [inWords(field, found[0]?.entry.value ?? "", wording)].filter((line) => line !== "");
  }
  return field.items.flatMap((item) => {
    const value = found.find(({ key }) => key.field.endsWith(`.${item.id}`))?.entry.value ?? "";
    return value === "" ? [] : [`${item.label}: ${wording.scale(value)}`];
  });
}

/** A value of a field or column in words; that of ticks in a column is the ids of the options, with spaces between. */
export function inWords(field: Pick<Field, "type" | "options">, value: string, wording: Wording): string {
  if (value === "") {
    return "";
  }
  switch (field.type) {
    case "choice":
      return optionWords(field, value, wording);
    case "multi":
      return value.split(" ").map((id) => optionWords(field, id, wording)).join(", ");
    case "scale":
      return wording.scale(value);
    case "date":
      return wording.day(value);
    default:
      return value;
  }
}

function optionWords(field: Pick<Field, "options">, id: string, wording: Wording): string {
  return id === "" ? "" : field.options?.find((option) => option.id === id)?.label ?? wording.say("option-gone", id);
}

function rowIds(found: readonly Found[]): readonly string[] {
  const ids = [...new Set(found.map(({ key }) => key.row))].filter((id) => id !== CONSENT && id !== "");
  return ids.sort(byId);
}

function tableOf(field: Field, found: readonly Found[], wording: Wording): Table {
  const written = new Set(found.filter(({ entry }) => entry.value !== "").map(({ key }) => columnOf(field, key.part)));
  const known = columnsOf(field).filter((column) => field.pick === undefined || written.has(column)); // nobody is asked all of them
  const extra = [...new Set(found.filter(({ key, entry }) => key.row !== CONSENT && key.class !== "x" && entry.value !== "").map(({ key }) => key.part))]
    .filter((part) => columnOf(field, part) === undefined).sort();
  const columns = [
    ...known.map((column) => ({ id: column.id, label: column.label, private: isHidden(column) })),
    ...extra.map((id) => ({ id, label: wording.say("column-gone", id), private: true })),
  ];
  const places = new Map(found.filter(({ key }) => key.class !== "x").map((one) => [`${one.key.row}/${one.key.part}`, one]));
  const all = rowIds(found).map((id) => ({
    id,
    cells: columns.map((column) => {
      const of = known.find((one) => one.id === column.id);
      const cell = places.get(`${id}/${column.id}`);
      return inWords(of ?? typeOf(cell?.key.class), of?.type === "multi" ? ticksIn(of, id, found) : cell?.entry.value ?? "", wording);
    }),
  })).filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (field.type === "tracker") {
    const on = (id: string): string => valueOf(found, id, "on", "d");
    all.sort((a, b) => compare(on(b.id), on(a.id)) || byId(b.id, a.id));
  }
  const removed = removedRows(found);
  return { columns, rows: all.filter(({ id }) => !removed.has(id)), removed: all.filter(({ id }) => removed.has(id)) };
}

/** The options that are ticked in a column of a row, in the order of the column; those that are gone come last. */
function ticksIn({ id, options }: Field, row: string, found: readonly Found[]): string {
  const ticked = found.filter(({ key, entry }) => key.row === row && key.class === "m" && key.part.startsWith(`${id}.`) && entry.value === "1").map(({ key }) => optionOf(key));
  const order = (options ?? []).map((option) => option.id);
  return [...order.filter((option) => ticked.includes(option)), ...ticked.filter((option) => !order.includes(option)).sort()].join(" ");
}

/** A field that stands in for one that is gone: all that is known of it is the class of what was kept. */
function typeOf(kind: Class | undefined): Pick<Field, "type"> {
  return { type: kind === "d" ? "date" : kind === "n" ? "scale" : "text" };
}

/** An agreement is agreed only when each of the two could have said no. */
function agreed(found: readonly Found[], table: Table, wording: Wording): readonly string[] {
  const all = [...FREE, AGREED].every((part) => valueOf(found, CONSENT, part, "m") === "1");
  return table.rows.length === 0 && !all ? [] : [wording.say(all ? "agreed" : "not-agreed")];
}

function sentences(field: Field, found: readonly Found[]): readonly string[] {
  const removed = removedRows(found);
  return rowIds(found).filter((row) => !removed.has(row)).flatMap((row) => {
    const gap = (id: string): string => valueOf(found, row, id, "t").trim();
    const parts = field.parts ?? [];
    return parts.some((part) => part.gap !== undefined && gap(part.gap) !== "")
      ? [parts.map((part) => (part.gap === undefined ? part.text ?? "" : gap(part.gap) || "…")).join("")]
      : [];
  });
}

function piecesOf(field: Field, found: readonly Found[], wording: Wording): readonly Piece[] {
  return found.filter(({ key }) => key.class !== "x").map(({ key, entry }) => {
    const column = columnOf(field, key.part);
    const label = pieceLabel(field, key, column, wording);
    const type = column ?? (key.class === classOf(field.type) && key.part === "" ? field : typeOf(key.class));
    const words = (value: string): string =>
      key.class === "m" ? wording.say(value === "1" ? "ticked" : "not-ticked") : inWords(type, value, wording);
    return { label, private: column !== undefined && isHidden(column), entry, words };
  });
}

function pieceLabel(field: Field, key: Key, column: Field | undefined, wording: Wording): string {
  if (key.part === OWN) {
    return wording.say("own-words");
  }
  if (key.class === "m" && key.row === "") {
    return optionWords(field, key.part, wording);
  }
  if (key.class === "m" && column !== undefined) {
    return `${column.label}: ${optionWords(column, optionOf(key), wording)}`;
  }
  const gap = field.parts?.find((part) => part.gap === key.part)?.label;
  const item = field.items?.find(({ id }) => key.field.endsWith(`.${id}`))?.label;
  return column?.label ?? gap ?? item ?? (key.row === CONSENT ? wording.say("agreed-piece") : key.part);
}

/** What no field of the definition takes: as much in words as the field of the same name allows. */
function readGone(sheet: Sheet | undefined, name: string, found: readonly Found[], wording: Wording): Answer | undefined {
  const [id = "", ...more] = name.split(".");
  const field = sheet?.fields.find((one) => one.id === id || one.was === id);
  const kept = found.filter(({ key, entry }) => key.class !== "x" && (entry.value !== "" || hasHistory(entry)));
  if (kept.length === 0) {
    return undefined;
  }
  const last = more.at(-1);
  const who = last === "me" || last === "other" ? last : "";
  const removed = removedRows(found);
  const lines = kept
    .filter(({ key, entry }) => !removed.has(key.row) && entry.value !== "" && !(key.class === "m" && entry.value !== "1"))
    .sort((a, b) => byId(a.key.row, b.key.row))
    .map(({ key, entry }) => {
      const part = key.part === "" || key.part === OWN ? "" : optionName(field, key.part);
      const text = key.class === "c" ? optionName(field, entry.value) : inWords(typeOf(key.class), entry.value, wording);
      return key.class === "m" ? part : part === "" ? text : `${part}: ${text}`;
    });
  const pieces = kept.map(({ key, entry }) => ({
    label: key.part === OWN ? wording.say("own-words") : key.part === "" ? "" : optionName(field, key.part),
    private: true,
    entry,
    words: (value: string) => (key.class === "m" ? wording.say(value === "1" ? "ticked" : "not-ticked") : inWords(typeOf(key.class), value, wording)),
  }));
  return {
    name, ...(field === undefined ? {} : { field }), label: field?.label ?? name, who, lines, private: true, never: field?.never === true || sheet?.never === true,
    gone: true, pieces, keys: found.flatMap(({ keys }) => keys),
  };
}

function optionName(field: Field | undefined, id: string): string {
  const all = [...(field?.options ?? []), ...(field?.items ?? []), ...(field?.columns ?? [])];
  return all.find((one) => one.id === id)?.label ?? field?.parts?.find((part) => part.gap === id)?.label ?? id;
}
