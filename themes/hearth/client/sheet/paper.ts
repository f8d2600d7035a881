/** A worksheet on paper: what stays off it, and lines that are too long for their field. */
import { element } from "../dom.ts";
import type { LiveForm } from "./live.ts";
import { onPage } from "./names.ts";

/** Private fields stay off paper unless the reader wants them there; a blank sheet has all of them. Nothing remembers it. */
export function printToo(form: LiveForm): HTMLElement[] {
  const fields = onPage(form).filter(([field]) => [field, ...(field.columns ?? [])].some((part) => part.private === true));
  if (fields.length === 0 || !form.sheet.print) {
    return [];
  }
  form.changed(() => form.root.toggleAttribute("data-filled", [...form.slots()].some((slot) => (form.stored(slot) ?? "") !== "")));
  const ticks = fields.map(([field, box]) => printTick(box, field.label));
  return [element("details", { class: "print-private" }, element("summary", {}, form.say("print-private")), ...ticks)];
}

/** A tick that lets a private part onto paper. */
export function printTick(part: HTMLElement, label: string): HTMLElement {
  const tick = element("input", { type: "checkbox", autocomplete: "off" });
  tick.addEventListener("change", () => part.classList.toggle("print-too", tick.checked));
  return element("label", { class: "tick" }, tick, label);
}

/** A line in a field ends at its edge, so on paper its text stands below instead. A day that is not chosen leaves room to write one. */
export function wholeLines(form: LiveForm): void {
  let made: HTMLElement[] = [];
  addEventListener("beforeprint", () => {
    for (const control of form.root.querySelectorAll<HTMLInputElement>('input:is([type="date"], [type="time"])')) {
      control.toggleAttribute("data-empty", control.value === "");
    }
    for (const [control] of [...form.slots()].map((slot) => slot.controls)) {
      if (control instanceof HTMLInputElement && control.type === "text" && control.value !== "" && control.dataset["gap"] === undefined) {
        const text = element("p", { class: "print-only print-value" }, control.value);
        control.after(text);
        made.push(text);
      }
    }
  }, { signal: form.signal });
  addEventListener("afterprint", () => {
    made.forEach((text) => text.remove());
    made = [];
  }, { signal: form.signal });
}
