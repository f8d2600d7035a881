import assert from "node:assert/strict";
import test from "node:test";
import type { Field } from "../data.ts";
import type { Entry } from "../notes/types.ts";
import { kept } from "./suggest.ts";

const text = { id: "t", type: "text", label: "T" } as const;
const rows: Field = {
  id: "r", type: "rows", label: "R", limit: 2,
  columns: [{ id: "what", type: "text", label: "What" }, { id: "kind", type: "choice", label: "Kind", options: [{ id: "a", label: "A" }] }, { id: "why", type: "longtext", label: "Why" }],
};

/** What is kept of the field f of the sheet s. */
function notes(answers: Readonly<Record<string, string>>): { all(prefix?: string): readonly Entry[] } {
  const entries = Object.entries(answers).map(([key, value]) => ({ key: `s//f/${key}`, value, at: 1, rev: 1, others: [], earlier: [] }));
  return { all: (prefix = "") => entries.filter(({ key }) => key.startsWith(prefix)) };
}

const tests: readonly (readonly [string, Field, Readonly<Record<string, string>>, Readonly<Record<string, string>>, readonly Readonly<Record<string, string>>[]])[] = [
  ["words for a line are one line", text, { "": "" }, { "//t": " one\n two " }, [{ "": "one two" }]],
  ["words for words keep their lines", { ...text, type: "longtext" }, { "": "" }, { "//t": "one\ntwo" }, [{ "": "one\ntwo" }]],
  ["words for rows are one row", rows, { "": "what" }, { "//t": "one\ntwo" }, [{ what: "one two" }]],
  ["rows for rows, in their order, as many as there is room for", rows, { what: "what", why: "why" },
    { "1/what/t": "a", "1/why/t": "x\ny", "3/what/t": "c", "2/what/t": "b" }, [{ what: "a", why: "x\ny" }, { what: "b" }]],
  ["rows that were removed are not offered", rows, { name: "what" }, { "1/name/t": "a", "1//x": "0", "2/name/t": "b" }, [{ what: "b" }]],
  ["an option that is not there is not offered", rows, { what: "what", kind: "kind" }, { "1/what/t": "a", "1/kind/c": "z", "2/what/t": "b", "2/kind/c": "a" }, [{ what: "a" }, { what: "b", kind: "a" }]],
  ["lines of an agreement", { id: "a", type: "agreement", label: "A", columns: [{ id: "line", type: "longtext", label: "Line" }] }, { line: "line" },
    { "1/line/t": "We wait", "1/choice/c": "keep", "1/review/d": "2026-01-01", "~/free.me/m": "1" }, [{ line: "We wait" }]],
  ["ticks that both have", { id: "m", type: "multi", label: "M" }, { a: "a" }, { "/a/m": "1", "/b/m": "1", "/~own/t": "x" }, [{ a: "1" }]],
  ["nothing", text, { "": "" }, { "//t": "  " }, []],
];
for (const [name, field, take, answers, want] of tests) {
  test(name, () => {
    const got = kept(notes(answers), { from: "s.f", take }, field);
    assert.deepEqual(got.map((answer) => Object.fromEntries(answer)), want);
  });
}
