// A counselor who wants no YAML: goldseam serve on an edition, its texts changed
// on the editing page, and what lies in the edition's folder afterwards.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { readdir, readFile, rm, symlink, writeFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { buildSite, goldseam, repository, scratch } from "./built.mjs";
import { launch } from "./site.mjs";

const run = promisify(execFile);
const binary = await goldseam();
const LESSON = "content/en/face-what-happened/say-sorry";
const SHEET = "content/en/worksheets/trigger-log";
let top;
let dir;
let server;
let browser;
let context;
before(async () => {
  browser = await launch();
  top = await scratch();
  dir = path.join(top, "mine");
  await run(binary, ["new", dir, "--yes", "--title", "Ours", "--publisher", "River", "--contact", "a@example.org", "--help-lines", "US", "--language", "en"]);
  server = await serve(dir);
});
after(async () => {
  await browser.close();
  await server.stop();
});
afterEach(() => context?.close());

async function serve(folder) {
  const child = spawn(binary, ["serve", folder, "--no-open", "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const origin = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (part) => {
      said += part;
      const address = said.match(/Open (http:\/\/[^/]+)\/ in your browser/);
      if (address !== null) {
        resolve(address[1]);
      }
    });
    ended.then(() => reject(new Error(said)));
  });
  return { origin, stop: () => { child.kill("SIGINT"); return ended; } };
}

async function tab(options = {}) {
  context = await browser.newContext({ viewport: { width: 1000, height: 800 }, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  page.failures = [];
  page.on("pageerror", (error) => page.failures.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico")) {
      page.failures.push(message.text());
    }
  });
  return page;
}

const edit = async (page, text) => {
  await page.goto(`${server.origin}/_goldseam/edit/${text}`);
  await page.getByRole("button", { name: "Save", exact: true }).waitFor();
};
const file = (name) => readFile(path.join(dir, name), "utf8").catch(() => undefined);
const status = (page, words) => page.getByRole("status").filter({ hasText: words }).waitFor();
const save = (page) => page.getByRole("button", { name: "Save", exact: true }).click();
const question = (page, name) => page.getByRole("group", { name, exact: true });
const files = async () => (await readdir(dir, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map((one) => path.relative(dir, path.join(one.parentPath, one.name))).sort();

test("a lesson is changed, a mistake is made and mended, and the edition holds the change alone", async () => {
  const page = await tab();
  const before = await files();
  await page.goto(`${server.origin}/p/11/`);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  const title = page.getByRole("textbox", { name: "Title", exact: true });
  await title.fill("Say sorry well");
  const steps = page.getByRole("group", { name: "Steps", exact: true });
  await question(page, "Step 1").getByRole("textbox").fill("Begin alone: write down what you did.");
  await page.getByRole("button", { name: "Move Step 3 up" }).press("Enter");
  await page.getByRole("button", { name: "Add a safety note" }).click();
  await page.keyboard.type("Wait for a calm day.");

  // A mistake in the list and one in the text, each shown beside its part.
  for (let n = 6; n > 0; n--) {
    await page.getByRole("button", { name: "Take Step 1 away" }).click();
  }
  const body = page.getByRole("textbox", { name: "Text" });
  await body.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nSee [that](../no/where.md).");
  await steps.locator(".problems", { hasText: "Problem:" }).waitFor();
  assert.equal(await steps.getAttribute("aria-invalid"), "true");
  await page.locator(".body .problems", { hasText: "where.md" }).waitFor();
  await save(page);
  await status(page, "Not saved: 2 problems");
  assert.deepEqual(await files(), before, "nothing is written while there are problems");

  // What was typed survives a reload.
  await page.reload();
  await status(page, "Here is what you typed");
  assert.equal(await title.inputValue(), "Say sorry well");
  for (const words of ["Begin alone: write down what you did.", "Say why.", "Name one change."]) {
    await page.getByRole("button", { name: "Add a step" }).click();
    await page.keyboard.type(words);
  }
  await question(page, "Step 3").getByRole("checkbox").check();
  await page.getByRole("button", { name: /^Line \d+$/ }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.type("See ");
  await page.getByRole("button", { name: "Link", exact: true }).click();
  await page.getByLabel("Where it leads").selectOption({ label: "Own it, with no “but”" });
  await page.getByRole("button", { name: "Put it in" }).click();
  await page.locator(".cm-focused").waitFor();
  await page.keyboard.type(".");
  await page.locator(".body .problems").waitFor({ state: "hidden" });
  await steps.locator(".problems").first().waitFor({ state: "hidden" });
  await save(page);
  await status(page, "It holds your changes alone");
  const patch = await file(`${LESSON}.patch.yaml`);
  assert.equal(patch, await readFile(path.join(import.meta.dirname, "testdata/edit.patch.yaml"), "utf8"));
  const base = await readFile(path.join(repository, `${LESSON}.md`), "utf8");
  assert.equal(await file(`base/${LESSON}.md`), base);
  assert.deepEqual((await files()).filter((name) => !before.includes(name)), [`base/${LESSON}.md`, `${LESSON}.patch.yaml`]);
  await page.getByRole("link", { name: "See the page" }).click();
  await page.getByRole("heading", { level: 1, name: "Say sorry well" }).waitFor();
  assert.match(await page.locator("main").innerText(), /Wait for a calm day\.[\s\S]*Begin alone: write down what you did\./);
  assert.deepEqual(page.failures, []);
  await run(binary, ["check", dir]);
});

test("what changed is shown beside the base's text, and can be undone and brought back", async () => {
  const page = await tab();
  await edit(page, "lesson/en/say-sorry");
  await page.getByRole("button", { name: "Show what I changed" }).click();
  const dialog = page.getByRole("dialog", { name: "What I changed" });
  await dialog.locator("ins", { hasText: "title: Say sorry well" }).waitFor();
  assert.equal(await dialog.locator("del", { hasText: "title: Make a real apology" }).count(), 1);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo my changes" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo my changes" }).click();
  await status(page, "The text is the base's again");
  assert.equal(await file(`${LESSON}.patch.yaml`), undefined);
  assert.match(await file(`base/undone/${LESSON}.patch.yaml`), /Say sorry well/);
  assert.equal(await page.getByRole("textbox", { name: "Title", exact: true }).inputValue(), "Make a real apology");
  await page.getByRole("button", { name: "Bring back what I had" }).click();
  await save(page);
  await status(page, "It holds your changes alone");
  assert.match(await file(`${LESSON}.patch.yaml`), /Say sorry well/);
  assert.deepEqual(page.failures, []);
});

test("a worksheet gets a question of its own; published names stay", async () => {
  const page = await tab();
  await edit(page, "worksheet/en/trigger-log");
  await page.getByText("Question 1:").click();
  assert.equal(await page.getByLabel("Name (permanent)").first().getAttribute("readonly"), "");
  assert.equal(await page.getByRole("button", { name: "Take Question 1 away" }).count(), 0);
  await page.getByRole("button", { name: "Add a question" }).click();
  const fresh = page.locator("details[open]").last();
  await fresh.getByLabel("Type").selectOption({ label: "One of several choices" });
  await fresh.getByLabel("Words (if wanted)").fill("Who was there?");
  assert.equal(await fresh.getByLabel("Name", { exact: true }).inputValue(), "who_was_there");
  for (const words of ["Nobody", "A friend"]) {
    await fresh.getByRole("button", { name: "Add a choice" }).click();
    await page.keyboard.type(words);
  }
  await page.getByRole("button", { name: "Move Question 12 up" }).click();
  await save(page);
  await status(page, "Saved in");
  const text = await file(`${SHEET}.patch.yaml`);
  for (const part of ["who_was_there:", "type: choice", "label: Who was there?", "nobody: Nobody", "a_friend: A friend"]) {
    assert.ok(text?.includes(part), `${text} has no ${part}`);
  }
  await page.getByRole("link", { name: "See the page" }).click();
  await page.getByText("Who was there?").first().waitFor({ state: "attached" });
  assert.deepEqual(page.failures, []);
});

test("a file that changed on the disk meanwhile is a choice between both texts", async () => {
  const page = await tab();
  await edit(page, "page/en/about");
  const title = page.getByRole("textbox", { name: "Title", exact: true });
  await title.fill("About us");
  await save(page);
  await status(page, "Saved in");
  await writeFile(path.join(dir, "content/en/pages/about.patch.yaml"), "title: About the practice\n");
  await title.fill("About River");
  await save(page);
  const dialog = page.getByRole("dialog", { name: "The file was changed meanwhile" });
  await dialog.locator("del", { hasText: "About the practice" }).waitFor();
  await dialog.locator("ins", { hasText: "About River" }).waitFor();
  await dialog.getByRole("button", { name: "Save mine, and put the other aside" }).click();
  await status(page, "Saved in");
  assert.equal(await file("content/en/pages/about.patch.yaml"), "title: About River\n");
  assert.equal(await file("base/undone/content/en/pages/about.patch.yaml"), "title: About the practice\n");
  await writeFile(path.join(dir, "content/en/pages/about.patch.yaml"), "title: Once more\n");
  await title.fill("Mine");
  await save(page);
  await page.getByRole("dialog").getByRole("button", { name: "Take the one in the file" }).click();
  await status(page, "This is the text in the file");
  assert.equal(await title.inputValue(), "Once more");
  await page.getByRole("button", { name: "Bring back what I had" }).click();
  assert.equal(await title.inputValue(), "Mine");
  assert.deepEqual(page.failures, []);
});

test("nothing outside the edition can be written, whoever asks", async () => {
  const outside = path.join(top, "outside.md");
  await writeFile(outside, "secret");
  const page = await tab();
  await edit(page, "lesson/en/own-it");
  const token = await page.locator("#desk").getAttribute("data-token");
  const ask = (body, headers = { "X-Goldseam-Token": token }) => page.evaluate(async ([body, headers]) => {
    const response = await fetch("/_goldseam/desk/save", { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });
    return { status: response.status, text: await response.text() };
  }, [body, headers]);
  const before = await files();
  const all = { values: { title: "x" }, body: "evil", anyway: true, over: true, hash: "" };
  for (const id of ["../../../../outside", "..", "/etc/passwd", "say-sorry/../own-it", outside, "own-it.md", "con", ".git/config"]) {
    for (const ref of [{ kind: "lesson", language: "en", id }, { kind: "page", language: id, id: "about" }, { kind: id, language: "en", id: "about" }]) {
      const { status: code, text } = await ask({ ...ref, ...all });
      assert.equal(code, 422, text);
      assert.match(text, /no such text/);
    }
  }
  assert.equal((await ask({ kind: "lesson", language: "en", id: "own-it", path: "../outside.md", ...all })).status, 422);
  assert.equal((await ask({ kind: "lesson", language: "en", id: "own-it", ...all }, {})).status, 403);
  // A link in the edition that leads out of it is not followed.
  const folder = path.join(dir, "content/en/find-your-footing");
  await mkdir(path.dirname(folder), { recursive: true });
  await mkdir(path.join(top, "elsewhere"));
  await symlink(path.join(top, "elsewhere"), folder);
  const { text } = await ask({ kind: "lesson", language: "en", id: "two-people-two-jobs", ...all });
  assert.match(text, /is a link or something else|no such text/);
  await rm(folder);
  assert.deepEqual(await readdir(path.join(top, "elsewhere")), []);
  assert.equal(await readFile(outside, "utf8"), "secret");
  assert.deepEqual(await files(), before);
});

test("the page works at 320 pixels and by keyboard, and axe finds nothing", async () => {
  const page = await tab({ viewport: { width: 320, height: 640 } });
  for (const text of ["lesson/en/say-sorry", "worksheet/en/trigger-log", ""]) {
    await page.goto(`${server.origin}/_goldseam/edit/${text}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${text} is wider than the screen`);
    if (text.startsWith("worksheet")) {
      continue; // the same parts as a lesson's
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map((one) => `${text} ${one.id}: ${one.nodes.map((node) => node.target).join(" ")}`), []);
  }
  await edit(page, "lesson/en/say-sorry");
  await page.getByRole("textbox", { name: "Text" }).focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest(".editor")), null, "Tab leads out of the text");
  await page.getByRole("textbox", { name: "Text" }).focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest(".editor")), null);
  assert.deepEqual(page.failures, []);
});

test("without an edition the page says how to make one, and a built site knows nothing of it", async () => {
  const alone = await serve(await scratch());
  try {
    const page = await tab();
    await page.goto(`${alone.origin}/p/11/`);
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await page.getByText("goldseam new my-edition").waitFor();
  } finally {
    await alone.stop();
  }
  const site = await buildSite();
  for (const name of await readdir(site, { recursive: true })) {
    assert.ok(!/edit/.test(path.basename(name)), name);
    if (/\.(html|js|css|txt)$/.test(name)) {
      assert.doesNotMatch(await readFile(path.join(site, name), "utf8"), /_goldseam|codemirror|cm-editor/i, name);
    }
  }
});
