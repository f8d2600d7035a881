/** Two texts for one answer: shown one below the other, settled only by the reader. */
import { announce, button, element } from "../dom.ts";
import { writeKey } from "../notes/key.ts";
import type { LiveForm } from "./live.ts";
import { read, show, type Slot } from "./slots.ts";
import { wordsFor } from "./plain.ts";

export function conflicts(form: LiveForm): void {
  const shown = new Map<string, HTMLElement>();
  form.changed(() => {
    const open = new Set<string>();
    for (const slot of form.slots()) {
      const key = writeKey(form.key(slot));
      const others = otherTexts(form, slot);
      if (others.length === 0) {
        continue;
      }
      open.add(key);
      const before = shown.get(key);
      const texts = JSON.stringify([read(slot), others]);
      if (before?.dataset["texts"] !== texts) {
        const group = ask(form, slot, others);
        group.dataset["texts"] = texts;
        before?.remove();
        if (before === undefined) {
          announce(form.say("conflict"));
        }
        shown.set(key, group);
        form.boxOf(slot)?.append(group);
      }
    }
    for (const [key, group] of shown) {
      if (!open.has(key)) {
        group.remove();
        shown.delete(key);
      }
    }
  });
}

function ask(form: LiveForm, slot: Slot, others: readonly string[]): HTMLElement {
  const { say } = form;
  const settle = (value: string): void => {
    show(slot, value);
    void form.notes.settle(writeKey(form.key(slot)), value).then(() => form.refresh());
    slot.controls[0]?.focus();
  };
  const mine = read(slot);
  const text = (value: string): string => wordsFor(form.definition(slot), slot, value) || say("conflict-empty");
  const group = element("div", { class: "sheet-ask sheet-conflict", role: "group", "aria-label": say("conflict") },
    element("p", {}, say("conflict")),
    element("p", { class: "field-help" }, say("conflict-mine")),
    element("blockquote", {}, text(mine)),
    button(say("conflict-keep"), () => settle(mine)));
  for (const other of others) {
    group.append(
      element("p", { class: "field-help" }, say("conflict-theirs")),
      element("blockquote", {}, text(other)),
      button(say("conflict-use"), () => settle(other)));
  }
  if (slot.class === "t") {
    const between = slot.controls[0] instanceof HTMLTextAreaElement ? "\n" : " / "; // a line has no second one
    group.append(button(say("conflict-both"), () => settle([mine, ...others].join(between))));
  }
  return group;
}

/** All texts that are kept for an answer but the one that stands in the page, which may be any of them. */
function otherTexts(form: LiveForm, slot: Slot): readonly string[] {
  const others = form.answers.others(form.key(slot)).map((text) => text.value);
  const all = others.length === 0 ? [] : [form.stored(slot) ?? "", ...others];
  return [...new Set(all)].filter((text) => text !== read(slot));
}
