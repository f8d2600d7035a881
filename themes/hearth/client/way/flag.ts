import { nameOf } from "../notes/names.ts";

/** What a safety check came to. */
export type Code = "green" | "amber" | "red";

const CODES: readonly Code[] = ["green", "amber", "red"];
const IDLE = 15 * 60_000;

/**
 * The one sign that a safety check leaves: a digit and when this tab was last
 * used, in the tab's storage. It says nothing of any answer.
 */
export function writeFlag(code: Code, now: number): string {
  return `${CODES.indexOf(code)}${now.toString(36)}`;
}

/** Reads a sign; one that was not used for a while, or is none of ours, counts as none. */
export function parseFlag(raw: unknown, now: number): Code | undefined {
  const [, digit, time] = typeof raw === "string" ? (/^([0-2])([0-9a-z]{8,9})$/.exec(raw) ?? []) : [];
  return digit === undefined || time === undefined || now - parseInt(time, 36) > IDLE ? undefined : CODES[Number(digit)];
}

/** The graver of two. */
export function graver(a: Code | undefined, b: Code): Code {
  return a !== undefined && CODES.indexOf(a) > CODES.indexOf(b) ? a : b;
}

/** The sign in a tab's storage; a browser that refuses storage has none. */
export class Flag {
  readonly #name: string;

  constructor(base: string) {
    this.#name = nameOf("f", base);
  }

  read(now = Date.now()): Code | undefined {
    try {
      const raw = sessionStorage.getItem(this.#name);
      const code = parseFlag(raw, now);
      if (raw !== null && code === undefined) {
        sessionStorage.removeItem(this.#name);
      }
      return code;
    } catch {
      return undefined;
    }
  }

  write(code: Code | undefined, now = Date.now()): void {
    try {
      if (code === undefined) {
        sessionStorage.removeItem(this.#name);
      } else {
        sessionStorage.setItem(this.#name, writeFlag(code, now));
      }
    } catch {
      // The page that shows the result holds back by itself.
    }
  }
}

/** The sign of the site that a page belongs to, for the head: there the page's data was not read yet. */
export function flagOf(pathname: string): Code | undefined {
  try {
    const bases = Object.keys(sessionStorage).flatMap((name) => /^f(\/.*):$/.exec(name)?.[1] ?? []);
    const base = bases.filter((one) => pathname.startsWith(one)).sort((a, b) => b.length - a.length)[0];
    return base === undefined ? undefined : new Flag(base).read();
  } catch {
    return undefined;
  }
}
