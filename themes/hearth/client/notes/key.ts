/**
 * Where an answer is kept. Every answer is a text of its own under a key of six
 * parts, so that two tabs, two files or two versions of a worksheet meet at the
 * smallest thing that a reader wrote and at nothing larger.
 *
 * | part   | holds                                                                         |
 * |--------|-------------------------------------------------------------------------------|
 * | sheet  | id of the worksheet; "~" for what belongs to no sheet (path, done marks, …)     |
 * | entry  | id of a dated entry of a worksheet that is a tracker; "" else                  |
 * | field  | "id", "id.me" and "id.other" (each), "id.item" (several scales), "id.me.item"  |
 * | row    | id of a row, line, sentence or tracker entry within a field; "" else            |
 * | part   | column, gap, or option id of ticks; "~own" for own words; "" else              |
 * | class  | what kind of text the value is, see Class                                      |
 *
 * The class is part of the key: a field that an author made into another type
 * has other keys, so that no page, however old, can write over answers of the
 * other type.
 */
export interface Key {
  readonly sheet: string;
  readonly entry: string;
  readonly field: string;
  readonly row: string;
  readonly part: string;
  readonly class: Class;
}

/**
 * Kinds of values. All are texts.
 *
 * t  words: text, longtext, gaps, own words
 * c  the id of the option that was chosen
 * m  "1": this option is ticked
 * n  a whole number, "0" to "10": scale
 * d  a day, "2026-01-31"
 * h  a time, "21:00"
 * x  state of a row or entry: "1" while it exists, "0" when it was removed
 * k  state of a timer; stays in the tab, whatever is kept
 */
export type Class = "t" | "c" | "m" | "n" | "d" | "h" | "x" | "k";

const CLASSES = "tcmndhxk";
const PART = /^[a-z0-9~][a-z0-9_.~-]{0,63}$/;

/** A key as one text: six parts between slashes. */
export function writeKey(key: Key): string {
  return [key.sheet, key.entry, key.field, key.row, key.part, key.class].join("/");
}

/** Reads a key; undefined for anything that could not have been written by writeKey. */
export function readKey(text: unknown): Key | undefined {
  if (typeof text !== "string" || text.length > 400) {
    return undefined;
  }
  const [sheet, entry, field, row, part, kind, more] = text.split("/");
  if (more !== undefined || sheet === undefined || entry === undefined || field === undefined || row === undefined || part === undefined) {
    return undefined;
  }
  const sound = PART.test(sheet) && [entry, field, row, part].every((p) => p === "" || PART.test(p));
  if (!sound || kind === undefined || kind.length !== 1 || !CLASSES.includes(kind)) {
    return undefined;
  }
  const ofSomething = field === "" ? entry !== "" && row === "" : row !== "";
  if (kind === "x" && (part !== "" || !ofSomething)) {
    return undefined; // a state of everything at once
  }
  return { sheet, entry, field, row, part, class: kind as Class };
}

/** A key of a field of a form, the other parts empty unless given. */
export function fieldKey(sheet: string, field: string, kind: Class, rest: { entry?: string; row?: string; part?: string } = {}): string {
  return writeKey({ sheet, entry: rest.entry ?? "", field, row: rest.row ?? "", part: rest.part ?? "", class: kind });
}

/** The sheet a key belongs to. */
export function sheetOf(key: string): string {
  return key.slice(0, Math.max(0, key.indexOf("/")));
}

/** The sheets that some keys tell of: a timer's state is nothing that a reader wrote. */
export function sheetsOf(keys: Iterable<string>): Set<string> {
  return new Set([...keys].filter((key) => !isTabs(key)).map(sheetOf));
}

/** What stays in the tab whatever was chosen. */
export function isTabs(key: string): boolean {
  return readKey(key)?.class === "k";
}

/** Keys of what belongs to no sheet. */
export const PATH = fieldKey("~", "path", "c"); // the chosen path
export const LAST = fieldKey("~", "last", "t"); // id of the lesson that was read last
export const done = (lesson: string): string => fieldKey("~", "done", "m", { part: lesson });

/**
 * A new id for a row or entry: ids sort by the time they were made, and two
 * tabs never make the same one.
 */
export function newId(now = Date.now()): string {
  const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return now.toString(36).padStart(9, "0") + random.toString(36).padStart(7, "0").slice(-6);
}
