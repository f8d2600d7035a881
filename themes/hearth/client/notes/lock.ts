/**
 * The lock of a reader's notes: a random key, wrapped by a key made of the
 * passphrase. Only WebCrypto; nothing of it is ever stored in the open.
 */

/** PBKDF2-HMAC-SHA256 as OWASP's password storage cheat sheet gives it (2025). */
export const ITERATIONS = 600_000;
/** A header that asks for more was not written by us and would stop the page. */
const MOST_ITERATIONS = 20_000_000;

/** What is kept beside locked notes, so that the passphrase can open them. */
export interface Header {
  readonly salt: Uint8Array<ArrayBuffer>; // 16 bytes
  readonly iterations: number;
  readonly wrapped: Uint8Array<ArrayBuffer>; // 12 bytes of IV, then the wrapped key
}

/** An open lock. Its keys cannot be read out of the browser. */
export class Lock {
  readonly #seal: CryptoKey;
  readonly #name: CryptoKey;
  readonly #where: string;

  private constructor(seal: CryptoKey, name: CryptoKey, where: string) {
    this.#seal = seal;
    this.#name = name;
    this.#where = where;
  }

  /** Makes the lock of a data key of 32 bytes; where is the edition that the notes belong to. */
  static async of(data: Uint8Array<ArrayBuffer>, where: string): Promise<Lock> {
    const root = await crypto.subtle.importKey("raw", data, "HKDF", false, ["deriveKey"]);
    const derive = (info: string, algorithm: AesKeyGenParams | HmacKeyGenParams, uses: KeyUsage[]): Promise<CryptoKey> =>
      crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytes(info) }, root, algorithm, false, uses);
    return new Lock(
      await derive("notes seal 1", { name: "AES-GCM", length: 256 }, ["encrypt", "decrypt"]),
      await derive("notes name 1", { name: "HMAC", hash: "SHA-256", length: 256 }, ["sign"]),
      where,
    );
  }

  /** The name a record has on the device: it tells nothing about the key. */
  async nameOf(key: string): Promise<string> {
    const mac = new Uint8Array(await crypto.subtle.sign("HMAC", this.#name, bytes(key)));
    return base64(mac.slice(0, 16));
  }

  /** Seals a text with an IV of its own. It opens only under the same name and revision. */
  async seal(text: string, name: string, rev: number): Promise<Uint8Array<ArrayBuffer>> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return joined(iv, await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: this.#context(name, rev) }, this.#seal, bytes(text)));
  }

  /** Opens a sealed text; throws if it was changed, moved to another name, or is of another lock. */
  async open(sealed: Uint8Array<ArrayBuffer>, name: string, rev: number): Promise<string> {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.subarray(0, 12), additionalData: this.#context(name, rev) }, this.#seal, sealed.subarray(12));
    return new TextDecoder("utf-8", { fatal: true }).decode(plain);
  }

  #context(name: string, rev: number): Uint8Array<ArrayBuffer> {
    return bytes(JSON.stringify([this.#where, name, rev]));
  }
}

export function newDataKey(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** Wraps a data key under a passphrase. */
export async function wrap(data: Uint8Array<ArrayBuffer>, passphrase: string, iterations = ITERATIONS): Promise<Header> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await stretch(passphrase, salt, iterations);
  const wrapped = joined(iv, await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: headerContext(iterations) }, key, data));
  return { salt, iterations, wrapped };
}

/** The data key, or undefined for a wrong passphrase or a header that was damaged. */
export async function unwrap(header: Header, passphrase: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!Number.isInteger(header.iterations) || header.iterations < 1 || header.iterations > MOST_ITERATIONS) {
    return undefined;
  }
  const key = await stretch(passphrase, header.salt, header.iterations);
  const iv = header.wrapped.subarray(0, 12);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: headerContext(header.iterations) }, key, header.wrapped.subarray(12)));
  } catch {
    return undefined;
  }
}

/** Makes a key of a passphrase. The same words typed on another keyboard are the same passphrase (NFKC). */
export async function stretch(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const words = await crypto.subtle.importKey("raw", bytes(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, words, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function headerContext(iterations: number): Uint8Array<ArrayBuffer> {
  return bytes(`notes lock 1 ${iterations}`);
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function joined(iv: Uint8Array<ArrayBuffer>, rest: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(iv.length + rest.byteLength);
  out.set(iv);
  out.set(new Uint8Array(rest), iv.length);
  return out;
}

/** Bytes as text for a storage that keeps only text. */
export function base64(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data));
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}
