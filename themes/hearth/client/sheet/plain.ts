/** Answers in plain words, for a text file and for what has no place in the form. */
import { columnOf, type Field, type Option, type Say, type Sheet } from "../data.ts";
import { compose } from "./sentence.ts";
import { AGREED, fieldOf, FREE, optionOf, OWN } from "./values.ts";

export interface Answer {
  readonly field: string;
  readonly row: string;
  readonly part: string;
  readonly value: string;
}

/** One answer in words: the label of what was chosen, else the text itself. */
export function wordsFor(field: Field | undefined, at: { readonly row: string; readonly part: string }, value: string): string {
  const column = at.row === "" ? undefined : columnOf(field, at.part);
  const label = (options: readonly Option[] | undefined, id: string): string | undefined => options?.find((o) => o.id === id)?.label;
  if (at.row === "" && at.part !== "" && at.part !== OWN) {
    return value === "1" ? (label(field?.options, at.part) ?? at.part) : "";
  }
  if (column?.type === "multi") {
    return value === "1" ? (label(column.options, optionOf(at)) ?? at.part) : "";
  }
  return label(column?.options ?? (at.row === "" && at.part === "" ? field?.options : undefined), value) ?? value;
}

/** The answers of a worksheet as text: the question, then what was written. */
export function plainText(sheet: Sheet, answers: readonly Answer[], say: Say): string {
  const blocks: string[] = [];
  const names = [...new Set(answers.map((a) => a.field))];
  const order = (name: string): number => sheet.fields.findIndex((f) => f.id === name.split(".")[0]);
  for (const name of names.sort((a, b) => order(a) - order(b))) {
    const field = fieldOf(sheet, name);
    const own = answers.filter((a) => a.field === name && a.value !== "");
    const rows = [...new Set(own.map((a) => a.row))];
    const lines = rows.map((row) => line(field, own.filter((a) => a.row === row), say)).filter((text) => text !== "");
    if (lines.length > 0) {
      blocks.push([heading(field, name, say), ...lines].join("\n"));
    }
  }
  return [sheet.neutral, ...blocks].join("\n\n") + "\n";
}

function heading(field: Field | undefined, name: string, say: Say): string {
  const [, who = ""] = name.split(".");
  const part = field?.each === true ? say(who === "me" ? "card-me" : "card-other") : field?.items?.find((item) => item.id === who)?.label;
  return [field?.label ?? name, part].filter((text) => text !== undefined).join(": ");
}

function line(field: Field | undefined, answers: readonly Answer[], say: Say): string {
  if (field?.type === "sentence") {
    return compose(field.parts ?? [], (gap) => answers.find((a) => a.part === gap)?.value ?? "");
  }
  const consent: { readonly [part: string]: string } = { [FREE[0]]: say("free-me"), [FREE[1]]: say("free-other"), [AGREED]: say("agreed") };
  return answers.map((a) => consent[a.part] ?? wordsFor(field, a, a.value)).filter((text) => text !== "").join(" · ");
}
