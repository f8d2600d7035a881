import { button, element } from "../dom.ts";
import { NOT_NOW, wantsBackup } from "./fresh.ts";
import { type Book, focusAbove } from "./parts.ts";

/** Says that a backup could be made, once much was written since the last; a press puts it away. */
export function nudge(book: Book, backup: string): HTMLElement {
  const { say, notes } = book;
  const made = element("aside", { class: "nudge", "aria-label": say("nudge") },
    element("p", {}, say("nudge")),
    element("p", { class: "presses" }, element("a", { class: "button", href: `#${backup}` }, say("nudge-go")), button(say("nudge-later"), () => {
      notes.set(NOT_NOW, String(Date.now()));
      book.change();
      focusAbove(made.nextElementSibling?.firstElementChild ?? made); // the heading of what follows
    })));
  book.changed(() => {
    made.hidden = notes.state.place === "tab" || !wantsBackup(notes.all()); // who keeps nothing wants no file either
  });
  return made;
}
