import { Decrypter, Encrypter } from "age-encryption";
import { LIMITS } from "./format.ts";
import { Refusal } from "./refusal.ts";

/**
 * 2 to this power is the work of one guess at a passphrase. It needs 64 MiB,
 * which an old phone has to spare; the tool's own 18 needs 256.
 */
const WORK = 16;

/** Locks a text with a passphrase, as an age file. */
export async function seal(text: string, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(WORK);
  encrypter.setPassphrase(spellings(passphrase)[0] ?? "");
  return new Uint8Array(await encrypter.encrypt(text));
}

/** Opens an age file that container.ts found sound. Throws a Refusal. */
export async function open(file: Uint8Array, passphrase: string): Promise<string> {
  for (const spelling of spellings(passphrase)) {
    try {
      return await openWith(file, spelling);
    } catch (error) {
      if (!(error instanceof Refusal) || error.reason !== "passphrase") {
        throw error;
      }
    }
  }
  throw new Refusal("passphrase");
}

async function openWith(file: Uint8Array, passphrase: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let bytes: Uint8Array;
  try {
    bytes = await decrypter.decrypt(file);
  } catch (error) {
    throw new Refusal(meaning(error));
  }
  if (bytes.length > LIMITS.file) {
    throw new Refusal("big");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal("kind");
  }
}

function meaning(error: unknown): "memory" | "passphrase" | "broken" {
  if (error instanceof RangeError) {
    return "memory";
  }
  return error instanceof Error && error.message.startsWith("no identity matched") ? "passphrase" : "broken";
}

/**
 * The spellings of one passphrase, the one that is written first: phones add a
 * space after a word, and systems compose letters with accents differently.
 */
function spellings(passphrase: string): readonly string[] {
  return [...new Set([passphrase.normalize("NFC").trim(), passphrase])];
}
