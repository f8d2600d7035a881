import type { Desk, Listed } from "./desk.ts";
import { el } from "./dom.ts";

const KINDS: readonly (readonly [string, string])[] = [["home", "First page"], ["phase", "Phases"], ["lesson", "Lessons"], ["worksheet", "Worksheets"], ["page", "Pages"]];

/** Lists all texts that can be edited. */
export async function listTexts(main: HTMLElement, desk: Desk, own: string): Promise<void> {
  const { said, texts = [], failed } = await desk.ask("list", {});
  document.title = "All texts";
  main.replaceChildren(el("h1", {}, "All texts"));
  if (said === "base") {
    main.append(...noEdition());
    return;
  }
  if (failed !== undefined) {
    main.append(el("p", { class: "error" }, failed));
    return;
  }
  const languages = [...new Set(texts.map((one) => one.language))];
  for (const language of languages) {
    if (languages.length > 1) {
      main.append(el("h2", {}, name(language)));
    }
    for (const [kind, title] of KINDS) {
      const some = texts.filter((one) => one.kind === kind && one.language === language);
      if (some.length > 0) {
        main.append(el(languages.length > 1 ? "h3" : "h2", {}, title), el("ul", { class: "texts" }, ...some.map((one) => item(one, own))));
      }
    }
  }
}

function item(one: Listed, own: string): HTMLElement {
  const link = el("a", { href: `${own}edit/${one.kind}/${one.language}/${one.id}`, lang: one.language }, one.title || one.id || "First page");
  const state = { base: "", patch: "changed in your edition", whole: "your own in place of the base's", own: "" }[one.state];
  return el("li", {}, link, state === "" ? "" : el("span", { class: "help" }, ` ${state}`));
}

function name(language: string): string {
  return new Intl.DisplayNames(["en"], { type: "language" }).of(language) ?? language;
}

/** What to do where there is no edition. */
export function noEdition(): HTMLElement[] {
  return [
    el("p", {}, "This preview shows the base program as it is, and there is no edition that could hold your changes."),
    el("p", {}, "Make an edition, and look at that one:"),
    el("pre", {}, "goldseam new my-edition\ngoldseam serve my-edition"),
    el("p", {}, "Then every page has the link Edit again, and what you change is saved in the folder my-edition."),
  ];
}
