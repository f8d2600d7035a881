// The notebook: everything a reader wrote, read, searched, printed, shared,
// locked and erased, as the published site does it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { buildSite } from "./built.mjs";
import { launch, serve } from "./site.mjs";

const site = await serve(await buildSite());
let browser;
before(async () => { browser = await launch(); });
after(() => Promise.all([browser.close(), site.close()]));

const ANSWERS = {
  "steady-plan//feelings//hurt/m": "1", "steady-plan//strength///n": "7", "steady-plan//spin///t": "It goes round at night",
  "steady-plan//safe_people/1/name/t": "Zoë", "steady-plan//safe_people/1/reach/t": "at work",
  "steady-plan//need/1/thought/t": "it is late", "steady-plan//need/1/need/t": "sleep",
  "steady-plan//lost///t": "Its question is gone",
  "hard-moments-plan//signal///t": "Pineapple", "hard-moments-plan//calm.other//music/m": "1",
  "change-plan//habit///t": "Told Zoë about the phone", "change-plan//part_it_played///t": "A private reason",
  "away//note///t": "From a sheet that is gone",
};
const WEEKS = ["2026-08-03", "2026-08-10", "2026-08-17", "2026-08-24", "2026-08-31", "2026-09-07", "2026-09-14", "2026-09-28"];
WEEKS.forEach((day, i) => {
  ANSWERS[`change-plan//week/${i + 1}/on/d`] = day;
  ANSWERS[`change-plan//week/${i + 1}/tempt/n`] = String([9, 9, 9, 9, 3, 2, 2, 2][i]);
  ANSWERS[`change-plan//week/${i + 1}/status/c`] = "did";
});

/** Puts answers where a tab keeps them. More holds others and earlier texts by key. */
async function seed(page, answers, more = {}) {
  await page.goto(site.origin + "/x/"); // any page of the site
  await page.evaluate(([all, extra]) => {
    for (const [key, value] of Object.entries(all)) {
      const { others = [], earlier = [] } = extra[key] ?? {};
      sessionStorage.setItem(`a/:${key}`, JSON.stringify([1, [value, 1_790_000_000_000, others, earlier]]));
    }
  }, [answers, more]);
}

/** What is kept in the tab. */
const kept = (page) => page.evaluate(() => Object.fromEntries(Object.entries(sessionStorage).filter(([name]) => name.startsWith("a/:")).map(([name, text]) => [name.slice(3), JSON.parse(text)[1][0]])));

/** The notebook with some answers, in a browser that knows nothing else. Sheets stand in for those of the site. */
async function notebook(answers = ANSWERS, more = {}, { sheets, ...options } = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true, ...options });
  const page = await context.newPage();
  if (sheets !== undefined) {
    await page.route("**/f/sheets-*.js", (route) => route.fulfill({ contentType: "text/javascript", body: `export default ${JSON.stringify(sheets)};` }));
  }
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") { wrong.push(message.text()); } });
  await seed(page, answers, more);
  await page.goto(`${site.origin}/n/`);
  await page.locator("#n1 h2").waitFor();
  return { page, wrong, close: () => context.close() };
}

const sheet = (page, title) => page.locator("#n1 details", { has: page.locator("summary", { hasText: title }) }).first();
const focused = (page) => page.evaluate(() => (document.activeElement === document.body ? "the page" : document.activeElement.textContent));
const text = async (locator) => (await locator.innerText()).replace(/\s+/g, " ");

async function downloaded(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), path: await download.path(), text: await readFile(await download.path(), "utf8") };
}

async function onDevice(page) {
  await page.locator("#n7").getByText("Change where they stay").click();
  await page.locator("#n7").getByRole("button", { name: "On this device", exact: true }).click();
  await page.waitForFunction(() => !Object.keys(sessionStorage).some((name) => name.startsWith("a/:")));
}

/** From here the browser has no room for another word. */
const noRoom = (page) => page.evaluate(() => {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
  globalThis.makeRoom = () => { Storage.prototype.setItem = setItem; };
});

/** Opens the form of one entry of the only tracker. */
async function change(page, entry) {
  const part = page.locator("#n3");
  if (await part.locator("details[open]").count() === 0) {
    await part.getByText("Change or delete an entry").click();
  }
  await part.getByLabel("Which entry?").selectOption({ label: entry });
  await part.getByRole("button", { name: "Change", exact: true }).click();
  return part;
}

/** Deletes a whole sheet, with the focus on the button that puts it back. */
async function deleteSheet(page, title) {
  await sheet(page, title).locator("summary").first().click();
  await sheet(page, title).getByRole("button", { name: "Delete this whole sheet" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.locator(".undone", { hasText: title }).waitFor();
}

async function eraseAll(page) {
  const part = page.locator("#n9");
  await part.getByRole("button", { name: "Erase", exact: true }).click();
  await part.getByRole("button", { name: "Erase everything on this device" }).click();
  await part.getByText("We looked again: nothing is left.").first().waitFor();
}

test("answers stand sheet by sheet, in words, and nothing goes wrong", async () => {
  const { page, wrong, close } = await notebook();
  assert.deepEqual(await page.locator("#n1 summary > span:first-child").allInnerTexts(),
    ["My steady plan", "Our plan for hard moments", "Stop now, change for good", "A sheet that is no longer here: away"]);
  await sheet(page, "My steady plan").locator("summary").first().click();
  const said = await text(sheet(page, "My steady plan"));
  for (const words of ["Hurt", "7 of 10", "Zoë", "When I think it is late, what I need is sleep.", "From an earlier version", "Its question is gone"]) {
    assert.ok(said.includes(words), `${words} is not in: ${said}`);
  }
  assert.equal(await sheet(page, "My steady plan").getByRole("link", { name: "Open this sheet" }).getAttribute("href"), "/s/3/");
  await sheet(page, "Our plan").locator("summary").first().click();
  assert.match(await text(sheet(page, "Our plan")), /What calms me · The other person Music/);
  assert.deepEqual(wrong, []);
  await close();
});

test("the list at the top leads to every part that is there, to erasing too", async () => {
  const { page, close } = await notebook();
  await page.getByText("On this page", { exact: true }).click();
  const links = page.getByRole("navigation", { name: "On this page" }).getByRole("link");
  await links.first().waitFor();
  const parts = await page.locator(".book-part:visible").evaluateAll((all) => all.map((part) => `#${part.id}`));
  assert.deepEqual(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href"))), parts);
  assert.equal(await links.first().innerText(), "What you wrote");
  assert.equal(await links.last().innerText(), "Erase everything");
  await close();
});

test("with nothing written it says so, and offers nothing that needs answers", async () => {
  const { page, close } = await notebook({});
  assert.match(await text(page.locator("#n1")), /Nothing is written yet/);
  assert.equal(await page.getByRole("link", { name: "Blank sheets to print" }).getAttribute("href"), "/z/");
  for (const id of ["n2", "n3", "n6"]) {
    assert.equal(await page.locator(`#${id}`).isVisible(), false, id);
  }
  await close();
});

test("a sheet is deleted in two steps, and put back as it was", async () => {
  const { page, close } = await notebook();
  const before = await kept(page);
  await sheet(page, "Our plan").locator("summary").first().click();
  await page.getByRole("button", { name: "Delete this whole sheet" }).locator("visible=true").click();
  assert.deepEqual(await kept(page), before, "one press deletes nothing");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Cancel");
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByText("Deleted: Our plan for hard moments").first().waitFor();
  assert.equal(Object.keys(await kept(page)).some((key) => key.startsWith("hard-moments-plan/")), false);
  assert.equal(await sheet(page, "Our plan").count(), 0);
  await page.getByRole("button", { name: "Put it back" }).click();
  await sheet(page, "Our plan").waitFor();
  assert.deepEqual(await kept(page), before);
  await close();
});

test("a single answer is deleted, with all that it is kept under", async () => {
  const { page, close } = await notebook();
  await page.getByLabel("Delete single answers").check();
  await sheet(page, "My steady plan").locator("summary").first().click();
  await page.getByRole("button", { name: "Delete: Safe people" }).click();
  await page.getByText("Deleted: Safe people").first().waitFor();
  assert.equal(Object.keys(await kept(page)).some((key) => key.includes("/safe_people/")), false);
  assert.equal(await sheet(page, "My steady plan").getAttribute("open"), "", "what was open stays open");
  await close();
});

test("two versions of a text wait for the reader; earlier ones can be used again", async () => {
  const key = "change-plan//habit///t";
  const { page, close } = await notebook(ANSWERS, { [key]: { others: [["The other tab's", 1]], earlier: [["What it was before", 1]] } });
  await sheet(page, "Stop now").locator("summary").first().click();
  await page.getByRole("button", { name: "Keep both" }).click();
  await page.locator(".conflict").waitFor({ state: "detached" });
  assert.equal((await kept(page))[key], "Told Zoë about the phone\n\nThe other tab's");
  await page.locator("#n1 summary", { hasText: "Earlier texts" }).click();
  await page.locator(".earlier", { hasText: "What it was before" }).getByRole("button", { name: "Use this text again" }).click();
  await page.locator("#n1 dd", { hasText: /^What it was before/ }).waitFor();
  assert.equal((await kept(page))[key], "What it was before");
  await close();
});

test("lines that were taken off can be seen, taken back and deleted for good", async () => {
  const off = { "steady-plan//safe_people/2/name/t": "Bo", "steady-plan//safe_people/2//x": "0", "steady-plan//safe_people/3/name/t": "Cy", "steady-plan//safe_people/3//x": "0" };
  const { page, close } = await notebook({ ...ANSWERS, ...off });
  await sheet(page, "My steady plan").locator("summary").first().click();
  assert.equal(await page.getByRole("cell", { name: "Bo" }).count(), 0);
  await page.getByText("Lines you took off: 2").click();
  await page.locator(".earlier", { hasText: "Bo" }).getByRole("button", { name: "Put it back" }).click();
  await page.getByRole("cell", { name: "Bo" }).waitFor();
  await page.locator(".earlier", { hasText: "Cy" }).getByRole("button", { name: "Delete for good" }).click();
  await page.getByText("Deleted: Cy").first().waitFor();
  assert.equal(Object.keys(await kept(page)).some((key) => key.startsWith("steady-plan//safe_people/3/")), false);
  await close();
});

test("a text that could not be kept is said to be not saved, until it is", async () => {
  const key = "change-plan//habit///t";
  const { page, close } = await notebook(ANSWERS, { [key]: { earlier: [["What it was before", 1]] } });
  await sheet(page, "Stop now").locator("summary").first().click();
  await page.locator("#n1 summary", { hasText: "Earlier texts" }).click();
  await noRoom(page);
  await page.getByRole("button", { name: "Use this text again" }).click();
  const trouble = sheet(page, "Stop now").getByText("Not saved: there is no room left");
  await trouble.waitFor();
  await page.locator("#said", { hasText: "Not saved" }).waitFor();
  await page.evaluate(() => { globalThis.makeRoom(); dispatchEvent(new Event("pagehide")); });
  await trouble.waitFor({ state: "detached" });
  assert.equal((await kept(page))[key], "What it was before");
  await close();
});

test("what cannot be put back now can still be put back later", async () => {
  const { page, close } = await notebook();
  await deleteSheet(page, "Our plan");
  await noRoom(page);
  await page.getByRole("button", { name: "Put it back" }).click();
  await page.locator("#said", { hasText: "That did not work" }).waitFor();
  await page.evaluate(() => globalThis.makeRoom());
  await page.getByRole("button", { name: "Put it back" }).click();
  await sheet(page, "Our plan").waitFor();
  await close();
});

test("a sheet that was filled anew in another tab keeps those words when the deleted ones come back", async () => {
  const { page, close } = await notebook();
  await onDevice(page);
  await deleteSheet(page, "Stop now");
  const other = await page.context().newPage();
  await other.goto(`${site.origin}/s/16/`);
  await other.getByLabel("Part B: one habit to change").fill("Walnut");
  await page.locator("#n1").getByText("Walnut").first().waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Put it back" }).click();
  const both = sheet(page, "Stop now").locator(".conflict");
  await both.first().waitFor({ state: "attached" });
  assert.deepEqual(await both.first().locator(".written").allTextContents(), ["Walnut", "Told Zoë about the phone"]);
  await close();
});

test("the focus goes to a neighbour when its button goes", async () => {
  const off = { "steady-plan//safe_people/2/name/t": "Bo", "steady-plan//safe_people/2//x": "0" };
  const { page, close } = await notebook({ ...ANSWERS, ...off });
  await sheet(page, "My steady plan").locator("summary").first().click();
  await page.getByText("Lines you took off: 1").click();
  await page.getByRole("button", { name: "Put it back" }).click();
  await page.getByRole("cell", { name: "Bo" }).waitFor();
  assert.match(await focused(page), /^My steady plan/);
  await deleteSheet(page, "Our plan");
  await page.getByRole("button", { name: "Put it back" }).click();
  await page.locator(".undone").waitFor({ state: "detached" });
  assert.equal(await focused(page), "What you wrote");
  await page.locator("#n4").getByText("Choose what to print").click();
  await page.getByRole("button", { name: "See what will be printed" }).click();
  await page.locator(".book-paper").getByRole("button", { name: "Close" }).click();
  assert.equal(await focused(page), "See what will be printed");
  await close();
});

test("after erasing nothing is shown any more, and nothing brings it back", async () => {
  const { page, close } = await notebook();
  await page.getByLabel("Words to look for").fill("zoe");
  await deleteSheet(page, "Our plan");
  await (await change(page, "Sep 28, 2026")).getByLabel("In a few words").fill("half a sentence");
  await eraseAll(page);
  assert.equal(await page.getByRole("button", { name: "Put it back" }).count(), 0);
  assert.equal(await page.locator(".book-edit").count(), 0);
  assert.equal(await page.locator("#book-seek").inputValue(), "");
  assert.doesNotMatch(await page.locator("body").evaluate((one) => one.outerHTML), /Zoë|hard moments|Sep \d/);
  assert.deepEqual(await kept(page), {});
  await close();
});

test("erasing in one tab ends what is open in the others", async () => {
  const { page, close } = await notebook();
  await deleteSheet(page, "Our plan");
  const other = await page.context().newPage();
  await other.goto(`${site.origin}/n/`);
  await eraseAll(other);
  await page.locator(".undone").waitFor({ state: "detached" });
  assert.doesNotMatch(await page.locator("body").evaluate((one) => one.outerHTML), /Zoë|hard moments/);
  await close();
});

test("search finds without accents, leaves no trace in the address and asks nobody", async () => {
  const { page, close } = await notebook();
  const asked = site.requests.length;
  await page.getByLabel("Words to look for").fill("zoe");
  await page.getByText("Found: 2").first().waitFor();
  assert.deepEqual(await page.locator(".hits mark").allInnerTexts(), ["Zoë", "Zoë"]);
  await page.getByLabel("Words to look for").fill("nowhere");
  await page.getByText("Nothing found. Try a shorter word.").first().waitFor();
  assert.equal(page.url(), `${site.origin}/n/`);
  assert.equal(site.requests.length, asked);
  await close();
});

describe("over time", () => {
  test("a chart with a gap for a missed week, a table beside it, and words that do not judge", async () => {
    const { page, close } = await notebook();
    const part = page.locator("#n3");
    assert.equal(await part.locator(".chart circle").count(), WEEKS.length);
    const lines = await part.locator(".chart-line").getAttribute("d");
    assert.equal(lines.split("M").length - 1, WEEKS.length - 2, "no line into the week after the missed one");
    assert.equal(await part.locator("tbody tr").count(), WEEKS.length);
    assert.equal(await text(part.locator(".chart + p")), "A bit lower than a month ago.");
    assert.equal(await part.locator(".chart").getAttribute("aria-hidden"), "true", "the table says the same");
    await close();
  });

  test("below four entries there is neither an average nor a word about the past", async () => {
    const few = Object.fromEntries(Object.entries(ANSWERS).filter(([key]) => !key.includes("/week/") || /\/week\/[123]\//.test(key)));
    const { page, close } = await notebook(few);
    assert.equal(await page.locator("#n3 .chart circle").count(), 3);
    assert.equal(await page.locator("#n3 .chart-average").getAttribute("d"), "");
    assert.doesNotMatch(await text(page.locator("#n3")), /month ago|average/);
    await close();
  });

  test("changing one value of an entry leaves alone what the form cannot show", async () => {
    const { page, close } = await notebook({ ...ANSWERS, "change-plan//week/8/status/c": "an-option-that-is-gone" });
    const part = page.locator("#n3");
    await change(page, "Sep 28, 2026");
    await part.getByLabel("How strong is the pull this week?").selectOption("10");
    await part.getByRole("button", { name: "Done", exact: true }).click();
    await part.getByRole("cell", { name: "10 of 10" }).waitFor();
    assert.equal((await kept(page))["change-plan//week/8/status/c"], "an-option-that-is-gone");
    await close();
  });

  test("what is changed is kept at once, also when another entry is chosen, and can be undone", async () => {
    const { page, close } = await notebook({ ...ANSWERS, "change-plan//week/7/status/c": "an-option-that-is-gone" });
    const key = "change-plan//week/7/tempt/n";
    const part = await change(page, "Sep 14, 2026");
    const pull = part.getByLabel("How strong is the pull this week?");
    await pull.selectOption("10");
    await part.getByText("Kept in this tab until you close it").waitFor();
    await part.getByLabel("Which entry?").selectOption({ label: "Sep 28, 2026" });
    await part.getByRole("group", { name: "Change the entry: Sep 28, 2026" }).getByRole("button", { name: "Done" }).click();
    await part.getByRole("cell", { name: "10 of 10" }).waitFor();
    assert.equal((await kept(page))[key], "10");
    await change(page, "Sep 14, 2026");
    await pull.selectOption("1");
    await part.getByLabel("This week", { exact: true }).selectOption({ label: "I did it" });
    await part.getByRole("button", { name: "Undo my changes" }).click();
    await part.locator(".book-edit").waitFor({ state: "detached" });
    const { [key]: tempt, "change-plan//week/7/status/c": status } = await kept(page);
    assert.deepEqual([tempt, status], ["10", "an-option-that-is-gone"]);
    await close();
  });

  test("what another tab wrote into the same place meanwhile stays beside it", async () => {
    const { page, close } = await notebook();
    await onDevice(page);
    const note = (await change(page, "Sep 28, 2026")).getByLabel("In a few words");
    const other = await page.context().newPage();
    await other.goto(`${site.origin}/n/`);
    const theirs = await change(other, "Sep 28, 2026");
    await theirs.getByLabel("In a few words").fill("from the other tab");
    await theirs.getByRole("button", { name: "Done", exact: true }).click();
    await page.locator("#n1").getByText("from the other tab").first().waitFor({ state: "attached" });
    await note.fill("from this one");
    await page.locator("#n3").getByRole("button", { name: "Done", exact: true }).click();
    await page.locator("#n1 .conflict", { hasText: "from the other tab" }).waitFor({ state: "attached" });
    await close();
  });

  test("a change that could not be kept says so, and its form stays", async () => {
    const { page, close } = await notebook();
    const part = await change(page, "Sep 28, 2026");
    await noRoom(page);
    await part.getByLabel("In a few words").fill("half a sentence");
    await part.getByRole("button", { name: "Done", exact: true }).click();
    await part.getByText("Not saved: there is no room left").waitFor();
    assert.equal(await part.getByLabel("In a few words").inputValue(), "half a sentence");
    assert.doesNotMatch(await text(page.locator("#said")), /saved\.|Kept/);
    await close();
  });

  test("an entry that is being changed stays open while another tab writes", async () => {
    const { page, close } = await notebook();
    const part = page.locator("#n3");
    await onDevice(page);
    await change(page, "Sep 28, 2026");
    await part.getByLabel("In a few words").fill("half a sentence");
    const other = await page.context().newPage();
    await other.goto(`${site.origin}/n/`);
    await change(other, "Sep 14, 2026");
    await other.locator("#n3").getByLabel("How strong is the pull this week?").selectOption("10");
    await other.locator("#n3").getByRole("button", { name: "Done", exact: true }).click();
    await page.locator("#n1").getByText("10 of 10").first().waitFor({ state: "attached" });
    assert.equal(await part.getByLabel("In a few words").inputValue(), "half a sentence");
    await part.getByRole("button", { name: "Done", exact: true }).click();
    await part.getByRole("cell", { name: "10 of 10" }).waitFor();
    await close();
  });

  test("an entry is changed, deleted and put back; the table goes to other programs", async () => {
    const { page, close } = await notebook();
    const part = page.locator("#n3");
    await change(page, "Sep 28, 2026");
    await part.getByLabel("How strong is the pull this week?").selectOption("10");
    await part.getByLabel("In a few words").fill("=1+1");
    await part.getByRole("button", { name: "Done", exact: true }).click();
    await part.getByRole("cell", { name: "10 of 10" }).waitFor();
    assert.equal((await kept(page))["change-plan//week/8/tempt/n"], "10");
    const file = await downloaded(page, () => part.getByRole("button", { name: "Save as a table (CSV)" }).click());
    assert.match(file.name, /^notes-\d{4}-\d\d-\d\d\.csv$/);
    assert.match(file.text, /^\uFEFF"Date",/);
    assert.match(file.text, /"2026-09-28","I did it","10","'=1\+1"\r\n$/);
    await part.getByLabel("Which entry?").selectOption({ label: "Sep 28, 2026" });
    await part.getByRole("button", { name: "Delete", exact: true }).click();
    await part.getByText("Deleted: Sep 28, 2026").waitFor();
    assert.equal(await part.locator("tbody tr").count(), WEEKS.length - 1);
    await part.getByRole("button", { name: "Put it back" }).click();
    await part.getByRole("cell", { name: "10 of 10" }).waitFor();
    await close();
  });
});

describe("a worksheet that is a tracker", () => {
  const MOODS = {
    id: "moods", number: 99, title: "Moods", neutral: "Sheet 99", url: "/s/99/", fill: "alone", never: false, print: true, share: "chosen", tracker: true,
    held: false, privacy: [], rules: [], card: [], table: true,
    fields: [
      { id: "day", type: "date", label: "Day" },
      { id: "peace", type: "scale", label: "Peace", low: "none", high: "much", items: [{ id: "stay", label: "Stay" }, { id: "go", label: "Go" }] },
      { id: "sky", type: "choice", label: "Sky", options: [{ id: "sun", label: "Sun" }, { id: "rain", label: "Rain" }] },
      { id: "did", type: "multi", label: "Did", options: [{ id: "walk", label: "A walk" }] },
    ],
  };
  const entry = (id, day, stay, go, sky) => ({ [`moods/${id}/day///d`]: day, [`moods/${id}/peace.stay///n`]: stay, [`moods/${id}/peace.go///n`]: go, [`moods/${id}/sky///c`]: sky, [`moods/${id}/did//walk/m`]: "1" });
  const ENTRIES = { ...entry("e1", "2026-09-01", "3", "8", "sun"), ...entry("e2", "2026-09-08", "4", "7", "rain"), ...entry("e3", "2026-09-15", "5", "6", "sun"), "moods/e3////x": "0" };

  test("scales of one question share a chart in shapes of their own, a choice is marks by option; entries are dated", async () => {
    const { page, close } = await notebook(ENTRIES, {}, { sheets: [MOODS] });
    const part = page.locator("#n3");
    await part.locator(".chart").first().waitFor();
    assert.deepEqual(await part.locator(".chart-picture circle, .chart-picture rect").count(), 4, "two scales, two entries");
    assert.equal(await part.locator(".chart-legend li").count(), 2);
    assert.deepEqual(await part.locator(".chart-marks").evaluateAll((all) => all.map((one) => [one.textContent.trim(), one.querySelectorAll("circle, rect").length])), [["Sun: 1", 1], ["Rain: 1", 1]]);
    await sheet(page, "Moods").locator("summary").first().click();
    assert.deepEqual(await sheet(page, "Moods").locator(":scope > .filled > h3").allInnerTexts(), ["Sep 8, 2026", "Sep 1, 2026"]);
    await sheet(page, "Moods").getByText("Entries you took off: 1").click();
    await sheet(page, "Moods").getByRole("button", { name: "Put it back" }).click();
    await part.getByRole("cell", { name: "Sep 15, 2026" }).waitFor();
    await part.getByText("Change or delete an entry").click();
    await part.getByLabel("Which entry?").selectOption({ label: "Sep 1, 2026" });
    await part.getByRole("button", { name: "Delete", exact: true }).click();
    await part.getByText("Deleted: Sep 1, 2026").waitFor();
    assert.equal(Object.keys(await kept(page)).some((key) => key.startsWith("moods/e1/")), false, "its ticks too");
    await close();
  });
});

describe("on paper", () => {
  /** All text that would be printed. */
  async function printed(page) {
    await page.emulateMedia({ media: "print" });
    const said = await text(page.locator("body"));
    await page.emulateMedia({ media: "screen" });
    return said;
  }

  test("only what was chosen, with names black and private answers left out", async () => {
    const { page, close } = await notebook();
    const part = page.locator("#n4");
    await part.getByText("Choose what to print").click();
    await part.getByLabel("Stop now, change for good").check();
    await part.getByLabel("My steady plan").check();
    await part.getByLabel("How to reach them").uncheck();
    await part.getByLabel("Words to black out").fill("zoe, pineapple");
    await part.getByRole("button", { name: "See what will be printed" }).click();
    const paper = page.locator(".book-paper");
    assert.doesNotMatch(await paper.evaluate((one) => one.outerHTML), /Zoë|at work|private reason|goes round|Pineapple/, "not even hidden");
    const said = await printed(page);
    assert.match(said, /Sheet 16.*Told ███ about the phone/);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("#notebook").evaluate((one) => getComputedStyle(one).minBlockSize), "0px", "no empty paper after it");
    await page.emulateMedia({ media: "screen" });
    assert.doesNotMatch(said, /Notebook|Where your notes stay|Zoë|goes round|Stop now/);
    await close();
  });

  test("what was looked at goes when the choice changes, and one letter is black where it stands alone", async () => {
    const { page, close } = await notebook({ ...ANSWERS, "change-plan//habit///t": "K. called Kim" });
    const part = page.locator("#n4");
    const look = part.getByRole("button", { name: "See what will be printed" });
    await part.getByText("Choose what to print").click();
    await part.getByLabel("Stop now, change for good").check();
    await look.click();
    await part.getByLabel("Words to black out").fill("k");
    assert.equal(await page.locator(".book-paper").count(), 0, "words to black out");
    await look.click();
    assert.match(await text(page.locator(".book-paper")), /███\. called Kim/);
    await part.getByLabel("Part B: one habit to change").uncheck();
    assert.equal(await page.locator(".book-paper").count(), 0, "a tick");
    await close();
  });

  test("a private column does not print by itself, in no table, chart or hit; a ticked one does", async () => {
    const LOG = {
      id: "log", number: 98, title: "Log", neutral: "Sheet 98", url: "/s/98/", fill: "alone", never: false, print: true, share: "chosen", tracker: false,
      held: false, privacy: [], rules: [], card: [], table: true,
      fields: [
        { id: "who", type: "rows", label: "People", columns: [{ id: "name", type: "text", label: "Name" }, { id: "why", type: "text", label: "Hidden why", private: true }] },
        { id: "week", type: "tracker", label: "Weeks", columns: [{ id: "on", type: "date", label: "Day" }, { id: "pull", type: "scale", label: "Hidden pull", private: true }, { id: "note", type: "text", label: "Note" }] },
        { id: "drink", type: "tracker", label: "Hidden weeks", private: true, columns: [{ id: "on", type: "date", label: "Day" }, { id: "much", type: "scale", label: "Much" }] },
      ],
    };
    const { page, close } = await notebook({
      "log//who/1/name/t": "Zoë", "log//who/1/why/t": "hidden reason", "log//who/2/name/t": "Bo", "log//who/2/why/t": "hidden too", "log//who/2//x": "0",
      "log//week/1/on/d": "2026-09-01", "log//week/1/pull/n": "9", "log//week/1/note/t": "a calm day", "log//drink/1/on/d": "2026-09-02", "log//drink/1/much/n": "8",
    }, {}, { sheets: [LOG] });
    await page.getByLabel("Words to look for").fill("reason");
    await page.getByText("Found: 1").first().waitFor();
    await page.evaluate(() => document.querySelectorAll("#n1 details").forEach((one) => { one.open = true; }));
    await page.locator("#n3").getByText("Change or delete an entry").first().click();
    await page.locator("#n3").getByRole("button", { name: "Change", exact: true }).locator("visible=true").click();
    const said = await printed(page);
    assert.match(said, /Zoë/);
    assert.match(said, /a calm day/);
    assert.doesNotMatch(said, /hidden (why|reason|too|pull|weeks)|[89] of 10|Sep 2,/i);
    await page.locator("#n4").getByText("Choose what to print").click();
    await page.locator("#n4").getByLabel("Log").check();
    await page.locator("#n4").getByLabel("Hidden why").check();
    await page.getByRole("button", { name: "See what will be printed" }).click();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".book-paper td", { hasText: "hidden reason" }).evaluate((one) => getComputedStyle(one).display), "table-cell");
    await close();
  });

  test("printing the page as it is leaves private answers out", async () => {
    const { page, close } = await notebook();
    await page.evaluate(() => document.querySelectorAll("#n1 details").forEach((one) => { one.open = true; }));
    const said = await printed(page);
    assert.match(said, /Told Zoë about the phone/);
    assert.doesNotMatch(said, /private reason|goes round/);
    await close();
  });
});

describe("sharing", () => {
  async function chosen(page, free) {
    const part = page.locator("#n5");
    await part.getByText("Make a page to share").click();
    await part.getByLabel("Which sheet?").selectOption({ label: "Our plan for hard moments" });
    await part.getByLabel(free, { exact: true }).check();
    return part;
  }

  test("who is not free to say no finds help and no file", async () => {
    const { page, close } = await notebook();
    for (const free of ["No", "Not sure"]) {
      await page.reload();
      const part = await chosen(page, free);
      assert.match(await text(part), /You owe nobody this page/);
      assert.equal(await part.getByRole("link", { name: "Safety check" }).getAttribute("href"), "/s/2/");
      assert.equal(await part.getByRole("button", { name: /page as the other/ }).count(), 0);
    }
    await close();
  });

  test("a sheet that may not be shared is not offered", async () => {
    const { page, close } = await notebook();
    await page.locator("#n5").getByText("Make a page to share").click();
    const offered = await page.locator("#book-share option").allInnerTexts();
    assert.deepEqual(offered, ["Choose", "Our plan for hard moments", "Stop now, change for good"]);
    await close();
  });

  test("the file holds what was seen, opens beside one's own, and changes nothing", async () => {
    const { page, wrong, close } = await notebook();
    const part = await chosen(page, "Yes");
    await part.getByLabel("What calms me · The other person").uncheck();
    await part.getByRole("button", { name: "See what will be shared" }).click();
    const seen = await text(part.getByRole("region", { name: "See what will be shared" }));
    assert.match(seen, /Our pause word or sign Pineapple/);
    assert.doesNotMatch(seen, /Music/);
    await part.getByLabel("Anyone who has the file").check();
    const file = await downloaded(page, () => part.getByRole("button", { name: "Save the file" }).click());
    assert.match(file.name, /^page-\d{4}-\d\d\.json$/);
    assert.match(file.text, /Pineapple/);
    assert.doesNotMatch(file.text, /Music|hard-moments-plan|signal/);
    const before = await kept(page);
    await part.getByText("Open a page that someone shared with you").click();
    await part.getByLabel("The shared file").setInputFiles(file.path.endsWith(".json") ? file.path : { name: file.name, mimeType: "application/json", buffer: Buffer.from(file.text) });
    const both = part.locator(".two-pages");
    await both.waitFor();
    assert.equal(await both.locator("section").count(), 2);
    assert.deepEqual(await kept(page), before);
    await part.getByRole("button", { name: "Close" }).click();
    assert.equal(await both.count(), 0);
    assert.deepEqual(wrong, []);
    await close();
  });
});

describe("one's own answers beside a shared page", () => {
  async function opened(title, neutral) {
    const { page, close } = await notebook();
    const part = page.locator("#n5");
    await part.getByText("Open a page that someone shared with you").click();
    const file = JSON.stringify({ goldseam: "page", format: 1, day: "2026-09-01", title, neutral, lines: [["A question", "Their answer"]] });
    await part.getByLabel("The shared file").setInputFiles({ name: "page.json", mimeType: "application/json", buffer: Buffer.from(file) });
    await part.getByText("Their answer").waitFor();
    return { both: part.locator(".two-pages"), close };
  }

  test("stay folded, without what is private or about safety", async () => {
    const { both, close } = await opened("Stop now, change for good", "Sheet 16");
    assert.equal(await both.getByText("Told Zoë about the phone").isVisible(), false);
    await both.getByText("My own answers").click();
    assert.equal(await both.getByText("Told Zoë about the phone").isVisible(), true);
    assert.doesNotMatch(await both.evaluate((one) => one.outerHTML), /private reason|of 10/);
    await close();
  });

  test("are those of the same sheet alone, and of none that may not be shared", async () => {
    for (const [title, neutral] of [["Another program's sheet", "Sheet 16"], ["My steady plan", "Sheet 3"]]) {
      const { both, close } = await opened(title, neutral);
      assert.doesNotMatch(await text(both), /My own answers/);
      assert.doesNotMatch(await both.evaluate((one) => one.outerHTML), /Zoë|Pineapple|late/);
      await close();
    }
  });
});

test("everything goes to other programs as text and as a table, but what is never kept", async () => {
  const { page, close } = await notebook({ ...ANSWERS, "steady-plan//doctor_if//dying/m": "1" });
  const part = page.locator("#n6");
  const plain = await downloaded(page, () => part.getByRole("button", { name: "Save as plain text" }).click());
  assert.match(plain.text, /My steady plan\n=+\n/);
  assert.match(plain.text, /A private reason/);
  const table = await downloaded(page, () => part.getByRole("button", { name: "Save as a table (CSV)" }).click());
  assert.match(table.text, /"My steady plan","","Safe people","","1","First name or nickname","Zoë"\r\n/);
  for (const { text: all } of [plain, table]) {
    assert.doesNotMatch(all, /thoughts of dying/);
  }
  await close();
});

describe("locked", () => {
  const PASSPHRASE = "lamp river nine chairs";

  async function lock(page) {
    const part = page.locator("#n7");
    await part.getByText("Change where they stay").click();
    await part.getByRole("button", { name: "On this device, locked" }).click();
    await part.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await part.getByLabel("The same again").fill(PASSPHRASE);
    await part.getByRole("button", { name: "Lock my notes" }).click();
    await part.getByRole("button", { name: "Lock the notes now" }).waitFor();
  }

  /** From here time passes only when a test says so. */
  async function stopClock(page) {
    await page.clock.install();
    await page.reload();
    await page.locator("#n1 h2").waitFor();
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  }

  const main = (page) => page.locator("main").evaluate((one) => one.outerHTML);

  test("while shut nothing tells which sheets exist, or whether any", async () => {
    const shown = [];
    for (const answers of [ANSWERS, {}]) {
      const { page, wrong, close } = await notebook(answers);
      await lock(page);
      await page.getByRole("button", { name: "Lock the notes now" }).click();
      await page.getByText("This is locked. It opens with the passphrase.").waitFor();
      assert.deepEqual(await page.locator("main h2").allInnerTexts(), ["How leaving works", "Erase everything"]);
      shown.push(await main(page));
      await page.reload();
      await page.getByText("This is locked. It opens with the passphrase.").waitFor();
      assert.equal(await main(page), shown.at(-1), "the same after loading");
      await page.getByLabel("Passphrase").fill("another one");
      await page.getByRole("button", { name: "Open" }).click();
      await page.locator("form [role=status]", { hasText: /passphrase/i }).waitFor();
      await page.getByLabel("Passphrase").fill(PASSPHRASE);
      await page.keyboard.press("Enter");
      await page.locator("#n1 h2").waitFor();
      assert.equal(await page.locator("#n1 summary").count() > 0, answers === ANSWERS);
      assert.deepEqual(wrong, []);
      await close();
    }
    assert.equal(shown[0], shown[1]);
  });

  test("the passphrase is changed by who knows the present one", async () => {
    const { page, close } = await notebook();
    await lock(page);
    const part = page.locator("#n7");
    await part.getByText("Change the passphrase").click();
    const change = async (present, next) => {
      await part.getByLabel("The passphrase you have now").fill(present);
      await part.getByLabel("Passphrase", { exact: true }).fill(next);
      await part.getByLabel("The same again").fill(next);
      await part.getByRole("button", { name: "Lock my notes" }).click();
    };
    await change("wrong", "new words here now");
    await part.getByText("That is not the passphrase you have now").waitFor();
    await change(PASSPHRASE, "new words here now");
    await part.getByText("From now on the new passphrase opens your notes").waitFor();
    await page.getByRole("button", { name: "Lock the notes now" }).click();
    await page.getByText("This is locked. It opens with the passphrase.").waitFor();
    await page.getByLabel("Passphrase", { exact: true }).fill("new words here now");
    await page.keyboard.press("Enter");
    await page.locator("#n1 h2").waitFor();
    await close();
  });

  test("open notes shut after ten minutes without use, said a minute before; use leaves them open", async () => {
    const { page, close } = await notebook();
    await lock(page);
    await stopClock(page);
    await page.clock.runFor(9 * 60_000 + 1000);
    await page.getByRole("button", { name: "Leave them open" }).click();
    await page.locator(".idle").waitFor({ state: "detached" });
    await page.clock.runFor(9 * 60_000 + 1000);
    await page.locator(".idle button").focus();
    await page.clock.runFor(60_000);
    await page.getByText("This is locked. It opens with the passphrase.").waitFor();
    assert.equal(await page.locator(".idle").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.matches(".passphrase input")), true);
    await close();
  });

  test("what is written into an entry is kept when the lock shuts by itself", async () => {
    const { page, close } = await notebook();
    await lock(page);
    await stopClock(page);
    await (await change(page, "Sep 28, 2026")).getByLabel("In a few words").fill("half a sentence");
    await page.clock.runFor(10 * 60_000 + 1000);
    await page.getByText("This is locked. It opens with the passphrase.").waitFor();
    await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await page.keyboard.press("Enter");
    await page.locator("#n3").getByRole("cell", { name: "half a sentence" }).waitFor();
    await close();
  });

  test("open notes shut a minute after their tab is out of view", async () => {
    const { page, close } = await notebook();
    await lock(page);
    await stopClock(page);
    const see = (hidden) => page.evaluate((is) => {
      Object.defineProperty(document, "hidden", { configurable: true, value: is });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
    await see(true);
    await page.clock.runFor(59_000);
    await see(false);
    await page.clock.runFor(120_000);
    assert.equal(await page.locator("#n1").count(), 1, "looked at in time");
    await see(true);
    await page.clock.runFor(61_000);
    await page.getByText("This is locked. It opens with the passphrase.").waitFor();
    await close();
  });

  test("erasing works while shut, asks once more, and looks again", async () => {
    const { page, close } = await notebook();
    await lock(page);
    await page.getByRole("button", { name: "Lock the notes now" }).click();
    const part = page.locator("#n9");
    await part.getByRole("button", { name: "Erase", exact: true }).click();
    await part.getByRole("button", { name: "Cancel" }).click();
    assert.equal(await page.evaluate(async () => (await indexedDB.databases()).length), 1);
    await page.locator("#said", { hasText: "Your notes are locked." }).waitFor({ state: "attached" });
    await page.evaluate(() => {
      globalThis.said = [];
      new MutationObserver(() => said.push(document.querySelector("#said").textContent)).observe(document.querySelector("#said"), { childList: true });
    });
    await eraseAll(page);
    await page.locator("#said", { hasText: "nothing is left" }).waitFor({ state: "attached" });
    assert.doesNotMatch((await page.evaluate(() => said)).join(), /are open/);
    const left = await page.evaluate(async () => [await indexedDB.databases(), Object.keys(localStorage), Object.keys(sessionStorage), await caches.keys()]);
    assert.deepEqual(left, [[], [], [], []]);
    assert.match(await text(part), /the browser.s history/);
    await close();
  });
});

test("a backup is suggested by what was written, and a press puts that away", async () => {
  const long = { "steady-plan//spin///t": "word ".repeat(400) };
  const { page, close } = await notebook(long);
  assert.equal(await page.locator(".nudge").isVisible(), false, "not for notes that stay in the tab");
  await page.locator("#n7").getByText("Change where they stay").click();
  await page.locator("#n7").getByRole("button", { name: "On this device", exact: true }).click();
  await page.locator("#n7 strong", { hasText: "On this device" }).waitFor();
  await page.reload();
  await page.locator(".nudge").waitFor();
  await page.getByRole("button", { name: "Not now" }).click();
  await page.locator(".nudge").waitFor({ state: "hidden" });
  assert.equal(await focused(page), "What you wrote");
  await page.reload();
  await page.locator("#n1 summary").first().waitFor();
  assert.equal(await page.locator(".nudge").isVisible(), false);
  await close();
});

describe("for every eye and hand", () => {
  async function findings(page, tag) {
    const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode()
      .options({ ...(tag === undefined ? { rules: { "target-size": { enabled: true } } } : { runOnly: [tag] }), resultTypes: ["violations"] }).analyze();
    assert.ok(passes.length > 0);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.html.slice(0, 160)}`));
  }

  for (const [width, scheme, forced] of [[320, "light", "none"], [1280, "dark", "none"], [1280, "light", "active"]]) {
    test(`${width} px, ${scheme}, forced colours ${forced}`, async () => {
      const { page, close } = await notebook(ANSWERS, { "change-plan//habit///t": { others: [["Another", 1]], earlier: [["Before", 1]] } }, { viewport: { width, height: 700 }, colorScheme: scheme, forcedColors: forced });
      await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => { one.open = true; }));
      await page.getByLabel("Delete single answers").check();
      await page.locator("#n4").getByLabel("Stop now, change for good").check();
      await page.getByRole("button", { name: "See what will be printed" }).click();
      await page.getByLabel("Which sheet?").selectOption({ label: "Our plan for hard moments" });
      await page.locator("#n5").getByLabel("Yes", { exact: true }).check();
      await page.getByRole("button", { name: "See what will be shared" }).click();
      assert.deepEqual(await findings(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the page");
      await close();
    });
  }
});

for (const [where, tabOf] of [["on the page", (page) => page], ["in a tab that was open", (_page, other) => other]]) {
  test(`leaving leads to the place that was chosen a moment ago, ${where}`, async () => {
    const { page, close } = await notebook();
    const other = await page.context().newPage();
    await other.goto(`${site.origin}/o/`);
    await other.waitForSelector("html.live");
    await page.context().route((url) => url.origin !== site.origin, (route) => route.fulfill({ contentType: "text/html", body: "<title>Elsewhere</title>" }));
    const places = await page.locator("#leave-to option").count();
    await page.locator("#leave-to").selectOption({ index: places - 1 });
    const from = tabOf(page, other);
    const usual = await from.evaluate(() => JSON.parse(document.querySelector("script[type='application/json']").textContent).leaveTo.map(({ url }) => url));
    await from.locator("gs-leave a").click();
    await from.waitForURL(usual[places - 1]);
    assert.notEqual(usual[places - 1], usual[0]);
    await close();
  });
}
