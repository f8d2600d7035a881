import { localeOf, type Say } from "../data.ts";
import { element } from "../dom.ts";
import type { Backup } from "./format.ts";
import { type Answer, bySheet, type SheetPart } from "./labels.ts";
import type { Kind, Plan } from "./merge.ts";
import type { Deps } from "./parts.ts";

const MOST = 200; // answers in a list
const LONGEST = 600; // characters of an answer in a list

/** What a file holds and what bringing it in would do, in words. The head can take the focus. */
export function preview(found: Backup, planned: Plan, deps: Deps): { readonly shown: HTMLElement; readonly head: HTMLElement } {
  const { say } = deps;
  const parts = bySheet(planned.steps, deps.sheets, { me: say("import-me"), other: say("import-other") });
  const answers = parts.flatMap((part) => part.answers);
  const count = (kind: Kind): number => answers.filter((one) => one.kind === kind).length;
  const facts = [
    say("import-day", new Intl.DateTimeFormat(localeOf(deps.data.lang), { dateStyle: "long", timeZone: "UTC" }).format(new Date(found.day))),
    ...(found.program === "" ? [] : [say("import-program", found.program)]),
    ...(found.program === deps.data.program ? [] : [say("import-elsewhere")]),
    say("import-answers", answers.length),
    say("import-sheets", parts.length),
    ...(["new", "same", "newer", "older", "both"] as const).filter((kind) => count(kind) > 0).map((kind) => say(`import-${kind}`, count(kind))),
    ...some("import-unplaced", answers.filter((one) => !one.known).length, say),
    ...(planned.steps.some((step) => step.file.key.startsWith("~/")) ? [say("import-way")] : []),
    ...some("import-never", planned.never, say),
    ...some("import-unreadable", found.leftOut.length, say),
    ...some("import-aside", found.aside, say),
    ...(planned.steps.every((step) => step.then === step.here) ? [say("import-nothing")] : []),
  ];
  const head = element("h3", { tabindex: -1 }, say("import-preview"));
  const shown = element(
    "div",
    {},
    head,
    element("ul", {}, ...facts.map((fact) => element("li", {}, element("bdi", {}, fact)))),
    ...parts.map((part) => sheetDetails(part, say)),
    found.leftOut.length > 0 ? leftOut(found.leftOut, say) : undefined,
  );
  return { shown, head };
}

function some(word: string, n: number, say: Say): readonly string[] {
  return n > 0 ? [say(word, n)] : [];
}

function sheetDetails(part: SheetPart, say: Say): HTMLElement {
  const listed = part.answers.slice(0, MOST);
  return element(
    "details",
    {},
    element("summary", {}, element("bdi", {}, part.title), ` (${part.answers.length})`, part.known ? undefined : ` ${say("import-unknown-sheet")}`),
    element("ul", {}, ...listed.map((one) => element("li", {}, ...answerLines(one, say)))),
    more(part.answers.length - listed.length, say),
  );
}

/** A question, how its answer stands, and both texts where they differ. */
function answerLines(one: Answer, say: Say): readonly HTMLElement[] {
  const line = (word: string, text: string): HTMLElement => element("p", {}, `${say(word)} `, element("bdi", { class: "backup-text" }, cut(text)));
  const texts = one.kind === "same" || one.kind === "new"
    ? [line(`import-is-${one.kind}`, one.file)]
    : [line(`import-is-${one.kind}`, ""), line("import-here", one.here), line("import-file", one.file)];
  return [element("p", {}, element("bdi", {}, element("strong", {}, one.label))), ...texts];
}

function leftOut(names: readonly string[], say: Say): HTMLElement {
  const listed = names.slice(0, MOST);
  return element(
    "details",
    {},
    element("summary", {}, say("import-unreadable-list")),
    element("ul", {}, ...listed.map((name) => element("li", {}, element("bdi", {}, name)))),
    more(names.length - listed.length, say),
  );
}

function more(n: number, say: Say): HTMLElement | undefined {
  return n > 0 ? element("p", {}, say("import-more", n)) : undefined;
}

function cut(text: string): string {
  const signs = [...text.slice(0, LONGEST * 2)];
  return signs.length > LONGEST || text.length > LONGEST * 2 ? `${signs.slice(0, LONGEST).join("")}…` : text;
}
