import type { Answer, Filled, Reading, Wording } from "./read.ts";

/** Answers as plain text, to be read by people and by any program. */
export function asText(readings: readonly Pick<Reading, "title" | "filled">[], wording: Wording): string {
  return readings.filter(({ filled }) => filled.length > 0).map(({ title, filled }) => {
    const parts = filled.map((one) => entryText(one, wording));
    return `${title}\n${"=".repeat([...title].length)}\n\n${parts.join("\n\n")}\n`;
  }).join("\n\n");
}

function entryText({ on, answers }: Filled, wording: Wording): string {
  const day = on === "" ? [] : [`${wording.day(on)}`];
  return [...day, ...answers.map((answer) => answerText(answer, wording))].join("\n\n");
}

function answerText({ label, who, lines, table }: Answer, wording: Wording): string {
  const whose = who === "" ? "" : ` (${wording.say(who === "me" ? "me" : "other")})`;
  const rows = table?.rows.map(({ cells }) =>
    cells.flatMap((cell, i) => (cell === "" ? [] : [`${table.columns[i]?.label ?? ""}: ${cell}`])).join("; ")) ?? [];
  return [`${label}${whose}`, ...[...rows, ...lines].map((line) => `  ${line.replaceAll("\n", "\n  ")}`)].join("\n");
}
