// The copy on the reader's device: made when asked for and whole, never a
// mixture of two versions, and gone without a trace when it is removed.
import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { scratch } from "./built.mjs";
import { buildEdition } from "./editions.mjs";
import { launch, serve } from "./site.mjs";

const about = (word) => `---\ntitle: About\nsummary: Who we are.\n---\n\nThis is the ${word} version.\n`;
const edition = (word, accent) => buildEdition({ "edition.yaml": `goldseam: 1.0.0\ntheme: {accent: "${accent}"}\n`, "content/en/pages/about.md": about(word) });
const first = await edition("first", "#8a6100");
const second = await edition("second", "#1f5f5b");
const sites = await scratch();
for (const site of [first, second]) {
  // What the browser itself keeps would hide what the copy lacks.
  const headers = path.join(site, "_headers");
  await writeFile(headers, (await readFile(headers, "utf8")).replace(/^.*immutable\n/m, "  Cache-Control: no-store\n"));
}
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A site that can be replaced by another version, and a reader of it. */
async function reader(t) {
  const dir = await mkdtemp(path.join(sites, "site-"));
  const publish = async (version) => {
    await rm(dir, { recursive: true, force: true });
    await cp(version, dir, { recursive: true });
  };
  await publish(first);
  const site = await serve(dir);
  const context = await browser.newContext();
  let down = false;
  const goDown = async () => {
    down = true;
    await site.close();
  };
  t.after(async () => {
    await context.close();
    if (!down) {
      await site.close();
    }
  });
  return { dir, publish, site, goDown, context, page: await context.newPage() };
}

const part = (page) => page.locator("#n12");

async function makeCopy(page, origin) {
  await page.goto(`${origin}/n/`);
  await part(page).getByRole("button", { name: "Make the copy" }).click();
  await part(page).getByText("The copy is ready").waitFor();
}

/** What the browser keeps of the copy. */
const kept = (page) => page.evaluate(async () => ({
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
}));

/** Waits until one version alone is kept. */
const oneKept = (page) => page.evaluate(async () => {
  const end = Date.now() + 20_000;
  while ((await caches.keys()).length !== 1) {
    if (Date.now() > end) {
      throw new Error(`kept are ${(await caches.keys()).join(" ")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

/** Waits until a newer version waits to be used. */
const newer = (page) => page.evaluate(async () => {
  const made = await navigator.serviceWorker.getRegistration();
  const found = await made.update();
  const worker = found.installing ?? found.waiting;
  await new Promise((resolve, reject) => {
    const look = () => (worker.state === "installed" ? resolve() : worker.state === "redundant" ? reject(new Error("given up")) : undefined);
    worker.addEventListener("statechange", look);
    look();
  });
});

const style = (page) => page.locator("link[rel=stylesheet]").getAttribute("href");
const accent = (page) => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--day-gold").trim());

test("nothing is copied unasked", async (t) => {
  const { page, site } = await reader(t);
  for (const address of ["/", "/p/1/", "/s/1/", "/g/", "/n/"]) {
    await page.goto(site.origin + address);
  }
  await part(page).getByRole("button", { name: "Make the copy" }).waitFor();
  assert.deepEqual(await kept(page), { caches: 0, workers: 0 });
  assert.ok(!site.requests.some((request) => request.path.startsWith("/sw.js")));
});

test("without network, pages that were never visited open, and the search finds", async (t) => {
  const { page, site, goDown, context } = await reader(t);
  const faults = [];
  context.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await makeCopy(page, site.origin);
  await goDown();
  for (const address of ["/", "/p/1/", "/s/1/", "/q/", "/h/", "/n/"]) {
    await page.goto(site.origin + address);
    assert.ok((await page.locator("h1").first().innerText()).length > 0, address);
    assert.equal(await page.evaluate(() => document.documentElement.classList.contains("js")), true);
    await page.waitForFunction(() => customElements.get("gs-leave") !== undefined);
    assert.notEqual(await accent(page), "", `${address} has its style`);
  }
  await part(page).getByText("The copy is ready").waitFor();
  await page.goto(`${site.origin}/g/`);
  await page.locator("[data-find]").fill("first version");
  await page.locator(".found a", { hasText: "About" }).first().waitFor();
  await page.goto(`${site.origin}/p`); // as somebody types it
  await page.goto(`${site.origin}/s/1`);
  assert.ok((await page.locator("gs-sheet").count()) === 1);
  await page.goto(`${site.origin}/none/`);
  assert.match(await page.locator("h1").innerText(), /not here/);
  assert.deepEqual(faults, []);
});

test("a sheet is filled in without network", async (t) => {
  const { page, site, goDown } = await reader(t);
  await makeCopy(page, site.origin);
  await goDown();
  await page.goto(`${site.origin}/s/1/`);
  const line = page.locator("gs-sheet textarea, gs-sheet input[type=text]").first();
  await line.fill("a word of my own");
  await page.locator("gs-sheet [data-status]", { hasText: "Kept in this tab" }).waitFor();
  await page.reload();
  await page.waitForFunction((value) => [...document.querySelectorAll("gs-sheet textarea, gs-sheet input")].some((one) => one.value === value), "a word of my own");
});

test("a newer version waits, comes into use whole when asked, and leaves open tabs theirs", async (t) => {
  const { page, site, publish, context } = await reader(t);
  await makeCopy(page, site.origin);
  const old = await context.newPage();
  await old.goto(`${site.origin}/g/`); // its index is not loaded yet
  const oldIndex = await old.locator("[data-find]").getAttribute("data-index");
  await page.goto(`${site.origin}/a/`);
  const oldStyle = await style(page);
  await publish(second);
  await newer(page);

  for (const address of ["/a/", "/a"]) {
    await page.goto(site.origin + address);
    assert.match(await page.locator("main").innerText(), /the first version/, "a newer version is not used before it is asked for");
    assert.equal(await style(page), oldStyle);
    assert.equal(await accent(page), "#8a6100");
  }

  await page.goto(`${site.origin}/n/`);
  await part(page).getByText("A newer version of this site is here").waitFor();
  await Promise.all([page.waitForEvent("load"), part(page).getByRole("button", { name: "Use the newer version" }).click()]);
  await part(page).getByText("The copy is ready").waitFor();
  assert.equal(await part(page).getByRole("button", { name: "Use the newer version" }).count(), 0);
  await page.goto(`${site.origin}/a/`);
  assert.match(await page.locator("main").innerText(), /the second version/);
  assert.notEqual(await style(page), oldStyle);
  assert.equal(await accent(page), "#1f5f5b");

  assert.ok(!(await readdir(path.join(second, "f"))).includes(path.basename(oldIndex)), "the site has no longer what the old tab needs");
  await old.locator("[data-find]").fill("first version");
  await old.locator(".found mark", { hasText: "first" }).first().waitFor();
  assert.equal((await kept(page)).caches, 2);

  await old.close();
  await page.goto(`${site.origin}/p/1/`);
  await oneKept(page);
});

test("a newer version comes into use by itself once all tabs are closed", async (t) => {
  const { page, site, publish, context } = await reader(t);
  await makeCopy(page, site.origin);
  await page.goto(`${site.origin}/a/`);
  await publish(second);
  await newer(page);
  const worker = context.serviceWorkers().at(-1);
  await page.close();
  // Whoever watches workers, as this test does, must not open a page while one gives way to another: it may never come.
  await worker.evaluate(async () => {
    while (self.serviceWorker.state !== "activated") {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  const next = await context.newPage();
  await next.goto(`${site.origin}/a/`);
  assert.match(await next.locator("main").innerText(), /the second version/);
  assert.equal(await accent(next), "#1f5f5b");
  await oneKept(next);
});

test("a site that is being replaced while it is copied is not kept, and the copy in use stays", async (t) => {
  const { page, site, dir, publish, goDown } = await reader(t);
  await makeCopy(page, site.origin);
  await publish(second);
  const name = path.join(dir, "a/index.html");
  await writeFile(name, (await readFile(name, "utf8")).replace("second version", "third version"));
  await assert.rejects(newer(page), /given up/);
  await oneKept(page);
  await goDown();
  await page.goto(`${site.origin}/a/`);
  assert.match(await page.locator("main").innerText(), /the first version/);
});

test("a first copy that fails leaves nothing, says so, and can be tried again", async (t) => {
  const { page, site, dir, publish } = await reader(t);
  await rm(path.join(dir, "p/1/index.html"));
  await page.goto(`${site.origin}/n/`);
  await part(page).getByRole("button", { name: "Make the copy" }).click();
  await part(page).getByText("The copy could not be made").waitFor();
  assert.deepEqual(await kept(page), { caches: 0, workers: 0 });
  await publish(first);
  await part(page).getByRole("button", { name: "Make the copy" }).click();
  await part(page).getByText("The copy is ready").waitFor();
});

test("removing leaves no cache and no worker", async (t) => {
  const { page, site, goDown } = await reader(t);
  await makeCopy(page, site.origin);
  assert.deepEqual(await kept(page), { caches: 1, workers: 1 });
  await page.goto(`${site.origin}/n/`);
  await part(page).getByRole("button", { name: "Remove the copy" }).click();
  await part(page).getByText("The copy is removed").waitFor();
  assert.deepEqual(await kept(page), { caches: 0, workers: 0 });
  await page.goto(`${site.origin}/p/1/`);
  assert.deepEqual(await kept(page), { caches: 0, workers: 0 });
  await goDown();
  await assert.rejects(page.goto(`${site.origin}/p/1/`));
});

test("the worker asks only its own site, for its own files, and tells nothing", async (t) => {
  const { page, site, context } = await reader(t);
  const foreign = [];
  context.on("request", (request) => !request.url().startsWith(site.origin) && foreign.push(request.url()));
  await makeCopy(page, site.origin);
  assert.deepEqual(foreign, []);
  const names = new Set(await readdir(first, { recursive: true }));
  for (const { path: asked } of site.requests) {
    assert.ok(names.has(asked.endsWith("/") ? `${asked}index.html`.slice(1) : asked.slice(1)), `${asked} is a file of the site`);
  }
});

test("an author's preview offers no copy", async (t) => {
  const { page, site, dir } = await reader(t);
  const name = path.join(dir, "n/index.html");
  await writeFile(name, (await readFile(name, "utf8")).replace("</body>", '<script type="application/json" data-page="x"></script></body>'));
  await page.goto(`${site.origin}/n/`);
  await page.locator("#n8").waitFor();
  assert.equal(await part(page).isVisible(), false);
});
