import type { PageData, Rule, Say, Sheet } from "../data.ts";
import type { Notes } from "../notes/types.ts";

/** What of the program is shown to the reader now. */
export interface Shown {
  /** The path, as the pages show it; "" for none. */
  readonly path: string;
  /** Whether a place is offered. */
  offered(place: NonNullable<Rule["link"]>): boolean;
}

/**
 * A worksheet on the page as its parts see it: rules, timers, calendar files
 * and the summary work on this and never on inputs of their own finding.
 */
export interface Form {
  readonly root: HTMLElement; // gs-sheet
  readonly sheet: Sheet;
  readonly data: PageData;
  readonly say: Say;
  readonly notes: Notes;
  readonly way: Shown;
  /** The entry that is being filled in, for a sheet that is a tracker; "" else. */
  readonly entry: string;

  /** The element of a field: [data-field="id"], undefined when it is not on the page. */
  element(field: string): HTMLElement | undefined;
  /**
   * What is answered now, as rules see it: "id", "id.item", "id.me", "rows.column".
   * Option ids of a choice or of ticks, the text of a line, the number of a scale;
   * one for each row that is there. Empty answers are left out. Answers that are
   * never kept are among them.
   */
  values(name: string): readonly string[];
  /** The same for each of the last entries of a tracker, the newest first; of a tracker field, or of a whole sheet. */
  entries(name: string, last: number): readonly (readonly string[])[];
  /** Fills in answers as if the reader had written them: shown and kept. Each has its texts by part; of rows there may be several. */
  fill(field: string, answers: readonly ReadonlyMap<string, string>[]): void;
  /** Takes the answers under some names back, and forgets all that is never kept. */
  startAgain(names: readonly string[]): void;
  /** Calls back after any answer of this form changed, by hand or from elsewhere, and once at the start. */
  changed(call: () => void): void;
  /** Ends when the form leaves the page. */
  readonly signal: AbortSignal;
}
