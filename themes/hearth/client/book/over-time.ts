import { announce, button, element } from "../dom.ts";
import { chartsOf } from "./chart.ts";
import { csv } from "./csv.ts";
import { editForm } from "./edit.ts";
import { type Book, download, fold, refresh, section, takeAway, today } from "./parts.ts";
import { inWords, isHidden } from "./read.ts";
import { type Dated, type Tracker, trackersOf } from "./series.ts";
import { showTable } from "./show.ts";

/** What was written down again and again: a chart and a table for each. */
export function overTimeSection(book: Book): HTMLElement {
  const { say, notes, sheets } = book;
  const list = element("div");
  const undone = element("div");
  const made = section("n3", say("over-time"), list, undone);
  book.changed(() => {
    if (list.querySelector(".book-edit") !== null) {
      return; // an entry is being changed; the list follows when that is done
    }
    const trackers = trackersOf(sheets, notes.all(), say);
    made.hidden = trackers.length === 0 && undone.childElementCount === 0;
    refresh(list, trackers.map((tracker) => trackerOf(book, tracker, undone)));
  });
  return made;
}

function trackerOf(book: Book, tracker: Tracker, undone: HTMLElement): HTMLElement {
  const { say } = book;
  const made = element("div", { class: "card", "data-private": tracker.private },
    element("h3", {}, tracker.label),
    tracker.own ? undefined : element("p", { class: "note" }, tracker.sheet.title),
    ...chartsOf(tracker, book),
    tableOf(book, tracker),
    button(say("tracker-csv"), () => download(`notes-${today()}.csv`, csv(rowsOf(tracker)), "text/csv"), { "aria-label": say("tracker-csv-n", tracker.label) }),
    changing(book, tracker, undone));
  return made;
}

/** The newest entry first. */
function tableOf(book: Book, tracker: Tracker): HTMLElement {
  const columns = tracker.measures.map(({ name, label, field }) => ({ id: name, label, private: isHidden(field) }));
  const rows = [...tracker.entries].reverse().map((entry) => ({ id: entry.id, cells: tracker.measures.map(({ name, field }) => inWords(field, entry.values.get(name) ?? "", book.wording)) }));
  return showTable({ columns, rows }, tracker.label);
}

/** One entry at a time, chosen by its day: buttons in each row would not fit on a phone. */
function changing(book: Book, tracker: Tracker, undone: HTMLElement): HTMLElement {
  const { say, wording } = book;
  const name = tracker.state("1");
  const entries = [...tracker.entries].reverse();
  const dayOf = ({ on }: Dated): string => (on === "" ? say("no-day") : wording.day(on));
  const select = element("select", { id: `book-entry-${name}`, autocomplete: "off" }, ...entries.map((entry) => element("option", { value: entry.id }, dayOf(entry))));
  const editing = element("div");
  const chosen = (call: (entry: Dated) => void) => () => {
    entries.filter(({ id }) => id === select.value).forEach(call);
  };
  const open = chosen((entry) => {
    const form = editForm(book, tracker, entry, () => {
      form.remove();
      edit.focus();
      book.change();
    });
    editing.replaceChildren(form);
  });
  const edit = button(say("edit"), () => {
    if (book.notes.state.older) {
      announce(say("place-older"));
      return;
    }
    open();
    editing.querySelector<HTMLElement>("input, select, textarea")?.focus();
  });
  const remove = button(say("delete-answer"), chosen((entry) => {
    editing.replaceChildren();
    takeAway(book, undone, dayOf(entry), tracker.keys(entry.id));
  }), { class: "quiet stop" });
  select.addEventListener("change", () => {
    if (editing.childElementCount > 0) {
      open();
    }
  });
  const made = fold(say("edit-entries"), element("div", { class: "field" }, element("label", { for: select.id }, say("edit-which")), select), element("p", { class: "presses" }, edit, remove), editing,
    tracker.own ? element("p", {}, element("a", { href: tracker.sheet.url }, say("edit-on-sheet"))) : undefined);
  made.dataset["id"] = name;
  return made;
}

/** For other programs: values as they are kept, options in words, the oldest first. */
function rowsOf({ measures, entries }: Tracker): readonly (readonly string[])[] {
  const bare = { say: (_: string, n?: string | number) => String(n ?? ""), day: (iso: string) => iso, scale: (n: string) => n };
  const kept = measures.filter(({ field }) => field.never !== true);
  return [kept.map(({ label }) => label), ...entries.map(({ values }) => kept.map(({ name, field }) => inWords(field, values.get(name) ?? "", bare)))];
}
