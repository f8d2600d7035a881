// The search on its page: what it finds, how it shows it, and that nobody but
// the reader gets to know what was looked for.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { buildEdition } from "./editions.mjs";
import { reader } from "./reader.mjs";
import { serve } from "./site.mjs";

const ABOUT = `---
title: Pedir perdón
summary: Người ta cần thời gian.
---

${"Nothing much. ".repeat(40)}

## Tin tưởng

Here is a zebra by a lighthouse, \\<img src=x onerror="document.title=1"\\> as text, and اعتذار and <https://example.org/>.

${"Nothing much. ".repeat(40)}
`;
const site = await serve(await buildEdition({ "content/en/pages/about.md": ABOUT }));
const { tab, wrong } = reader({ viewport: { width: 390, height: 800 } });
after(() => site.close());

/** Opens the search. */
async function open() {
  const page = await tab();
  await page.goto(`${site.origin}/g/`);
  return page;
}

const results = (page) => page.locator(".found > li > a");

for (const [query, title, marked] of [["perdon", "Pedir perdón", undefined], ["TIN TUONG", "Pedir perdón", undefined], ["اعتذار", "Pedir perdón", "اعتذار"], ["zebr", "Pedir perdón", "zebra"]]) {
  test(`${query} finds ${title}`, async () => {
    const page = await open();
    await page.locator("[data-find]").fill(query);
    await results(page).first().waitFor();
    assert.equal(await results(page).first().textContent(), title);
    assert.equal(await results(page).first().getAttribute("href"), "/a/");
    if (marked !== undefined) {
      assert.equal(await page.locator("[data-found] mark").first().textContent(), marked);
    }
  });
}

test("slips of the finger find, too, and the count is told", async () => {
  const page = await open();
  await page.locator("[data-find]").pressSequentially("lighthuse");
  await page.getByRole("link", { name: "Pedir perdón" }).waitFor();
  const count = await results(page).count();
  assert.equal(await page.locator("[data-found] > p").textContent(), `Found: ${count}`);
  await page.locator("#said", { hasText: `Found: ${count}` }).waitFor({ state: "attached" });
});

test("markup stays text", async () => {
  const page = await open();
  await page.locator("[data-find]").fill("zebra");
  await results(page).first().waitFor();
  const shown = page.locator(".found > li > p").first();
  assert.match(await shown.textContent(), /^…\u00a0.*a zebra by a lighthouse, <img src=x onerror=.document\.title=1.> as text.*\u00a0…$/);
  assert.equal(await page.locator("[data-found] img").count(), 0);
});

test("nothing is loaded before the search is used", async () => {
  const from = site.requests.length;
  const page = await open();
  await page.waitForLoadState("networkidle");
  const index = await page.locator("[data-find]").getAttribute("data-index");
  const loaded = () => site.requests.slice(from).map((request) => request.path);
  assert.ok(!loaded().includes(index), "the index waits");
  await page.locator("[data-find]").focus();
  await page.waitForResponse((response) => response.url().endsWith(index));
  assert.ok(loaded().includes(index));
});

test("what is looked for is in no address, no request and no storage", async () => {
  const from = site.requests.length;
  const page = await open();
  await page.locator("[data-find]").fill("zebra");
  await results(page).first().waitFor();
  await page.locator("[data-find]").press("Enter");
  assert.equal(page.url(), `${site.origin}/g/`);
  await results(page).first().click();
  await page.waitForURL(`${site.origin}/a/`);
  const kept = await page.evaluate(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, (await indexedDB.databases()).map(({ name }) => name), history.state]));
  assert.ok(!kept.includes("zebra"), kept);
  for (const request of site.requests.slice(from)) {
    assert.ok(!JSON.stringify(request).includes("zebra"), request.path);
  }
});

test("where nothing is found there are ways on", async () => {
  const page = await open();
  await page.locator("[data-find]").fill("qqqqxyzzy");
  const ways = page.locator("[data-found] .links a");
  await ways.first().waitFor();
  assert.deepEqual(await ways.evaluateAll((all) => all.map((one) => one.getAttribute("href"))), ["/o/", "/h/"]);
  await page.locator("[data-find]").fill("");
  await ways.first().waitFor({ state: "detached" });
  assert.equal(await page.locator("[data-found]").textContent(), "");
});

test("what the reader's way does not offer is not found", async () => {
  const page = await open();
  const sheet = page.locator(".found a", { hasText: "Our plan for hard moments" }); // for two
  await page.locator("[data-find]").fill("plan for hard moments");
  await sheet.waitFor();
  await page.goto(`${site.origin}/`);
  await page.locator("[data-choose=unsure]").evaluate((button) => button.click());
  await page.waitForFunction(() => document.documentElement.classList.contains("two-off"));
  await page.goto(`${site.origin}/g/`);
  await page.locator("[data-find]").fill("plan for hard moments");
  await results(page).first().waitFor();
  assert.equal(await sheet.count(), 0);
});

test("results are reached by keyboard, and large enough to touch", async () => {
  const page = await open();
  await page.locator("[data-find]").fill("help");
  await results(page).first().waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("href")), await results(page).first().getAttribute("href"));
  for (const link of await results(page).all()) {
    assert.ok((await link.boundingBox()).height >= 48);
  }
});

test("an index that cannot be loaded is told, and a next try loads it", async () => {
  const page = await open();
  const index = await page.locator("[data-find]").getAttribute("data-index");
  await page.route(`**${index}*`, (route) => route.abort());
  await page.locator("[data-find]").fill("zebra");
  await page.locator("[data-found]", { hasText: "The search could not be loaded" }).waitFor();
  assert.equal(await page.locator("[data-found] .links a").count(), 2);
  await page.unroute(`**${index}*`);
  await page.locator("[data-find]").fill("zebr");
  await results(page).first().waitFor();
  assert.match(wrong().join(), /ERR_FAILED/);
});
