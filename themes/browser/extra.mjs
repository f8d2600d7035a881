// The base program with a few lessons and worksheets more, so that tests meet
// every kind of rule and of part for two.
import { execFile } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { goldseam, repository, scratch } from "./built.mjs";

const run = promisify(execFile);

const LESSON = (title, red, paths, sheets) => `---
title: ${title}
aim: An aim.
minutes: 5
for: both
mode: together
paths: ${paths}
after: []
on_red: ${red}
heavy: false
steps:
  - A step of one.
  - Another step of one.
  - text: A step of two.
    with: together
do: [One thing, Another thing]
dont: [One thing less, Another thing less]
signs: [One sign, Another sign]
worksheets: [${sheets}]
solo: What one can do alone.
safety: [A word of care.]
---

The words of this lesson.

## Say it to each other {.together}

A dromedary by the river, for two.

## For one again

Nobody else is here.
`;

const SHEET = (title, neutral, fill, more, fields, rules) => `---
title: ${title}
neutral_title: ${neutral}
fill: ${fill}
keep: ask
print: true
share: none
kind: form
${more}fields:
${fields}
${rules}privacy:
  - A word of care.
---

An introduction.
`;

const TOOLS = `  strength: {type: scale, label: How strong, low: low, high: high, optional: true}
  kind: {type: choice, label: What kind, options: {trigger: Trigger, urge: Urge, other: Something else}, optional: true}
  note: {type: text, label: A note, optional: true}
  dark: {type: choice, label: Dark thoughts, options: {"no": "No", "yes": "Yes"}, keep: never, optional: true}
  line: {type: longtext, label: A line, words: [but, at least], say: This word can take it back., optional: true}
  helper: {type: rows, label: Who helps, limit: 3, columns: {name: {type: text, label: Name}, reach: {type: text, label: Reach}, aside: {type: text, label: Aside, private: true, optional: true}}, optional: true}
  wait: {type: timer, label: Wait, minutes: 10, optional: true}
  talk: {type: timer, label: Talk, minutes: 2, turns: 2, optional: true}
  steps: {type: timer, label: Steps, stages: {settle: {minutes: 1, label: Settle}, thanks: {minutes: 2, label: Thanks}, plan: {minutes: 3, label: Plan}}, optional: true}
  lines: {type: rows, label: Lines, limit: 4, columns: {what: {type: text, label: What}, sure: {type: scale, label: How sure, low: low, high: high}}, optional: true}
  words: {type: rows, label: Words, limit: 4, columns: {day: {type: date, label: Day}, thing: {type: longtext, label: Thing}}, optional: true}
  deal: {type: agreement, label: Deal, review: in 6 weeks, optional: true}
  review: {type: date, label: Review, optional: true}
  entry: {type: calendar, label: In my calendar, title: Catch-up, every: month, from: review, optional: true}`;

const RULES = `rules:
  - when: {field: strength, at_least: 8}
    show: grounding-and-help
  - when: {field: dark, is: "yes"}
    show: crisis-help
  - when: {field: kind, is: urge}
    say: A pause plan may help.
    link: worksheet:steady-plan
  - when: {field: kind, is: other}
    reveal: note
  - when: {field: kind, is: trigger}
    say: Another lesson says more.
    link: lesson:couple
  - when: {all: [{field: kind, is: trigger}, {path: unsure}]}
    say: This is for you alone.
  - when: {field: helper, empty: true}
    suggest: helper
    from: steady-plan.safe_people
  - when: {field: lines, empty: true}
    suggest: lines
    from: sources.ours
  - when: {field: words, empty: true}
    suggest: words
    from: sources.note
  - when: {field: deal, empty: true}
    suggest: deal
    from: sources.ours
summary: {card: [kind, note, helper, review]}
`;

const SCALE = (label) => `{type: scale, label: ${label}, low: not at all, high: very much}`;

const WEEKS = `  signs: {type: multi, label: My signs, options: {calm: More calm, sleep: Better sleep, team: Like a team}, optional: true}
  week: {type: tracker, label: The week, pick: signs, columns: {calm: ${SCALE("More calm")}, sleep: ${SCALE("Better sleep")}, team: ${SCALE("Like a team")}, life: {type: multi, label: Other things going on, options: {ill: Illness, work: Work}}, held: {type: choice, label: My promises, options: {kept: Kept, told: Told before and changed, missed: Missed}}}, optional: true}`;

const MENU = `  menu: {type: multi, label: What I would enjoy, options: {walk: A walk, coffee: Coffee, music: Music}, each: true, other: true, optional: true}
  both_yes: {type: show, label: What we both ticked, both: menu}`;

const WEEK_RULES = `rules:
  - when: {field: week.life, has: ill}
    say: A week of illness is no week to judge.
summary: {chart: {y: week.calm, also: [week.sleep, week.team, week.held], average_after: 4, marks: week.life}, table: true, card: [week]}
`;

const FILES = {
  "worksheets/tools.md": SHEET("Tools", "Sheet 401", "alone", "", TOOLS, RULES),
  "worksheets/two.md": SHEET("A sheet for two", "Sheet 402", "both", "", "  one: {type: text, label: One, optional: true}", ""),
  "worksheets/held.md": SHEET("A sheet that can wait", "Sheet 403", "together", "on_amber: held\n", "  one: {type: text, label: One, optional: true}", ""),
  "worksheets/weeks.md": SHEET("Weeks", "Sheet 404", "alone", "", WEEKS, WEEK_RULES),
  "worksheets/sources.md": SHEET("Sources", "Sheet 406", "alone", "", "  ours: {type: agreement, label: Ours, optional: true}\n  note: {type: longtext, label: Note, optional: true}", ""),
  "worksheets/menu.md": SHEET("Menu", "Sheet 405", "alone", "", MENU, ""),
  "steady-the-ground/couple.md": LESSON("For two", "hidden", "{broke: core, hurt: core, both: core, unsure: hidden}", "two, held"),
  "steady-the-ground/partly.md": LESSON("Partly for two", "solo", "{broke: helpful, hurt: core, both: core, unsure: optional}", "two, tools"),
};

/** Builds the larger program and returns the site's folder. */
export async function buildExtra() {
  const source = await scratch();
  await cp(path.join(repository, "content"), path.join(source, "content"), { recursive: true });
  for (const [name, text] of Object.entries(FILES)) {
    await writeFile(path.join(source, "content/en", name), text);
  }
  const program = path.join(source, "content/program.yaml");
  const lines = (await readFile(program, "utf8")).split("\n");
  lines.splice(lines.findIndex((line) => line.includes("id: when-feelings-flood")) + 1, 0, "      - {id: couple, page: 401}", "      - {id: partly, page: 402}");
  lines.splice(lines.findIndex((line) => line.startsWith("worksheets:")) + 1, 0, ...["tools", "two", "held", "weeks", "menu", "sources"].map((id, i) => `  - {id: ${id}, page: ${401 + i}}`));
  await writeFile(program, lines.join("\n"));
  const site = path.join(await scratch(), "site");
  await run(await goldseam(), ["build", source, "--out", site, "--url", "https://example.org/"]);
  return site;
}
