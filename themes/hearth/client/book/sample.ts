import type { Field, Sheet } from "../data.ts";
import { type Class, fieldKey } from "../notes/key.ts";
import type { Entry, Text } from "../notes/types.ts";
import type { Wording } from "./read.ts";

/** A worksheet for tests. */
export function sheetOf(fields: readonly Field[], more: Partial<Sheet> = {}): Sheet {
  return {
    id: "plan", number: 1, title: "My plan", neutral: "Sheet 1", url: "/s/1/", fill: "alone", never: false, print: true, share: "chosen",
    tracker: false, held: false, privacy: [], rules: [], card: [], table: false, fields, ...more,
  };
}

/** An answer for tests, kept when the time says so. */
export function entryOf(field: string, kind: Class, value: string, more: {
  sheet?: string; entry?: string; row?: string; part?: string; at?: number; others?: readonly Text[]; earlier?: readonly Text[];
} = {}): Entry {
  const { sheet = "plan", at = 1, others = [], earlier = [], ...rest } = more;
  return { key: fieldKey(sheet, field, kind, rest), value, at, rev: 1, others, earlier };
}

/** Words that show which were used. */
export const wording: Wording = {
  say: (key, n) => (n === undefined ? `<${key}>` : `<${key} ${n}>`),
  day: (iso) => `day ${iso}`,
  scale: (n) => `${n} of 10`,
};
