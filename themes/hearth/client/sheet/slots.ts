/** Places in the page where one answer each is read and shown. */
import type { FieldType } from "../data.ts";
import type { Class } from "../notes/key.ts";
import { OWN, classOf, optionOf } from "./values.ts";

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface Slot {
  readonly field: string;
  readonly row: string;
  readonly part: string;
  readonly class: Class;
  readonly controls: readonly Control[]; // the radio buttons of a choice, else one
  readonly fallback: string; // stands there until there is an answer
}

const CONTROLS = "input, textarea, select";

export function controlsIn(box: Element): Control[] {
  return [...box.querySelectorAll<Control>(CONTROLS)];
}

/** The slots of a field that is no row: one, or one for each tick, and one for own words. */
export function slotsOf(box: HTMLElement, type: FieldType, fallback: string): Slot[] {
  const kind = classOf(type);
  const field = box.dataset["field"] ?? "";
  const own = box.querySelector<HTMLInputElement>(".option-own input");
  const controls = controlsIn(box).filter((control) => control !== own);
  if (kind === undefined || controls.length === 0) {
    return [];
  }
  const answers = kind === "m"
    ? controls.map((control) => ({ field, row: "", part: control.value, class: kind, controls: [control], fallback: "" }))
    : [{ field, row: "", part: "", class: kind, controls, fallback }];
  return own === null ? answers : [...answers, { field, row: "", part: OWN, class: "t", controls: [own], fallback: "" }];
}

function ticked(control: Control | undefined): boolean {
  return control instanceof HTMLInputElement && control.checked;
}

/** What stands there now. */
export function read(slot: Slot): string {
  const [first] = slot.controls;
  switch (first?.type) {
    case "checkbox":
      return ticked(first) ? "1" : "";
    case "radio":
      return slot.controls.find(ticked)?.value ?? "";
    default:
      return first?.value ?? "";
  }
}

/** Shows an answer, and leaves the place of the caret alone where nothing changes. */
export function show(slot: Slot, value: string): void {
  if (read(slot) === value) {
    return;
  }
  for (const control of slot.controls) {
    if (control instanceof HTMLInputElement && control.type === "checkbox") {
      control.checked = value === "1";
    } else if (control instanceof HTMLInputElement && control.type === "radio") {
      control.checked = control.value === value;
    } else {
      control.value = value;
    }
  }
}

/** Whether an answer is written letter by letter. */
export function isText(slot: Slot): boolean {
  return slot.class === "t";
}

/** The answer in a slot as rules see it: the option that is ticked, else the value. */
export function answer(slot: Pick<Slot, "row" | "part" | "class">, value: string): string {
  return slot.class === "m" && value !== "" ? optionOf(slot) : value.trim();
}

/** Names by which rules mean a slot: of its field, of its part or column, and of both without saying whose. */
export function names(slot: Pick<Slot, "field" | "row" | "part">): readonly string[] {
  const [id = "", ...rest] = slot.field.split(".");
  const fields = [slot.field, id, [id, ...rest.filter((part) => part !== "me" && part !== "other")].join(".")];
  const parts = slot.row === "" ? [slot.part] : [slot.part, slot.part.split(".")[0] ?? ""];
  return [...fields, ...fields.flatMap((field) => parts.map((part) => `${field}.${part}`))];
}

/** Lets a text grow in browsers that don't do so by themselves. */
export function grow(control: Control): void {
  if (CSS.supports("field-sizing", "content")) {
    return;
  }
  if (control instanceof HTMLTextAreaElement) {
    control.style.minBlockSize = `${control.scrollHeight + 2}px`;
  } else if (control instanceof HTMLInputElement && control.dataset["gap"] !== undefined) {
    control.size = Math.max(12, control.value.length + 1);
  }
}

/** Whether the reader wrote here before anything listened. */
export function isEarly(slot: Slot): boolean {
  return slot.controls.some((control) => control.dataset["typed"] !== undefined);
}
