/**
 * Why a file was not taken. Each has a sentence for the reader under the words
 * "import-no-" and its name.
 */
export type Reason =
  | "big"
  | "empty"
  | "unread" // the browser could not read the file
  | "kind" // something else than a file of ours
  | "broken" // cut off or changed
  | "newer" // of a later format
  | "many"
  | "page" // a shared page where a backup was wanted
  | "notes" // a backup where a shared page was wanted
  | "key" // locked for a key, not with a passphrase
  | "work" // would ask too much of the device
  | "memory"
  | "passphrase"
  | "worker" // the browser does not start the worker
  | "stopped"; // by the reader

/** A file that is not taken, or work that was stopped. */
export class Refusal extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

/** What went wrong, for the reader; a failure nobody thought of counts as a damaged file. */
export function reasonOf(error: unknown): Reason {
  return error instanceof Refusal ? error.reason : "broken";
}
