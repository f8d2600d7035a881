import assert from "node:assert/strict";
import { test } from "node:test";
import { drawing, HEIGHT, level, LOW, place, WIDTH } from "./plot.ts";

test("days run from edge to edge, a single day stands in the middle", () => {
  assert.equal(place(5, 5, 5), WIDTH / 2);
  assert.ok(place(0, 0, 10) > 0 && place(10, 0, 10) < WIDTH);
  assert.equal(place(5, 0, 10), WIDTH / 2);
});

test("ten is above nought, both inside", () => {
  assert.ok(level(10) < level(0));
  assert.ok(level(10) > 0 && level(0) < HEIGHT);
  assert.ok(level(10, LOW) > 0 && level(0, LOW) < LOW);
});

test("no line and no average across a missed week, no average before the fourth entry", () => {
  const weekly = [0, 7, 14, 35, 42, 49].map((day) => ({ day, value: 5 }));
  const { dots, lines, average } = drawing(weekly, 0, 49, 4);
  assert.equal(dots.length, 6);
  assert.equal(lines.length, 4);
  assert.equal(average.length, 2, "averages at day 35, 42 and 49");
  assert.equal(drawing(weekly.slice(0, 4), 0, 49, 4).average.length, 0);
});
