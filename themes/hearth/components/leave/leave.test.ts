import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { KEY, parseMark, readMark, refused, withFlag, writeMark } from "./mark.ts";
import { lift } from "./place.ts";
import { type Key, ShiftCount } from "./shift.ts";

const SHIFT: Key = { key: "Shift" };

/** Plays a line of keys: S is Shift by itself, a letter is that key, ^ holds Shift around the next letter. */
function play(line: string, gap = 300): (number | undefined)[] {
  const count = new ShiftCount();
  const heard: (number | undefined)[] = [];
  let now = 0;
  let held = false;
  for (const key of line) {
    now += gap;
    if (key === "S") {
      count.down(SHIFT);
      heard.push(count.up(SHIFT, now));
    } else if (key === "^") {
      count.down(SHIFT);
      held = true;
    } else {
      count.down({ key });
      count.up({ key }, now);
      if (held) {
        heard.push(count.up(SHIFT, now));
        held = false;
      }
    }
  }
  return heard;
}

test("three presses leave, and the first two say what is left", () => {
  assert.deepEqual(play("SSS"), [2, 1, 0]);
});

test("counting starts again after leaving", () => {
  assert.deepEqual(play("SSSS"), [2, 1, 0, 2]);
});

test("any other key starts again", () => {
  assert.deepEqual(play("SSaSS"), [2, 1, 2, 1]);
});

test("Shift as a modifier does not count, and starts again", () => {
  assert.deepEqual(play("^a^b^c"), [undefined, undefined, undefined]);
  assert.deepEqual(play("SS^aS"), [2, 1, undefined, 2]);
});

test("the three must fall within five seconds in all", () => {
  assert.deepEqual(play("SSS", 2499), [2, 1, 0]);
  assert.deepEqual(play("SSS", 2500), [2, 1, 1], "the first is too old; the other two still count");
  assert.deepEqual(play("SSS", 5000), [2, 2, 2]);
});

test("a held key, both Shift keys at once and Alt+Shift are no extra presses", () => {
  const count = new ShiftCount();
  count.down(SHIFT);
  count.down({ key: "Shift", repeat: true });
  count.down(SHIFT);
  assert.equal(count.up(SHIFT, 1), 2);
  assert.equal(count.up(SHIFT, 2), undefined);
  count.down({ key: "Shift", altKey: true });
  assert.equal(count.up(SHIFT, 3), undefined);
  count.down(SHIFT);
  assert.equal(count.up(SHIFT, 4), 2);
});

test("a key without a name, as autofill sends it, is another key", () => {
  const count = new ShiftCount();
  count.down(SHIFT);
  count.down({});
  assert.equal(count.up(SHIFT, 1), undefined);
});

test("remaining tells when to stop announcing", () => {
  const count = new ShiftCount();
  count.down(SHIFT);
  count.up(SHIFT, 1000);
  assert.equal(count.remaining(1000), 5000);
  assert.equal(count.remaining(9000), 0);
});

const USUAL = { left: false, shortcut: true, trail: true, erase: false, due: false, side: "", to: 0 } as const;

for (const [raw, differs] of [
  [null, {}],
  [undefined, {}],
  [7, {}],
  ["", {}],
  ["v", { left: true }],
  ["k", { shortcut: false }],
  ["kv", { left: true, shortcut: false }],
  ["x2v", { left: true, to: 2 }],
  ["ter", { trail: false, erase: true, side: "right" }],
  ["ld", { side: "left", due: true }],
  ['{"version":1}', {}],
  ["v".repeat(17), {}],
] as const) {
  test(`parseMark(${JSON.stringify(raw)})`, () => {
    assert.deepEqual(parseMark(raw), { ...USUAL, ...differs });
  });
}

test("a flag is set and taken away without touching the others", () => {
  assert.equal(withFlag("x2k", "left", true), "x2kv");
  assert.equal(withFlag("x2kv", "left", false), "x2k");
  assert.equal(withFlag("v", "left", true), "v");
  assert.equal(withFlag(null, "shortcut", false), "k");
  assert.equal(withFlag("k", "shortcut", true), null, "no flag, no key");
  assert.equal(withFlag("not ours!", "left", true), "v");
  assert.equal(withFlag("vl", "side", "right"), "vr");
  assert.equal(withFlag("vl", "side", ""), "v");
  assert.equal(withFlag("v1", "to", 3), "v3");
  assert.equal(withFlag("3", "to", 0), null);
});

test("every flag is read as it was written", () => {
  let raw: string | null = null;
  const wanted = { left: true, shortcut: false, trail: false, erase: true, due: true, side: "left", to: 4 } as const;
  raw = withFlag(raw, "left", wanted.left);
  raw = withFlag(raw, "shortcut", wanted.shortcut);
  raw = withFlag(raw, "trail", wanted.trail);
  raw = withFlag(raw, "erase", wanted.erase);
  raw = withFlag(raw, "due", wanted.due);
  raw = withFlag(raw, "side", wanted.side);
  raw = withFlag(raw, "to", wanted.to);
  assert.deepEqual(parseMark(raw), wanted);
});

/** Storage that works, refuses writes, or refuses everything. */
function fakeStorage(mode: "works" | "full" | "blocked"): Map<string, string> {
  const kept = new Map<string, string>();
  const no = (): never => {
    throw new Error("refused");
  };
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: mode === "works" ? (key: string, value: string) => kept.set(key, value) : no,
    removeItem: (key: string) => kept.delete(key),
  };
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get: mode === "blocked" ? no : () => storage,
  });
  return kept;
}

beforeEach(() => fakeStorage("works"));

test("the mark is kept, and gone again without a trace", () => {
  const kept = fakeStorage("works");
  writeMark("left", true);
  assert.equal(readMark().left, true);
  assert.equal(refused(), false);
  assert.equal(kept.get(KEY), "v");
  writeMark("left", false);
  assert.equal(refused(), false);
  assert.equal(kept.size, 0);
});

for (const mode of ["full", "blocked"] as const) {
  test(`storage that is ${mode} is refused, and stops nothing`, () => {
    fakeStorage(mode);
    writeMark("left", true);
    assert.deepEqual(readMark(), USUAL);
    assert.equal(refused(), true);
  });
}

test("the bar rises above a keyboard laid over the page, not with a pinch", () => {
  assert.equal(lift({ height: 800, offsetTop: 0, scale: 1 }, 800), 0);
  assert.equal(lift({ height: 460.4, offsetTop: 0, scale: 1 }, 800), 340);
  assert.equal(lift({ height: 460, offsetTop: 100, scale: 1 }, 800), 240);
  assert.equal(lift({ height: 400, offsetTop: 0, scale: 2 }, 800), 0);
  assert.equal(lift({ height: 810, offsetTop: 0, scale: 1 }, 800), 0);
});
