/**
 * What the rest of the client may ask of a reader's notes. The only
 * implementation is openNotes in notes.ts; tests make one with memoryNotes.
 */

/** Where notes stay: in this tab until it closes, or on this device, plain or locked. */
export type Place = "tab" | "device" | "locked";

export interface State {
  readonly place: Place;
  /** Whether the reader was asked and answered. Until then the place is "tab". */
  readonly chosen: boolean;
  /** Locked and not opened: nothing can be read, and nothing shows which sheets exist. */
  readonly shut: boolean;
  /** This page is older than the notes on the device: they can be read and never written by it. */
  readonly older: boolean;
}

/** A text that lost against a newer one under the same key. */
export interface Text {
  readonly value: string;
  readonly at: number; // milliseconds since 1970, UTC
}

/** One answer. */
export interface Entry {
  readonly key: string; // see key.ts
  readonly value: string; // "" for an answer that was emptied
  readonly at: number;
  readonly rev: number; // counts up with each change
  /** Written at the same time in another tab or file; the reader has not settled it yet. */
  readonly others: readonly Text[];
  /** Earlier versions, the newest first, three at most. */
  readonly earlier: readonly Text[];
}

/** Why something could not be saved. */
export type Trouble =
  | "full" // no room left
  | "refused" // the browser does not let this page keep anything
  | "lost" // what was saved before is gone, as if the browser had cleared it
  | "older" // see State.older
  | "absent" // the part of the site that keeps on the device could not be loaded
  | "unknown";

/** The truth about one sheet's saving. */
export interface Status {
  /** empty: nothing was written; kept: all that was written is where state.place says, read back. */
  readonly saving: "empty" | "waiting" | "kept" | "failed";
  readonly at: number; // when it was kept
  readonly trouble?: Trouble;
}

export interface NotesEvents {
  /** Answers changed elsewhere: in another tab, by an import, by opening the lock. Not by set() of this page. */
  change: { readonly keys: readonly string[] };
  /** The truth about saving a sheet changed. */
  status: { readonly sheet: string };
  /** The state changed: another place, opened, shut, erased. */
  state: State;
}

export interface Notes {
  readonly state: State;

  /** Calls back on each event until the signal ends. */
  on<E extends keyof NotesEvents>(event: E, call: (detail: NotesEvents[E]) => void, signal?: AbortSignal): void;

  /** The answer under a key, undefined if there never was one. Immediate: everything was read when the notes were opened. */
  get(key: string): Entry | undefined;
  /** The value under a key, "" if there is none. */
  value(key: string): string;
  /** All answers whose key begins with prefix, by key. Removed rows are among them. */
  all(prefix?: string): readonly Entry[];

  /**
   * Takes an answer. It is kept 300 ms after the last call for this sheet, at
   * flush() and when the page is hidden. Never refuses and never throws: what
   * cannot be kept stays in memory, and status() says so. When the same key was
   * changed elsewhere meanwhile, both texts are kept; and so they are when the
   * caller says that the reader has not seen what stands there now (unseen).
   */
  set(key: string, value: string, unseen?: boolean): void;
  /** Takes several answers as one step: all or none are kept. */
  setAll(changes: ReadonlyMap<string, string>): Promise<void>;
  /** Keeps what waits. Resolves when it is kept or has failed. */
  flush(): Promise<void>;
  status(sheet: string): Status;

  /** Settles a conflict: the value is what the reader wants now; the other texts go to the earlier ones. */
  settle(key: string, value: string): Promise<void>;

  /** Keeps one sheet in this tab alone, whatever was chosen for the others; or no longer. Moves what is there. */
  only(sheet: string, tab: boolean): Promise<void>;
  /** Whether a sheet stays in this tab alone. */
  isOnly(sheet: string): boolean;

  /**
   * Chooses where notes stay and moves everything there: to another place the
   * answers are written, read back, and only then removed from the old one.
   * "locked" needs a passphrase. Throws Trouble as the cause of an Error.
   */
  choose(place: Place, passphrase?: string): Promise<void>;
  /** Opens locked notes; false for a wrong passphrase. */
  open(passphrase: string): Promise<boolean>;
  /** Shuts locked notes, after keeping what waits. */
  shut(): Promise<void>;
  /** Changes the passphrase; false if the present one is wrong. Answers are not written anew. */
  changePassphrase(present: string, next: string): Promise<boolean>;

  /** Removes answers for good: their text, what they conflicted with and earlier versions. */
  remove(keys: readonly string[]): Promise<void>;
  /** Takes entries as they are, with their times: an import, or its undo. Merges nothing: what is given is what stands then. */
  put(entries: readonly Entry[]): Promise<void>;
  /** Removes everything, also while shut, and reports what is still there after looking again. Never throws. */
  erase(): Promise<ErasedReport>;
}

/** What was found when looking again after erasing. Empty lists mean that nothing is left. */
export interface ErasedReport {
  readonly databases: readonly string[];
  readonly local: readonly string[]; // keys of localStorage
  readonly session: readonly string[];
  readonly caches: readonly string[];
  readonly workers: number; // service workers still registered
}
