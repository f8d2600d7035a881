/** The saved line of a worksheet: the truth about where the answers are, and what to do when it is not good. */
import { localeOf } from "../data.ts";
import { announce, button, element } from "../dom.ts";
import { choices } from "./ask.ts";
import type { LiveForm } from "./live.ts";
import { plainText } from "./plain.ts";
import { read } from "./slots.ts";
import { truth } from "./truth.ts";
import { neverKept } from "./values.ts";

export function statusLine(form: LiveForm): void {
  const { notes, say, sheet, root, signal } = form;
  const line = root.querySelector<HTMLElement>("[data-status], .sheet-status");
  if (line === null) {
    return;
  }
  const words = element("span", { class: "status-words" });
  const change = button(say("place-change"), () => toggle(!panel.isConnected), { "aria-expanded": "false" });
  const save = button(say("download"), () => download(form), { hidden: "" });
  let panel: HTMLElement = element("div");
  let heard = "";
  let bad = false;
  let older = false;
  const toggle = (open: boolean): void => {
    change.ariaExpanded = String(open);
    panel.remove();
    if (open) {
      panel = choices(form, "close", () => {
        toggle(false);
        change.focus();
      });
      line.after(panel);
      panel.focus();
    }
  };
  const tell = (): void => {
    const status = notes.status(sheet.id);
    const { word, trouble } = truth(sheet.never, notes.state, notes.isOnly(sheet.id), status);
    const text = say(word, clock(status.at, form.data.lang));
    if (words.textContent !== text) {
      words.textContent = text;
    }
    line.classList.toggle("status-trouble", trouble);
    line.dataset["saving"] = status.saving;
    save.hidden = !trouble;
    // Each news once, not for each key; the question that comes with the first answer speaks for itself.
    const saved = word.startsWith("saved") && (bad || (heard === "empty" && notes.state.chosen));
    if (word !== heard && heard !== "" && (trouble || saved)) {
      announce(text);
    }
    bad = word === "waiting" ? bad : trouble;
    heard = word === "waiting" ? heard : word;
    if (older !== (notes.state.older && !sheet.never)) {
      older = !older;
      root.classList.toggle("is-older", older);
      readOnly(form, older);
    }
  };
  line.replaceChildren(words, ...(sheet.never ? [] : [change, save]));
  line.dataset["live"] = "";
  notes.on("status", (event) => event.sheet === sheet.id && tell(), signal);
  notes.on("state", tell, signal);
  tell();
}

function clock(at: number, lang: string): string {
  return new Date(at).toLocaleTimeString(localeOf(lang), { hour: "2-digit", minute: "2-digit" });
}

/** A page that is older than the notes can show them and must not change them. */
function readOnly(form: LiveForm, on: boolean): void {
  for (const control of [...form.slots()].flatMap((slot) => slot.controls)) {
    if (control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && !["checkbox", "radio"].includes(control.type))) {
      control.readOnly = on;
    } else {
      control.disabled = on;
    }
  }
}

/** Gives the reader what stands in the form as a text file, made on the spot, without what is never kept. */
function download(form: LiveForm): void {
  const answers = [...form.slots()].filter((slot) => !neverKept(form.sheet, form.key(slot))).map((slot) => ({ field: slot.field, row: slot.row, part: slot.part, value: read(slot) }));
  const url = URL.createObjectURL(new Blob([plainText(form.sheet, answers, form.say)], { type: "text/plain" }));
  element("a", { href: url, download: "notes.txt" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // after the browser took it
}
