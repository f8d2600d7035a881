// What every page owes to every reader, looked at page by page on the built
// site: it fits a small screen, it can be left, it keeps still, it talks to
// nobody, and its name and address tell nothing.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { addresses, buildSite } from "./built.mjs";
import { launch, serve } from "./site.mjs";
import { lessons, plain, worksheets } from "./source.mjs";

const dir = await buildSite();
const site = await serve(dir);
const pages = await addresses(dir);
const program = await lessons();
const sheets = await worksheets();
let browser;
before(async () => {
  browser = await launch();
});
after(() => Promise.all([browser.close(), site.close()]));

const SCREENS = {
  "a small phone": { width: 320, height: 568 },
  "a laptop at 400 % zoom": { width: 320, height: 256 },
  "a laptop": { width: 1280, height: 720 },
};

/** Opens pages one after the other in one tab; what goes wrong on them is put into wrong. */
async function openTab(options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(5000);
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => {
    // The browser itself gives an icon up when the next page is called.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") {
      wrong.push(`failed: ${request.url()}`);
    }
  });
  page.on("response", (response) => response.status() >= 400 && wrong.push(`${response.status()}: ${response.url()}`));
  page.on("request", (request) => new URL(request.url()).origin !== site.origin && wrong.push(`elsewhere: ${request.url()}`));
  page.on("websocket", (socket) => wrong.push(`socket: ${socket.url()}`));
  await page.addInitScript(() => {
    window.blocked = [];
    document.addEventListener("securitypolicyviolation", (event) => window.blocked.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; })).observe({ type: "layout-shift", buffered: true });
  });
  return { page, wrong };
}

/** What reaches over the side of the screen, but for boxes that scroll on their own. */
const overflow = () => {
  const { clientWidth, scrollWidth } = document.documentElement;
  const scrolls = (element) => element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const out = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
  for (const element of document.querySelectorAll("main *, .site *, .site-foot *")) {
    const { left, right, width, height } = element.getBoundingClientRect();
    const inside = left > -0.5 && right < clientWidth + 0.5;
    if (!inside && width > 1 && height > 1 && element.checkVisibility() && !scrolls(element.parentElement)) {
      out.push(`${element.outerHTML.slice(0, 100)} from ${left} to ${right}`);
    }
  }
  return out;
};

/** Where the leave button cannot be pressed: at the top, in the middle or at the end of the page. */
const unreachable = () => {
  const out = [];
  const { scrollHeight } = document.documentElement;
  for (const top of [0, scrollHeight / 2, scrollHeight]) {
    scrollTo({ top, behavior: "instant" });
    const link = document.querySelector(".leave-link");
    const box = link.getBoundingClientRect();
    const visible = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= document.documentElement.clientWidth;
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!visible || !link.contains(hit) || box.height < 44) {
      out.push({ top, box: box.toJSON(), hit: hit?.outerHTML.slice(0, 100) });
    }
  }
  scrollTo({ top: 0, behavior: "instant" });
  return out;
};

async function assertFits(page) {
  assert.deepEqual(await page.evaluate(overflow), []);
  assert.deepEqual(await page.evaluate(unreachable), [], "the leave button is out of reach");
}

for (const [name, viewport] of Object.entries(SCREENS)) {
  describe(`on ${name}`, () => {
    let tab;
    before(async () => {
      tab = await openTab({ viewport });
    });
    for (const address of pages) {
      test(address, async () => {
        await tab.page.goto(site.origin + address);
        await assertFits(tab.page);
        await tab.page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve, 50)); }));
        assert.equal(await tab.page.evaluate(() => window.shift), 0, "something moved while the page loaded");
        assert.deepEqual([...tab.wrong.splice(0), ...(await tab.page.evaluate(() => window.blocked))], []);
      });
    }
  });
}

/** Tabs through the page from top to end; what has the focus must be seen whole, or fill the screen. */
async function assertFocusSeen(page, key) {
  const seen = new Set();
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press(key);
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === document.body) {
        return null;
      }
      one.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length);
      const box = one.getBoundingClientRect();
      const bar = document.querySelector(".leave-link").getBoundingClientRect();
      const covered = one.closest(".leave") === null && box.bottom > bar.top + 0.5 && box.top < bar.bottom - 0.5 && box.right > bar.left + 0.5 && box.left < bar.right - 0.5;
      const out = box.bottom > innerHeight + 0.5 || box.top < -0.5;
      const room = innerHeight - document.querySelector(".leave").offsetHeight;
      return { stop: one.dataset.stop, high: box.height > room, wrong: covered || out, what: `${one.outerHTML.slice(0, 120)} ${JSON.stringify(box)} bar ${JSON.stringify(bar)}` };
    });
    if (at === null || (seen.has(at.stop) && presses > 3)) {
      break;
    }
    seen.add(at.stop);
    assert.ok(!at.wrong || at.high, `hidden while it has the focus: ${at.what}`);
  }
  return seen.size;
}

describe("with the keyboard alone", () => {
  const lesson = program.find((one) => one.id === "two-people-two-jobs");
  for (const [name, viewport] of Object.entries(SCREENS)) {
    test(`on ${name} the leave button never covers what has the focus`, async () => {
      const { page } = await openTab({ viewport, reducedMotion: "reduce" });
      await page.goto(site.origin + lesson.address);
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
      const forwards = await assertFocusSeen(page, "Tab");
      assert.ok(forwards > 20, `${forwards} stops only`);
      await assertFocusSeen(page, "Shift+Tab");
    });
  }
});

describe("right to left", () => {
  for (const address of ["/", program[0].address, "/h/", sheets[0].address]) {
    test(address, async () => {
      for (const viewport of Object.values(SCREENS)) {
        const { page } = await openTab({ viewport });
        await page.goto(site.origin + address);
        await page.evaluate(() => { document.documentElement.dir = "rtl"; });
        await assertFits(page);
        await page.context().close();
      }
    });
  }
});

describe("over the wire", () => {
  for (const lesson of program) {
    test(`${lesson.address} is light`, async () => {
      const { page } = await openTab({ viewport: SCREENS["a small phone"] });
      const weights = new Map();
      page.on("response", async (response) => {
        const body = brotliCompressSync(await response.body()).length;
        const type = response.request().resourceType();
        weights.set(type, (weights.get(type) ?? 0) + body);
      });
      await page.goto(site.origin + lesson.address, { waitUntil: "networkidle" });
      const inline = await page.locator("script:not([src], [type=\"application/json\"])").allTextContents();
      const script = (weights.get("script") ?? 0) + brotliCompressSync(inline.join("")).length;
      const all = [...weights.values()].reduce((sum, one) => sum + one, 0);
      assert.ok(weights.has("document") && weights.has("stylesheet") && weights.has("script"), [...weights.keys()].join());
      assert.ok(all <= 60_000, `${all} bytes in all`);
      assert.ok(script <= 20_000, `${script} bytes of script`);
      await page.context().close();
    });
  }
});

describe("what others can see", () => {
  test("titles name the site and a number, and no two pages have the same", async () => {
    const titles = await Promise.all(pages.map(async (address) => {
      const html = await readFile(path.join(dir, address.endsWith("/") ? `${address}index.html` : address), "utf8");
      return html.match(/<title>(.*?)<\/title>/)[1];
    }));
    assert.deepEqual(titles.filter((title) => !/^Steady Ground( · page [a-z]?\d{0,3})?$/.test(title)), []);
    assert.equal(new Set(titles.filter((title) => title !== "Steady Ground")).size, pages.length - 2, "only the first page and the missing page have the bare name");
  });

  test("no address, anchor or file name tells what a page is about", async () => {
    const words = new Set(program.flatMap((lesson) => [lesson.id, lesson.phase]).concat(sheets.map((sheet) => sheet.id)));
    const told = [];
    for (const address of pages) {
      const html = await readFile(path.join(dir, address.endsWith("/") ? `${address}index.html` : address), "utf8");
      const names = [address, ...[...html.matchAll(/ (?:href|src|id|name|download)="([^"]*)"/g)].map(([, name]) => name)];
      told.push(...names.filter((name) => [...words].some((word) => name.includes(word))).map((name) => `${address}: ${name}`));
      for (const name of names.filter((one) => one.startsWith("/"))) {
        if (!/^\/([a-z]\/|[ps]\/\d+\/|404\.html|site\.webmanifest|f\/(app|c|g|w|sheets|style|icon|seam|seam-down)-[0-9a-fA-Z]+\.\w+)?(#[\w-]*)?$/.test(name)) {
          told.push(`${address}: ${name} is an address of an unknown form`);
        }
      }
    }
    assert.deepEqual([...new Set(told)], []);
  });

  test("an address that does not exist answers with a page one can leave", async () => {
    const { page } = await openTab({ viewport: SCREENS["a small phone"] });
    const response = await page.goto(`${site.origin}/no/such/page/`);
    assert.equal(response.status(), 404);
    await page.getByRole("link", { name: "Leave this site", exact: true }).waitFor();
    assert.equal(plain(await page.title()), "Steady Ground");
  });
});
