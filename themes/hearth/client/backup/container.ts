import { LIMITS } from "./format.ts";
import { Refusal } from "./refusal.ts";

/** What is in a file: a text that anyone can read, or one behind a passphrase. */
export type Container = { readonly kind: "text"; readonly text: string } | { readonly kind: "age"; readonly bytes: Uint8Array<ArrayBuffer> };

/** The most work that opening a file may ask for: 2 to this power, 1 GiB of memory. */
export const MOST_WORK = 20;

const HEAD = "age-encryption.org/v1\n";
const ARMOR = "-----BEGIN AGE ENCRYPTED FILE-----";
const ARMOR_END = "-----END AGE ENCRYPTED FILE-----";
const HEADER = /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} [1-9]\d?\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/;
const HEADER_LENGTH = 200; // more than it can have

/** Looks into a file without opening it: no key is derived before its parameters are known to be sound. Throws a Refusal. */
export function inspect(file: Uint8Array<ArrayBuffer>): Container {
  if (file.length > LIMITS.file) {
    throw new Refusal("big");
  }
  if (file.length === 0) {
    throw new Refusal("empty");
  }
  if (latin(file.subarray(0, HEAD.length)) === HEAD) {
    return { kind: "age", bytes: checked(file) };
  }
  const text = decode(file);
  if (!text.trimStart().startsWith(ARMOR)) {
    return { kind: "text", text };
  }
  return { kind: "age", bytes: checked(dearmor(text.trim())) };
}

function checked(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const header = latin(file.subarray(0, HEADER_LENGTH));
  const [, kind, , work] = /^.*\n-> (\S+)(?: (\S+))?(?: (\S+))?/.exec(header) ?? [];
  if (kind !== undefined && kind !== "scrypt") {
    throw new Refusal("key");
  }
  if (work !== undefined && !(/^[1-9]\d?$/.test(work) && Number(work) <= MOST_WORK)) {
    throw new Refusal("work");
  }
  if (!HEADER.test(header)) {
    throw new Refusal("broken");
  }
  return file;
}

/** The file within lines of letters, the form that can stand in a mail. */
function dearmor(text: string): Uint8Array<ArrayBuffer> {
  const end = text.indexOf(ARMOR_END);
  if (end < 0) {
    throw new Refusal("broken");
  }
  try {
    return Uint8Array.from(atob(text.slice(ARMOR.length, end)), (c) => c.charCodeAt(0));
  } catch {
    throw new Refusal("broken");
  }
}

function decode(file: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file); // leaves a byte-order mark out
  } catch {
    throw new Refusal("kind");
  }
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
