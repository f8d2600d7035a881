import { button, element } from "../dom.ts";
import { blackOutAll, leaveOut, wordsIn } from "./choose.ts";
import { type Book, fold, refresh, section, tick } from "./parts.ts";
import { pickOf } from "./pick.ts";
import type { Filled, Reading } from "./read.ts";
import { showFilled } from "./show.ts";

/** Printing what was written: the reader chooses, looks, and only then prints. */
export function paperSection(book: Book, pack: string): HTMLElement {
  const { say } = book;
  const choice = element("div");
  const how = fold(say("print-choose"), choice);
  const blank = pack === "" ? undefined : element("p", {}, element("a", { href: pack }, say("print-blank")));
  const made = section("n4", say("print"), element("p", { class: "note" }, say("print-care")), how, blank);
  let paper: HTMLElement | undefined;
  const show = (sheet: HTMLElement | undefined): void => {
    if (paper?.contains(document.activeElement) === true) {
      how.querySelector("summary")?.focus();
    }
    paper?.remove();
    paper = sheet;
    if (paper !== undefined) {
      made.append(paper);
      paper.focus();
    }
  };
  book.changed(() => {
    show(undefined); // what would be printed is no longer what is kept
    how.hidden = book.readings().length === 0;
    refresh(choice, choices(book, show));
  });
  choice.addEventListener("input", () => show(undefined)); // nor what was chosen
  return made;
}

function choices(book: Book, show: (paper: HTMLElement | undefined) => void): readonly HTMLElement[] {
  const { say } = book;
  const sheets = book.readings().filter(({ sheet, filled }) => sheet?.print !== false && filled.length > 0).map((reading, i) => {
    const pick = pickOf(`book-print-${i}`, reading, say, ({ private: hidden }) => !hidden);
    const { input, line } = tick(reading.title, { id: `book-print-sheet-${i}` });
    const fields = element("div", { class: "inner", hidden: true }, pick.element);
    input.addEventListener("change", () => { fields.hidden = !input.checked; });
    return { reading, pick, input, lines: [line, fields] };
  });
  const words = element("textarea", { id: "book-black", rows: 2, autocomplete: "off", spellcheck: "false", dir: "auto" });
  const neutral = tick(say("print-neutral"), { id: "book-neutral", checked: true });
  const look = button(say("print-look"), () => {
    const chosen = sheets.filter(({ input }) => input.checked).map(({ reading, pick }) => ({
      title: neutral.input.checked ? reading.neutral : reading.title, filled: blackOutAll(leaveOut(reading.filled, pick.out()), wordsIn(words.value)),
    }));
    show(paperOf(book, chosen.filter(({ filled }) => filled.length > 0), () => {
      show(undefined);
      look.focus();
    }));
  });
  return [
    element("fieldset", {}, element("legend", {}, say("print-which")), ...sheets.flatMap(({ lines }) => lines)),
    element("div", { class: "field" }, element("label", { for: words.id }, say("print-black")), element("p", { class: "field-help", id: "book-black-h" }, say("print-black-help")), words),
    neutral.line,
    element("p", {}, look),
  ];
}

/** Exactly what goes to the printer: texts that were left out are not in it, not even hidden. */
function paperOf({ say, data }: Book, chosen: readonly { readonly title: Reading["title"]; readonly filled: readonly Filled[] }[], close: () => void): HTMLElement {
  return element("section", { class: "book-paper", tabindex: -1, "aria-label": say("print-look") },
    element("p", { class: "print-head" }, data.neutral),
    element("p", { class: "screen-only presses" }, ...(chosen.length === 0 ? [] : [button(say("print-go"), () => print())]), button(say("close"), close)),
    ...(chosen.length === 0 ? [element("p", { class: "screen-only" }, say("print-nothing"))] : []),
    ...chosen.flatMap(({ title, filled }) => [element("h3", {}, title), ...showFilled(filled, say, data.lang, { chosen: true })]));
}
