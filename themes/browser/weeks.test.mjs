// Trackers: what they ask, and what the notebook makes of it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { buildExtra } from "./extra.mjs";
import { reader } from "./reader.mjs";
import { serve } from "./site.mjs";

const site = await serve(await buildExtra());
const WEEKS = `${site.origin}/s/404/`;
const { fresh, tab } = reader({ locale: "en-GB" });
after(() => site.close());

/** Opens a sheet and waits until it is live. */
async function open(url = WEEKS) {
  const page = await tab();
  await page.goto(url);
  await page.waitForSelector("gs-sheet[data-live]");
  return page;
}

/** Answers that stand where a tab keeps them before its page is opened. */
async function seeded(answers, url = WEEKS) {
  const page = await tab();
  await page.goto(`${site.origin}/x/`);
  await page.evaluate((all) => {
    for (const [key, value] of Object.entries(all)) {
      sessionStorage.setItem(`a/:${key}`, JSON.stringify([1, [value, 1_790_000_000_000, [], []]]));
    }
  }, answers);
  await page.goto(url);
  return page;
}

const field = (page, id) => page.locator(`.field[data-field="${id}"]`);
const asked = (page, row = 0) => field(page, "week").locator(".row:not(.spare)").nth(row).locator(".cell").evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.dataset.column));
const kept = (page) => page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith("a/:weeks/")).map((name) => name.slice(10)).sort());

test("a tracker asks what is ticked, and what has a value", async () => {
  const page = await open();
  assert.deepEqual(await asked(page), ["on", "life", "held"]);
  assert.ok(await page.getByText("This asks about what you tick here: My signs").isVisible());
  await page.getByLabel("Better sleep").first().check();
  await page.getByLabel("Like a team").first().check();
  assert.deepEqual(await asked(page), ["on", "sleep", "team", "life", "held"]);
  assert.equal(await page.getByText("This asks about").isVisible(), false);
  await field(page, "week").locator('[data-column="sleep"] input[value="7"]').first().check();
  await page.getByLabel("Better sleep").first().uncheck();
  assert.deepEqual(await asked(page), ["on", "sleep", "team", "life", "held"], "its value stays to be seen");
  await page.getByRole("button", { name: "Add an entry" }).click();
  assert.deepEqual(await asked(page), ["on", "team", "life", "held"], "a new entry asks what is ticked now");
  assert.deepEqual(await asked(page, 1), ["on", "sleep", "team", "life", "held"]);
});

test("ticks of an entry are kept one by one, come back, and rules see them", async () => {
  const page = await open();
  await field(page, "week").getByRole("checkbox", { name: "Illness" }).check();
  assert.ok(await page.getByText("A week of illness is no week to judge.", { exact: true }).isVisible());
  await page.waitForFunction(() => Object.keys(sessionStorage).some((name) => name.endsWith("/week/1/life.ill/m")));
  assert.ok((await kept(page)).includes("week/1/life.ill/m"), (await kept(page)).join());
  await page.reload();
  await page.waitForSelector("gs-sheet[data-live]");
  assert.ok(await field(page, "week").getByRole("checkbox", { name: "Illness" }).isChecked());
  assert.equal(await field(page, "week").getByRole("checkbox", { name: "Work" }).isChecked(), false);
  assert.match(await page.locator(".summary").innerText(), /Illness/);
  await field(page, "week").getByRole("checkbox", { name: "Illness" }).uncheck();
  assert.equal(await page.getByText("A week of illness").count(), 0);
});

test("on paper and without scripts all columns are there, on a filled sheet those that were asked", async () => {
  const blank = await open();
  await blank.emulateMedia({ media: "print" });
  assert.deepEqual(await asked(blank), ["on", "calm", "sleep", "team", "life", "held"]);
  const page = await seeded({ "weeks//week/1/on/d": "2026-02-02", "weeks//week/1/calm/n": "4" });
  await page.waitForSelector("gs-sheet[data-live]");
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await asked(page), ["on", "calm", "life", "held"]);
  await fresh({ javaScriptEnabled: false });
  const bare = await tab();
  await bare.goto(WEEKS);
  assert.deepEqual(await asked(bare), ["on", "calm", "sleep", "team", "life", "held"]);
});

test("the notebook shows what was asked, and an entry is changed there, ticks too", async () => {
  const page = await seeded({
    "weeks//signs//sleep/m": "1", "weeks//week/1/on/d": "2026-02-02", "weeks//week/1/calm/n": "4", "weeks//week/1/life.work/m": "1", "weeks//week/1/life.ill/m": "1",
    "weeks//week/2/on/d": "2026-02-09", "weeks//week/2/sleep/n": "6",
  }, `${site.origin}/n/`);
  const card = page.locator("#n3 .card");
  await card.waitFor();
  assert.deepEqual(await card.locator("th").allTextContents(), ["Date", "More calm", "Better sleep", "Other things going on", "My promises"]);
  assert.deepEqual(await card.locator("tbody tr").last().locator("td").allTextContents(), ["Feb 2, 2026", "4 of 10", "", "Illness, Work", ""]);
  await card.getByText("Change or delete an entry").click();
  await card.getByRole("button", { name: "Change", exact: true }).click();
  const form = card.locator(".book-edit");
  assert.deepEqual(await form.locator(".field > label, fieldset > legend").allTextContents(), ["Date", "Better sleep", "Other things going on", "My promises"], "the newest has no value of what is not asked now");
  await form.getByLabel("Work").check();
  await form.getByRole("button", { name: "Done" }).click();
  await card.locator(".book-edit").waitFor({ state: "detached" });
  assert.deepEqual(await card.locator("tbody tr").first().locator("td").allTextContents(), ["Feb 9, 2026", "", "6 of 10", "Work", ""]);
});

/** So many weeks, one after another. */
const weeks = (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [
  [`weeks//week/${i + 1}/on/d`, new Date(Date.UTC(2026, 0, 5 + 7 * i)).toISOString().slice(0, 10)],
  [`weeks//week/${i + 1}/calm/n`, String(i % 11)], [`weeks//week/${i + 1}/sleep/n`, "5"],
  [`weeks//week/${i + 1}/held/c`, i % 4 === 3 ? "missed" : "kept"], ...(i % 4 === 1 ? [[`weeks//week/${i + 1}/life.ill/m`, "1"]] : []),
]).flat());

test("charts stand under one another with the same days: what has values, counts in words, and marks", async () => {
  for (const [n, averages, marks] of [[1, 0, []], [3, 0, ["Illness: 1"]], [8, 2, ["Illness: 2"]]]) {
    const page = await seeded(weeks(n), `${site.origin}/n/`);
    const charts = page.locator("#n3 .card .chart");
    await charts.first().waitFor();
    const heads = ["More calm", "Better sleep", "My promises", ...(marks.length > 0 ? ["Other things going on"] : [])];
    assert.deepEqual(await charts.locator("figcaption").allTextContents(), heads);
    assert.deepEqual(await charts.nth(2).locator(".chart-marks > p").allTextContents(), [`Kept: ${n - Math.floor(n / 4)}`, "Told before and changed: 0", `Missed: ${Math.floor(n / 4)}`]);
    assert.deepEqual(await page.locator('figure:has(figcaption:text("Other things")) .chart-marks > p').allTextContents(), marks);
    const lines = await charts.locator(".chart-average").evaluateAll((all) => all.filter((one) => one.getAttribute("d") !== "").length);
    assert.equal(lines, averages, `${n} entries`);
    assert.equal(await page.getByText("Dashed line").count(), averages > 0 ? 1 : 0);
    assert.equal(await page.getByText("than a month ago").count(), n < 8 ? 0 : 1);
    assert.deepEqual(new Set(await charts.locator(".chart-days").allTextContents()).size, 1, "the same days below each");
    assert.equal(await page.locator("#n3 table tbody tr").count(), n, "the table says all of it");
    await page.close();
    await fresh();
  }
});

test("what both ticked is shown when each has ticked something, and never what one did", async () => {
  const page = await open(`${site.origin}/s/405/`);
  const place = field(page, "both_yes");
  const person = (who) => page.locator(`.field[data-field="menu.${who}"]`);
  const shown = async () => (await place.innerText()).replace(/\s+/g, " ");
  const WAIT = "What we both ticked Shows what you both ticked, when each of you has.";
  assert.equal(await shown(), WAIT);
  await person("me").getByLabel("A walk").check();
  await person("me").getByLabel("Coffee").check();
  assert.equal(await shown(), WAIT);
  await person("other").getByLabel("In your own words").fill("walk");
  assert.equal(await shown(), WAIT, "own words are no tick");
  await person("other").getByLabel("Music").check();
  assert.equal(await shown(), "What we both ticked So far there is nothing that you both ticked.");
  await person("other").getByLabel("Coffee").check();
  assert.equal(await shown(), "What we both ticked Coffee");
  await page.emulateMedia({ media: "print" });
  assert.equal(await shown(), "What we both ticked Coffee");
  await page.emulateMedia({ media: "screen" });
  await person("me").getByLabel("Coffee").uncheck();
  assert.equal(await shown(), "What we both ticked So far there is nothing that you both ticked.");
  await page.emulateMedia({ media: "print" });
  assert.match(await shown(), /Compare what each of you ticked/);
  await page.waitForFunction(() => Object.keys(sessionStorage).some((name) => name.includes("menu.other//music")));
  await page.emulateMedia({ media: "screen" });
  await page.goto(`${site.origin}/n/`);
  await page.locator("#n1 details").first().waitFor();
  assert.equal(await page.getByText("What we both ticked").count(), 0, "the notebook has each one's ticks alone");
  await fresh({ javaScriptEnabled: false });
  const bare = await tab();
  await bare.goto(`${site.origin}/s/405/`);
  assert.match(await field(bare, "both_yes").innerText(), /Compare what each of you ticked/);
});
