/** A sentence with gaps, in words. */
import type { Part } from "../data.ts";

const GAP = "…";

/** Joins the words and what was written in the gaps; "" while nothing was. */
export function compose(parts: readonly Part[], gap: (id: string) => string): string {
  if (!parts.some((part) => part.gap !== undefined && gap(part.gap).trim() !== "")) {
    return "";
  }
  let text = "";
  for (const part of parts) {
    const next = part.gap === undefined ? (part.text ?? "") : gap(part.gap).trim() || GAP;
    // Who ends a gap with a full stop needs no second one.
    text += /[.!?…]$/.test(text) && next.startsWith(".") ? next.slice(1) : next;
  }
  text = text.replace(/\s+/g, " ").trim();
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
