// An author at work: goldseam serve on a copy of the program, its files changed
// on the disk, and what open tabs make of it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { goldseam, repository, scratch } from "./built.mjs";
import { launch } from "./site.mjs";
import { lessons } from "./source.mjs";

const binary = await goldseam();
const program = await lessons();
const [first, second, third] = program;
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A copy of the program in a folder of its own, with nothing to warn of. */
async function copyProgram() {
  const dir = await scratch();
  await cp(path.join(repository, "content"), path.join(dir, "content"), { recursive: true });
  await cp(path.join(repository, "themes/hearth"), path.join(dir, "themes/hearth"), { recursive: true });
  const helpLines = path.join(dir, "content/help-lines");
  const today = new Date().toISOString().slice(0, 10);
  for (const name of await readdir(helpLines)) {
    const file = path.join(helpLines, name);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replaceAll('source: ""', "source: a test").replaceAll('verified_on: ""', `verified_on: "${today}"`).replaceAll("verified_by: []", "verified_by: [A, B]"));
  }
  return dir;
}

const source = (dir, { phase, id }) => path.join(dir, "content/en", phase, `${id}.md`);

/** Changes a file as an editor does, and gives what it held before. */
async function edit(file, change) {
  const text = await readFile(file, "utf8");
  assert.notEqual(change(text), text, `nothing to change in ${file}`);
  await writeFile(file, change(text));
  return text;
}

/** Starts the preview and waits until it says where it is. */
async function serve(dir, port = 0) {
  const child = spawn(binary, ["serve", dir, "--no-open", "--port", String(port)], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve(code ?? signal)));
  let said = "";
  const origin = await new Promise((resolve, reject) => {
    child.stderr.on("data", (part) => { said += part; });
    child.stdout.on("data", (part) => {
      said += part;
      const address = said.match(/Open (http:\/\/[^/]+)\/ in your browser/);
      if (address !== null) {
        resolve(address[1]);
      }
    });
    ended.then((code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
  return { origin, port: Number(new URL(origin).port), stop: () => { child.kill("SIGINT"); return ended; } };
}

/** Opens a page and waits until it has told the preview what it shows. A marker in it tells later whether it was loaded anew. */
async function openTab(context, url) {
  const page = await context.newPage();
  const hello = new Promise((resolve) => page.on("websocket", (socket) => socket.on("framesent", resolve)));
  await page.goto(url);
  await hello;
  await page.evaluate(() => { window.marker = true; });
  return page;
}

const kept = (page) => page.evaluate(() => window.marker === true);
const reloaded = (page) => page.waitForFunction(() => window.marker === undefined && document.readyState === "complete");
const panel = (page) => page.getByRole("region", { name: "Problems" });
const note = (text) => (file) => `${file}\n${text}\n`;

describe("while an author types", () => {
  let dir;
  let server;
  let context;
  before(async () => {
    dir = await copyProgram();
    server = await serve(dir);
  });
  after(async () => assert.equal(await server.stop(), 0, "Ctrl+C is how it ends"));
  afterEach(() => context?.close());
  const open = async (addresses) => {
    context = await browser.newContext({ viewport: { width: 800, height: 600 }, reducedMotion: "reduce" });
    context.setDefaultTimeout(10_000);
    return Promise.all(addresses.map((address) => openTab(context, server.origin + address)));
  };

  test("only the tab that shows the lesson reloads, and loses neither its place nor what is typed", async () => {
    const [one, other] = await open([first.address, second.address]);
    const line = one.locator("textarea").first();
    await line.fill("half a sentence");
    await line.evaluate((field) => field.setSelectionRange(4, 4));
    const top = await line.evaluate((field) => field.getBoundingClientRect().top);
    assert.ok(await one.evaluate(() => scrollY > 500));
    await edit(source(dir, first), note("Words that were just typed."));
    await one.getByText("Words that were just typed.").waitFor({ state: "attached" });
    await reloaded(one);
    assert.equal(await line.inputValue(), "half a sentence");
    await one.waitForFunction((wanted) => Math.abs(document.activeElement.getBoundingClientRect().top - wanted) < 2, top);
    await one.keyboard.type("X");
    assert.equal(await line.inputValue(), "halfX a sentence", "the caret is where it was");
    assert.ok(await kept(other), "a tab was loaded anew that had nothing new to show");
  });

  test("a change of style comes without a reload", async () => {
    const [page] = await open([first.address]);
    await page.locator("textarea").first().fill("half a sentence");
    const file = path.join(dir, "themes/hearth/components/signs/signs.css");
    const text = await edit(file, note(".signs { outline: 3px solid rgb(1, 2, 3); }"));
    await page.waitForFunction(() => getComputedStyle(document.querySelector(".signs")).outlineColor === "rgb(1, 2, 3)");
    await writeFile(file, text);
    await page.waitForFunction(() => getComputedStyle(document.querySelector(".signs")).outlineColor !== "rgb(1, 2, 3)");
    await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);
    assert.ok(await kept(page));
    assert.equal(await page.locator("textarea").first().inputValue(), "half a sentence");
  });

  test("nine tabs are all kept in step", async () => {
    const tabs = await open([...program.slice(0, 8).map((lesson) => lesson.address), "/"]);
    assert.equal(tabs.length, 9);
    const file = path.join(dir, "content/en/strings.yaml");
    const text = await edit(file, (words) => words.replace(/^skip: .*$/m, "skip: Skip to what was written"));
    await Promise.all(tabs.map((tab) => tab.locator(".skip", { hasText: "Skip to what was written" }).waitFor({ state: "attached" })));
    await Promise.all(tabs.map((tab) => tab.evaluate(() => { window.marker = true; })));
    await writeFile(file, text);
    await Promise.all(tabs.map(reloaded));
  });

  test("a slip shows over the last good page as plain text, and goes by itself when it is mended", async () => {
    const [page] = await open([third.address]);
    assert.equal(await panel(page).count(), 0);
    const text = await edit(source(dir, third), (file) => file.replace(/^title: .*$/m, "titel: <img src=x onerror=alert(1)> & more"));
    await panel(page).waitFor();
    const words = await panel(page).innerText();
    for (const part of [`${third.id}.md:2:1`, "titel", "<img src=x onerror=alert(1)> & more"]) {
      assert.ok(words.includes(part), `${JSON.stringify(words)} has no ${part}`);
    }
    assert.equal(await panel(page).locator("img").count(), 0);
    assert.equal(await page.locator("h1").innerText(), third.title);
    await writeFile(source(dir, third), text);
    await panel(page).waitFor({ state: "hidden" });
    assert.ok(await kept(page), "the page was the same all the time");
  });

  test("a tab finds the preview again after a restart, and shows what changed meanwhile", async () => {
    const [changed, same] = await open([first.address, second.address]);
    assert.equal(await server.stop(), 0);
    await edit(source(dir, first), note("Written while nobody looked."));
    server = await serve(dir, server.port);
    await changed.getByText("Written while nobody looked.").waitFor({ state: "attached" });
    assert.ok(await kept(same));
    await edit(source(dir, second), note("Written after that."));
    await same.getByText("Written after that.").waitFor({ state: "attached" });
  });
});

test("the first build may fail: the preview says why, and shows the page once it is mended", async () => {
  const dir = await copyProgram();
  const text = await edit(source(dir, first), (file) => file.replace(/^aim: .*\n/m, ""));
  const server = await serve(dir);
  const context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  try {
    const page = await openTab(context, server.origin + first.address);
    await page.getByRole("heading", { name: "The site cannot be built yet" }).waitFor();
    assert.match(await page.locator("main").innerText(), new RegExp(`${first.id}\\.md[\\s\\S]*aim`));
    await writeFile(source(dir, first), text);
    await page.getByRole("heading", { level: 1, name: first.title }).waitFor();
  } finally {
    await context.close();
    await server.stop();
  }
});
