import type { SharedPage } from "../backup/format.ts";
import { labelled, sayLine, secret, whyNot, working } from "../backup/parts.ts";
import { needsPassphrase, openSharedPage } from "../backup/shared.ts";
import { button, element } from "../dom.ts";
import { leaveOut, nameOf } from "./choose.ts";
import { type Book, fold } from "./parts.ts";
import type { Filled, Reading } from "./read.ts";
import { quietOf } from "./safety.ts";
import { showFilled } from "./show.ts";
import { isShared, showLines } from "./share.ts";

/** A page that somebody shared, to be read beside one's own: never a part of one's own answers, gone when the page is left. */
export function openSection(book: Book): HTMLElement {
  const { say, signal } = book;
  const input = element("input", { type: "file", accept: ".age,.json", id: "book-their-file" });
  const word = secret();
  const locked = element("div", { hidden: true }, labelled("book-their-pass", say("share-passphrase"), word), element("p", {}, button(say("their-open"), () => void open())));
  const told = sayLine();
  const work = element("div");
  const shown = element("div", { tabindex: -1 });
  input.addEventListener("change", () => void choose());
  return fold(say("their"), element("p", {}, say("their-what")),
    element("div", { class: "field" }, element("label", { for: input.id }, say("their-file")), input), locked, work, told, shown);

  async function choose(): Promise<void> {
    shown.replaceChildren();
    told.textContent = word.value = "";
    locked.hidden = true;
    const [file] = input.files ?? [];
    if (file === undefined) {
      return;
    }
    try {
      locked.hidden = !(await needsPassphrase(file));
      if (locked.hidden) {
        await open();
      } else {
        word.focus();
      }
    } catch (error) {
      told.textContent = whyNot(say, error);
    }
  }

  async function open(): Promise<void> {
    const [file] = input.files ?? [];
    if (file === undefined) {
      return;
    }
    told.textContent = "";
    try {
      const page = await working(work, say, "share-working", (stop) => openSharedPage(file, word.value, stop), signal);
      locked.hidden = true;
      word.value = "";
      shown.replaceChildren(...besides(book, page, () => {
        shown.replaceChildren();
        input.value = "";
        input.focus();
      }));
      shown.focus();
    } catch (error) {
      told.textContent = whyNot(say, error);
    }
  }
}

/** Theirs, and one's own answers on the same sheet, folded: somebody may look on. */
function besides(book: Book, page: SharedPage, close: () => void): readonly HTMLElement[] {
  const { say, data } = book;
  const own = ownFilled(book, page);
  return [
    element("div", { class: "two-pages" },
      element("section", { class: "card" },
        element("h3", { dir: "auto" }, page.title), element("p", { class: "note" }, say("their-since", book.wording.day(page.day))), showLines(page.lines)),
      own.length === 0 ? undefined : element("section", { class: "card" }, fold(say("their-own"), ...showFilled(own, say, data.lang)))),
    element("p", { class: "note" }, say("their-gone")),
    element("p", {}, button(say("close"), close)),
  ];
}

/** Own answers that may stand beside theirs. A file names no id, so that the sheet is the one whose number and title it has. */
function ownFilled(book: Book, { title, neutral }: SharedPage): readonly Filled[] {
  const reading = book.readings().find((one) => isShared(one) && one.neutral === neutral && one.title === title);
  return reading === undefined ? [] : leaveOut(reading.filled, quietNames(reading, book.data.urls.check));
}

function quietNames(reading: Reading, check: string): ReadonlySet<string> {
  const isQuiet = quietOf(reading, check);
  return new Set(reading.filled.flatMap(({ answers }) => answers).flatMap((answer) => [
    ...(isQuiet(answer) ? [nameOf(answer)] : []),
    ...(answer.table?.columns.filter((column) => column.private).map(({ id }) => nameOf(answer, id)) ?? []),
  ]));
}
