// What a worksheet shows, says and offers while it is filled in.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { buildExtra } from "./extra.mjs";
import { reader } from "./reader.mjs";
import { serve } from "./site.mjs";

const site = await serve(await buildExtra());
const TOOLS = `${site.origin}/s/401/`;
const CHECK = `${site.origin}/s/2/`;
const PLAN = `${site.origin}/s/3/`;
const { tab } = reader({ acceptDownloads: true });
after(() => site.close());

/** Opens a worksheet in a tab of its own. */
async function open(url) {
  const page = await tab();
  await page.goto(url);
  await page.waitForSelector("gs-sheet[data-live]");
  return page;
}

const field = (page, id) => page.locator(`.field[data-field="${id}"]`);
const panel = (page, name) => page.locator(`[data-panel="${name}"]`);
const heard = (page, text) => page.waitForFunction((wanted) => document.querySelector("#said")?.textContent.includes(wanted), text);
const scale = (page, id, n) => field(page, id).locator(`input[value="${n}"]`).check({ force: true });
const choose = (page, id, value) => field(page, id).locator(`input[value="${value}"]`).check();

test("a field shows when a rule reveals it; what was written stays when it hides again, and can be shown", async () => {
  const page = await open(TOOLS);
  const note = field(page, "note");
  const show = page.getByRole("button", { name: "Show hidden answers" });
  assert.equal(await note.isVisible(), false);
  await choose(page, "kind", "other");
  await note.locator("input").fill("words");
  await choose(page, "kind", "urge");
  assert.equal(await note.isVisible(), false);
  await show.click();
  assert.equal(await note.locator("input").inputValue(), "words");
  assert.equal(await note.isVisible(), true);
  await page.getByRole("button", { name: "Hide these answers" }).click();
  assert.equal(await note.isVisible(), false);
  await choose(page, "kind", "other");
  assert.equal(await note.isVisible(), true);
  assert.equal(await show.isVisible(), false);
});

test("on paper a question that is not asked yet has its lines, and an answer that was hidden is left out", async () => {
  const page = await open(TOOLS);
  await page.emulateMedia({ media: "print" });
  assert.equal(await field(page, "note").isVisible(), true);
  await page.emulateMedia({ media: "screen" });
  await choose(page, "kind", "other");
  await field(page, "note").locator("input").fill("words");
  await choose(page, "kind", "urge");
  await scale(page, "strength", 9);
  assert.equal(await panel(page, "grounding-and-help").isVisible(), true);
  await page.emulateMedia({ media: "print" });
  assert.equal(await field(page, "note").isVisible(), false);
  assert.equal(await panel(page, "grounding-and-help").isVisible(), false, "nor is what an answer called for");
  assert.equal(await field(page, "kind").locator(".said").isVisible(), false);
});

test("a panel comes up after the answer that called for it, is told once, and leaves the focus alone", async () => {
  const page = await open(TOOLS);
  const help = panel(page, "grounding-and-help");
  assert.equal(await help.isVisible(), false);
  await scale(page, "strength", 7);
  assert.equal(await help.isVisible(), false);
  await scale(page, "strength", 8);
  assert.equal(await help.isVisible(), true);
  await heard(page, "First, a slow minute");
  assert.equal(await page.evaluate(() => document.activeElement.value), "8");
  assert.ok(await page.evaluate(() => document.querySelector('[data-panel="grounding-and-help"]').previousElementSibling.closest('[data-field="strength"], .field[data-field="strength"] ~ *') !== null));
  await page.evaluate(() => { document.querySelector("#said").textContent = "quiet"; });
  await scale(page, "strength", 9);
  await field(page, "line").locator("textarea").fill("calm words");
  assert.equal(await page.evaluate(() => document.querySelector("#said").textContent), "quiet", "told once");
  await scale(page, "strength", 2);
  assert.equal(await help.isVisible(), false);
});

test("the question where notes may stay comes after help, on the page and for those who hear it", async () => {
  const page = await open(TOOLS);
  await scale(page, "strength", 8);
  await heard(page, "First, a slow minute");
  await heard(page, "Where may your notes stay?");
  assert.match(await page.locator("#said").textContent(), /First, a slow minute.*Where may your notes stay\?/);
  assert.equal(await panel(page, "grounding-and-help").evaluate((help) => help.nextElementSibling.className), "sheet-ask");
});

test("crisis help stands above the whole sheet, and one press beside the answer leads there", async () => {
  const page = await open(TOOLS);
  await scale(page, "strength", 10);
  await choose(page, "dark", "yes");
  assert.equal(await page.evaluate(() => document.querySelector("gs-sheet").firstElementChild.dataset.panel), "crisis-help");
  await heard(page, "Help now");
  await field(page, "dark").getByRole("button", { name: "Go there" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.panel), "crisis-help");
  await choose(page, "dark", "no");
  assert.equal(await panel(page, "crisis-help").isVisible(), false);
  assert.equal(await field(page, "dark").getByRole("button").count(), 0);
});

test("a saying stands beside its answer, with its link, and goes with it", async () => {
  const page = await open(TOOLS);
  await choose(page, "kind", "urge");
  const said = field(page, "kind").locator(".said");
  assert.match(await said.textContent(), /A pause plan may help\. My steady plan/);
  assert.equal(await said.getByRole("link").getAttribute("href"), "/s/3/");
  await choose(page, "kind", "trigger");
  assert.deepEqual(await said.allTextContents(), ["Another lesson says more. For two"], "another answer, another saying");
  await choose(page, "kind", "other");
  assert.equal(await said.count(), 0);
});

test("words are noticed whole, and nothing is stopped", async () => {
  const page = await open(TOOLS);
  const text = field(page, "line").locator("textarea");
  const hint = field(page, "line").locator(".said");
  await text.fill("A button, at last");
  assert.equal(await hint.isVisible(), false);
  await text.fill("I am sorry, BUT you");
  assert.equal(await hint.isVisible(), true);
  await heard(page, "This word can take it back.");
  assert.equal(await text.inputValue(), "I am sorry, BUT you");
});

test("what another sheet holds is offered, and taken only by a press", async () => {
  const plan = await open(PLAN);
  const people = field(plan, "safe_people");
  await people.locator('[data-column="name"] input').first().fill("Ann");
  await people.locator('[data-column="reach"] input').first().fill("by bike");
  await people.locator('[data-column="reach"] input').first().blur();
  await plan.goto(TOOLS);
  const helper = field(plan, "helper");
  await helper.getByRole("button", { name: "Use it here" }).waitFor();
  assert.match(await helper.locator(".said").textContent(), /Ann, by bike/);
  const cell = (column) => helper.locator(`[data-column="${column}"] input`).first();
  assert.equal(await cell("name").inputValue(), "", "never silently");
  await helper.getByRole("button", { name: "Use it here" }).click();
  assert.equal(await cell("name").inputValue(), "Ann");
  assert.equal(await cell("reach").inputValue(), "by bike");
  assert.equal(await helper.locator(".said").count(), 0);
  await cell("name").fill("");
  await cell("reach").fill("");
  await plan.reload();
  await helper.getByRole("button", { name: "Leave this empty" }).click();
  assert.equal(await helper.locator(".said").count(), 0);
  assert.equal(await cell("name").inputValue(), "");
});

test("lines of an agreement and words are offered for rows and for an agreement", async () => {
  const page = await open(TOOLS);
  await page.evaluate(() => {
    for (const [key, value] of Object.entries({ "ours/1/line/t": "We wait\na day", "ours/1/choice/c": "stop", "ours/1/review/d": "2020-01-01", "ours/2/line/t": "We ask", "note///t": "One line\nand another" })) {
      sessionStorage.setItem(`a/:sources//${key}`, JSON.stringify([1, [value, 1_790_000_000_000, [], []]]));
    }
  });
  await page.reload();
  const offered = async (id) => {
    await field(page, id).getByRole("button", { name: "Use it here" }).waitFor();
    const lines = await field(page, id).locator(".said li").allTextContents();
    await field(page, id).getByRole("button", { name: "Use it here" }).click();
    return lines;
  };
  const values = (id, column) => field(page, id).locator(`.row:not(.spare) [data-column="${column}"] :is(input, textarea, select)`).evaluateAll((all) => all.map((one) => one.value));
  assert.deepEqual(await offered("lines"), ["We wait a day", "We ask"]);
  assert.deepEqual(await values("lines", "what"), ["We wait a day", "We ask"]);
  assert.deepEqual(await offered("words"), ["One line\nand another"]);
  assert.deepEqual(await values("words", "thing"), ["One line\nand another"], "one row for one text");
  assert.deepEqual(await offered("deal"), ["We wait\na day", "We ask"]);
  assert.deepEqual(await values("deal", "line"), ["We wait\na day", "We ask"]);
  assert.deepEqual(await values("deal", "choice"), ["", ""], "whether to keep a line is decided anew");
  assert.ok((await values("deal", "review")).every((day) => day > "2020-01-01"));
});

test("a calendar file is made on the spot, under a plain name and title", async () => {
  const page = await open(TOOLS);
  const entry = field(page, "entry");
  await entry.getByRole("button", { name: "Save a calendar file" }).click();
  assert.match(await entry.getByRole("status").textContent(), /Choose a day/);
  await field(page, "review").locator("input").fill("2026-05-31");
  assert.equal(await entry.locator('input[type="date"]').inputValue(), "2026-05-31");
  await entry.locator('input[type="text"]').fill("Tea, at Ann's");
  const waiting = page.waitForEvent("download");
  await entry.getByRole("button", { name: "Save a calendar file" }).click();
  const download = await waiting;
  assert.equal(download.suggestedFilename(), "date.ics");
  const text = await readFile(await download.path(), "utf8");
  assert.match(text, /^SUMMARY:Tea\\, at Ann's\r$/m);
  assert.match(text, /^DTSTART;VALUE=DATE:20260531\r$/m);
  assert.match(text, /^RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1\r$/m);
  assert.ok(!site.requests.some(({ path }) => path.includes("2026") || path.includes("ics")), "nothing was asked of the server");
});

test("the card at the end shows what was filled in, in words", async () => {
  const page = await open(TOOLS);
  const card = page.locator(".summary");
  assert.equal(await card.isVisible(), false);
  await choose(page, "kind", "urge");
  await field(page, "helper").locator('[data-column="name"] input').first().fill("Ann");
  await field(page, "helper").locator('[data-column="reach"] input').first().fill("by bike");
  await field(page, "helper").locator('[data-column="aside"] input').first().fill("for nobody else");
  await field(page, "review").locator("input").fill("2026-05-31");
  assert.deepEqual(await card.locator("dt, dd").allTextContents(), ["What kind", "Urge", "Who helps", "Ann, by bike", "Review", "May 31, 2026"]);
  await page.evaluate(() => { window.print = () => { window.printed = [...document.querySelectorAll(".printed")].length; }; });
  await card.getByRole("button", { name: "Print this card" }).click();
  assert.equal(await page.evaluate(() => window.printed), 1);
  await page.emulateMedia({ media: "print" });
  assert.equal(await card.isVisible(), true);
  assert.equal(await field(page, "line").isVisible(), false, "the card alone is printed");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await field(page, "line").isVisible(), true);
});

test("on a device that is not safe only leaving is left", async () => {
  const page = await open(CHECK);
  await choose(page, "sc_self", "yes");
  await choose(page, "place_ok", "no");
  const visible = await page.evaluate(() => [...document.querySelector("gs-sheet").children].filter((part) => part.checkVisibility()).map((part) => part.dataset.panel));
  assert.deepEqual(visible, ["leave-only"]);
  await page.evaluate(() => document.querySelector("gs-leave").addEventListener("click", (event) => { event.stopPropagation(); event.preventDefault(); window.left = true; }, { capture: true }));
  await panel(page, "leave-only").getByRole("button", { name: "Leave this site" }).click();
  assert.equal(await page.evaluate(() => window.left), true, "it is the leave button that leaves");
});

test("an answer that leaves nothing but leaving can be taken back, and the answers that stood there are gone then", async () => {
  const page = await open(CHECK);
  const leave = panel(page, "leave-only");
  await choose(page, "sc_self", "yes");
  await field(page, "place_ok").locator("input[value=yes]").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  assert.equal(await leave.isVisible(), false);
  assert.equal(await field(page, "place_ok").locator("input:checked").inputValue(), "unsure");
  await page.keyboard.press("ArrowDown");
  assert.equal(await leave.evaluate((one) => one === document.activeElement), true);
  await heard(page, "Another time or place");
  await leave.getByRole("button", { name: "I chose that by mistake" }).click();
  assert.equal(await leave.isVisible(), false);
  assert.equal(await field(page, "place_ok").evaluate((one) => one.contains(document.activeElement)), true);
  assert.equal(await page.locator("gs-sheet input:checked").count(), 0);
  assert.equal(await panel(page, "crisis-help").isVisible(), false);
});

test("the check says its result when it is asked, or when nothing is left out", async () => {
  const page = await open(CHECK);
  const ids = await page.locator(".field[data-type=choice]").evaluateAll((all) => all.map((one) => one.dataset.field));
  assert.ok(ids.length > 10);
  await choose(page, "place_ok", "yes");
  for (const id of ids.slice(1, -1)) {
    await choose(page, id, "no");
  }
  for (const result of ["green", "amber", "red"]) {
    assert.equal(await panel(page, `result-${result}`).isVisible(), false, result);
  }
  await choose(page, ids.at(-1), "no");
  assert.equal(await panel(page, "result-green").isVisible(), true);
  await choose(page, ids.at(-1), "unsure");
  assert.equal(await panel(page, "result-green").isVisible(), false);
  assert.equal(await panel(page, "result-amber").isVisible(), true);
  await choose(page, "sc_child", "yes");
  assert.equal(await panel(page, "result-amber").isVisible(), false);
  assert.equal(await panel(page, "result-red").isVisible(), true);
});

test("asked with everything left out, the check says what a left-out answer means", async () => {
  const page = await open(CHECK);
  await page.getByRole("button", { name: "What do my answers mean?" }).click();
  assert.equal(await panel(page, "result-amber").isVisible(), true);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.panel), "result-amber");
});
