// A small program in three languages: each page leads to itself in the others,
// what counts has the right form, and Arabic runs from right to left without
// turning numbers or what a reader writes round.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { after, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { buildEdition } from "./editions.mjs";
import { launch, serve } from "./site.mjs";

const SMALL = "../cmd/goldseam/testdata/program";
const PAGES = ["before-you-start", "help", "right-now", "limits", "about", "stop-rules", "people-who-harm", "children", "counselors"];
const NEEDED = ["before-you-start", "help", "right-now", "limits", "stop-rules"];

async function program() {
  const files = {};
  for (const entry of await readdir(SMALL, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const name = path.join(entry.parentPath, entry.name);
      files[path.relative(SMALL, name)] = await readFile(name, "utf8");
    }
  }
  const words = await readFile("../content/en/strings.yaml", "utf8");
  files["content/en/strings.yaml"] = words;
  for (const page of PAGES) {
    files[`content/en/pages/${page}.md`] ??= `---\ntitle: ${page}\n---\n\nA page.\n`;
  }
  for (const [tag, name, own] of [
    ["es", "Español", { minutes: '"{n} minutos"', "minutes.one": '"{n} minuto"', search: "Buscar" }],
    ["ar", "العربية", { minutes: '"{n} دقيقة"', "minutes.one": '"دقيقة واحدة"', "minutes.two": '"دقيقتان"', "minutes.few": '"{n} دقائق"', search: "بحث" }],
  ]) {
    const lines = words.split("\n").filter((line) => !Object.keys(own).some((key) => line.startsWith(`${key}: `)));
    files[`content/${tag}/strings.yaml`] = [...lines, ...Object.entries(own).map(([key, text]) => `${key}: ${text}`), ""].join("\n").replace("language-name: English", `language-name: ${name}`);
    for (const page of NEEDED) {
      files[`content/${tag}/pages/${page}.md`] = `---\ntitle: ${name} ${page}\n---\n\n${name}.\n`;
    }
  }
  files["content/program.yaml"] = files["content/program.yaml"].replace("language: en", "language: en\nlanguages: [en, es, ar]");
  files["content/es/program.md"] = "---\ntitle: Pasos pequeños\n---\n\nHola.\n";
  files["content/ar/program.md"] = "---\ntitle: خطوات صغيرة\n---\n\nأهلا.\n";
  files["content/ar/ground/first-day.md"] = "---\ntitle: \"اليوم الأوّل\"\nsource: 00000000\n---\n\n## الثِّقَة\n\nنبدأ بالـثقة والأمان.\n";
  delete files["edition.yaml"];
  return files;
}

const site = await serve(await buildEdition(await program()));
const browser = await launch();
after(() => Promise.all([browser.close(), site.close()]));

test("a page leads to itself in the other languages, and one that is not there to the first page", async () => {
  const page = await browser.newPage();
  await page.goto(`${site.origin}/ar/p/1/`);
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  await page.locator(".languages").getByText("Español").click();
  assert.equal(new URL(page.url()).pathname, "/es/p/1/");
  assert.match(await page.locator(".notice").textContent(), /You can read it in English/);
  assert.equal(await page.locator(".prose[lang]").first().getAttribute("lang"), "en");
  await page.locator(".languages").getByText("English").click();
  assert.equal(new URL(page.url()).pathname, "/p/1/");
  await page.goto(`${site.origin}/ar/404.html`);
  assert.deepEqual(await page.locator(".languages a").evaluateAll((links) => links.map((a) => new URL(a.href).pathname)), ["/", "/es/"]);
  await page.close();
});

test("Arabic runs from right to left at 320 and 1280 px, and numbers to dial and own words do not turn round", async () => {
  for (const width of [320, 1280]) {
    const page = await browser.newPage({ viewport: { width, height: 700 } });
    for (const address of ["/ar/", "/ar/p/1/", "/ar/h/", "/ar/s/1/", "/ar/o/"]) {
      await page.goto(site.origin + address);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${address} is ${over} px too wide at ${width} px`);
    }
    await page.goto(`${site.origin}/ar/h/`);
    assert.deepEqual(await page.locator("a.phone").first().evaluate((a) => [getComputedStyle(a).direction, getComputedStyle(a).unicodeBidi]), ["ltr", "isolate"]);
    await page.goto(`${site.origin}/ar/s/1/`);
    const field = page.locator('gs-sheet :is(textarea, input[type="text"])').first();
    assert.deepEqual(await field.evaluate((f) => [getComputedStyle(f).direction, getComputedStyle(f).unicodeBidi]), ["ltr", "plaintext"]); // a gap of a sentence that is lent from English
    await page.close();
  }
});

test("a stale translation says so, Arabic is found in haste, and axe finds nothing", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${site.origin}/ar/p/1/`);
  assert.match(await page.locator(".notice").textContent(), /has changed since/);
  assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id), []);
  await page.goto(`${site.origin}/ar/g/`);
  await page.locator("[data-find]").fill("ثقه");
  await page.locator(".found a").first().waitFor();
  assert.equal(await page.locator(".found a").first().textContent(), "اليوم الأوّل");
  await context.close();
});

test("what counts has the form of its language", async () => {
  const page = await browser.newPage();
  const minutes = async (address) => {
    await page.goto(site.origin + address);
    return (await page.locator(".kicker").first().textContent()).split("·")[1].trim();
  };
  assert.deepEqual([await minutes("/p/1/"), await minutes("/es/p/1/"), await minutes("/ar/p/1/")], ["10 minutes", "10 minutos", "10 دقائق"]);
  await page.close();
});
