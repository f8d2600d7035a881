import type { PageData, Say } from "../data.ts";
import { announce, button, element } from "../dom.ts";
import type { ErasedReport, Notes } from "../notes/types.ts";
import { section, twoSteps } from "./parts.ts";

/** Erases everything, also while the notes are shut, and says what was found when looking again. */
export function eraseSection({ data, say, notes }: { data: PageData; say: Say; notes: Notes }, removeCopy: () => Promise<unknown>): HTMLElement {
  const result = element("div", { tabindex: -1 });
  const erase = async (): Promise<void> => {
    press.hidden = true;
    result.replaceChildren(element("p", { role: "status" }, say("erase-now")));
    result.focus();
    await removeCopy().catch(() => undefined); // the report says what is left of it
    const report = await notes.erase();
    result.replaceChildren(...reportWords(report, say), element("p", {}, element("a", { href: data.urls.home }, say("erase-home"))));
    const left = countLeft(report);
    if (left > 0) {
      result.append(button(say("erase-again"), () => void erase()));
    }
    announce(say(left === 0 ? "erase-done" : "erase-left"));
    result.focus();
  };
  const press = twoSteps({ say }, { first: say("erase-first"), sure: say("erase-sure"), go: say("erase-go") }, () => void erase());
  return section("n9", say("erase"),
    element("p", {}, say("erase-what")), press, result,
    element("div", {}, element("h3", {}, say("erase-remains")), element("ul", {}, ...remains(say))));
}

/** What no page can remove. */
function remains(say: Say): readonly HTMLElement[] {
  return [
    say("erase-history"), say("erase-downloads"), say("erase-paper"), say("erase-icon"), say("erase-device"), say("erase-calendar"), say("erase-others"),
  ].map((words) => element("li", {}, words));
}

const countLeft = ({ databases, local, session, caches, workers }: ErasedReport): number =>
  databases.length + local.length + session.length + caches.length + workers;

/** What is gone and what is not, in words. */
function reportWords(report: ErasedReport, say: Say): readonly HTMLElement[] {
  const kinds: readonly (readonly [boolean, string])[] = [
    [report.databases.length > 0, say("left-device")],
    [report.session.length > 0, say("left-tab")],
    [report.local.length > 0, say("left-settings")],
    [report.caches.length + report.workers > 0, say("left-copy")],
  ];
  const lists = [false, true].map((left) => kinds.filter(([is]) => is === left).map(([, words]) => element("li", {}, words)));
  const [gone = [], left = []] = lists;
  return [
    ...(gone.length === 0 ? [] : [element("p", {}, say("erase-gone")), element("ul", {}, ...gone)]),
    ...(left.length === 0
      ? [element("p", {}, element("strong", {}, say("erase-done")))]
      : [element("p", {}, element("strong", {}, say("erase-left"))), element("ul", {}, ...left), element("p", {}, say("erase-left-help"))]),
  ];
}
