import { sheetData, type PageData, type Say } from "../data.ts";
import { button, element } from "../dom.ts";
import { isForTwo, type View } from "./view.ts";

interface Words {
  readonly data: PageData;
  readonly say: Say;
}

/** What stands before a part that is held back: why, ways to help, and one plain way on where there is one. */
interface Gate {
  readonly state: string;
  readonly text: string;
  readonly links: readonly (readonly [string, string])[];
  readonly go?: string;
}

/** Puts what comes first before the parts of a page that are for two. */
export function showGates(view: View, words: Words): void {
  const article = document.querySelector<HTMLElement>("article[data-lesson]");
  const place = article?.querySelector<HTMLElement>("[data-gate]") ?? null;
  if (article !== null && place !== null) {
    put(place, article.hasAttribute("data-open") ? undefined : lessonGate(view, article, words), words, () => {
      openLesson(article);
      showGates(view, words);
      focus(article.querySelector<HTMLElement>("[data-gate] ~ :not([hidden]) h2"));
    });
  }
  for (const sheet of document.querySelectorAll<HTMLElement>("gs-sheet")) {
    showSheetGate(view, sheet, words);
  }
}

function lessonGate({ two }: View, article: HTMLElement, { data, say }: Words): Gate | undefined {
  const help = [[data.urls.help, say("gate-help")], [data.urls.rightNow, say("gate-now")]] as const;
  const forTwo = article.dataset["red"] === "hidden";
  if (two === "solo" && forTwo) {
    return { state: "solo", text: say("gate-solo"), links: help, go: say("gate-anyway") };
  }
  const parts = article.querySelector(':is(li, section)[data-together], .card:is([data-fill="both"], [data-fill="together"])') !== null;
  return two === "wait" && (forTwo || parts) ? { state: "wait", text: say("gate-wait"), links: help, go: say("gate-wait-go") } : undefined;
}

function openLesson(article: HTMLElement): void {
  article.dataset["open"] = "";
  for (const sheet of article.querySelectorAll<HTMLElement>("gs-sheet")) {
    sheet.dataset["open"] = "";
  }
}

function showSheetGate(view: View, sheet: HTMLElement, words: Words): void {
  const gate = sheetGate(view, sheet, words);
  const before = sheet.previousElementSibling;
  let place = before instanceof HTMLElement && before.matches(".sheet-gate") ? before : undefined;
  if (place === undefined && gate !== undefined) {
    place = element("div", { class: "sheet-gate" });
    sheet.before(place);
  }
  if (place !== undefined) {
    put(place, gate, words, () => {
      sheet.dataset["open"] = "";
      showGates(view, words);
      focus(sheet);
    });
  }
}

function sheetGate({ two }: View, sheet: HTMLElement, { data, say }: Words): Gate | undefined {
  const help = [[data.urls.help, say("gate-help")]] as const;
  const forTwo = isForTwo(sheet.dataset["fill"]);
  const held = (two === "solo" || two === "wait") && sheetData(sheet)?.held === true;
  if (two === "solo" && forTwo) {
    return { state: "solo", text: say("gate-solo"), links: help };
  }
  if (held) {
    return { state: "held", text: say("gate-held"), links: help };
  }
  if (!forTwo || two === "on" || sheet.hasAttribute("data-open")) {
    return undefined;
  }
  if (two === "wait") {
    return { state: "wait", text: say("gate-wait"), links: help, go: say("gate-sheet-go") };
  }
  const first = [[data.urls.check, say("gate-check")], [data.urls.stopRules, say("gate-stop")]] as const;
  return { state: "ask", text: say("gate-sheet"), links: first, go: say("gate-sheet-go") };
}

/** Writes a gate into its place, once. */
function put(place: HTMLElement, gate: Gate | undefined, { say }: Words, open: () => void): void {
  const state = gate?.state ?? "";
  if ((place.dataset["state"] ?? "") === state) {
    return;
  }
  place.dataset["state"] = state;
  place.hidden = gate === undefined;
  place.replaceChildren();
  if (gate !== undefined) {
    const links = gate.links.filter(([url]) => url !== "").map(([url, text]) => element("li", {}, element("a", { href: url }, text)));
    const go = gate.go === undefined ? undefined : element("p", {}, button(gate.go, open));
    place.append(element("section", { class: "panel gate" }, element("h2", {}, say("gate-title")), element("p", {}, gate.text), element("ul", { class: "links" }, ...links), go));
  }
}

/** Moves on to what was opened, for keys and for those who hear the page. */
function focus(part: HTMLElement | null): void {
  if (part !== null) {
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
  }
}
