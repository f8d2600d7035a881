import { flagOf } from "./flag.ts";
import { showTwo, viewOf } from "./view.ts";

/** Holds back what the safety check holds back before the first paint, in the head: the notes, and the way in them, come later. */
export function holdBack(): void {
  showTwo(viewOf("", flagOf(location.pathname)).two);
}
