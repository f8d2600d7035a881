import type { Code } from "./flag.ts";
import { rankOn } from "./ranks.ts";

/**
 * What the pages show of the parts for two. solo: not offered; wait: a talk with
 * someone comes first; ask: each sheet says what comes before it; on: all as it is.
 */
export type Two = "solo" | "wait" | "ask" | "on";

export interface View {
  readonly path: string; // "" for no chosen way
  readonly two: Two;
}

export const UNSURE = "unsure";

/** The view of a path and a safety result. Red is the view of the path "unsure" to the last word, so that nobody can tell one from the other. */
export function viewOf(path: string, code: Code | undefined): View {
  if (code === "red" || path === UNSURE) {
    return { path: UNSURE, two: "solo" };
  }
  return { path, two: code === "amber" ? "wait" : code === "green" ? "on" : "ask" };
}

const CLASSES: Readonly<Record<Two, string>> = { solo: "two-off", wait: "two-wait", ask: "", on: "two-on" };

/** Tells the style sheet, which hides what is held back before anything is painted. */
export function showTwo(two: Two): void {
  const { classList } = document.documentElement;
  classList.remove(...Object.values(CLASSES).filter((name) => name !== "" && name !== CLASSES[two]));
  if (CLASSES[two] !== "") {
    classList.add(CLASSES[two]);
  }
}

/** Whether a worksheet is for two people. */
export function isForTwo(fill: string | undefined): boolean {
  return fill === "both" || fill === "together";
}

/** What a place in the site is, as far as it may be held back. */
export interface Place {
  readonly ranks?: string | undefined; // of a lesson: its rank on each path
  readonly red?: string | undefined; // of a lesson: shown, solo or hidden
  readonly fill?: string | undefined; // of a worksheet
  readonly held?: boolean | undefined; // of a worksheet
}

/** Whether lists and search offer a place. */
export function offered({ path, two }: View, { ranks, red, fill, held }: Place): boolean {
  const solo = two === "solo";
  return rankOn(ranks ?? "", path) !== "hidden" && !(solo && (red === "hidden" || isForTwo(fill))) && !(held === true && (solo || two === "wait"));
}
