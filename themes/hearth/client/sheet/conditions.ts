import type { Condition } from "../data.ts";

/** What a condition can look at. */
export interface Facts {
  readonly path: string; // the chosen path, "" for none
  readonly role: string;
  values(name: string): readonly string[];
  /** The values in each of the last entries of a tracker, the newest first. */
  entries(name: string, last: number): readonly (readonly string[])[];
}

/**
 * Whether a condition holds. Of several rows one is enough. Without an answer
 * nothing holds but "empty": no rule takes silence for a number or a "no".
 */
export function holds(c: Condition, facts: Facts): boolean {
  return (
    (c.all ?? []).every((part) => holds(part, facts)) &&
    (c.any === undefined || c.any.some((part) => holds(part, facts))) &&
    (c.not === undefined || !holds(c.not, facts)) &&
    (c.path === undefined || c.path === facts.path) &&
    (c.role === undefined || c.role === facts.role) &&
    (c.field === undefined || asks(c, c.field, facts))
  );
}

function asks(c: Condition, field: string, facts: Facts): boolean {
  if (c.entries === undefined) {
    return answers(c, facts.values(field));
  }
  const { last, times } = c.entries;
  return facts.entries(field, last).slice(0, last).filter((values) => answers(c, values)).length >= times;
}

function answers(c: Condition, given: readonly string[]): boolean {
  const values = given.filter((value) => value.trim() !== "");
  const same = (wanted: string) => (value: string) => plain(value) === plain(wanted);
  return (
    (c.is === undefined || values.some(same(c.is))) &&
    (c.isNot === undefined || !values.every(same(c.isNot))) &&
    (c.anyOf === undefined || c.anyOf.some((wanted) => values.some(same(wanted)))) &&
    (c.has === undefined || values.includes(c.has)) &&
    (c.atLeast === undefined || values.some((value) => number(value) >= (c.atLeast ?? NaN))) &&
    (c.atMost === undefined || values.some((value) => number(value) <= (c.atMost ?? NaN))) &&
    (c.filled !== true || values.length > 0) &&
    (c.empty !== true || values.length === 0)
  );
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}

/** A scale's number; anything else is neither low nor high. */
function number(value: string): number {
  return /^\d+$/.test(value) ? Number(value) : NaN;
}

/** The fields whose answers make a condition hold now, in the order they are asked about. */
export function because(c: Condition, facts: Facts): readonly string[] {
  if (!holds(c, facts)) {
    return [];
  }
  const parts = [...(c.all ?? []), ...(c.any ?? [])].flatMap((part) => because(part, facts));
  return c.field === undefined ? parts : [c.field, ...parts];
}
