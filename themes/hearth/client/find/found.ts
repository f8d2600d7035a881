/** What was found: a lesson, a worksheet or another page, as the build stored it (internal/render/search.go). */
export interface Found {
  readonly kind: "lesson" | "sheet" | "page";
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly two: string; // its parts for two people
  readonly ranks: string; // a lesson's place on each path, such as "broke:core hurt:helpful"
  readonly red: string; // what is left of a lesson after a red safety result: "shown", "solo", "hidden"
  readonly together: boolean; // a lesson with a two-person part
  readonly fill: string; // who fills in a worksheet
  readonly held: boolean; // a worksheet that is held back after an amber result
  readonly score: number;
  readonly terms: readonly string[]; // words of the document that were meant, folded
}

const KINDS = { l: "lesson", s: "sheet", p: "page" } as const;

/** Reads one result of MiniSearch. */
export function readFound(result: Readonly<Record<string, unknown>>): Found {
  const text = (key: string): string => (typeof result[key] === "string" ? result[key] : "");
  const kind = text("k");
  return {
    kind: KINDS[kind === "l" || kind === "s" ? kind : "p"],
    id: text("i"),
    url: text("u"),
    title: text("n"),
    text: text("x"),
    two: text("y"),
    ranks: text("p"),
    red: text("r"),
    together: result["t"] === true,
    fill: text("w"),
    held: result["a"] === true,
    score: typeof result["score"] === "number" ? result["score"] : 0,
    terms: Array.isArray(result["terms"]) ? result["terms"].filter((term) => typeof term === "string") : [],
  };
}
