import { button, element } from "../dom.ts";
import { leaveOut } from "./choose.ts";
import { csv, longTable } from "./csv.ts";
import { type Book, download, section, today } from "./parts.ts";
import { readAll, type Reading, type Wording } from "./read.ts";
import { asText } from "./text.ts";

/** Everything for other programs: as plain text, and as a table. */
export function exportSection(book: Book): HTMLElement {
  const { say } = book;
  const made = section("n6", say("export"),
    element("p", {}, say("export-what")),
    element("p", { class: "note" }, say("export-care")),
    element("p", { class: "presses" },
      button(say("export-text"), () => download(`notes-${today()}.txt`, asText(whole(book, book.wording), book.wording), "text/plain")),
      button(say("export-table"), () => download(`notes-${today()}.csv`, csv(longTable(whole(book, bare(book)), headsOf(book))), "text/csv"))));
  book.changed(() => {
    made.hidden = book.readings().length === 0;
  });
  return made;
}

/** Days and numbers as they are kept, for programs that compute with them. */
const bare = ({ say }: Book): Wording => ({ say, day: (iso) => iso, scale: (n) => n });

function whole({ notes, sheets }: Book, wording: Wording): readonly Reading[] {
  return readAll(sheets, notes.all(), wording).map((reading) => ({ ...reading, filled: leaveOut(reading.filled, new Set()) }));
}

function headsOf({ say }: Book): Parameters<typeof longTable>[1] {
  return {
    sheet: say("csv-sheet"), day: say("csv-day"), question: say("csv-question"), whose: say("csv-whose"), row: say("csv-row"),
    column: say("csv-column"), answer: say("csv-answer"), me: say("me"), other: say("other"),
  };
}
