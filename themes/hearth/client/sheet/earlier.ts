/**
 * Answers that no field of the worksheet asks for any more: readable, and gone
 * only when the reader removes them. Any of them may be private, so they all are.
 */
import type { Field } from "../data.ts";
import { announce, button, element, headingIn } from "../dom.ts";
import { readKey, writeKey, type Key } from "../notes/key.ts";
import { join } from "../notes/merge.ts";
import type { LiveForm } from "./live.ts";
import { printTick } from "./paper.ts";
import { wordsFor } from "./plain.ts";
import { renamed, uses } from "./values.ts";

export function earlier(form: LiveForm, foot: Element): void {
  const { say, notes } = form;
  const list = element("dl");
  const removed = element("div");
  const section = element("section", { class: "sheet-earlier" }, headingIn(form.root, say("earlier")), element("p", { class: "field-help" }, say("earlier-why")), list, removed);
  if (form.sheet.print) {
    list.before(printTick(section, say("earlier-print")));
  }
  const copies = new Map<string, HTMLElement>();
  let shown = "";
  form.changed(() => {
    const left = form.shut() ? [] : leftOver(form);
    const now = JSON.stringify(left.map(({ key, value }) => [writeKey(key), value]));
    if (now === shown) {
      return;
    }
    shown = now;
    list.replaceChildren(...left.flatMap(({ key, value, field }) => item(key, value, field)));
    place();
  });
  // Nothing brings back what was there before the page was left, or before everything was erased.
  addEventListener("pagehide", () => removed.replaceChildren(), { signal: form.signal });
  notes.on("state", ({ chosen }) => chosen || removed.replaceChildren(), form.signal);

  function place(): void {
    if (list.childElementCount + removed.childElementCount === 0) {
      section.remove();
    } else if (!section.isConnected) {
      foot.before(section);
    }
  }

  function item(key: Key, value: string, field: Field | undefined): HTMLElement[] {
    const name = writeKey(key);
    const words = wordsFor(field, key, value) || value;
    const copy = button(say("copy"), () => {
      navigator.clipboard.writeText(words).then(() => announce(say("copied")), () => announce(say("copy-failed")));
    });
    const remove = button(say("remove"), () => {
      const entry = notes.get(name);
      const back = button(say("put-back"), () => void (entry !== undefined && notes.put([join(notes.get(name), entry)]).then(() => {
        line.remove();
        form.tell();
        copies.get(name)?.focus();
      })));
      const line = element("p", { class: "undone" }, say("row-removed"), " ", back);
      void notes.remove([name]).then(() => {
        removed.append(line);
        form.tell();
        place();
        back.focus();
      });
    });
    copies.set(name, copy);
    return [element("dt", {}, field?.label ?? say("earlier-field")), element("dd", {}, element("p", {}, words), copy, " ", remove)];
  }
}

/** Kept texts of this sheet under keys that the form has no place for. */
export function leftOver(form: LiveForm): { key: Key; value: string; field: Field | undefined }[] {
  const { sheet } = form;
  return form.notes.all(`${sheet.id}/`).flatMap((entry) => {
    const key = readKey(entry.key);
    if (key === undefined || key.class === "x" || key.class === "k" || entry.value === "" || key.entry !== form.entry) {
      return [];
    }
    const field = sheet.fields.find((f) => f.id === key.field.split(".")[0]);
    const now = renamed(sheet, key);
    const hasPlace = uses(sheet, key) ? field?.retired !== true : now !== undefined && uses(sheet, now);
    return hasPlace ? [] : [{ key, value: entry.value, field: field ?? (now && sheet.fields.find((f) => f.id === now.field.split(".")[0])) }];
  });
}
