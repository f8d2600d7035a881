import { isOwn, nameOf } from "./names.ts";

/**
 * Begins to erase in the moment of leaving: what this tab keeps is gone at once,
 * what the device keeps is asked for. The next page of the site finishes it.
 */
export function eraseOnLeaving(base: string): void {
  clearTab(base);
  try {
    tellErased(base);
    indexedDB.deleteDatabase(nameOf("n", base));
  } catch {
    // Refused: then nothing is there.
  }
}

/** Removes what the site keeps in this tab. */
export function clearTab(base: string): void {
  try {
    for (const name of Object.keys(sessionStorage).filter((one) => isOwn(one, base))) {
      sessionStorage.removeItem(name);
    }
  } catch {
    // A browser that refuses it has nothing in it.
  }
}

/** Tells every open page of the site that all is erased: else it would take it for a loss and keep what it still knows. */
export function tellErased(base: string): void {
  if ("BroadcastChannel" in globalThis) {
    const channel = new BroadcastChannel(nameOf("n", base));
    channel.postMessage({ erased: true });
    channel.close();
  }
}
