import type { Condition, Rule, Sheet } from "../data.ts";
import type { Answer, Reading } from "./read.ts";

/** Tells the answers of a sheet that are for nobody else by themselves: private ones, those about safety, and those of earlier versions. */
export function quietOf({ sheet }: Reading, check: string): (answer: Answer) => boolean {
  const safety = sheet === undefined ? new Set<string>() : safetyFields(sheet, check);
  return ({ name, field, private: hidden, never, gone }) => hidden || never || gone || safety.has(field?.id ?? name);
}

/** Fields whose answers can make help appear: what they say is for nobody else unless the reader ticks it. */
export function safetyFields(sheet: Sheet, check: string): ReadonlySet<string> {
  return new Set(sheet.rules.filter((rule) => offersHelp(rule, check)).flatMap(({ when }) => fieldsIn(when)));
}

function offersHelp({ show, link }: Rule, check: string): boolean {
  return (show !== undefined && show !== "stop-rules") || (check !== "" && link?.url === check);
}

function fieldsIn({ field, all = [], any = [], not }: Condition): readonly string[] {
  const own = field === undefined ? [] : [field.split(".")[0] ?? field];
  return [...own, ...[...all, ...any, ...(not === undefined ? [] : [not])].flatMap(fieldsIn)];
}
