import MiniSearch from "minisearch";
import { fold } from "./fold.ts";
import { type Found, readFound } from "./found.ts";

/** As the build made the indexes (internal/search). */
export const OPTIONS = {
  fields: ["title", "headings", "text"],
  processTerm: fold,
  searchOptions: {
    boost: { title: 4, headings: 2 },
    prefix: true,
    fuzzy: (term: string): number | false => (term.length > 4 ? 0.2 : false),
  },
};

/** The documents of all indexes that have every word of the query, or some if none has all; the best first. */
export class Indexes {
  readonly #parts: readonly MiniSearch[];

  constructor(texts: readonly string[]) {
    this.#parts = texts.map((text) => MiniSearch.loadJSON(text, OPTIONS));
  }

  search(query: string): readonly Found[] {
    const all = this.#with(query, "AND");
    return all.length > 0 ? all : this.#with(query, "OR");
  }

  #with(query: string, combineWith: "AND" | "OR"): readonly Found[] {
    return this.#parts
      .flatMap((part) => part.search(query, { combineWith }))
      .map(readFound)
      .sort((a, b) => b.score - a.score);
  }
}
