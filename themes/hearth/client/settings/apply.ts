import { readMark } from "../../components/leave/mark.ts";

/** Shows how the reader likes leaving to work; in the head before the first paint, and again when it changed. */
export function applyMark(): void {
  const { side, trail } = readMark();
  const { classList } = document.documentElement;
  for (const one of ["left", "right"] as const) {
    classList.toggle(`leave-${one}`, side === one);
  }
  classList.toggle("no-trail", !trail);
}
