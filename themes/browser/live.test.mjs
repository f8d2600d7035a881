// The preview's live reload against a played server: what it says, and that
// nothing typed is lost by what it is told.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { makeSite } from "./fixture.mjs";
import { launch, serve } from "./site.mjs";

const live = await readFile(path.resolve(import.meta.dirname, "../dist/live.js"));
const site = await serve(await makeSite("https://example.org/", {
  head: `<link rel="stylesheet" href="/a/look-1.css">
<script type="module" src="/_goldseam/live.js" data-page="hash-1" data-base="/"></script>
`,
  extra: {
    "_goldseam/live.js": live,
    "a/look-1.css": "main { outline: 1px solid red; }",
    "a/look-2.css": "main { outline: 2px solid green; }",
  },
}));
let browser;
let page;
let hellos;
let server; // the server's end of the newest connection

before(async () => {
  browser = await launch();
});
after(() => Promise.all([browser.close(), site.close()]));
beforeEach(async () => {
  await page?.context().close();
  page = await (await browser.newContext()).newPage();
  hellos = [];
  await page.routeWebSocket(`${site.origin.replace("http", "ws")}/_goldseam/live`, (socket) => {
    server = socket;
    socket.onMessage((text) => hellos.push(JSON.parse(text)));
  });
  await page.goto(`${site.origin}/p/1/`);
  await until(() => hellos.length === 1);
});

async function until(holds) {
  for (const end = Date.now() + 5000; !holds(); ) {
    assert.ok(Date.now() < end, "waited five seconds");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const tell = (message) => server.send(JSON.stringify(message));
const panel = () => page.getByRole("region", { name: "Problems" });

test("says which page is shown, and again when the server is back", async () => {
  assert.deepEqual(hellos, [{ path: "/p/1/", page: "hash-1" }]);
  await server.close();
  await until(() => hellos.length === 2);
  assert.deepEqual(hellos[1], hellos[0]);
});

test("a reload keeps what is typed, the focus, the caret and the place", async () => {
  await page.fill("#note", "kept words");
  await page.fill("#last", "the end");
  await page.locator("#last").evaluate((field) => {
    field.focus();
    field.setSelectionRange(2, 5);
  });
  const y = await page.evaluate(() => scrollY);
  assert.ok(y > 0);
  tell({ type: "reload" });
  await until(() => hellos.length === 2);
  await page.waitForLoadState();
  assert.equal(await page.inputValue("#note"), "kept words");
  assert.equal(await page.inputValue("#last"), "the end");
  const now = await page.evaluate(() => {
    const { id, selectionStart, selectionEnd } = document.activeElement;
    return { id, selectionStart, selectionEnd, y: scrollY, kept: sessionStorage.length };
  });
  assert.deepEqual(now, { id: "last", selectionStart: 2, selectionEnd: 5, y, kept: 0 });
});

test("a style is swapped without a reload, and an older one stays when it cannot be had", async () => {
  const sheets = () => page.evaluate(() => [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href")));
  tell({ type: "style", href: "/a/look-2.css" });
  await page.waitForFunction(() => getComputedStyle(document.querySelector("main")).outlineWidth === "2px");
  await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 2);
  assert.deepEqual(await sheets(), ["/a/style.css", "/a/look-2.css"]);
  tell({ type: "style", href: "/a/look-3.css" });
  await page.waitForFunction(() => document.querySelector("link[href='/a/look-3.css']") === null);
  assert.deepEqual(await sheets(), ["/a/style.css", "/a/look-2.css"]);
  assert.equal(hellos.length, 1);
});

test("problems stand over the page, take no focus, and go by themselves", async () => {
  await page.locator("#note").focus();
  const problem = { file: "content/a.md", line: 3, column: 2, severity: "error", message: "<b>no such key</b>", hint: "write title", source: "\ttitel: x" };
  tell({ type: "problems", problems: [problem, { ...problem, line: 0, column: 0, severity: "warning", source: "", hint: "" }] });
  await panel().waitFor();
  await page.keyboard.type("typed on");
  assert.equal(await page.inputValue("#note"), "typed on");
  const words = await panel().innerText();
  for (const part of ["1 problem, 1 warning", "content/a.md:3:2", "<b>no such key</b>", "\ttitel: x\n\t^", "write title", "Warning:"]) {
    assert.ok(words.includes(part), `${JSON.stringify(words)} has no ${part}`);
  }
  assert.equal(await panel().evaluate((section) => getComputedStyle(section).position), "fixed", "styled under the page's policy");
  if (process.env["SHOTS"]) {
    await page.screenshot({ path: `${process.env["SHOTS"]}/problems.png` });
  }
  tell({ type: "problems", problems: [] });
  await panel().waitFor({ state: "hidden" });
});

test("problems that were hidden come back only when they are others", async () => {
  const problem = { file: "a.md", line: 1, column: 1, severity: "error", message: "one", hint: "", source: "" };
  tell({ type: "problems", problems: [problem] });
  await panel().getByRole("button", { name: "Hide" }).click();
  tell({ type: "problems", problems: [problem] });
  await page.waitForTimeout(100);
  assert.equal(await panel().count(), 0);
  tell({ type: "problems", problems: [{ ...problem, message: "two" }] });
  await panel().waitFor();
});
