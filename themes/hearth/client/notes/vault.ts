/**
 * Keeping on the device, its lock, and erasing: one part, which a page loads
 * only where something is kept there or the reader asks for it.
 */
export { Device, type Head } from "./device.ts";
export { erase } from "./erase.ts";
export { Lock, newDataKey, unwrap, wrap } from "./lock.ts";
export { Session } from "./session.ts";
