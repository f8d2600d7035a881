/**
 * The one thing kept outside the reader's chosen place: a key with a neutral
 * name that holds one-letter flags. It says whether the reader has left, and
 * how they like leaving to work. Flags this version does not know are kept, so
 * that two versions of the site never undo each other.
 */
export const KEY = "m";

/** Which side of the page the button stands on; "" as the page has it. */
export type Side = "" | "left" | "right";

export interface Mark {
  readonly left: boolean;
  readonly shortcut: boolean; // pressing Shift three times leaves
  readonly trail: boolean; // pages of this site stay in the Back list
  readonly erase: boolean; // what is kept is erased when the reader leaves
  readonly due: boolean; // that erasing was begun, and may not be done
  readonly side: Side;
  readonly to: number; // which of the offered places to leave to, from 0
}

const LETTERS = { left: "v", shortcut: "k", trail: "t", erase: "e", due: "d" } as const;
/** Flags whose letter means that something usual is off. */
const USUAL: readonly string[] = ["shortcut", "trail"];

/** Reads flags; anything that cannot be ours, such as another program's value, counts as none. */
export function parseMark(raw: unknown): Mark {
  const flags = parseFlags(raw);
  return {
    left: flags.includes(LETTERS.left),
    shortcut: !flags.includes(LETTERS.shortcut),
    trail: !flags.includes(LETTERS.trail),
    erase: flags.includes(LETTERS.erase),
    due: flags.includes(LETTERS.due),
    side: flags.includes("l") ? "left" : flags.includes("r") ? "right" : "",
    to: Number(/[0-9]/.exec(flags)?.[0] ?? 0),
  };
}

/** The flags in raw with one of them changed, or null when none is left and the key should go. */
export function withFlag<K extends keyof Mark>(raw: unknown, flag: K, value: Mark[K]): string | null {
  const [old, now] = spell(flag, value);
  const flags = [...parseFlags(raw)].filter((letter) => !old.test(letter)).join("") + now;
  return flags === "" ? null : flags;
}

/** The letters that a flag uses, and those that say its value. */
function spell(flag: keyof Mark, value: Mark[keyof Mark]): [RegExp, string] {
  if (flag === "side") {
    return [/[lr]/, String(value).slice(0, 1)];
  }
  if (flag === "to") {
    return [/[0-9]/, value === 0 ? "" : String(value)];
  }
  const letter = LETTERS[flag];
  return [new RegExp(letter), value !== USUAL.includes(flag) ? letter : ""];
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
export function writeMark<K extends keyof Mark>(flag: K, value: Mark[K]): void {
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
