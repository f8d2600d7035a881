import { announce, element } from "../dom.ts";
import { find, type Hit } from "./find.ts";
import { type Book, section } from "./parts.ts";

const PAUSE = 200; // milliseconds without a key

/** Search in what was written. The words stay in this page's memory and in no address. */
export function seekSection(book: Book): HTMLElement {
  const { say } = book;
  const input = element("input", { type: "search", id: "book-seek", autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search", dir: "auto" });
  const list = element("ul", { class: "hits" });
  const count = element("p", { class: "note" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (aloud: boolean): void => {
    const query = input.value.trim();
    const hits = query === "" ? [] : find(book.readings(), query);
    list.replaceChildren(...hits.map(line));
    count.textContent = query === "" ? "" : hits.length === 0 ? say("seek-none") : say("seek-found", hits.length);
    if (aloud && query !== "") {
      announce(count.textContent);
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(true), PAUSE);
  });
  book.signal.addEventListener("abort", () => clearTimeout(timer));
  const made = section("n2", say("seek"), element("div", { class: "field" }, element("label", { for: input.id }, say("seek-for")), input), count, list);
  book.changed(() => {
    made.hidden = book.readings().length === 0;
    show(false);
  });
  return made;
}

function line({ reading, label, private: hidden, before, hit, after }: Hit): HTMLElement {
  const where = reading.sheet === undefined ? element("span", {}, reading.title) : element("a", { href: reading.sheet.url }, reading.title);
  return element("li", { "data-private": hidden },
    element("p", {}, where, element("span", { class: "note" }, ` ${label}`)),
    element("p", { dir: "auto" }, before, hit === "" ? undefined : element("mark", {}, hit), after));
}
