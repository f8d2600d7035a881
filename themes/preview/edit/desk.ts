/** What the server gives and takes; the same names as in internal/desk and internal/edit. */
export type Value = string | readonly Value[] | readonly Entry[] | { readonly [key: string]: Value };

export interface Entry {
  readonly key: string;
  readonly value: Value;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Question {
  readonly key: string;
  readonly kind: "line" | "number" | "tick" | "choice" | "ranks" | "picks" | "list" | "map" | "group";
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly more?: boolean;
  readonly choices?: readonly Choice[];
  readonly rows?: readonly Choice[];
  readonly item?: Question;
  readonly fields?: readonly Question[];
  readonly named?: string;
  readonly byType?: Readonly<Record<string, readonly string[] | null>>;
}

export type Path = readonly (string | number)[];

export interface Problem {
  readonly path: Path | null;
  readonly line: number; // of the body, 0 for none
  readonly file: string;
  readonly fileLine: number;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint: string;
}

export interface Checked {
  readonly here: readonly Problem[];
  readonly elsewhere: readonly Problem[];
  readonly errors: number;
  readonly others: number;
  readonly text: string;
}

export interface Place {
  readonly kind: string;
  readonly title: string;
  readonly link: string;
}

export interface Form {
  readonly kind: string;
  readonly language: string;
  readonly id: string;
  readonly title: string;
  readonly address?: string;
  readonly file: string;
  readonly state: "base" | "patch" | "whole" | "own";
  readonly program: boolean;
  readonly hash: string;
  readonly questions: readonly Question[];
  readonly values: Readonly<Record<string, Value>>;
  readonly aside: readonly string[];
  readonly body: string;
  readonly fixed: readonly string[];
  readonly places: readonly Place[];
  readonly base: string;
  readonly text: string;
  readonly dir: string;
}

export interface Listed {
  readonly kind: string;
  readonly language: string;
  readonly id: string;
  readonly title: string;
  readonly address?: string;
  readonly state: Form["state"];
}

export interface Answer {
  readonly said?: string;
  readonly form?: Form;
  readonly check?: Checked;
  readonly conflict?: { readonly theirs: Answer; readonly mine: string };
  readonly saved?: boolean;
  readonly texts?: readonly Listed[];
  readonly failed?: string;
}

/** Asks the server. Whatever goes wrong comes back as words. */
export class Desk {
  readonly #own: string;
  readonly #token: string;

  constructor(own: string, token: string) {
    this.#own = own;
    this.#token = token;
  }

  async ask(action: string, request: object): Promise<Answer> {
    try {
      const response = await fetch(`${this.#own}desk/${action}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Goldseam-Token": this.#token },
        body: JSON.stringify(request),
      });
      if (response.headers.get("Content-Type") !== "application/json") {
        return { failed: (await response.text()).trim() };
      }
      const answer: unknown = await response.json();
      return typeof answer === "object" && answer !== null ? answer : {};
    } catch {
      return { failed: "The preview does not answer. Is goldseam serve still running? What you typed is kept in this tab." };
    }
  }
}
