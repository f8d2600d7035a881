const FIRST = 250;
const LONGEST = 3000;

/** How long to wait, in milliseconds, before trying again after so many failures. */
export function delayAfter(failures: number): number {
  return Math.min(LONGEST, FIRST * 2 ** failures);
}
