/**
 * Which key holds which answer of a worksheet. The definition alone decides, so
 * that a page, the notebook and a file agree.
 *
 * | field               | field part            | row        | part                          | class   |
 * |---------------------|-----------------------|------------|-------------------------------|---------|
 * | text, longtext      | id                    |            |                               | t       |
 * | choice              | id                    |            |                               | c       |
 * | multi, checklist    | id                    |            | option, for each one ticked   | m       |
 * | own words of these  | id                    |            | ~own                          | t       |
 * | scale               | id, or id.item        |            |                               | n       |
 * | date, time          | id                    |            |                               | d, h    |
 * | rows, tracker       | id                    | id of row  | column; column.option if ticked | column's |
 * | sentence            | id                    | id of row  | gap                           | t       |
 * | agreement           | id                    | id of row  | line, choice, review          | t, c, d |
 * | its consent         | id                    | ~          | free.me, free.other, agreed   | m       |
 * | state of a row      | id                    | id of row  |                               | x       |
 * | state of an entry   |                       |            |                               | x       |
 * | timer               | id                    |            |                               | k       |
 *
 * With `each`, "id" is "id.me" and "id.other". The first row is "1", as are the
 * rows that stand in the page; added ones have an id of newId. A row is there
 * while it has an answer and its state is not "0".
 */
import { columnOf, type Field, type FieldType, type Sheet } from "../data.ts";
import type { Class, Key } from "../notes/key.ts";

export const OWN = "~own";
export const CONSENT = "~";
export const FREE = ["free.me", "free.other"] as const;
export const AGREED = "agreed";

const CLASSES: { readonly [type in FieldType]?: Class } = {
  text: "t", longtext: "t", choice: "c", multi: "m", checklist: "m", scale: "n", date: "d", time: "h", sentence: "t", timer: "k",
};

/** The class of a field's answers; undefined for a field that is no single answer. */
export function classOf(type: FieldType): Class | undefined {
  return CLASSES[type];
}

/** Whether a field's answers stand in rows. */
export function inRows(type: FieldType): boolean {
  return type === "rows" || type === "tracker" || type === "agreement" || type === "sentence";
}

/** The field that a name such as "id", "id.me", "id.item" or "id.me.item" means. */
export function fieldOf(sheet: Sheet, name: string): Field | undefined {
  const [id, ...rest] = name.split(".");
  const field = sheet.fields.find((f) => f.id === id);
  if (field === undefined) {
    return undefined;
  }
  const places = [field.each === true ? ["me", "other"] : [], field.items?.map((item) => item.id) ?? []].filter((p) => p.length > 0);
  return rest.length === places.length && places.every((place, i) => place.includes(rest[i] ?? "")) ? field : undefined;
}

/** Whether a field of the definition, retired or not, has this key. */
export function uses(sheet: Sheet, key: Key): boolean {
  if (key.field === "") {
    return key.class === "x";
  }
  const field = fieldOf(sheet, key.field);
  if (field === undefined) {
    return false;
  }
  if (key.part === OWN && key.row === "" && key.class === "t") {
    return field.other === true;
  }
  if (!inRows(field.type)) {
    return key.row === "" && key.class === classOf(field.type) && (key.class === "m" ? has(field.options, key.part) : key.part === "");
  }
  if (key.class === "x" || key.row === "") {
    return key.class === "x" && key.row !== "" && key.part === "";
  }
  if (key.row === CONSENT) {
    return field.type === "agreement" && key.class === "m" && [...FREE, AGREED].includes(key.part);
  }
  if (field.type === "sentence") {
    return key.class === "t" && (field.parts?.some((p) => p.gap === key.part) ?? false);
  }
  const column = columnOf(field, key.part);
  return column !== undefined && classOf(column.type) === key.class && (key.class !== "m" || has(column.options, optionOf(key)));
}

/** The option that a tick stands for: in a row its column comes first. */
export function optionOf({ row, part }: Pick<Key, "row" | "part">): string {
  return row === "" || row === CONSENT ? part : part.slice(part.indexOf(".") + 1);
}

function has(list: readonly { readonly id: string }[] | undefined, id: string): boolean {
  return list?.some((one) => one.id === id) ?? false;
}

/** The key under which a field that has another name now keeps what this key held; undefined when no field was called so. */
export function renamed(sheet: Sheet, key: Key): Key | undefined {
  const [id = "", ...rest] = key.field.split(".");
  const field = sheet.fields.find((f) => f.was === id);
  return field === undefined ? undefined : { ...key, field: [field.id, ...rest].join(".") };
}

/** The key under which a text shows now: its own, or that of the field that took over its name. */
export function placeOf(sheet: Sheet, key: Key): Key {
  return uses(sheet, key) ? key : (renamed(sheet, key) ?? key);
}

/** The name that a field's answers had before. */
export function formerly(sheet: Sheet, name: string): string | undefined {
  const [id, ...rest] = name.split(".");
  const was = sheet.fields.find((f) => f.id === id)?.was;
  return was === undefined ? undefined : [was, ...rest].join(".");
}

/** Whether an answer must never be kept: its sheet, its field or its column says so. */
export function neverKept(sheet: Sheet, key: Key): boolean {
  if (sheet.never) {
    return true;
  }
  const field = sheet.fields.find((f) => f.id === key.field.split(".")[0]);
  return field?.never === true || (key.row !== "" && columnOf(field, key.part)?.never === true);
}

/** Whether an answer is part of the row or entry that a state is about. */
export function belongs(key: Key, state: Key): boolean {
  return key.class !== "x" && key.entry === state.entry && (state.field === "" || (key.field === state.field && key.row === state.row));
}

/** Orders ids of rows and entries: those of the page first, then by the time they were made. */
export function byId(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The day that a default such as "today", "in 3 days", "in 6 weeks" or "in 2 months" means; other defaults stay as they are. */
export function defaultValue(rule: string, today: Date): string {
  const [, count, unit] = /^(?:today|in (\d+) (day|week|month)s?)$/.exec(rule) ?? [rule, undefined, undefined];
  if (rule !== "today" && unit === undefined) {
    return rule;
  }
  const n = Number(count ?? 0);
  const day = new Date(today.getFullYear(), today.getMonth(), today.getDate());
  if (unit === "month") {
    const date = day.getDate();
    day.setMonth(day.getMonth() + n, 1);
    day.setDate(Math.min(date, new Date(day.getFullYear(), day.getMonth() + 1, 0).getDate()));
  } else {
    day.setDate(day.getDate() + n * (unit === "week" ? 7 : 1));
  }
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
