// axe on every page of the built site, on a phone and on a laptop, in light and
// dark: every rule but the experimental ones, with target sizes.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { addresses, buildSite } from "./built.mjs";
import { launch, serve } from "./site.mjs";

const dir = await buildSite();
const site = await serve(dir);
const pages = await addresses(dir);
const PHONE = { width: 320, height: 568 };
const LAPTOP = { width: 1280, height: 720 };
let browser;
let page;
before(async () => {
  browser = await launch();
  page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
});
after(() => Promise.all([browser.close(), site.close()]));

/** What axe finds on the page as it stands, one line for each element; every rule, or those with a tag. */
async function findings(tag) {
  const { violations, passes } = await new AxeBuilder({ page })
    .setLegacyMode() // the pages hold no frames, so no second page is needed to join the findings
    .options({
      ...(tag === undefined ? { rules: { "target-size": { enabled: true } } } : { runOnly: [tag] }),
      resultTypes: ["violations"],
    })
    .analyze();
  assert.ok(passes.length >= (tag === undefined ? 20 : 1), `axe applied ${passes.length} rules only`);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.target.join(" ")}: ${node.html.slice(0, 200)}`));
}

/** The page with all that is folded open, as a reader may have it. */
async function open(address) {
  await page.goto(site.origin + address);
  await page.waitForFunction(() => document.querySelector("article[data-lesson]") !== null || document.querySelector("gs-sheet:not([data-live])") === null);
  await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => { one.open = true; }));
}

describe("light and dark, small and large", () => {
  for (const address of pages) {
    test(address, async () => {
      await open(address);
      const found = [];
      for (const viewport of [PHONE, LAPTOP]) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: "light" });
        found.push(...(await findings()).map((one) => `${viewport.width} px: ${one}`));
        await page.emulateMedia({ colorScheme: "dark" }); // which changes nothing but colours
        found.push(...(await findings("cat.color")).map((one) => `${viewport.width} px, dark: ${one}`));
      }
      assert.deepEqual(found, []);
    });
  }
});

describe("forced colours", () => {
  before(() => page.emulateMedia({ forcedColors: "active" }));
  for (const address of ["/", "/p/1/", "/h/", "/s/5/"]) {
    test(address, async () => {
      await open(address);
      assert.deepEqual(await findings(), []);
    });
  }
});

test("the menu, opened", async () => {
  await page.emulateMedia({ forcedColors: "none" });
  await page.setViewportSize(PHONE);
  await page.goto(site.origin);
  await page.locator(".site-nav summary").click();
  assert.deepEqual(await findings(), []);
});
