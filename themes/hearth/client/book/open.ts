import { type PageData, type Say, sayer, type Sheet } from "../data.ts";
import type { Notes } from "../notes/types.ts";
import { startNotebook } from "./book.ts";

/** Brings the notebook what stands beside its page: its own words and all worksheets. */
export async function openNotebook(root: HTMLElement, { data, notes }: { readonly data: PageData; readonly say: Say; readonly notes: Notes }): Promise<void> {
  const own = JSON.parse(document.querySelector("#notebook-words")?.textContent ?? "{}") as Record<string, string>; // written by the build
  const loaded = (await import(new URL(root.dataset["sheets"] ?? "", location.href).href)) as { readonly default: readonly Sheet[] };
  startNotebook(root, { data, notes, sheets: loaded.default, pack: root.dataset["pack"] ?? "", say: sayer({ ...data, words: { ...data.words, ...own } }) });
}
