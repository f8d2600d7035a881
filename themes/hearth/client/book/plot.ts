import { averages, joins, type Point } from "./series.ts";

/** The inside of a chart, in its own units. */
export const WIDTH = 320;
export const HEIGHT = 160;
/** The height of one among several. */
export const LOW = 80;
const EDGE = 10;

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where a day stands between the first and the last. */
export function place(day: number, first: number, last: number): number {
  return last === first ? WIDTH / 2 : round(EDGE + ((day - first) / (last - first)) * (WIDTH - 2 * EDGE));
}

/** Where a value from 0 to 10 stands. */
export const level = (value: number, height = HEIGHT): number => round(height - EDGE - (value / 10) * (height - 2 * EDGE));

const round = (n: number): number => Math.round(n * 10) / 10;

/** The dots of one scale, the lines between them, and the thin line of its average. */
export interface Drawing {
  readonly dots: readonly Spot[];
  readonly lines: readonly (readonly [Spot, Spot])[];
  readonly average: readonly (readonly [Spot, Spot])[];
}

export function drawing(points: readonly Point[], first: number, last: number, averageAfter: number, height = HEIGHT): Drawing {
  const spot = ({ day, value }: Point): Spot => ({ x: place(day, first, last), y: level(value, height) });
  const between = (all: readonly Point[]): readonly (readonly [Spot, Spot])[] =>
    all.slice(1).flatMap((point, i) => {
      const before = all[i];
      return before !== undefined && joins(before, point) ? [[spot(before), spot(point)] as const] : [];
    });
  return { dots: points.map(spot), lines: between(points), average: between(averages(points, averageAfter)) };
}
