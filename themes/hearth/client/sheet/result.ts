/** The event, sent from a sheet that ends in a result, that tells how far it is. */
export const RESULT = "gs-result";

/** none: nothing is answered; open: something is, and no result is due yet. */
export type Result = "none" | "open" | "green" | "amber" | "red";

const PREFIX = "result-";

/** Whether a panel is one of the results at the end of a sheet. */
export function isResult(panel: string | undefined): boolean {
  return panel?.startsWith(PREFIX) === true;
}

/** The panel of a result. */
export function resultPanel(result: Result): string {
  return PREFIX + result;
}

/**
 * What a sheet comes to. Red counts at once; the others when the reader asked
 * or left nothing out, since an answer that is still to come can change them.
 */
export function resultOf(panels: readonly string[], far: { readonly touched: boolean; readonly due: boolean }): Result {
  const found = (["red", "amber", "green"] as const).find((result) => panels.includes(resultPanel(result)));
  if (found === "red" || (found !== undefined && far.due)) {
    return found;
  }
  return far.touched && found !== undefined ? "open" : "none";
}
