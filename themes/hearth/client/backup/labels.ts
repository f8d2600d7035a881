import { columnOf, type Field, type Option, type Sheet } from "../data.ts";
import { type Key, readKey } from "../notes/key.ts";
import type { Entry } from "../notes/types.ts";
import type { Kind, Step } from "./merge.ts";

/** The answers of one sheet in a file. */
export interface SheetPart {
  readonly id: string;
  readonly title: string; // its id where the program has no such sheet
  readonly known: boolean;
  readonly answers: readonly Answer[];
}

/** One question: what is here and what the file has, as a person reads it. */
export interface Answer {
  readonly label: string;
  readonly known: boolean;
  readonly kind: Kind;
  readonly here: string;
  readonly file: string;
}

/** Words for the two places of a field that both people have. */
export interface People {
  readonly me: string;
  readonly other: string;
}

const RANK: readonly Kind[] = ["same", "new", "older", "newer", "both"];

/** The steps of a plan by sheet and question, in the program's order; what it does not know comes last. */
export function bySheet(steps: readonly Step[], sheets: readonly Sheet[], people: People): readonly SheetPart[] {
  const found = new Map<string, Step[]>();
  for (const step of steps) {
    const key = readKey(step.file.key);
    if (key !== undefined && key.sheet !== "~" && key.class !== "x") {
      add(found, key.sheet, step);
    }
  }
  const order = (id: string): number => {
    const at = sheets.findIndex((sheet) => sheet.id === id);
    return at < 0 ? sheets.length : at;
  };
  return [...found]
    .sort(([a], [b]) => order(a) - order(b) || (a < b ? -1 : 1))
    .map(([id, its]) => part(id, its, sheets.find((sheet) => sheet.id === id), people))
    .filter((one) => one.answers.length > 0);
}

function add(groups: Map<string, Step[]>, name: string, step: Step): void {
  const group = groups.get(name);
  if (group === undefined) {
    groups.set(name, [step]);
  } else {
    group.push(step);
  }
}

function part(id: string, steps: readonly Step[], sheet: Sheet | undefined, people: People): SheetPart {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    add(groups, step.file.key.split("/").slice(1, 3).join("/"), step); // by entry and field
  }
  const answers = [...groups.values()].map((group) => answer(group, sheet, people)).filter((one) => one.here !== "" || one.file !== "");
  return { id, title: sheet?.title ?? id, known: sheet !== undefined, answers };
}

function answer(steps: readonly Step[], sheet: Sheet | undefined, people: People): Answer {
  const key = readKey(steps[0]?.file.key);
  const field = key === undefined ? undefined : fieldOf(sheet, key);
  const kinds = steps.map((step) => RANK.indexOf(step.kind));
  const text = (entries: readonly (Entry | undefined)[]): string => entries.map((entry) => shown(entry, field)).filter((t) => t !== "").join(" · ");
  return {
    label: key === undefined ? "" : labelOf(key, field, people),
    known: field !== undefined && field.retired !== true,
    kind: RANK[Math.max(...kinds)] ?? "same",
    here: text(steps.map((step) => step.here)),
    file: text(steps.map((step) => step.file)),
  };
}

/** The field that an answer belongs to, also by the name it had before. */
export function fieldOf(sheet: Sheet | undefined, key: Key): Field | undefined {
  const [id] = key.field.split(".");
  return sheet?.fields.find((field) => field.id === id) ?? sheet?.fields.find((field) => field.was === id);
}

/** Whether the program never keeps an answer, whatever a file says. */
export function isNever(text: string, sheets: readonly Sheet[]): boolean {
  const key = readKey(text);
  const sheet = sheets.find((one) => one.id === key?.sheet);
  if (key === undefined || sheet === undefined) {
    return false;
  }
  const field = fieldOf(sheet, key);
  return sheet.never || field?.never === true || columnOf(field, key.part)?.never === true;
}

function labelOf(key: Key, field: Field | undefined, people: People): string {
  if (field === undefined) {
    return key.field;
  }
  const places = key.field.split(".").slice(1).map((place) => {
    if (place === "me" || place === "other") {
      return people[place];
    }
    return field.items?.find((item) => item.id === place)?.label ?? place;
  });
  return [field.label, ...places].join(", ");
}

/** A value in words: option ids as their labels, ticks by what was ticked. */
function shown(entry: Entry | undefined, field: Field | undefined): string {
  const key = readKey(entry?.key);
  if (entry === undefined || key === undefined) {
    return "";
  }
  if (key.class === "m") {
    const column = columnOf(field, key.part);
    const tick = column === undefined ? optionOf(field, key.part) : optionOf(column, key.part.slice(column.id.length + 1));
    return entry.value === "1" ? tick : "";
  }
  return key.class === "c" ? optionOf(field, entry.value) : entry.value;
}

function optionOf(field: Field | undefined, id: string): string {
  const groups: readonly (readonly Option[] | undefined)[] = [field?.options, ...(field?.columns ?? []).map((column) => column.options), ...(field?.parts ?? []).map((gap) => gap.options)];
  return groups.flatMap((options) => options ?? []).find((option) => option.id === id)?.label ?? id;
}
