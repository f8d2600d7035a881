/**
 * Where a form's answers go: to the notes, or, when they are never to be kept,
 * to the page's memory, which has no way to any storage.
 */
import type { Sheet } from "../data.ts";
import { readKey, writeKey, type Key } from "../notes/key.ts";
import type { Notes, Text } from "../notes/types.ts";
import { formerly, neverKept, placeOf } from "./values.ts";

/** Answers that are gone when the page is left. */
export class PageMemory {
  readonly #texts = new Map<string, string>();

  get(key: string): string | undefined {
    return this.#texts.get(key);
  }

  set(key: string, value: string): void {
    this.#texts.set(key, value);
  }

  keys(): readonly string[] {
    return [...this.#texts.keys()];
  }

  clear(): void {
    this.#texts.clear();
  }
}

/** The answers of one worksheet. */
export class Answers {
  readonly memory = new PageMemory();
  readonly #sheet: Sheet;
  readonly #notes: Notes;

  constructor(sheet: Sheet, notes: Notes) {
    this.#sheet = sheet;
    this.#notes = notes;
  }

  /** The one place that chooses. */
  #kept(key: Key): boolean {
    return !neverKept(this.#sheet, key);
  }

  /** The answer under a key; undefined when there never was one. */
  get(key: Key): string | undefined {
    return this.#kept(key) ? this.#notes.get(writeKey(key))?.value : this.memory.get(writeKey(key));
  }

  /** The answer that a field had under its earlier name, as long as it has none under this one. */
  former(key: Key): string | undefined {
    const was = formerly(this.#sheet, key.field);
    return was === undefined ? undefined : this.get({ ...key, field: was });
  }

  /** Other texts that were written at the same time. */
  others(key: Key): readonly Text[] {
    return (this.#kept(key) && this.#notes.get(writeKey(key))?.others) || [];
  }

  /** Takes an answer; true when it is one that is kept. Unseen: see Notes.set. */
  set(key: Key, value: string, unseen = false): boolean {
    if (!this.#kept(key)) {
      this.memory.set(writeKey(key), value);
      return false;
    }
    this.#notes.set(writeKey(key), value, unseen);
    return true;
  }

  /** Every key of this sheet that ever had an answer, those of renamed fields under the new name. */
  keys(): readonly Key[] {
    const texts = [...this.#notes.all(`${this.#sheet.id}/`).map((entry) => entry.key), ...this.memory.keys()];
    return texts.flatMap((text) => {
      const key = readKey(text);
      return key === undefined ? [] : [placeOf(this.#sheet, key)];
    });
  }
}
