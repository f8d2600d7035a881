import { button, element } from "../dom.ts";
import { fieldKey, readKey } from "../notes/key.ts";
import { type Book, fold, momentWords, refresh, section, setOne, takeAway, troubleWith, twoSteps, write } from "./parts.ts";
import type { Answer, Filled, Piece, Reading } from "./read.ts";
import { labelOf, showFilled } from "./show.ts";

/** Everything that was written, sheet by sheet. */
export function answersSection(book: Book): HTMLElement {
  const { say, data } = book;
  const undone = element("div");
  const list = element("div");
  const none = element("p", {}, say("answers-none"), " ", element("a", { href: data.urls.outline }, say("answers-none-go")));
  const picking = element("input", { type: "checkbox", id: "book-pick", autocomplete: "off" });
  const pick = element("div", { class: "option" }, picking, element("label", { for: picking.id }, say("delete-single")));
  const show = (): void => {
    const readings = book.readings();
    none.hidden = readings.length > 0;
    pick.hidden = readings.length === 0;
    refresh(list, readings.map((reading) => sheetOf(book, reading, undone, picking.checked)));
  };
  picking.addEventListener("change", show);
  book.changed(show);
  return section("n1", say("answers"), none, list, undone, pick);
}

function sheetOf(book: Book, reading: Reading, undone: HTMLElement, picking: boolean): HTMLElement {
  const { say, data, notes } = book;
  const { sheet, title, filled, removed, keys } = reading;
  const open = filled.flatMap(({ answers }) => answers).flatMap(({ pieces }) => pieces).filter(({ entry }) => entry.others.length > 0).length;
  const facts = [say("changed-on", momentWords(reading.at, data.lang)), ...(notes.isOnly(reading.id) ? [say("only-tab-note")] : []), ...(open > 0 ? [say("unsettled", open)] : [])];
  const made = element("details", { class: "way", "data-id": reading.id },
    element("summary", {}, element("span", {}, title), element("span", { class: "note" }, facts.join(" · "))));
  const trouble = troubleWith(book, reading.id);
  made.append(
    ...(trouble === undefined ? [] : [element("p", { class: "screen-only" }, element("strong", {}, trouble))]),
    ...(sheet === undefined ? [] : [element("p", {}, element("a", { href: sheet.url }, say("open-sheet")))]),
    ...parted(book, filled, undone, picking),
    ...(removed.length === 0 ? [] : [removedEntries(book, reading, undone)]),
    twoSteps(book, { first: say("delete-sheet"), sure: say("delete-sheet-sure", title), go: say("delete-sheet-go") }, () => takeAway(book, undone, title, keys)),
  );
  return made;
}

/** Answers of the sheet as it is, then those of earlier versions. */
function parted(book: Book, filled: readonly Filled[], undone: HTMLElement, picking: boolean): readonly HTMLElement[] {
  const more = (answer: Answer): Node => extras(book, answer, undone, picking);
  const some = (gone: boolean): readonly Filled[] =>
    filled.map((one) => ({ ...one, answers: one.answers.filter((answer) => answer.gone === gone) })).filter(({ answers }) => answers.length > 0);
  const show = (list: readonly Filled[]): readonly HTMLElement[] => showFilled(list, book.say, book.data.lang, { level: "h3", more });
  const old = some(true);
  return [
    ...show(some(false)),
    ...(old.length === 0 ? [] : [element("div", { class: "from-earlier" }, element("h3", {}, book.say("from-earlier")), element("p", { class: "note" }, book.say("from-earlier-help")), ...show(old))]),
  ];
}

function extras(book: Book, answer: Answer, undone: HTMLElement, picking: boolean): Node {
  const all = document.createDocumentFragment();
  all.append(...answer.pieces.filter(({ entry }) => entry.others.length > 0).map((piece) => conflict(book, piece)));
  const removed = answer.table?.removed ?? [];
  if (removed.length > 0) {
    all.append(removedRows(book, answer, undone));
  }
  const earlier = answer.pieces.filter(({ entry }) => entry.earlier.length > 0);
  if (earlier.length > 0) {
    all.append(earlierTexts(book, answer, earlier));
  }
  if (picking) {
    const label = labelOf(answer, book.say);
    all.append(button(book.say("delete-answer"), () => takeAway(book, undone, label, answer.keys), { class: "quiet stop", "aria-label": book.say("delete-answer-n", label) }));
  }
  return all;
}

/** Both texts, and what to do with them: nothing is merged by itself. */
function conflict(book: Book, piece: Piece): HTMLElement {
  const { say, notes } = book;
  const { entry, label, words } = piece;
  const settle = (value: string): void => void write(book, () => notes.settle(entry.key, value), say("settled"));
  const texts = [entry.value, ...entry.others.map(({ value }) => value)];
  const isText = readKey(entry.key)?.class === "t";
  return element("div", { class: "conflict", role: "group", "aria-label": say("conflict"), "data-private": piece.private },
    element("p", {}, label === "" ? say("conflict") : `${label}: ${say("conflict")}`),
    ...texts.map((text) =>
      element("div", {}, element("p", { class: "written", dir: "auto" }, text === "" ? say("empty-now") : words(text)), button(say("keep-this"), () => settle(text)))),
    isText ? button(say("keep-both"), () => settle(texts.filter((text) => text !== "").join("\n\n"))) : undefined);
}

function earlierTexts(book: Book, answer: Answer, pieces: readonly Piece[]): HTMLElement {
  const { say, data } = book;
  const made = fold(say("earlier-texts"), ...pieces.flatMap(({ label, entry, words, private: hidden }) =>
    entry.earlier.map(({ value, at }) =>
      element("div", { class: "earlier", "data-private": hidden },
        element("p", { class: "note" }, [label, momentWords(at, data.lang)].filter((part) => part !== "").join(" · ")),
        element("p", { class: "written", dir: "auto" }, value === "" ? say("empty-now") : words(value)),
        button(say("use-again"), () => setOne(book, entry.key, value, say("used-again")))))));
  made.dataset["id"] = `${answer.keys[0] ?? ""} earlier`;
  return made;
}

/** Lines that were taken off a sheet are still kept: a reader can see it, take them back or delete them for good. */
function removedRows(book: Book, answer: Answer, undone: HTMLElement): HTMLElement {
  const { say } = book;
  const { removed = [], columns = [] } = answer.table ?? {};
  const [key] = answer.keys.map(readKey);
  const state = (row: string): string => fieldKey(key?.sheet ?? "", key?.field ?? "", "x", { entry: key?.entry ?? "", row });
  const made = fold(say("removed-rows", removed.length), ...removed.map(({ id, cells }) => {
    const text = cells.filter((cell) => cell !== "").join(" · ");
    const hidden = columns.some((column, i) => column.private && cells[i] !== "");
    return element("div", { class: "earlier", "data-private": hidden }, element("p", { class: "written", dir: "auto" }, text),
      button(say("put-back"), () => setOne(book, state(id), "1", say("is-back", text))), " ",
      button(say("delete-good"), () => takeAway(book, undone, text, answer.keys.filter((one) => readKey(one)?.row === id)), { class: "quiet stop" }));
  }));
  made.dataset["id"] = `${answer.keys[0] ?? ""} removed`;
  return made;
}

function removedEntries(book: Book, { id: sheet, removed }: Reading, undone: HTMLElement): HTMLElement {
  const { say, notes, data } = book;
  const made = fold(say("removed-entries", removed.length), ...removed.map((one) =>
    element("div", { class: "earlier" }, ...showFilled([one], say, data.lang),
      button(say("put-back"), () => setOne(book, fieldKey(sheet, "", "x", { entry: one.entry }), "1", say("is-back", book.wording.day(one.on)))), " ",
      button(say("delete-good"), () => takeAway(book, undone, book.wording.day(one.on), notes.all(`${sheet}/${one.entry}/`).map(({ key }) => key)), { class: "quiet stop" }))));
  made.dataset["id"] = `${sheet} removed`;
  return made;
}
