import { isText } from "../notes/merge.ts";
import type { Entry, Text } from "../notes/types.ts";

/** A deleted answer as it comes back. What was written in its place meanwhile stands, and the reader chooses. */
export function broughtBack(old: Entry, now: Entry | undefined): Entry {
  if (now === undefined) {
    return old;
  }
  const stands = now.value === "" ? old : now;
  const beside = isText(old.key) && old.value !== "" ? [{ value: old.value, at: old.at }] : [];
  const without = (texts: readonly Text[], more: readonly Text[]): readonly Text[] =>
    texts.filter(({ value }, i) => value !== stands.value && ![...texts.slice(0, i), ...more].some((one) => one.value === value));
  const others = without([...now.others, ...beside, ...old.others], []);
  return { ...stands, rev: Math.max(now.rev, old.rev) + 1, others, earlier: without([...now.earlier, ...old.earlier], others) };
}
