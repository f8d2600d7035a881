// The book of notes for counselors, opened from the disk as a counselor opens it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { goldseam, scratch } from "./built.mjs";
import { launch } from "./site.mjs";

const run = promisify(execFile);
const dir = await scratch();
const lessons = ["find-your-footing/start-here", "find-your-footing/is-it-safe", "steady-the-ground/why-it-hurts"];
const line = "  - A sentence that is long enough to need more than one line on a phone, and on paper.\n";
const table = "\n| a | b |\n|---|---|\n| c | d |\n";
await writeFile(path.join(dir, "edition.yaml"), "goldseam: 1.0.0\n");
for (const lesson of lessons) {
  const file = path.join(dir, "content/en", `${lesson}.notes.md`);
  await mkdir(path.dirname(file), { recursive: true });
  const lists = ["introduce", "watch", "not_when", "ask"].map((key) => `${key}:\n${line.repeat(4)}`).join("");
  await writeFile(file, `---\n${lists}---\n\nSee [help](../pages/help.md).\n\n> [!WARNING]\n> Take care.\n${lesson === lessons[0] ? table : ""}\nMarked ${lesson}.\n`);
}
await run(await goldseam(), ["build", "--notes", dir]);
const book = pathToFileURL(path.join(dir, "notes/index.html")).href;
let browser;
let page;
const said = [];
before(async () => {
  browser = await launch();
  page = await (await browser.newContext()).newPage();
  page.on("console", (message) => said.push(message.text()));
  page.on("request", (request) => request.url() === book || said.push(`asked for ${request.url()}`));
});
after(() => browser.close());

describe("on a screen", () => {
  for (const [width, colorScheme] of [[320, "light"], [320, "dark"], [1280, "light"], [1280, "dark"]]) {
    test(`${width} px, ${colorScheme}`, async () => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.goto(book);
      assert.deepEqual(said, [], "the book asks for nothing and breaks no policy");
      const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      assert.equal(paper, colorScheme === "light" ? "rgb(251, 248, 243)" : "rgb(27, 25, 23)", "the style sheet holds");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing is wider than the screen");
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ rules: { "target-size": { enabled: true } } }).analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), []);
    });
  }
});

test("on paper each lesson's notes stay on one page", async () => {
  await page.goto(book);
  const file = path.join(dir, "book.pdf");
  await writeFile(file, await page.pdf({ format: "A4", preferCSSPageSize: true }));
  const { stdout } = await run("pdftotext", ["-raw", "-enc", "UTF-8", file, "-"]);
  const pages = stdout.split("\f").slice(0, -1);
  assert.ok(pages.length >= 3, `${pages.length} pages`);
  pages.forEach((text, i) => assert.match(text, new RegExp(`^${i + 1}\\n`), "each page has its number"));
  const parts = pages.flatMap((text) => text.split("Lesson page "));
  for (const lesson of lessons) {
    const mine = parts.filter((text) => text.includes(`Marked ${lesson}`));
    assert.equal(mine.length, 1);
    assert.match(mine[0] ?? "", /Bring it in/, `the notes on ${lesson} begin on the page where they end`);
  }
});
