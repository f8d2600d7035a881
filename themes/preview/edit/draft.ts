import type { Value } from "./desk.ts";

/** What is typed and not saved yet. It stays in this tab's own store until it is saved. */
export interface Draft {
  readonly hash: string;
  readonly values: Readonly<Record<string, Value>>;
  readonly body: string;
}

/** Keeps a draft; where that is refused, the page has it all the same. */
export function keep(name: string, draft: Draft | undefined): void {
  try {
    if (draft === undefined) {
      sessionStorage.removeItem(name);
    } else {
      sessionStorage.setItem(name, JSON.stringify(draft));
    }
  } catch {
    // Full or refused.
  }
}

export function kept(name: string): Draft | undefined {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(name) ?? "null");
    if (typeof value === "object" && value !== null && "hash" in value && "values" in value && "body" in value &&
      typeof value.hash === "string" && typeof value.body === "string" && typeof value.values === "object" && value.values !== null) {
      return { hash: value.hash, body: value.body, values: { ...value.values } as Draft["values"] };
    }
  } catch {
    // Nobody's draft.
  }
  return undefined;
}
