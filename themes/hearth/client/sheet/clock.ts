/**
 * A timer by the clock on the wall: what is remembered is when it ends, so that
 * a tab that slept, or a page that was opened anew, shows what is true now.
 */
export type Clock =
  | { readonly is: "off" }
  | { readonly is: "running"; readonly since: number; readonly end: number; readonly turn: number }
  | { readonly is: "waiting"; readonly left: number; readonly turn: number }
  | { readonly is: "over"; readonly turn: number };

export const OFF: Clock = { is: "off" };

const LATE = 2000; // a clock that goes back by less was only set right

/** A clock that has left milliseconds to go. */
export function run(left: number, now: number, turn = 0): Clock {
  return { is: "running", since: now, end: now + left, turn };
}

/** How much is left of a clock that runs or waits. */
export function left(clock: Clock, now: number): number {
  return clock.is === "running" ? Math.max(0, clock.end - now) : clock.is === "waiting" ? clock.left : 0;
}

export function pause(clock: Clock, now: number): Clock {
  return clock.is === "running" ? { is: "waiting", left: left(clock, now), turn: clock.turn } : clock;
}

export function goOn(clock: Clock, now: number): Clock {
  return clock.is === "waiting" ? run(clock.left, now, clock.turn) : clock;
}

/** The clock as it is at a moment: one whose time is up is over. */
export function at(clock: Clock, now: number): Clock {
  return clock.is === "running" && now >= clock.end ? { is: "over", turn: clock.turn } : clock;
}

/**
 * The clock after the wall clock moved, by what a steady clock says has passed
 * since the last look. A jump back would make the wait longer than what was
 * agreed, so the end moves with it. A jump ahead cannot be told from sleep,
 * and the end stays.
 */
export function afterJump(clock: Clock, wall: number, steady: number): Clock {
  const back = steady - wall;
  return clock.is === "running" && back > LATE ? { ...clock, since: clock.since - back, end: clock.end - back } : clock;
}

/** The same when nothing steady is known, as after opening the page anew. */
export function afterOpening(clock: Clock, now: number): Clock {
  return clock.is === "running" && now < clock.since - LATE ? run(clock.end - clock.since, now, clock.turn) : clock;
}

/** The moments that are told to those who hear the page: half, the last minute, the end. */
export type Moment = "half" | "minute" | "end";

/** The latest moment that was passed when the time left went from one value to another. */
export function passed(before: number, after: number, whole: number): Moment | undefined {
  const crossed = (mark: number): boolean => before > mark && after <= mark;
  if (crossed(0)) {
    return "end";
  }
  if (whole > 60_000 && crossed(60_000)) {
    return "minute";
  }
  return whole > 120_000 && crossed(whole / 2) ? "half" : undefined;
}

/** What is left in words: whole minutes, and seconds in the last one. */
export function spoken(milliseconds: number): { readonly unit: "minutes" | "seconds"; readonly n: number } {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds > 60 ? { unit: "minutes", n: Math.ceil(seconds / 60) } : { unit: "seconds", n: seconds };
}

/** A clock as a text, to be kept. */
export function writeClock(clock: Clock): string {
  switch (clock.is) {
    case "off":
      return "";
    case "running":
      return ["r", clock.turn, clock.since, clock.end].join(" ");
    case "waiting":
      return ["w", clock.turn, clock.left].join(" ");
    case "over":
      return ["o", clock.turn].join(" ");
  }
}

/** Reads a clock that lasts whole at most; anything else is off. */
export function readClock(text: string, whole: number): Clock {
  const [is, ...numbers] = text.split(" ");
  const [turn = NaN, a = NaN, b = NaN] = numbers.map((part) => (/^\d{1,16}$/.test(part) ? Number(part) : NaN));
  if (turn !== 0 && turn !== 1) {
    return OFF;
  }
  if (is === "r" && b > a && b - a <= whole) {
    return { is: "running", since: a, end: b, turn };
  }
  if (is === "w" && a > 0 && a <= whole) {
    return { is: "waiting", left: a, turn };
  }
  return is === "o" ? { is: "over", turn } : OFF;
}
