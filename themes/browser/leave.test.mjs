// The row "veil" of the table in the research notes, in Chromium with its
// back/forward cache on and off, and what the button owes to every reader.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { makeNeutral, makeSite } from "./fixture.mjs";
import { launch, serve } from "./site.mjs";

const neutral = await serve(await makeNeutral());
const site = await serve(await makeSite(`${neutral.origin}/`));
const rtl = await serve(await makeSite(`${neutral.origin}/`, { dir: "rtl" }));
const first = `${site.origin}/p/1/`;
const second = `${site.origin}/p/2/`;

after(() => Promise.all([neutral.close(), site.close(), rtl.close()]));

const seen = (page) => page.evaluate(() => document.body.innerText.trim());
const heard = (page) => page.locator("body").ariaSnapshot();

/** Presses Back as the browser does, and waits for the page that comes. */
async function back(page, url) {
  await page.evaluate(() => history.back()).catch(() => {}); // the context may go before it can answer
  await page.waitForURL(url, { waitUntil: "commit" });
  await page.waitForFunction(() => document.readyState === "complete");
}

async function assertBlank(page) {
  assert.equal(await seen(page), "Continue");
  assert.equal(await heard(page), '- button "Continue"');
  assert.equal(await page.title(), "Notes");
}

for (const backForwardCache of [true, false]) {
  describe(`back/forward cache ${backForwardCache ? "on" : "off"}`, () => {
    let browser;
    let context;
    before(async () => {
      browser = await launch({ backForwardCache });
    });
    after(() => browser.close());

    /** Opens the first page, then the second by its link, in a fresh profile. */
    async function open(options = {}, prepare = async () => {}) {
      await context?.close();
      context = await browser.newContext(options);
      await prepare(context);
      const page = await context.newPage();
      await page.goto(first);
      await page.fill("#note", "kept words");
      await page.locator("#next").click();
      await page.waitForURL(second);
      return page;
    }

    async function leave(page) {
      const from = neutral.requests.length;
      await page.getByRole("link", { name: "Leave this site", exact: true }).click();
      await page.waitForURL(`${neutral.origin}/`);
      const request = neutral.requests[from];
      assert.equal(request?.path, "/");
      assert.equal(request?.referer, undefined, "the neutral site is told where the reader came from");
    }

    test("Back inside the site shows the page, its title and what was typed", async () => {
      const page = await open();
      await back(page, first);
      const visit = await page.evaluate(() => performance.getEntriesByType("navigation")[0].type);
      assert.equal(visit, backForwardCache ? "navigate" : "back_forward", "the cache did what this run is about");
      assert.match(await seen(page), /Words of the first page/);
      assert.equal(await page.title(), "The first page");
      assert.equal(await page.inputValue("#note"), "kept words");
    });

    test("Back inside the site comes back to the place on the page", async () => {
      const page = await open();
      await back(page, first);
      await page.locator("#q15").scrollIntoViewIfNeeded();
      await page.locator("#q15").focus();
      const y = await page.evaluate(() => scrollY);
      assert.ok(y > 300, `scrolled to ${y} only`);
      await page.evaluate(() => document.querySelector("#next").click());
      await page.waitForURL(second);
      await back(page, first);
      await page.waitForFunction((wanted) => Math.abs(scrollY - wanted) < 2, y, { timeout: 3000 });
      if (backForwardCache) {
        assert.equal(await page.evaluate(() => document.activeElement.id), "q15");
      }
    });

    test("after leaving, Back shows nothing but Continue, and so does every way in", async () => {
      const page = await open();
      await page.fill("#secret", "private words");
      await leave(page);
      assert.equal(await page.title(), "Weather");
      await back(page, first);
      await assertBlank(page);

      await page.reload();
      await assertBlank(page);
      await page.goto(second); // the address typed again
      await assertBlank(page);
      assert.equal(await page.inputValue("#secret"), "");
      const other = await context.newPage();
      await other.goto(first);
      await assertBlank(other);

      await page.getByRole("button", { name: "Continue" }).click();
      assert.match(await seen(page), /Words of the second page/);
      assert.equal(await page.title(), "The second page");
      assert.equal(await page.evaluate(() => localStorage.length), 0, "the mark leaves no trace");
      await assertBlank(other); // only the tab where it was asked for comes back
      await other.reload();
      assert.match(await seen(other), /Words of the first page/);
    });

    test("the page that was left is not in the history", async () => {
      const page = await open();
      await leave(page);
      await back(page, first);
      await page.getByRole("button", { name: "Continue" }).click();
      assert.match(await seen(page), /Words of the first page/);
      await page.evaluate(() => history.forward()).catch(() => {});
      await page.waitForURL(`${neutral.origin}/`, { waitUntil: "commit" });
    });

    test("other open tabs are veiled at once", async () => {
      const page = await open();
      const other = await context.newPage();
      await other.goto(first);
      await leave(page);
      await other.waitForFunction(() => document.documentElement.classList.contains("veiled"));
      await assertBlank(other);
    });

    for (const [name, script] of [
      ["refused", () => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } })],
      ["full", () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; }],
    ]) {
      test(`storage that is ${name}: a page that comes back is veiled all the same`, async () => {
        const page = await open({}, (fresh) => fresh.addInitScript(script));
        assert.match(await seen(page), /Words of the second page/, "an ordinary visit shows");
        await leave(page);
        await back(page, first);
        await assertBlank(page);
        await page.getByRole("button", { name: "Continue" }).click();
        assert.match(await seen(page), /Words of the first page/);
      });
    }

    test("without script the link leaves in the same tab, without a Referer", async () => {
      const page = await open({ javaScriptEnabled: false });
      await page.goto(second);
      assert.ok(await page.locator(".leave-note").isVisible()); // by text, Playwright does not look into noscript
      assert.ok(!(await page.locator(".veil").isVisible()));
      await leave(page);
      assert.equal(context.pages().length, 1);
    });
  });
}

describe("the button", () => {
  let browser;
  let page;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  const wrong = [];
  afterEach(() => assert.deepEqual(wrong.splice(0), [], "the page threw, or broke its own policy"));

  /** Opens one page in a fresh profile. */
  async function open(url, options = {}) {
    await page?.context().close();
    page = await (await browser.newContext(options)).newPage();
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) {
        wrong.push(message.text());
      }
    });
    await page.goto(url);
  }

  const shift = async (times) => {
    for (let i = 0; i < times; i++) {
      await page.keyboard.press("Shift");
    }
  };
  const status = () => page.locator(".leave-status").textContent();

  test("is the first stop after the skip link", async () => {
    await open(first);
    const stops = [];
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press("Tab");
      stops.push(await page.evaluate(() => document.activeElement.className || document.activeElement.id));
    }
    assert.deepEqual(stops, ["skip-link", "leave-link", "note"]);
  });

  test("Shift three times leaves from inside a text area, and says what is left", async () => {
    await open(second);
    await page.locator("#secret").focus();
    await page.keyboard.type("a Word");
    await shift(1);
    assert.equal(await status(), "Press Shift two more times to leave.");
    await shift(1);
    assert.equal(await status(), "Press Shift once more to leave.");
    assert.equal(await page.locator(".leave-count").isVisible(), true);
    const from = neutral.requests.length;
    await shift(1);
    await page.waitForURL(`${neutral.origin}/`);
    assert.equal(neutral.requests[from]?.referer, undefined);
    await page.goto(second);
    await assertBlank(page);
  });

  test("Shift as a modifier, with the pointer, or with a key between, does not leave", async () => {
    await open(second);
    await page.locator("#secret").focus();
    for (const key of ["Shift+A", "Shift+B", "Shift+C", "Shift+Tab", "Shift+Tab"]) {
      await page.keyboard.press(key);
    }
    await page.locator("#secret").focus();
    for (let i = 0; i < 3; i++) {
      await page.locator("#secret").click({ modifiers: ["Shift"] });
    }
    await shift(2);
    await page.keyboard.press("x");
    assert.equal(await status(), "");
    await shift(2);
    assert.equal(await status(), "Press Shift once more to leave.");
    await page.waitForTimeout(100);
    assert.equal(page.url(), second);
  });

  test("the announcement goes away when the press has become too old", async () => {
    await open(second);
    await shift(1); // one only: of two, the later still counts for a moment
    assert.equal(await status(), "Press Shift two more times to leave.");
    await page.waitForFunction(() => document.querySelector(".leave-status").textContent === "", undefined, { timeout: 7000 });
    await shift(1);
    assert.equal(await status(), "Press Shift two more times to leave.");
  });

  test("the shortcut can be turned off; the button stays", async () => {
    await open(second);
    await page.evaluate(() => localStorage.setItem("m", "k"));
    await shift(4);
    assert.equal(await status(), "");
    assert.equal(page.url(), second);
    await page.locator(".leave-link").click();
    await page.waitForURL(`${neutral.origin}/`);
    await page.goto(second);
    await assertBlank(page);
    await page.getByRole("button").click();
    assert.equal(await page.evaluate(() => localStorage.getItem("m")), "k", "Continue keeps the setting");
  });

  test("practising shows the veil, leaves nothing behind and comes back", async () => {
    await open(second);
    await page.locator("#practise").click();
    await assertBlank(page);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Continue");
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await page.keyboard.press("Enter");
    assert.match(await seen(page), /Words of the second page/);
    assert.equal(await page.title(), "The second page");
    assert.equal(await page.evaluate(() => document.activeElement.id), "practise");
    assert.equal(page.url(), second);
  });

  test("a page whose style sheet is missing is veiled too", async () => {
    await open(first);
    await page.evaluate(() => localStorage.setItem("m", "v"));
    await page.goto(`${site.origin}/p/3/`);
    await assertBlank(page);
  });

  test("being connected twice does not count twice", async () => {
    await open(second);
    await page.evaluate(() => {
      const button = document.querySelector("gs-leave");
      document.body.prepend(button);
      document.body.prepend(button);
    });
    await shift(1);
    assert.equal(await status(), "Press Shift two more times to leave.");
  });

  test("leaving works offline: the page is veiled before anything is asked for", async () => {
    await open(second);
    await page.context().setOffline(true);
    await page.locator(".leave-link").click();
    await page.waitForURL(/chrome-error|127/);
    await page.context().setOffline(false);
    await page.goto(second);
    await assertBlank(page);
  });

  const box = (selector) => page.locator(selector).evaluate((element) => {
    const { top, bottom, left, right, height } = element.getBoundingClientRect();
    return { top, bottom, left, right, height };
  });

  for (const [name, url, width, height] of [
    ["320 px", first, 320, 568],
    ["1280 by 1024 at 400 %", first, 320, 256],
    ["320 px, right to left", `${rtl.origin}/p/1/`, 320, 568],
    ["a tablet", first, 768, 1024],
    ["a wide screen", first, 1280, 720],
  ]) {
    test(`${name}: in view, 48 px high, and never over what has the focus`, async () => {
      await open(url, { viewport: { width, height } });
      const bar = await box(".leave");
      const link = await box(".leave-link");
      assert.ok(link.height >= 48, `the link is ${link.height} px high`);
      assert.ok(link.top >= 0 && link.bottom <= height && link.left >= 0 && link.right <= width, JSON.stringify(link));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, "no scrolling sideways");
      const atTop = width >= 768;
      assert.equal(atTop ? bar.top : bar.bottom, atTop ? 0 : height);

      const clear = async (id) => {
        assert.equal(await page.evaluate(() => document.activeElement.id), id);
        const [field, now] = [await box(`#${id}`), await box(".leave")];
        assert.deepEqual([now.top, now.bottom], [bar.top, bar.bottom], "the bar stays");
        const covered = field.bottom > now.top + 1 && field.top < now.bottom - 1; // the browser scrolls by whole pixels
        assert.ok(!covered && field.bottom <= height + 1 && field.top >= -1, `${id}: ${JSON.stringify({ field, now })}`);
      };
      const order = ["note", "next", ...Array.from({ length: 20 }, (_, i) => `q${i + 1}`), "last"];
      for (const id of ["", "", ...order]) {
        await page.keyboard.press("Tab");
        if (id !== "" && id !== "note") {
          await clear(id); // the text area may be higher than the room there is
        }
      }
      for (const id of order.slice(1, -1).reverse()) {
        await page.keyboard.press("Shift+Tab");
        await clear(id);
      }
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await page.locator("#last").focus();
      await clear("last");
    });
  }

  test("a label of two lines takes the room it needs", async () => {
    await open(first, { viewport: { width: 320, height: 568 } });
    await page.locator(".leave-link").evaluate((link) => link.prepend("A name that is much longer than one line would ever hold, "));
    await page.waitForFunction(() => {
      const bar = document.querySelector(".leave").offsetHeight;
      return bar > 70 && getComputedStyle(document.body).paddingBlockEnd === `${bar}px`;
    });
  });

  test("nothing moves while the page loads", async () => {
    for (const viewport of [{ width: 320, height: 568 }, { width: 1280, height: 720 }]) {
      await open(first, { viewport });
      const shift = await page.evaluate(() => new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; })).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 300);
      }));
      assert.equal(shift, 0);
    }
  });

  test("is not printed", async () => {
    await open(first);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".leave").isVisible(), false);
    assert.equal(await page.locator(".veil").isVisible(), false);
  });

  for (const colorScheme of ["light", "dark"]) {
    for (const forcedColors of ["none", "active"]) {
      test(`axe finds nothing, page and veil, ${colorScheme}, forced colours ${forcedColors}`, async () => {
        await open(second, { colorScheme, forcedColors, reducedMotion: "reduce" });
        for (const press of [undefined, "#practise"]) {
          if (press !== undefined) {
            await page.locator(press).click();
          }
          const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
          assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`), []);
        }
      });
    }
  }
});
