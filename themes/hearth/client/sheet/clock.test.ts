import assert from "node:assert/strict";
import { test } from "node:test";
import { afterJump, afterOpening, at, type Clock, goOn, left, OFF, passed, pause, readClock, run, spoken, writeClock } from "./clock.ts";

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 31, 20, 20);

test("a clock runs by the wall, through pause and sleep, to its end", () => {
  let clock = run(20 * MINUTE, START);
  assert.equal(left(clock, START + 5 * MINUTE), 15 * MINUTE);
  clock = pause(clock, START + 5 * MINUTE);
  assert.equal(left(clock, START + 60 * MINUTE), 15 * MINUTE, "paused is paused");
  clock = goOn(clock, START + 60 * MINUTE);
  assert.equal(at(clock, START + 75 * MINUTE - 1).is, "running");
  assert.equal(at(clock, START + 75 * MINUTE).is, "over");
  assert.equal(at(clock, START + 500 * MINUTE).is, "over", "a tab that slept for hours");
  assert.equal(left(at(clock, START + 500 * MINUTE), START), 0);
});

test("pausing what does not run, and going on with what does not wait, change nothing", () => {
  assert.equal(pause(OFF, START), OFF);
  assert.equal(goOn(OFF, START), OFF);
  const over: Clock = { is: "over", turn: 1 };
  assert.equal(pause(over, START), over);
});

test("turns keep their owner through a pause", () => {
  assert.deepEqual(goOn(pause(run(MINUTE, START, 1), START + 1000), START + 5000), { is: "running", since: START + 5000, end: START + 64_000, turn: 1 });
});

test("a wall clock that was set back moves the end with it; sleep and small corrections don't", () => {
  const clock = run(20 * MINUTE, START);
  assert.equal(left(afterJump(clock, 1000 - 60 * MINUTE, 1000), START + 1000 - 60 * MINUTE), 20 * MINUTE - 1000);
  assert.equal(afterJump(clock, 60 * MINUTE, 1000), clock, "asleep");
  assert.equal(afterJump(clock, 0, 1500), clock);
  assert.equal(afterJump(OFF, -MINUTE, MINUTE), OFF);
});

test("a page that is opened anew before the start begins anew", () => {
  const clock = run(20 * MINUTE, START);
  assert.equal(left(afterOpening(clock, START - 60 * MINUTE), START - 60 * MINUTE), 20 * MINUTE);
  assert.equal(afterOpening(clock, START - 1000), clock);
  assert.equal(afterOpening(clock, START + 5 * MINUTE), clock);
});

test("the moments that are told: half, the last minute, the end, and after sleep only the last of them", () => {
  const whole = 20 * MINUTE;
  assert.equal(passed(whole, whole - 1000, whole), undefined);
  assert.equal(passed(10 * MINUTE + 500, 10 * MINUTE - 500, whole), "half");
  assert.equal(passed(MINUTE + 1, MINUTE, whole), "minute");
  assert.equal(passed(MINUTE, MINUTE - 1000, whole), undefined);
  assert.equal(passed(1000, 0, whole), "end");
  assert.equal(passed(whole, -whole, whole), "end");
  assert.equal(passed(0, -1000, whole), undefined, "told once");
  assert.equal(passed(31_000, 29_000, MINUTE), undefined, "a minute has no half");
});

for (const [milliseconds, unit, n] of [
  [20 * MINUTE, "minutes", 20],
  [19 * MINUTE + 1, "minutes", 20],
  [MINUTE + 1, "minutes", 2],
  [MINUTE, "seconds", 60],
  [59_001, "seconds", 60],
  [1, "seconds", 1],
] as const) {
  test(`${milliseconds} ms is ${n} ${unit}`, () => assert.deepEqual(spoken(milliseconds), { unit, n }));
}

for (const clock of [OFF, run(20 * MINUTE, START), run(MINUTE, START, 1), pause(run(20 * MINUTE, START), START + 1), at(run(1, START, 1), START + 1)]) {
  test(`kept and read: ${JSON.stringify(clock)}`, () => assert.deepEqual(readClock(writeClock(clock), 20 * MINUTE), clock));
}

for (const text of ["", "r", "r 0", "r 2 1 2", "r 0 5 5", "r 0 10 5", "r 0 0 99999999", "r 0 -5 5", "w 0", "w 0 0", "w 0 99999999", "x 0 1", "o", "r 0 1e3 2e3", '{"is":"off"}']) {
  test(`anything else is off: ${JSON.stringify(text)}`, () => assert.deepEqual(readClock(text, 20 * MINUTE), OFF));
}
