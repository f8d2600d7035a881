// What comes out of the printer: a blank sheet that can be filled in by hand,
// the whole program as a book, and no trace of the buttons around them.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { buildSite, scratch } from "./built.mjs";
import { launch, serve } from "./site.mjs";
import { lessons, plain, worksheets } from "./source.mjs";

const run = promisify(execFile);
const site = await serve(await buildSite());
const paper = await scratch();
const sheets = await worksheets();
const program = await lessons();
let browser;
let page;
before(async () => {
  browser = await launch();
  page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: "dark" })).newPage();
});
after(() => Promise.all([browser.close(), site.close()]));

/** Prints a page and returns the text of each sheet of paper. */
async function print(address) {
  await page.goto(site.origin + address);
  const file = path.join(paper, "page.pdf");
  await writeFile(file, await page.pdf({ format: "A4", preferCSSPageSize: true }));
  const { stdout } = await run("pdftotext", ["-raw", "-enc", "UTF-8", file, "-"], { maxBuffer: 64 << 20 });
  return stdout.split("\f").slice(0, -1).map(plain);
}

function assertHolds(text, parts) {
  assert.deepEqual([...new Set(parts)].filter((part) => !text.includes(plain(part))), [], "these are not on the paper");
}

/** Nothing that only works on a screen is on the paper. */
async function assertNoScreenParts(text) {
  await page.emulateMedia({ media: "print" });
  const parts = await page.locator(".skip, .leave, .leave-note, .veil, .site, .site-nav, .site-foot nav, .phase-nav, .pager, .sheet-status").all();
  assert.ok(parts.length >= 6, `${parts.length} parts only`);
  const printed = [];
  for (const part of parts) {
    if (await part.isVisible()) {
      printed.push(await part.evaluate((one) => one.outerHTML.slice(0, 100)));
    }
  }
  await page.emulateMedia({ media: null });
  assert.deepEqual(printed, []);
  assert.ok(!text.includes("Skip to the text"));
}

describe("a sheet to fill in by hand", () => {
  for (const sheet of sheets.filter((one) => one.print)) {
    test(`${sheet.neutral}: ${sheet.title}`, async () => {
      const pages = await print(sheet.address);
      const text = pages.join(" ");
      assertHolds(text, [sheet.neutral, sheet.title, ...sheet.labels, ...sheet.options, ...sheet.privacy]);
      await assertNoScreenParts(text);
      assert.ok(pages.length <= 5, `${pages.length} pages of paper`);
      assert.ok(pages.every((one) => one.length > 40), "a page of paper is empty");
    });
  }

  for (const sheet of sheets.filter((one) => !one.print)) {
    test(`${sheet.title} has no paper version, and says so`, async () => {
      const text = (await print(sheet.address)).join(" ");
      assertHolds(text, ["This sheet has no paper version, on purpose."]);
      const shown = [...sheet.labels, ...sheet.privacy].filter((part) => text.includes(plain(part)));
      assert.deepEqual(shown, []);
    });
  }
});

test("all blank sheets in one go", async () => {
  const sheetsOnPaper = sheets.filter((one) => one.print);
  const text = (await print("/z/")).join(" ");
  assertHolds(text, sheetsOnPaper.flatMap((sheet) => [sheet.title, ...sheet.labels, ...sheet.options, ...sheet.privacy]));
  for (const sheet of sheets.filter((one) => !one.print)) {
    assert.ok(!text.includes(plain(sheet.labels[0])), `${sheet.title} is printed`);
  }
  await assertNoScreenParts(text);
});

test("the whole program as a book", async () => {
  const pages = await print("/q/");
  const text = pages.join(" ");
  for (const lesson of program) {
    assertHolds(text, [lesson.title, lesson.aim, ...lesson.steps, ...lesson.do, ...lesson.dont, ...lesson.signs, ...lesson.headings]);
  }
  await assertNoScreenParts(text);
  assert.ok(pages.length <= 5 * program.length, `${pages.length} pages of paper for ${program.length} lessons`);
});

test("a lesson", async () => {
  const [lesson] = program;
  const text = (await print(lesson.address)).join(" ");
  assertHolds(text, [lesson.title, lesson.aim, ...lesson.steps, ...lesson.do, ...lesson.dont, ...lesson.signs, ...lesson.headings]);
  await assertNoScreenParts(text);
});
