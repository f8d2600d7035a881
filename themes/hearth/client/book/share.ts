import { handOut } from "../backup/file.ts";
import { labelled, option, sayLine, secret, whyNot, working } from "../backup/parts.ts";
import { makeSharedPage } from "../backup/shared.ts";
import { button, element } from "../dom.ts";
import { isShort } from "../notes/passphrase.ts";
import { leaveOut } from "./choose.ts";
import { type Book, fold, refresh, section, today } from "./parts.ts";
import { pickOf } from "./pick.ts";
import type { Answer, Filled, Reading } from "./read.ts";
import { quietOf } from "./safety.ts";
import { labelOf } from "./show.ts";
import { openSection } from "./their-page.ts";

/** Sharing one sheet as a file, step by step, and reading one that was shared. */
export function shareSection(book: Book): HTMLElement {
  const { say } = book;
  const steps = element("div");
  const share = fold(say("share-how"), steps);
  book.changed(() => {
    const offered = book.readings().filter(isShared);
    share.hidden = offered.length === 0;
    refresh(steps, [choose(book, offered)]);
  });
  return section("n5", say("share"), element("p", {}, say("share-what")), share, openSection(book));
}

/** Whether a sheet may be shown to somebody else, and says something. */
export const isShared = ({ sheet, filled }: Reading): boolean => sheet !== undefined && sheet.share !== "none" && !sheet.never && filled.length > 0;

/** First the sheet, and whether the reader is free to say no. */
function choose(book: Book, offered: readonly Reading[]): HTMLElement {
  const { say, data } = book;
  const select = element("select", { id: "book-share", autocomplete: "off" }, element("option", { value: "" }, say("share-choose")),
    ...offered.map(({ id, title }) => element("option", { value: id }, title)));
  const next = element("div");
  const free = element("fieldset", { hidden: true }, element("legend", {}, say("share-free")));
  const answers = ["yes", "no", "unsure"].map((answer, i) => {
    const input = element("input", { type: "radio", name: "book-free", autocomplete: "off" });
    input.addEventListener("change", () => {
      const reading = offered.find(({ id }) => id === select.value);
      next.replaceChildren(...(answer !== "yes" ? notFree(book) : reading === undefined ? [] : fields(book, reading)));
    });
    free.append(option(`book-free-${i}`, [say("yes"), say("no"), say("unsure")][i] ?? "", input));
    return input;
  });
  select.addEventListener("change", () => {
    free.hidden = select.value === "";
    answers.forEach((input) => { input.checked = false; }); // asked anew for each sheet
    next.replaceChildren();
  });
  return element("div", {}, element("div", { class: "field" }, element("label", { for: select.id }, say("share-which")), select), free, next);

  function notFree(_: Book): readonly HTMLElement[] {
    const check = data.urls.check;
    return [
      element("p", { role: "status" }, say("share-not")),
      ...(check === "" ? [] : [element("p", {}, element("a", { href: check }, say("share-check")))]),
      ...(data.urls.help === "" ? [] : [element("p", {}, element("a", { href: data.urls.help }, say("share-help")))]),
    ];
  }
}

/** Then what of it, and a look at what the other person will see. */
function fields(book: Book, reading: Reading): readonly HTMLElement[] {
  const { say, data } = book;
  const quiet = quietOf(reading, data.urls.check);
  const isOn = (answer: Answer): boolean => reading.sheet?.share === "page" && !quiet(answer);
  const pick = pickOf("book-share-f", reading, say, isOn);
  const next = element("div");
  pick.element.addEventListener("change", () => next.replaceChildren());
  const look = button(say("share-look"), () => {
    const lines = linesOf(book, leaveOut(reading.filled, pick.out()));
    next.replaceChildren(...(lines.length === 0 ? [element("p", { role: "status" }, say("share-nothing"))] : preview(book, reading, lines)));
    next.querySelector<HTMLElement>("[tabindex]")?.focus();
  });
  return [element("fieldset", {}, element("legend", {}, say("share-fields")), element("p", { class: "field-help" }, say("share-fields-help")), pick.element), element("p", {}, look), next];
}

export interface SharedLine {
  readonly label: string;
  readonly answer: string;
}

function linesOf(book: Book, filled: readonly Filled[]): readonly SharedLine[] {
  return filled.flatMap(({ on, answers }) => answers.map((answer) => {
    const rows = answer.table?.rows.map(({ cells }) => cells.flatMap((cell, i) => (cell === "" ? [] : [`${answer.table?.columns[i]?.label ?? ""}: ${cell}`])).join("\n")) ?? [];
    const label = on === "" ? labelOf(answer, book.say) : `${book.wording.day(on)} · ${labelOf(answer, book.say)}`;
    return { label, answer: [...rows, ...answer.lines].join(rows.length > 0 ? "\n\n" : "\n") };
  }));
}

/** What the other person will see, on a line of its own each. */
export function showLines(lines: readonly SharedLine[]): HTMLElement {
  return element("dl", {}, ...lines.flatMap(({ label, answer }) => [element("dt", { dir: "auto" }, label), element("dd", {}, element("p", { class: "written", dir: "auto" }, answer))]));
}

function preview(book: Book, { title, neutral }: Reading, lines: readonly SharedLine[]): readonly HTMLElement[] {
  const { say, signal } = book;
  const locked = element("input", { type: "radio", name: "book-share-kind", checked: true });
  const plain = element("input", { type: "radio", name: "book-share-kind" });
  const word = secret();
  const passphrase = labelled("book-share-pass", say("share-passphrase"), word, say("share-passphrase-help"));
  const told = sayLine();
  const work = element("div");
  const choice = (): void => { passphrase.hidden = plain.checked; };
  locked.addEventListener("change", choice);
  plain.addEventListener("change", choice);
  const make = button(say("share-make"), () => void press());
  return [
    element("div", { class: "card", tabindex: -1, role: "region", "aria-label": say("share-look") }, element("h3", {}, title), showLines(lines)),
    element("fieldset", {}, element("legend", {}, say("share-kind")), option("book-share-l", say("share-locked"), locked), option("book-share-p", say("share-plain"), plain)),
    passphrase, element("p", { class: "note" }, say("share-care")), element("p", {}, make), work, told,
  ];

  async function press(): Promise<void> {
    if (!plain.checked && isShort(word.value)) {
      told.textContent = say("share-short");
      word.focus();
      return;
    }
    make.disabled = true;
    try {
      const page = { day: today(), title, neutral, lines };
      const file = await working(work, say, "share-working", (stop) => makeSharedPage(page, plain.checked ? undefined : word.value, stop), signal);
      handOut(file);
      word.value = "";
      told.textContent = say("share-made", file.name);
    } catch (error) {
      told.textContent = whyNot(say, error);
    } finally {
      make.disabled = false;
    }
  }
}
