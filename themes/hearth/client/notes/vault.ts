/**
 * Keeping on the device, its lock, and erasing: one part, which a page loads
 * only where something is kept there or the reader asks for it.
 */
export { erase } from "./erase.ts";
export { Opened } from "./opened.ts";
