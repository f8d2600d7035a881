import { fieldKey, readKey } from "../notes/key.ts";
import type { Entry } from "../notes/types.ts";

/** When a backup was made last, and when the reader last said that none is wanted yet: milliseconds since 1970. */
export const BACKED_UP = fieldKey("~", "backup", "t");
export const NOT_NOW = fieldKey("~", "backup", "t", { part: "later" });

const MUCH = 1500; // signs: about a page of writing
const TICK = 5; // a tick or a number stands for as many

/** How much was written since, in signs. */
export function writtenSince(entries: readonly Entry[], since: number): number {
  return entries.filter(({ at }) => at > since).reduce((sum, { key, value }) => {
    const parts = readKey(key);
    const counts = parts !== undefined && parts.sheet !== "~" && parts.class !== "x" && parts.class !== "k" && value !== "";
    return sum + (!counts ? 0 : parts.class === "t" ? value.length : TICK);
  }, 0);
}

/** Whether it is time to say that a backup could be made: by what was written, never by the calendar. */
export function wantsBackup(entries: readonly Entry[]): boolean {
  const at = (key: string): number => Number(entries.find((entry) => entry.key === key)?.value) || 0;
  return writtenSince(entries, Math.max(at(BACKED_UP), at(NOT_NOW))) >= MUCH;
}
