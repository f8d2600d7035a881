import assert from "node:assert/strict";
import test from "node:test";
import { stageAt } from "./stages.ts";

const stages = [{ label: "Settle", minutes: 3 }, { label: "Thanks", minutes: 5 }, { label: "Plan", minutes: 1 }];

for (const [seconds, index, left] of [[-5, 0, 180], [0, 0, 180], [179, 0, 1], [180, 1, 300], [479, 1, 1], [480, 2, 60], [540, 2, 0], [9999, 2, 0]] as const) {
  test(`after ${seconds} seconds`, () => {
    const at = stageAt(stages, seconds * 1000);
    assert.deepEqual([at.index, at.left], [index, left * 1000]);
  });
}
