import type { Stage } from "../data.ts";

const MINUTE = 60_000;

/** Where a timer of several parts is: which of them runs, and how many milliseconds of it are over and left. */
export interface StageAt {
  readonly index: number;
  readonly over: number;
  readonly left: number;
}

/** The part that runs when so many milliseconds of the whole have passed; at the end it is the last one. */
export function stageAt(stages: readonly Stage[], passed: number): StageAt {
  let begin = 0;
  for (const [index, { minutes }] of stages.entries()) {
    const over = Math.max(0, passed) - begin;
    const left = minutes * MINUTE - over;
    if (left > 0 || index === stages.length - 1) {
      return { index, over, left: Math.max(0, left) };
    }
    begin += minutes * MINUTE;
  }
  return { index: 0, over: 0, left: 0 };
}
