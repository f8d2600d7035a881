import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Condition, Rule } from "../data.ts";
import { because, type Facts, holds } from "./conditions.ts";
import { resultOf } from "./result.ts";

type Answers = Readonly<Record<string, readonly string[]>>;

function facts(answers: Answers, more: Partial<Facts> = {}): Facts {
  return { path: "", role: "", values: (name) => answers[name] ?? [], entries: () => [], ...more };
}

const some: Answers = { kind: ["urge"], tone: ["  Été "], ticks: ["a", "b"], much: ["8"], none: ["", "  "], rows: ["x", "y"], words: ["often"] };

for (const [condition, wanted] of [
  [{ field: "kind", is: "urge" }, true],
  [{ field: "kind", is: "trigger" }, false],
  [{ field: "tone", is: "été" }, true],
  [{ field: "kind", isNot: "trigger" }, true],
  [{ field: "kind", isNot: "urge" }, false],
  [{ field: "gone", isNot: "urge" }, false],
  [{ field: "tone", anyOf: ["x", "ÉTÉ"] }, true],
  [{ field: "tone", anyOf: [] }, false],
  [{ field: "ticks", has: "b" }, true],
  [{ field: "ticks", has: "c" }, false],
  [{ field: "much", atLeast: 8 }, true],
  [{ field: "much", atLeast: 9 }, false],
  [{ field: "much", atMost: 8 }, true],
  [{ field: "much", atMost: 7 }, false],
  [{ field: "gone", atLeast: 0 }, false],
  [{ field: "gone", atMost: 10 }, false],
  [{ field: "words", atMost: 10 }, false],
  [{ field: "kind", filled: true }, true],
  [{ field: "none", filled: true }, false],
  [{ field: "none", empty: true }, true],
  [{ field: "kind", empty: true }, false],
  [{ field: "rows", is: "y" }, true],
  [{ field: "rows", isNot: "y" }, true],
  [{ all: [{ field: "kind", is: "urge" }, { field: "ticks", has: "a" }] }, true],
  [{ all: [{ field: "kind", is: "urge" }, { field: "ticks", has: "c" }] }, false],
  [{ any: [{ field: "kind", is: "no" }, { field: "ticks", has: "a" }] }, true],
  [{ any: [] }, false],
  [{ not: { field: "kind", is: "urge" } }, false],
  [{ not: { field: "gone", is: "urge" } }, true],
  [{ path: "both" }, true],
  [{ path: "hurt" }, false],
  [{ role: "hurt" }, true],
] as const satisfies readonly (readonly [Condition, boolean])[]) {
  test(JSON.stringify(condition), () => {
    assert.equal(holds(condition, facts(some, { path: "both", role: "hurt" })), wanted);
  });
}

test("entries are counted among the last ones", () => {
  const entries = [["urge"], [], ["urge"], ["trigger"], ["urge"]];
  const asked: number[] = [];
  const known = facts({}, { entries: (_, last) => (asked.push(last), entries) });
  const times = (last: number, n: number): boolean => holds({ field: "kind", is: "urge", entries: { last, times: n } }, known);
  assert.equal(times(5, 3), true);
  assert.equal(times(5, 4), false);
  assert.equal(times(3, 2), true, "also when more are given than were asked for");
  assert.equal(times(3, 3), false);
  assert.deepEqual([...new Set(asked)], [5, 3]);
});

test("because names the fields that made it hold", () => {
  const when = { any: [{ field: "kind", is: "no" }, { all: [{ field: "ticks", has: "a" }, { not: { field: "gone", filled: true } }] }, { field: "much", atLeast: 1 }] };
  assert.deepEqual(because(when, facts(some)), ["ticks", "much"]);
  assert.deepEqual(because({ field: "kind", is: "no" }, facts(some)), []);
});

/** A seeded source of numbers below n. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

function randomCondition(roll: (n: number) => number, depth: number): Condition {
  const field = `f${roll(4)}`;
  const parts = (): Condition[] => Array.from({ length: roll(4) }, () => randomCondition(roll, depth - 1));
  switch (roll(depth > 0 ? 11 : 8)) {
    case 0:
      return { field, is: `${roll(4)}` };
    case 1:
      return { field, isNot: `${roll(4)}` };
    case 2:
      return { field, anyOf: [`${roll(4)}`, `${roll(4)}`] };
    case 3:
      return { field, has: `${roll(4)}` };
    case 4:
      return { field, atLeast: roll(4) };
    case 5:
      return { field, atMost: roll(4) };
    case 6:
      return roll(2) === 0 ? { field, filled: true } : { field, empty: true };
    case 7:
      return { field, is: `${roll(4)}`, entries: { last: 3, times: 1 + roll(3) } };
    case 8:
      return { all: parts() };
    case 9:
      return { any: parts() };
    default:
      return { not: randomCondition(roll, depth - 1) };
  }
}

test("a condition and its opposite are never both true, and low and high exclude each other", () => {
  const roll = dice(7);
  for (let i = 0; i < 3000; i++) {
    const answers = Object.fromEntries(["f0", "f1", "f2", "f3"].map((name) => [name, Array.from({ length: roll(3) }, () => `${roll(4)}`)]));
    const known = facts(answers, { entries: (name) => [answers[name] ?? [], ["1"], []] });
    const when = randomCondition(roll, 3);
    assert.notEqual(holds(when, known), holds({ not: when }, known), JSON.stringify({ when, answers }));
    assert.equal(because(when, known).length > 0 && !holds(when, known), false);
    const one = facts({ f: answers["f0"]?.slice(0, 1) ?? [] });
    assert.ok(!(holds({ field: "f", atLeast: 2 }, one) && holds({ field: "f", atMost: 1 }, one)));
    assert.ok(!(holds({ field: "f", filled: true }, one) && holds({ field: "f", empty: true }, one)));
  }
});

// ---- the safety check as it is published

/** Reads the little YAML that rules are written in: blocks by indentation, maps and lists in one line. */
function readRules(source: string): Rule[] {
  const lines = source.slice(source.indexOf("\nrules:\n") + 8, source.indexOf("\nsummary:")).split("\n");
  let at = 0;
  const indent = (line: string | undefined): number => line?.search(/\S/) ?? -1;
  const flow = (text: string): unknown =>
    JSON.parse(text.replace(/([{,]\s*)([a-z_]+):/g, '$1"$2":').replace(/([:[,]\s*)([a-z][a-z_0-9]*)(?=\s*[,\]}])/g, '$1"$2"').replaceAll('"true"', "true"));
  const value = (text: string, depth: number): unknown => (text === "" ? block(depth) : /^[{[]/.test(text) ? flow(text) : text.replace(/^"(.*)"$/, "$1"));
  function block(over: number): unknown {
    const depth = indent(lines[at]);
    assert.ok(depth > over, `line ${at} belongs to what is above it: ${lines[at]}`);
    const list: unknown[] = [];
    const map: Record<string, unknown> = {};
    while (indent(lines[at]) === depth) {
      const line = lines[at]?.trim() ?? "";
      if (line.startsWith("- ") && /^- [a-z]+:/.test(line)) {
        lines[at] = `${" ".repeat(depth + 2)}${line.slice(2)}`;
        list.push(block(depth));
      } else if (line.startsWith("- ")) {
        at++;
        list.push(value(line.slice(2), depth));
      } else {
        at++;
        const [, key = "", rest = ""] = /^([a-z_]+):\s*(.*)$/.exec(line) ?? [];
        map[key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())] = value(rest, depth);
      }
    }
    return list.length > 0 ? list : map;
  }
  const camel = (one: unknown): unknown =>
    Array.isArray(one) ? one.map(camel) : one !== null && typeof one === "object"
      ? Object.fromEntries(Object.entries(one).map(([key, v]) => [key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()), camel(v)]))
      : one;
  return camel(block(-1)) as Rule[];
}

const source = readFileSync("../content/en/worksheets/safety-check.md", "utf8");
const check = readRules(source);
const questions = [...source.matchAll(/^ {2}((?:place|sc)_\w+):/gm)].map(([, id = ""]) => id);
const danger = questions.filter((id) => id !== "place_ok");

function panels(answers: Answers): string[] {
  return check.filter((rule) => holds(rule.when, facts(answers))).flatMap((rule) => rule.show ?? []);
}

test("the check is read as it is written", () => {
  assert.equal(questions.length, 15);
  assert.equal(check.length, 9);
  assert.deepEqual(check[0], { when: { field: "place_ok", is: "no" }, show: "leave-only" });
});

test("any yes is red, whatever else is answered or left out; no half-answered check is green", () => {
  const roll = dice(11);
  for (let i = 0; i < 5000; i++) {
    const mostly = roll(3); // some rounds with few answers, some with many of "no"
    const answers: Record<string, string[]> = {};
    for (const id of questions) {
      const answer = ["no", "no", "yes", "unsure", ""][roll(mostly === 0 ? 5 : mostly === 1 ? 2 : 4)] ?? "";
      answers[id] = answer === "" || roll(12) === 0 ? [] : [answer];
    }
    const shown = panels(answers);
    const place = answers["place_ok"]?.[0];
    const yes = danger.some((id) => answers[id]?.[0] === "yes");
    const complete = questions.every((id) => answers[id]?.length === 1);
    const results = shown.filter((panel) => panel.startsWith("result-"));
    const story = JSON.stringify({ answers, shown });
    assert.equal(results.length, place === "no" ? 0 : 1, `one result, and none on a device that is not safe: ${story}`);
    assert.equal(shown.includes("leave-only"), place === "no", story);
    if (yes && place !== "no") {
      assert.deepEqual(results, ["result-red"], story);
    }
    if (!complete) {
      assert.ok(!results.includes("result-green"), story);
    }
    const code = resultOf(shown, { touched: true, due: false });
    assert.ok(code === "red" || code === "open" || code === "none", story);
    assert.equal(code === "red", results.includes("result-red"), story);
  }
});

test("every single yes is red, and every no is green", () => {
  const calm: Answers = Object.fromEntries(questions.map((id) => [id, [id === "place_ok" ? "yes" : "no"]]));
  assert.equal(resultOf(panels(calm), { touched: true, due: true }), "green");
  for (const id of danger) {
    assert.equal(resultOf(panels({ ...calm, [id]: ["yes"] }), { touched: true, due: false }), "red", id);
    assert.equal(resultOf(panels({ ...calm, [id]: ["unsure"] }), { touched: true, due: true }), id === "sc_self" ? "red" : "amber", id);
    assert.equal(resultOf(panels({ ...calm, [id]: [] }), { touched: true, due: true }), "amber", id);
  }
  assert.equal(resultOf(panels({}), { touched: false, due: false }), "none");
});
