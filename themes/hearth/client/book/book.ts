import { backupSection } from "../backup/backup.ts";
import { importSection } from "../backup/import.ts";
import type { PageData, Say, Sheet } from "../data.ts";
import { announce, element } from "../dom.ts";
import type { Notes } from "../notes/types.ts";
import { offlineSection, removeCopy } from "../offline/offline.ts";
import { settingsSection } from "../settings/settings.ts";
import { openForm } from "../sheet/passphrase.ts";
import { answersSection } from "./answers.ts";
import { eraseSection } from "./erase.ts";
import { exportSection } from "./export.ts";
import { BACKED_UP } from "./fresh.ts";
import { nudge } from "./nudge.ts";
import { overTimeSection } from "./over-time.ts";
import { paperSection } from "./paper.ts";
import { type Book, wordingFor } from "./parts.ts";
import { placeSection } from "./place.ts";
import { type Reading, readAll } from "./read.ts";
import { seekSection } from "./seek.ts";
import { shareSection } from "./share.ts";

export interface BookDeps {
  readonly data: PageData;
  readonly say: Say;
  readonly notes: Notes;
  readonly sheets: readonly Sheet[];
  /** Address of all worksheets, blank, to print; "" for none. */
  readonly pack: string;
}

/** The notebook. While notes are shut it shows nothing of them, not even whether there are any. */
export function startNotebook(root: HTMLElement, deps: BookDeps): void {
  const { say, notes } = deps;
  const inner = element("div", { tabindex: -1 });
  const settings = element("section", { class: "book-part", id: "n8" });
  settingsSection(settings, deps);
  const erase = eraseSection(deps, () => removeCopy(deps.data));
  root.replaceChildren(inner, settings, erase);
  let stop = new AbortController();
  let shut: boolean | undefined;
  const show = (): void => {
    const gone = isGone(notes);
    if (shut === notes.state.shut && !gone) {
      return;
    }
    const wasHere = inner.contains(document.activeElement);
    const before = shut;
    shut = notes.state.shut;
    stop.abort();
    stop = new AbortController();
    inner.replaceChildren(...(shut ? [openForm(say, (passphrase) => notes.open(passphrase))] : openParts(deps, stop.signal, [settings, erase])));
    if (before !== undefined) {
      announce(gone ? "" : shut ? say("now-shut") : say("now-open"));
    }
    if (wasHere) {
      (shut ? inner.querySelector("input") ?? inner : inner).focus();
    }
  };
  notes.on("state", show);
  show();
}

/** Nothing is there, as after erasing: what a section still shows or could put back goes too. */
function isGone(notes: Notes): boolean {
  const { place, chosen } = notes.state;
  return place === "tab" && !chosen && notes.all().length === 0;
}

/** What was written comes first, then how it is kept, then what leaves this place. The parts after it are always there. */
function openParts(deps: BookDeps, signal: AbortSignal, after: readonly HTMLElement[]): readonly HTMLElement[] {
  const book = bookOf(deps, signal);
  const backup = element("section", { class: "book-part", id: "n10" });
  const theirs = element("section", { class: "book-part", id: "n11" });
  const made = (): void => {
    book.notes.set(BACKED_UP, String(Date.now()));
    book.change();
  };
  backupSection(backup, { ...deps, signal, made });
  importSection(theirs, { ...deps, signal });
  const offline = element("section", { class: "book-part", id: "n12" });
  void offlineSection(offline, deps);
  const parts = [
    answersSection(book), overTimeSection(book), seekSection(book), placeSection(book), backup, theirs,
    paperSection(book, deps.pack), shareSection(book), exportSection(book), offline,
  ];
  return [contents(deps.say, [...parts, ...after]), nudge(book, backup.id), ...parts];
}

/** The way to each section that has something to show. */
function contents(say: Say, parts: readonly HTMLElement[]): HTMLElement {
  const list = element("ul", { class: "links" });
  const made = element("details", { class: "way" }, element("summary", {}, say("contents")), list);
  made.addEventListener("toggle", () => {
    const shown = parts.filter((part) => !part.hidden && part.id !== "");
    list.replaceChildren(...shown.map((part) => element("li", {}, element("a", { href: `#${part.id}` }, part.querySelector("h2")?.textContent ?? ""))));
  });
  return element("nav", { "aria-label": say("contents") }, made);
}

/** What all sections share. What is kept is read once after each change, when somebody asks. */
function bookOf({ data, say, notes, sheets }: BookDeps, signal: AbortSignal): Book {
  const wording = wordingFor(say, data.lang);
  const calls: (() => void)[] = [];
  let readings: readonly Reading[] | undefined;
  let waiting = false;
  const change = (): void => {
    readings = undefined;
    if (waiting) {
      return;
    }
    waiting = true; // several changes in one turn are one
    queueMicrotask(() => {
      waiting = false;
      if (!signal.aborted) {
        calls.forEach((call) => call());
      }
    });
  };
  notes.on("change", change, signal);
  const failing = new Set<string>();
  notes.on("status", ({ sheet }) => {
    const { saving } = notes.status(sheet);
    if (saving === "kept" || (saving === "failed" && !failing.has(sheet))) {
      failing[saving === "kept" ? "delete" : "add"](sheet); // said once, not at every try
      change();
    }
  }, signal);
  return {
    data, say, notes, sheets, wording, signal, change,
    readings: () => (readings ??= readAll(sheets, notes.all(), wording)),
    changed: (call) => {
      calls.push(call);
      call();
    },
  };
}
