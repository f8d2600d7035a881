// What stays at an address that a site has left: a reader who comes back there finds
// what was written, can take it along, and is sent nowhere unasked.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { buildSite, goldseam, repository, scratch } from "./built.mjs";
import { launch, serve } from "./site.mjs";

const dir = path.join(await scratch(), "site");
await cp(await buildSite(), dir, { recursive: true });
const site = await serve(dir);
const browser = await launch();
after(() => Promise.all([browser.close(), site.close()]));

test("answers written before the move are found and backed up after it", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  await page.goto(`${site.origin}/n/`);
  const record = ["our-own//words///t", "written at the old address", 1_769_850_000_000];
  const file = JSON.stringify({ goldseam: "notes", format: 1, day: "2026-01-31", program: "Another program", records: [record] });
  await page.locator("#import-1").setInputFiles({ name: "notes-2026-01.json", mimeType: "application/octet-stream", buffer: Buffer.from(file) });
  const words = JSON.parse(await page.locator("#notebook-words").textContent());
  const press = (key) => page.getByRole("button", { name: words[key], exact: true }).click();
  await press("import-yes");
  await page.getByText(words["import-done-tab"], { exact: true }).waitFor();

  const moved = path.join(await scratch(), "moved");
  await promisify(execFile)(await goldseam(), ["moved", "https://new.example/program/", repository, "--from", "https://old.example/", "--out", moved]);
  await rm(dir, { recursive: true });
  await cp(moved, dir, { recursive: true });

  await page.goto(`${site.origin}/p/3/`);
  assert.equal(await page.locator("main a").first().getAttribute("href"), "https://new.example/program/p/3/");
  assert.equal(await page.locator(".leave-link").isVisible(), true);
  assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations, []);
  assert.equal(page.url(), `${site.origin}/p/3/`, "nobody is sent on");

  await page.locator("main ol a").click();
  await page.getByText("written at the old address").first().waitFor({ state: "attached" });
  await page.locator("#backup-6").check();
  await page.locator("#backup-4").check();
  const made = page.waitForEvent("download");
  await press("backup-make");
  const kept = path.join(await scratch(), "backup.json");
  await (await made).saveAs(kept);
  assert.deepEqual(JSON.parse(await readFile(kept, "utf8")).records.map(([, text]) => text), ["written at the old address"]);
  assert.deepEqual([...new Set(asked)], [site.origin], "nothing is asked of another place");
  await context.close();
});
