import { readKey } from "../notes/key.ts";
import type { Entry, Text } from "../notes/types.ts";
import { fold } from "./merge.ts";
import { nestsWithin } from "./nesting.ts";
import { Refusal } from "./refusal.ts";

/** What a file may hold. README.md says it for those who write readers of their own. */
export const LIMITS = {
  file: 10 * 2 ** 20, // bytes
  text: 5 * 2 ** 20, // characters
  depth: 6,
  records: 20_000,
  value: 100_000, // characters: a long letter, whole
  texts: 50, // others, earlier: each
  lines: 2_000,
  name: 300, // titles, programs
} as const;

const FORMAT = 1;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const LATEST_AHEAD = 24 * 3_600_000; // clocks differ

/** All answers, as a file has them. */
export interface Backup {
  readonly kind: "notes";
  readonly day: string;
  readonly program: string;
  readonly entries: readonly Entry[];
  /** Records that are not taken, by name: their keys, as text. */
  readonly leftOut: readonly string[];
  /** Parts of the file that this version does not know, and leaves aside. */
  readonly aside: number;
}

/** One sheet for another person to read: what it says and nothing else. */
export interface SharedPage {
  readonly kind: "page";
  readonly day: string;
  readonly title: string;
  readonly neutral: string;
  readonly lines: readonly Line[];
}

/** A question and its answer, both as they are to be read. */
export interface Line {
  readonly label: string;
  readonly answer: string;
}

/** Whether an answer goes with a backup. States of timers and the day of the last backup are this device's own. */
export function travels(text: string): boolean {
  const key = readKey(text);
  return key !== undefined && key.class !== "k" && !(key.sheet === "~" && key.field === "backup");
}

/** Writes all answers that go with a backup. */
export function writeNotes(entries: readonly Entry[], program: string, day: string): string {
  const kept = entries.filter((entry) => travels(entry.key));
  return write("notes", { day, program: name(program) }, "records", kept.map(record));
}

/** Writes one sheet for another person. */
export function writePage(page: Omit<SharedPage, "kind">): string {
  const { day, title, neutral } = page;
  return write("page", { day, title: name(title), neutral: name(neutral) }, "lines", page.lines.map((line) => [line.label, line.answer]));
}

/** As much of a title as a file may have. */
function name(text: string): string {
  return text.slice(0, LIMITS.name);
}

/** One record to a line, so that it can be read in any editor. */
function write(kind: string, facts: Readonly<Record<string, string>>, list: string, rows: readonly unknown[]): string {
  const members = Object.entries({ goldseam: kind, format: FORMAT, ...facts }).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `{${members.join(",\n")},\n"${list}":[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]}\n`;
}

function record(entry: Entry): readonly unknown[] {
  const pairs = (texts: readonly Text[]): unknown => texts.map((text) => [text.value, text.at]);
  const all = [entry.key, entry.value, entry.at, entry.rev, pairs(entry.others), pairs(entry.earlier)];
  return all.slice(0, entry.earlier.length > 0 ? 6 : entry.others.length > 0 ? 5 : 4);
}

/** Reads a document that may come from anyone. Throws a Refusal. */
export function readDocument(text: string, now: number): Backup | SharedPage {
  if (text.length > LIMITS.text) {
    throw new Refusal("big");
  }
  const members = parse(text);
  const kind = members.get("goldseam");
  if (kind !== "notes" && kind !== "page") {
    throw new Refusal("kind");
  }
  const format = members.get("format");
  if (typeof format !== "number" || !Number.isInteger(format) || format < 1) {
    throw new Refusal("broken");
  }
  if (format > FORMAT) {
    throw new Refusal("newer");
  }
  return kind === "notes" ? readNotes(members, now) : readPage(members);
}

/** The members of the object in a JSON text, as a map: a name such as __proto__ is one like any other. */
function parse(text: string): ReadonlyMap<string, unknown> {
  if (text.trim() === "") {
    throw new Refusal("empty");
  }
  if (!nestsWithin(text, LIMITS.depth)) {
    throw new Refusal("kind");
  }
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Refusal(/^\s*\{\s*"goldseam"/.test(text) ? "broken" : "kind");
  }
  if (typeof found !== "object" || found === null || Array.isArray(found)) {
    throw new Refusal("kind");
  }
  return new Map(Object.entries(found));
}

function readNotes(members: ReadonlyMap<string, unknown>, now: number): Backup {
  const records = list(members.get("records"), LIMITS.records);
  const entries: Entry[] = [];
  const leftOut: string[] = [];
  let aside = strangers(members, ["goldseam", "format", "day", "program", "records"]);
  for (const raw of records) {
    const entry = readRecord(raw, now);
    if (entry === undefined) {
      leftOut.push(nameOf(raw));
      continue;
    }
    entries.push(entry);
    aside += Math.max(0, (raw as readonly unknown[]).length - 6);
  }
  const folded = fold(entries, LIMITS.texts);
  return { kind: "notes", day: day(members), program: title(members, "program"), entries: folded.entries, leftOut: [...leftOut, ...folded.over], aside };
}

function readPage(members: ReadonlyMap<string, unknown>): SharedPage {
  const lines = list(members.get("lines"), LIMITS.lines).map((raw): Line => {
    const [label, answer] = Array.isArray(raw) ? (raw as readonly unknown[]) : [];
    if (!isValue(label) || !isValue(answer)) {
      throw new Refusal("broken");
    }
    return { label: plain(label), answer: plain(answer) };
  });
  return { kind: "page", day: day(members), title: title(members, "title"), neutral: title(members, "neutral"), lines };
}

/** [key, value, at, rev?, others?, earlier?]; undefined for anything else. */
function readRecord(raw: unknown, now: number): Entry | undefined {
  if (!Array.isArray(raw)) {
    return undefined;
  }
  const [key, value, at, rev = 1, others = [], earlier = []] = raw as readonly unknown[];
  if (typeof key !== "string" || !travels(key) || !isValue(value) || !isTime(at) || !isTime(rev)) {
    return undefined;
  }
  const kept = { others: readTexts(others, now), earlier: readTexts(earlier, now) };
  if (kept.others === undefined || kept.earlier === undefined) {
    return undefined;
  }
  return { key, value: plain(value), at: time(at, now), rev: Math.max(1, Math.min(rev, 1e9)), others: kept.others, earlier: kept.earlier };
}

function readTexts(raw: unknown, now: number): readonly Text[] | undefined {
  if (!Array.isArray(raw) || raw.length > LIMITS.texts) {
    return undefined;
  }
  const texts: Text[] = [];
  for (const pair of raw as readonly unknown[]) {
    const [value, at] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    if (!isValue(value) || !isTime(at)) {
      return undefined;
    }
    texts.push({ value: plain(value), at: time(at, now) });
  }
  return texts;
}

function list(raw: unknown, limit: number): readonly unknown[] {
  if (!Array.isArray(raw)) {
    throw new Refusal("broken");
  }
  if (raw.length > limit) {
    throw new Refusal("many");
  }
  return raw as readonly unknown[];
}

function day(members: ReadonlyMap<string, unknown>): string {
  const raw = members.get("day");
  if (typeof raw !== "string" || !DAY.test(raw) || Number.isNaN(Date.parse(raw))) {
    throw new Refusal("broken");
  }
  return raw;
}

function title(members: ReadonlyMap<string, unknown>, name: string): string {
  const raw = members.get(name);
  if (typeof raw !== "string" || raw.length > LIMITS.name) {
    throw new Refusal("broken");
  }
  return plain(raw);
}

function strangers(members: ReadonlyMap<string, unknown>, known: readonly string[]): number {
  return [...members.keys()].filter((name) => !known.includes(name)).length;
}

/** A record that is not taken, in a few signs. */
function nameOf(raw: unknown): string {
  const key: unknown = Array.isArray(raw) ? (raw as readonly unknown[])[0] : raw;
  return typeof key === "string" ? plain(key.slice(0, 80)) : "?";
}

function isValue(raw: unknown): raw is string {
  return typeof raw === "string" && raw.length <= LIMITS.value;
}

function isTime(raw: unknown): raw is number {
  return typeof raw === "number" && Number.isSafeInteger(raw) && raw >= 0;
}

/** A time from a clock that runs far ahead would win for ever. */
function time(at: number, now: number): number {
  return at > now + LATEST_AHEAD ? now : at;
}

/** A text without what no keyboard writes: NUL and halves of signs. */
function plain(text: string): string {
  return text.replaceAll(/[\0\p{Cs}]/gu, "\ufffd");
}
