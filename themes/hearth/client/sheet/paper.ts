/** A worksheet on paper: what stays off it, and lines that are too long for their field. */
import { element } from "../dom.ts";
import type { LiveForm } from "./live.ts";

/** Private fields stay off paper unless the reader wants them there; a blank sheet has all of them. Nothing remembers it. */
export function printToo(form: LiveForm): HTMLElement[] {
  const boxes = [...form.root.querySelectorAll<HTMLElement>(".sheet > .field")].filter((box) => box.matches("[data-private]") || box.querySelector("[data-private]") !== null);
  if (boxes.length === 0 || !form.sheet.print) {
    return [];
  }
  form.changed(() => form.root.toggleAttribute("data-filled", [...form.slots()].some((slot) => (form.stored(slot) ?? "") !== "")));
  const ticks = boxes.map((box) => {
    const tick = element("input", { type: "checkbox", autocomplete: "off" });
    tick.addEventListener("change", () => box.classList.toggle("print-too", tick.checked));
    const label = form.sheet.fields.find((field) => field.id === box.dataset["field"])?.label;
    return element("label", { class: "tick" }, tick, label);
  });
  return [element("details", { class: "print-private" }, element("summary", {}, form.say("print-private")), ...ticks)];
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
