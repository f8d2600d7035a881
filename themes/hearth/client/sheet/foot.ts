/** The end of a worksheet: what to print, and clearing it. */
import { announce, button, element } from "../dom.ts";
import type { Entry } from "../notes/types.ts";
import { beside, entriesOf, inOne } from "./beside.ts";
import type { LiveForm } from "./live.ts";
import { printToo } from "./paper.ts";

export function foot(form: LiveForm): HTMLElement {
  const made = element("div", { class: "sheet-foot" }, element("p", { class: "field-help" }, form.say("take-back")), ...printToo(form), clearing(form));
  (form.root.querySelector(".sheet") ?? form.root).append(made);
  return made;
}

/** Two steps, and one back. */
function clearing(form: LiveForm): HTMLElement {
  const { say, notes, sheet, answers, signal } = form;
  const box = element("div", { class: "clear-sheet" });
  const put = (...parts: (string | HTMLElement)[]): void => box.replaceChildren(...parts);
  const start = button(say("clear"), () => {
    put(element("p", {}, say(sheet.tracker ? "clear-sure-entries" : "clear-sure")), sure, " ", button(say("clear-not"), rest));
    sure.focus();
  });
  const sure = button(say("clear-yes"), () => void clear());
  function rest(): void {
    put(start);
    start.focus();
  }
  async function clear(): Promise<void> {
    await notes.flush();
    const kept = notes.all(`${sheet.id}/`);
    const passing = entriesOf(answers.memory, 0);
    answers.memory.clear();
    await notes.remove(kept.map((entry) => entry.key));
    fresh();
    const back = button(say("clear-back"), () => void putBack(kept, passing));
    put(element("p", {}, say("cleared")), back);
    announce(say("cleared"));
    back.focus();
  }
  async function putBack(kept: readonly Entry[], passing: readonly Entry[]): Promise<void> {
    await notes.flush();
    const since = [notes.all(`${sheet.id}/`), entriesOf(answers.memory, 1)] as const;
    await notes.put(beside(kept, since[0]));
    beside(passing, since[1]).forEach((entry) => answers.memory.set(entry.key, inOne(entry)));
    fresh();
    rest();
    announce(say(since.flat().some(({ value }) => value !== "") ? "cleared-both" : "cleared-back"));
  }
  function fresh(): void {
    form.rows.forEach((rows) => rows.reset());
    form.refresh();
  }
  // Nothing brings back what was there before the page was left, or before everything was erased.
  addEventListener("pagehide", () => put(start), { signal });
  notes.on("state", ({ chosen }) => chosen || put(start), signal);
  put(start);
  return box;
}
