import { inspect } from "./container.ts";
import { bytesOf, fileOf } from "./file.ts";
import { readDocument, type SharedPage, writePage } from "./format.ts";
import { open, seal } from "./locksmith.ts";
import { Refusal } from "./refusal.ts";

/** Makes the file of a shared page: behind a passphrase that both know, or plain without one. Rejects with a Refusal. */
export async function makeSharedPage(page: Omit<SharedPage, "kind">, passphrase?: string, signal?: AbortSignal): Promise<File> {
  const text = writePage(page);
  readDocument(text, Date.now()); // refuses what the other person could not open
  return fileOf("page", page.day, passphrase === undefined ? text : await seal(text, passphrase, signal));
}

/** Whether a passphrase is needed to open a file. Rejects with a Refusal for what is no file of ours. */
export async function needsPassphrase(file: Blob): Promise<boolean> {
  return inspect(await bytesOf(file)).kind === "age";
}

/** Opens a page that another person made, to be read. Rejects with a Refusal. */
export async function openSharedPage(file: Blob, passphrase = "", signal?: AbortSignal): Promise<SharedPage> {
  const container = inspect(await bytesOf(file));
  if (container.kind === "age" && passphrase === "") {
    throw new Refusal("passphrase");
  }
  const text = container.kind === "text" ? container.text : await open(container.bytes, passphrase, signal);
  const found = readDocument(text, Date.now());
  if (found.kind !== "page") {
    throw new Refusal("notes");
  }
  return found;
}
