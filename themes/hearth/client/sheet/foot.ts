/** The end of a worksheet: what to print, and clearing it. */
import { announce, button, element } from "../dom.ts";
import type { LiveForm } from "./live.ts";
import { printToo } from "./paper.ts";

export function foot(form: LiveForm): HTMLElement {
  const made = element("div", { class: "sheet-foot" }, element("p", { class: "field-help" }, form.say("take-back")), ...printToo(form), clearing(form));
  (form.root.querySelector(".sheet") ?? form.root).append(made);
  return made;
}

/** Two steps, and one back. */
function clearing(form: LiveForm): HTMLElement {
  const { say, notes, sheet, answers } = form;
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
    const passing = answers.memory.keys().map((key) => [key, answers.memory.get(key) ?? ""] as const);
    answers.memory.clear();
    await notes.remove(kept.map((entry) => entry.key));
    fresh();
    const back = button(say("clear-back"), () => {
      passing.forEach(([key, value]) => answers.memory.set(key, value));
      void notes.put(kept).then(() => {
        fresh();
        rest();
        announce(say("cleared-back"));
      });
    });
    put(element("p", {}, say("cleared")), back);
    announce(say("cleared"));
    back.focus();
  }
  function fresh(): void {
    form.rows.forEach((rows) => rows.reset());
    form.refresh();
  }
  put(start);
  return box;
}
