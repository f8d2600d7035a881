/** What the preview's server says, checked before use. */
export type Message =
  | { readonly type: "reload" }
  | { readonly type: "style"; readonly href: string }
  | { readonly type: "problems"; readonly problems: readonly Problem[] };

export interface Problem {
  readonly file: string;
  readonly line: number; // 0: the file as a whole
  readonly column: number; // in characters from 1
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint: string;
  readonly source: string;
}

/** Reads one message; undefined for what this client does not know. */
export function parseMessage(text: unknown): Message | undefined {
  const value = parseJSON(text);
  switch (value["type"]) {
    case "reload":
      return { type: "reload" };
    case "style":
      return typeof value["href"] === "string" ? { type: "style", href: value["href"] } : undefined;
    case "problems":
      return Array.isArray(value["problems"])
        ? { type: "problems", problems: value["problems"].map(parseProblem) }
        : undefined;
    default:
      return undefined;
  }
}

function parseProblem(raw: unknown): Problem {
  const value = record(raw);
  return {
    file: string(value["file"]),
    line: number(value["line"]),
    column: number(value["column"]),
    severity: value["severity"] === "warning" ? "warning" : "error",
    message: string(value["message"]),
    hint: string(value["hint"]),
    source: string(value["source"]),
  };
}

/** An object, empty when text is no JSON object. */
export function parseJSON(text: unknown): Record<string, unknown> {
  try {
    return record(typeof text === "string" ? JSON.parse(text) : undefined);
  } catch {
    return {};
  }
}

export function record(raw: unknown): Record<string, unknown> {
  return typeof raw === "object" && raw !== null ? { ...raw } : {};
}

function string(raw: unknown): string {
  return typeof raw === "string" ? raw : "";
}

function number(raw: unknown): number {
  return typeof raw === "number" && Number.isFinite(raw) ? raw : 0;
}
