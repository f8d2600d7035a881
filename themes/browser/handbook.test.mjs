// The handbook for counselors: as a folder, and from the preview.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import path from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { goldseam, repository, scratch } from "./built.mjs";
import { launch, serve } from "./site.mjs";

const binary = await goldseam();
let site;
let browser;
before(async () => {
  const dir = path.join(await scratch(), "book");
  await promisify(execFile)(binary, ["help", "--out", dir]);
  site = await serve(dir);
  browser = await launch();
});
after(() => Promise.all([browser.close(), site.close()]));

/** Opens a page in a context of its own; what goes wrong in it is gathered. */
async function open(address, options) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.failures = [];
  page.on("pageerror", (error) => page.failures.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") {
      page.failures.push(message.text());
    }
  });
  await page.goto(address);
  return { page, close: () => context.close() };
}

test("three pages hold nothing that keeps somebody out, and fit a phone", async () => {
  for (const [address, colorScheme] of [["/", "light"], ["/first-evening/your-edition/", "dark"], ["/commands/", "light"]]) {
    const { page, close } = await open(site.origin + address, { viewport: { width: 320, height: 800 }, colorScheme });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${address} is wider than 320`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), [], address);
    assert.equal(await page.getByText("Leave this site", { exact: true }).count(), 0);
    assert.deepEqual(page.failures, [], address);
    await close();
  }
});

test("pictures are there, and a task leads to the next", async () => {
  const { page, close } = await open(`${site.origin}/first-evening/your-edition/`);
  const pictures = page.locator("main img");
  assert.equal(await pictures.count(), 5);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    assert.equal(await picture.evaluate(async (image) => { await image.decode(); return image.naturalWidth; }), 900);
  }
  await page.getByRole("link", { name: /^Next/ }).click();
  assert.equal(await page.locator("h1").innerText(), "Change a lesson in the editing page");
  await close();
});

test("the search finds a task by a word of its text", async () => {
  const { page, close } = await open(`${site.origin}/search/`);
  await page.getByLabel("Search in the handbook").fill("contrast");
  const found = page.locator("[data-found] a", { hasText: "Colours, type, corners and logo" });
  await found.click();
  assert.equal(await page.locator("h1").innerText(), "Colours, type, corners and logo");
  assert.deepEqual(page.failures, []);
  await close();
});

test("a page of the preview leads to the handbook", async () => {
  const child = spawn(binary, ["serve", repository, "--no-open", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  try {
    const origin = await new Promise((resolve) => {
      child.stdout.on("data", (part) => {
        const address = String(part).match(/Open (http:\/\/[^/]+)\//);
        if (address !== null) {
          resolve(address[1]);
        }
      });
    });
    const { page, close } = await open(`${origin}/p/4/`);
    await page.getByRole("link", { name: "Handbook", exact: true }).click();
    await page.getByRole("heading", { name: "The Goldseam handbook", level: 1 }).waitFor();
    await page.getByRole("link", { name: "Read a message" }).click();
    assert.equal(new URL(page.url()).pathname, "/_goldseam/help/when-something-is-wrong/read-a-message/");
    assert.equal(await page.locator("main img").evaluate((image) => image.decode().then(() => image.naturalWidth)), 900);
    assert.deepEqual(page.failures, []);
    await close();
  } finally {
    child.kill("SIGINT");
    await ended;
  }
});
