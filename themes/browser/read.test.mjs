// A reader goes through the program from the first page to its last lesson,
// with scripts and without, and finds on each lesson all that its author wrote.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { buildSite } from "./built.mjs";
import { launch, serve } from "./site.mjs";
import { lessons, plain, worksheets } from "./source.mjs";

const site = await serve(await buildSite());
const program = await lessons();
const sheets = new Map((await worksheets()).map((sheet) => [sheet.id, sheet]));
let browser;
before(async () => {
  browser = await launch();
});
after(() => Promise.all([browser.close(), site.close()]));

const texts = async (locator) => (await locator.allTextContents()).map(plain);

async function assertLesson(page, lesson) {
  assert.equal(page.url(), site.origin + lesson.address);
  assert.deepEqual(await texts(page.locator("h1")), [plain(lesson.title)]);
  assert.deepEqual(await texts(page.locator(".lead")), [plain(lesson.aim)]);
  const steps = await texts(page.locator(".steps li"));
  assert.equal(steps.length, lesson.steps.length);
  lesson.steps.forEach((step, i) => assert.ok(steps[i].startsWith(plain(step)), `step ${i + 1} is ${steps[i]}`));
  for (const [place, items] of [[".list-do-do li", lesson.do], [".list-do-dont li", lesson.dont], [".signs li", lesson.signs]]) {
    assert.deepEqual(await texts(page.locator(place)), items.map(plain), place);
  }
  assert.deepEqual(await texts(page.locator("article > .prose :is(h2, h3, h4)")), lesson.headings.map(plain));
  const words = (await page.locator("article > .prose").innerText()).split(/\s+/).length;
  assert.ok(words > lesson.words * 0.9, `${words} words of ${lesson.words} are to be seen`);
  assert.equal(await page.locator(".stop-rules").count(), lesson.together ? 1 : 0, "stop rules stand where two people work together");
}

/** Every worksheet of the lesson stands in it, or a link to it does, and the one that stands there can be filled in. */
async function assertSheets(page, lesson) {
  for (const id of lesson.worksheets) {
    const sheet = sheets.get(id);
    const goOn = page.getByRole("button", { name: /^(Go on to the sheet|Show the parts for two)$/ }); // with scripts, parts for two ask first
    if ((await goOn.count()) > 0) {
      await goOn.first().click();
    }
    const card = page.locator(".card", { has: page.locator(`:is(h2, h3) > a[href="${sheet.address}"]`) });
    assert.deepEqual(await texts(card.locator("h2, h3").first()), [plain(sheet.title)]);
    if ((await card.locator(".field").count()) === 0) {
      continue;
    }
    assert.deepEqual(await card.locator(".sheet > [data-field]").evaluateAll((all) => all.map((one) => one.dataset.field)), sheet.fields);
    const box = card.locator("input[type=radio], input[type=checkbox]").filter({ visible: true }).first();
    await box.check();
    assert.equal(await box.isChecked(), true);
    for (const line of (await card.locator("textarea, input[type=text]").filter({ visible: true }).all()).slice(0, 1)) {
      await line.fill("a word of my own");
      assert.equal(await line.inputValue(), "a word of my own");
    }
  }
}

/** The links at the end of a lesson: onwards first, then back. */
async function assertPager(page, i) {
  const around = [program[i + 1], program[i - 1]].filter((lesson) => lesson !== undefined);
  assert.deepEqual(await page.locator(".pager a").evaluateAll((all) => all.map((one) => one.getAttribute("href"))), around.map((lesson) => lesson.address));
}

for (const javaScriptEnabled of [true, false]) {
  describe(`with scripts ${javaScriptEnabled ? "on" : "off"}`, () => {
    let page;
    before(async () => {
      const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
      context.setDefaultTimeout(5000);
      page = await context.newPage();
      await page.addInitScript(() => sessionStorage.clear()); // every lesson as on a first visit, whatever the safety check was told
    });

    test("from the first page to the last lesson and back, by the links alone", async () => {
      await page.goto(site.origin);
      await page.locator("main").getByRole("link", { name: "See all lessons" }).click();
      assert.deepEqual(await texts(page.locator(".outline a")), program.map((lesson) => plain(lesson.title)));
      await page.locator(".outline a").first().click();
      for (const [i, lesson] of program.entries()) {
        await page.waitForURL(site.origin + lesson.address);
        assert.deepEqual(await texts(page.locator("h1")), [plain(lesson.title)]);
        if (i + 1 < program.length) {
          await page.locator(".pager-next").click();
        }
      }
      for (const lesson of program.slice(0, -1).reverse()) {
        await page.locator(".pager a").last().click();
        await page.waitForURL(site.origin + lesson.address);
      }
      await page.locator(".site-name").click();
      await page.waitForURL(`${site.origin}/`);
    });

    test("each path on the first page opens its lessons", async () => {
      await page.goto(site.origin);
      const ways = page.locator("details.way");
      assert.equal(await ways.count(), program[0].paths.size);
      for (const [i, name] of [...program[0].paths.keys()].entries()) {
        const way = ways.nth(i);
        await way.locator("summary").click();
        for (const [place, weight] of [["ol", "core"], ["ul", "helpful"], ["ul", "optional"]]) {
          for (const lesson of program.filter((one) => one.paths.get(name) === weight)) {
            assert.ok(await way.locator(`${place} a[href="${lesson.address}"]`).isVisible(), `${lesson.title} is ${weight} on ${name}`);
          }
        }
        assert.equal(await way.locator("a").count(), program.filter((one) => one.paths.get(name) !== "hidden").length);
      }
    });

    for (const [i, lesson] of program.entries()) {
      test(`lesson ${i + 1} is whole: ${lesson.title}`, async () => {
        await page.goto(site.origin + lesson.address);
        if (javaScriptEnabled) {
          await page.waitForSelector("html.live", { state: "attached" });
        }
        await assertLesson(page, lesson);
        await assertSheets(page, lesson);
        await assertPager(page, i);
      });
    }

    test("help with numbers that can be called is one press away from a lesson", async () => {
      await page.goto(site.origin + program[0].address);
      await page.locator(".site-nav").getByRole("link", { name: "Help", exact: true }).click();
      await page.getByRole("heading", { name: "Help", level: 1 }).waitFor();
      const links = await page.locator("a.phone").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      assert.ok(links.length > 10, `${links.length} numbers`);
      assert.deepEqual(links.filter((href) => !/^(tel|sms):\+?[0-9*#]+$/.test(href)), []);
    });
  });
}
