/** How long a text is, from four fifths of its limit on. It warns; nothing is ever cut. */
import { announce, element } from "../dom.ts";
import type { LiveForm } from "./live.ts";
import { read, type Slot } from "./slots.ts";

export function counts(form: LiveForm): void {
  const lines = new Map<Slot, HTMLElement>();
  form.changed(() => {
    const slots = form.slots();
    for (const [slot, line] of lines) {
      if (!slots.has(slot)) {
        line.remove();
        lines.delete(slot);
      }
    }
    for (const slot of slots) {
      const limit = limitOf(form, slot);
      const length = [...read(slot)].length;
      const line = lines.get(slot);
      if (limit === undefined || length < limit * 0.8) {
        line?.remove();
        lines.delete(slot);
        continue;
      }
      const text = length > limit ? form.say("count-over", length - limit) : form.say("count-left", limit - length);
      const shown = line ?? element("p", { class: "count field-help" });
      if (line === undefined) {
        slot.controls[0]?.after(shown);
        lines.set(slot, shown);
      }
      if (shown.textContent !== text) {
        const crosses = (length > limit) !== shown.hasAttribute("data-over") || line === undefined;
        shown.toggleAttribute("data-over", length > limit);
        shown.textContent = text;
        if (crosses && slot.controls[0] === document.activeElement) {
          announce(text);
        }
      }
    }
  });
}

function limitOf(form: LiveForm, slot: Slot): number | undefined {
  const field = form.definition(slot);
  if (slot.class !== "t" || field === undefined) {
    return undefined;
  }
  return slot.row === "" ? (slot.part === "" ? field.limit : undefined) : field.columns?.find((column) => column.id === slot.part)?.limit;
}
