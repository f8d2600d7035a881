import { parseJSON, record } from "./protocol.ts";

/** The part of a form control that is kept; a test can make one without a page. */
export interface Control {
  readonly id: string;
  readonly type: string;
  value: string;
  checked?: boolean;
  readonly options?: ArrayLike<{ selected: boolean }>;
}

interface Kept {
  readonly key: string;
  readonly value: string;
  readonly checked: boolean;
  readonly selected: readonly number[];
}

// A file cannot be put back, a passphrase must not be kept, and a button holds nothing.
const SKIPPED = new Set(["file", "password", "hidden", "button", "submit", "reset", "image"]);

/** Names a control by its id, or by its type and its place among those without one. */
function* named<C extends Control>(controls: Iterable<C>): Generator<[string, C]> {
  const seen = new Map<string, number>();
  for (const control of controls) {
    const { id, type } = control;
    const place = seen.get(type) ?? 0;
    if (id === "") {
      seen.set(type, place + 1);
    }
    if (!SKIPPED.has(type)) {
      yield [id === "" ? `${type}:${place}` : `${type}#${id}`, control];
    }
  }
}

/** What the reader has put into the controls. */
export function collect(controls: Iterable<Control>): Kept[] {
  return [...named(controls)].map(([key, control]) => ({
    key,
    value: control.value,
    checked: control.checked === true,
    selected: selected(control),
  }));
}

/** Puts kept values back and returns the controls that this changed. What no longer fits is left out. */
export function restore<C extends Control>(controls: Iterable<C>, kept: readonly Kept[]): C[] {
  const byKey = new Map(kept.map((one) => [one.key, one]));
  const changed: C[] = [];
  for (const [key, control] of named(controls)) {
    const one = byKey.get(key);
    if (one === undefined) {
      continue;
    }
    if (control.options !== undefined) {
      if (selected(control).join() !== one.selected.join()) {
        Array.from(control.options).forEach((option, i) => {
          option.selected = one.selected.includes(i);
        });
        changed.push(control);
      }
    } else if (control.type === "checkbox" || control.type === "radio") {
      if (control.checked !== one.checked) {
        control.checked = one.checked;
        changed.push(control);
      }
    } else if (control.value !== one.value) {
      control.value = one.value;
      changed.push(control);
    }
  }
  return changed;
}

/** The name under which restore finds the control again. */
export function keyOf<C extends Control>(controls: Iterable<C>, control: C): string {
  for (const [key, other] of named(controls)) {
    if (other === control) {
      return key;
    }
  }
  return "";
}

export function find<C extends Control>(controls: Iterable<C>, key: string): C | undefined {
  for (const [other, control] of named(controls)) {
    if (other === key) {
      return control;
    }
  }
  return undefined;
}

function selected(control: Control): number[] {
  return Array.from(control.options ?? []).flatMap((option, i) => (option.selected ? [i] : []));
}

/** Everything a reload would lose. */
export interface PageState {
  readonly x: number;
  readonly y: number;
  readonly focus: string; // a control's key, or # and the id of another element
  readonly selection: readonly [number, number] | null;
  readonly controls: readonly Kept[];
}

/** Reads what was kept; undefined when it is not ours. */
export function parseState(text: unknown): PageState | undefined {
  const value = parseJSON(text);
  const { x, y, focus, selection, controls } = value;
  if (typeof x !== "number" || typeof y !== "number" || typeof focus !== "string" || !Array.isArray(controls)) {
    return undefined;
  }
  return { x, y, focus, selection: parseSelection(selection), controls: controls.flatMap(parseKept) };
}

function parseSelection(raw: unknown): [number, number] | null {
  const [start, end]: unknown[] = Array.isArray(raw) ? raw : [];
  return typeof start === "number" && typeof end === "number" ? [start, end] : null;
}

function parseKept(raw: unknown): Kept[] {
  const { key, value, checked, selected } = record(raw);
  if (typeof key !== "string" || typeof value !== "string" || typeof checked !== "boolean" || !Array.isArray(selected)) {
    return [];
  }
  return [{ key, value, checked, selected: selected.filter((i) => typeof i === "number") }];
}
