// What the content files say, read by a few patterns and not by Goldseam, so
// that a page is held against its source and not against itself.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "./built.mjs";

const content = path.join(repository, "content");
const read = (...parts) => readFile(path.join(content, ...parts), "utf8");

/** Text as it is compared: one kind of quotes, one space between words, no ligatures. */
export function plain(text) {
  return text.normalize("NFKC").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/…/g, "...").replace(/[\s\u00a0]+/g, " ").trim();
}

/** A YAML scalar's text. */
function scalar(source) {
  const text = source.trim();
  if (text.startsWith('"')) {
    return JSON.parse(text);
  }
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;
}

const VALUE = String.raw`("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,{}\n]+)`;
const value = (front, key) => scalar(front.match(new RegExp(`^${key}: (.+)$`, "m"))?.[1] ?? "");

/** The texts of a list in front matter. */
function list(front, key) {
  const block = front.match(new RegExp(`^${key}:\\n((?: .*\\n)+)`, "m"))?.[1] ?? "";
  return [...block.matchAll(/^ {2}- (?:text: )?(.+)$/gm)].map(([, text]) => scalar(text));
}

function split(file) {
  const [, front, body] = file.match(/^---\n([\s\S]*?\n)---\n([\s\S]*)$/);
  return { front, body };
}

async function program() {
  const [, lessons, worksheets] = (await read("program.yaml")).match(/^phases:\n([\s\S]*)^worksheets:\n([\s\S]*)/m);
  return { lessons, worksheets };
}

/** Every lesson, in the order of the program. */
export async function lessons() {
  const out = [];
  let phase;
  for (const [, phaseID, id, page] of (await program()).lessons.matchAll(/- (?:id: ([\w-]+)|\{id: ([\w-]+), page: (\d+)\})/g)) {
    phase = phaseID ?? phase;
    if (id === undefined) {
      continue;
    }
    const { front, body } = split(await read("en", phase, `${id}.md`));
    out.push({
      id,
      phase,
      address: `/p/${page}/`,
      title: value(front, "title"),
      aim: value(front, "aim"),
      steps: list(front, "steps"),
      do: list(front, "do"),
      dont: list(front, "dont"),
      signs: list(front, "signs"),
      worksheets: [...(front.match(/^worksheets: \[(.*)\]$/m)?.[1] ?? "").matchAll(/[\w-]+/g)].map(([name]) => name),
      paths: new Map([...front.match(/^paths: \{(.*)\}$/m)[1].matchAll(/(\w+): (\w+)/g)].map(([, name, weight]) => [name, weight])),
      together: /with: together|^mode: (?:offered|together)$/m.test(front) || /^#+ .*\{.*\.together.*\}$/m.test(body),
      headings: [...body.matchAll(/^#{2,} (.+?)(?: \{[#.].*\})?$/gm)].map(([, text]) => text),
      words: body.split(/\s+/).length,
    });
  }
  return out;
}

/** Every worksheet: its labels, the texts of its options and its privacy lines. */
export async function worksheets() {
  const out = [];
  for (const [, id, page] of (await program()).worksheets.matchAll(/\{id: ([\w-]+), page: (\d+)\}/g)) {
    const { front } = split(await read("en", "worksheets", `${id}.md`));
    const fields = front.match(/^fields:\n((?: .*\n)+)/m)[1];
    const flow = (pattern) => [...fields.matchAll(new RegExp(`[{,] ?${pattern}: ${VALUE}`, "g"))];
    const options = [...fields.matchAll(/\boptions:\n((?: +["'\w-]+: .+\n)+)/g)].flatMap(([, block]) => {
      const deep = block.match(/^ +/)[0];
      return [...block.matchAll(new RegExp(`^${deep}["'\\w-]+: (.+)$`, "gm"))].map(([, text]) => scalar(text));
    });
    const flowOptions = [...fields.matchAll(/options: \{(.*?)\}/g)].flatMap(([, inside]) =>
      [...inside.matchAll(new RegExp(`["'\\w-]+: ${VALUE}`, "g"))].map(([, text]) => scalar(text)),
    );
    out.push({
      id,
      address: `/s/${page}/`,
      title: value(front, "title"),
      neutral: value(front, "neutral_title"),
      print: value(front, "print") !== "false",
      fields: [...fields.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name),
      labels: [...[...fields.matchAll(/^ +label: (.+)$/gm)], ...flow("label")].map(([, text]) => scalar(text)),
      options: [...options, ...flowOptions],
      privacy: list(front, "privacy"),
    });
  }
  return out;
}
