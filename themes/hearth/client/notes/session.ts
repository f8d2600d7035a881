import type { Device } from "./device.ts";
import { base64, fromBase64 } from "./lock.ts";

/** How long an open lock may go without use before a page asks for the passphrase again. */
export const IDLE = 10 * 60_000;

/**
 * Carries an open lock from one page of the site to the next in the same tab.
 * The data key lies in the tab's storage, sealed by a key that cannot be read
 * out of the device's store and is removed when the notes are shut: neither
 * alone opens anything.
 */
export class Session {
  readonly #device: Device;
  readonly #item: string;

  constructor(device: Device, item: string) {
    this.#device = device;
    this.#item = item;
  }

  async keep(data: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      const id = crypto.randomUUID();
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, data));
      await this.#device.keepSessionKey(id, key);
      sessionStorage.setItem(this.#item, JSON.stringify([id, base64(iv), base64(sealed), Date.now()]));
    } catch {
      // A browser that cannot: the next page asks for the passphrase.
    }
  }

  /** The data key, if this tab used it a moment ago. */
  async take(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const [id, iv, sealed, at] = JSON.parse(sessionStorage.getItem(this.#item) ?? "[]") as unknown[];
      if (typeof id !== "string" || typeof iv !== "string" || typeof sealed !== "string" || typeof at !== "number") {
        return undefined;
      }
      const key = await this.#device.sessionKey(id);
      if (key === undefined || Math.abs(Date.now() - at) > IDLE) {
        this.forget();
        return undefined;
      }
      return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64(iv) }, key, fromBase64(sealed)));
    } catch {
      return undefined;
    }
  }

  /** Notes that the lock is still in use. */
  touch(): void {
    try {
      const parts = JSON.parse(sessionStorage.getItem(this.#item) ?? "[]") as unknown[];
      if (parts.length === 4) {
        sessionStorage.setItem(this.#item, JSON.stringify([...parts.slice(0, 3), Date.now()]));
      }
    } catch {
      // See keep.
    }
  }

  /** For this tab alone. */
  forget(): void {
    try {
      sessionStorage.removeItem(this.#item);
    } catch {
      // See keep.
    }
  }

  /** For every tab: the keys are gone from the device. */
  async end(): Promise<void> {
    this.forget();
    await this.#device.dropSessionKeys();
  }
}
