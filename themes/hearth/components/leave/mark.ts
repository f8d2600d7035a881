/**
 * The one thing kept outside the reader's chosen place: a key with a neutral
 * name that holds one-letter flags. It says whether the reader has left, and
 * how they like leaving to work. Flags this version does not know are kept, so
 * that two versions of the site never undo each other.
 */
export const KEY = "m";

const LEFT = "v";
const NO_SHORTCUT = "k";

export interface Mark {
  readonly left: boolean;
  readonly shortcut: boolean;
}

/** Reads flags; anything that cannot be ours, such as another program's value, counts as none. */
export function parseMark(raw: unknown): Mark {
  const flags = parseFlags(raw);
  return { left: flags.includes(LEFT), shortcut: !flags.includes(NO_SHORTCUT) };
}

/** The flags in raw with one of them set or taken away, or null when none is left and the key should go. */
export function withFlag(raw: unknown, flag: keyof Mark, value: boolean): string | null {
  const letter = flag === "left" ? LEFT : NO_SHORTCUT;
  const present = flag === "left" ? value : !value;
  const flags = parseFlags(raw).replaceAll(letter, "") + (present ? letter : "");
  return flags === "" ? null : flags;
}

function parseFlags(raw: unknown): string {
  return typeof raw === "string" && /^[a-z0-9]{1,16}$/.test(raw) ? raw : "";
}

/** The mark as it is now; a browser that refuses storage has none. */
export function readMark(): Mark {
  try {
    return parseMark(localStorage.getItem(KEY));
  } catch {
    return parseMark(null);
  }
}

/** Changes one flag. A refusal is no error: leaving must go on, and refused() tells the page that comes back. */
export function writeMark(flag: keyof Mark, value: boolean): void {
  try {
    keep(withFlag(localStorage.getItem(KEY), flag, value));
  } catch {
    // See above.
  }
}

/** Whether a mark could not have been kept: asked only of a page that came back from the browser's history. */
export function refused(): boolean {
  try {
    const raw = localStorage.getItem(KEY);
    localStorage.setItem(KEY, raw ?? "");
    keep(raw);
    return false;
  } catch {
    return true;
  }
}

function keep(value: string | null): void {
  if (value === null) {
    localStorage.removeItem(KEY);
  } else {
    localStorage.setItem(KEY, value);
  }
}
