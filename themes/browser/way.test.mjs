// The reader's way through the program, and what the safety check holds back.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { buildExtra } from "./extra.mjs";
import { reader } from "./reader.mjs";
import { serve } from "./site.mjs";

const site = await serve(await buildExtra());
const HOME = `${site.origin}/`;
const OUTLINE = `${site.origin}/o/`;
const CHECK = `${site.origin}/s/2/`;
const SEARCH = `${site.origin}/g/`;
const FLOOD = `${site.origin}/p/6/`; // the lesson before the one for two
const COUPLE = `${site.origin}/p/401/`;
const PARTLY = `${site.origin}/p/402/`;
const TOOLS = `${site.origin}/s/401/`;
const TWO = `${site.origin}/s/402/`;
const HELD = `${site.origin}/s/403/`;

const { fresh, tab } = reader();
after(() => site.close());

/** Opens a page in a fresh profile. */
async function open(url, options = {}) {
  await fresh(options);
  const page = await tab();
  await go(page, url);
  return page;
}

/** Goes to a page and waits until its scripts have settled it. */
async function go(page, url) {
  await page.goto(url);
  await settled(page);
}

const settled = (page) => page.waitForFunction(() => document.documentElement.classList.contains("live") &&
  (document.querySelector("article[data-lesson]") !== null || document.querySelector("gs-sheet:not([data-live])") === null)); // a sheet on its own page follows at once
const choosePath = async (page, path) => {
  await go(page, OUTLINE);
  await page.selectOption("#way", path);
};
const answer = (page, id, value) => page.locator(`.field[data-field="${id}"] input[value="${value}"]`).check();
const flag = (page) => page.evaluate(() => Object.entries(sessionStorage).filter(([name]) => name.startsWith("f")).map(([, value]) => value[0]).join());
const lessons = (page) => page.locator(".outline li").evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.querySelector("a").textContent));
const shown = (page, selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);

/** Sets a result as the check does. */
const result = async (page, name) => {
  await go(page, CHECK);
  if (name === "red") {
    await answer(page, "sc_afraid", "yes");
  } else {
    const ids = await page.locator(".field[data-type=choice]").evaluateAll((all) => all.map((one) => one.dataset.field));
    for (const id of ids) {
      await answer(page, id, id === "place_ok" ? "yes" : name === "amber" && id === "sc_child" ? "unsure" : "no");
    }
  }
};

describe("the way", () => {
  test("is chosen at home, switched in the outline and forgotten, and stands in no address", async () => {
    const page = await open(HOME);
    await page.locator('[data-path="hurt"] summary').click();
    await page.locator('[data-choose="hurt"]').click();
    assert.match(await page.locator("[data-way-state]").textContent(), /Your path: I was hurt/);
    assert.equal(await page.locator('[data-choose="hurt"]').getAttribute("aria-pressed"), "true");
    assert.equal(page.url(), HOME);
    await page.locator('[data-path="unsure"] summary').click();
    await page.locator('[data-choose="unsure"]').click();
    assert.match(await page.locator("[data-way-state]").textContent(), /Your path: On my own, for now/);
    assert.equal(await page.locator('[data-choose][aria-pressed="true"]').count(), 0, "doubt is marked nowhere");
    await page.locator('[data-choose="hurt"]').click();
    await go(page, OUTLINE);
    assert.equal(await page.locator("#way option", { hasText: "not sure" }).count(), 0);
    assert.equal(await page.inputValue("#way"), "hurt");
    assert.match(await page.locator('li[data-lesson="look-after-yourself"] .note').textContent(), /part of your path/);
    await page.selectOption("#way", "unsure");
    assert.ok(!(await lessons(page)).includes("For two"));
    assert.match(await page.locator('li[data-lesson="partly"] .note').textContent(), /if you like/);
    assert.equal(page.url(), OUTLINE);
    await go(page, HOME);
    await page.getByRole("button", { name: "Forget this choice" }).click();
    await page.waitForFunction(() => document.querySelector("[data-way-state]").textContent === "");
    await go(page, OUTLINE);
    assert.equal(await page.inputValue("#way"), "");
    assert.ok((await lessons(page)).includes("For two"));
    assert.equal(await page.locator("[data-rank]").first().textContent(), "");
    assert.ok(site.requests.every(({ path }) => !/unsure|hurt|\?/.test(path)));
  });

  test("marks what is done, in the outline and beside the lesson, and unmarks it", async () => {
    const page = await open(PARTLY);
    await page.locator("#done").check();
    await go(page, OUTLINE);
    const item = page.locator('li[data-lesson="partly"]');
    assert.match(await item.textContent(), /done/);
    assert.ok(await item.evaluate((one) => one.classList.contains("is-done")));
    await go(page, PARTLY);
    assert.ok(await page.locator("#done").isChecked());
    await page.locator("#done").uncheck();
    await go(page, OUTLINE);
    assert.doesNotMatch(await item.textContent(), /done/);
  });

  test("goes on at home where a lesson was left, when it was read and not only passed through", async () => {
    const page = await open(HOME);
    const link = page.locator("[data-go-on]");
    const first = await link.textContent();
    await go(page, FLOOD);
    await go(page, HOME);
    assert.equal(await link.textContent(), first, "passed through");
    await go(page, FLOOD);
    await page.mouse.wheel(0, 2000);
    await page.waitForFunction(() => scrollY > innerHeight / 2);
    await page.waitForFunction(() => Object.values(sessionStorage).some((text) => text.includes("when-feelings-flood")));
    await go(page, HOME);
    assert.equal(await link.textContent(), "Go on where you left: Pause and come back");
    assert.equal(await link.getAttribute("href"), "/p/6/");
    await go(page, FLOOD);
    await page.locator("#done").check();
    await page.locator("#done").blur();
    await choosePath(page, "hurt");
    await go(page, HOME);
    assert.equal(await link.textContent(), "Go on where you left: For two", "the first core lesson after it");
  });

  test("leads on past what it leaves out", async () => {
    const page = await open(FLOOD);
    const next = page.locator("a[data-next]");
    assert.match(await next.textContent(), /For two/);
    await choosePath(page, "unsure");
    await go(page, FLOOD);
    assert.match(await next.textContent(), /Next\s+Partly for two/);
    assert.equal(await next.getAttribute("href"), "/p/402/");
    await choosePath(page, "both");
    await go(page, FLOOD);
    assert.match(await next.textContent(), /For two/);
  });

  test("is hidden while the notes are locked: everything looks as on a first visit", async () => {
    const page = await open(PARTLY);
    await page.locator("#done").check();
    await choosePath(page, "hurt");
    await go(page, TOOLS);
    await page.locator('.field[data-field="kind"] input[value="urge"]').check();
    await page.getByRole("button", { name: /^On this device, locked/ }).click();
    for (const input of await page.locator('.sheet-ask input[type="password"]').all()) {
      await input.fill("amber kettle seven rivers");
    }
    await page.getByRole("button", { name: "Lock my notes" }).click();
    await page.waitForFunction(() => Object.keys(sessionStorage).some((name) => name.startsWith("u")));
    await go(page, OUTLINE);
    assert.equal(await page.inputValue("#way"), "hurt", "open in the tab where it was locked");
    const other = await tab();
    await go(other, OUTLINE);
    assert.equal(await other.inputValue("#way"), "");
    assert.equal(await other.locator(".is-done").count(), 0);
    await go(other, HOME);
    assert.equal(await other.locator("[data-way-state]").textContent(), "");
    assert.equal(await other.locator('[data-choose][aria-pressed="true"]').count(), 0);
    await go(other, PARTLY);
    assert.equal(await other.locator("#done").isChecked(), false);
  });

  test("moves nothing that a reader already sees", async () => {
    const page = await open(HOME);
    await page.locator('[data-path="both"] summary').click();
    await page.locator('[data-choose="both"]').click();
    await go(page, PARTLY);
    await page.mouse.wheel(0, 3000);
    await page.waitForFunction(() => Object.values(sessionStorage).some((text) => text.includes("partly")));
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; })).observe({ type: "layout-shift", buffered: true });
    });
    const still = async (url) => {
      await go(page, url);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const shift = await page.evaluate(() => window.shift);
      assert.ok(shift < 0.005, `${url} moved by ${shift}`);
    };
    for (const url of [HOME, PARTLY, TWO]) {
      await still(url);
    }
    await result(page, "red");
    await still(COUPLE);
  });
});

describe("the safety check", () => {
  test("red holds at once, from the first yes, and goes when the answer is taken back", async () => {
    const page = await open(CHECK);
    assert.equal(await flag(page), "");
    await answer(page, "sc_weapon", "yes");
    assert.equal(await flag(page), "2");
    await answer(page, "sc_weapon", "no");
    assert.equal(await flag(page), "");
  });

  test("clearing the answers takes nothing back", async () => {
    const page = await open(CHECK);
    await result(page, "red");
    await page.locator('.field[data-field="sc_afraid"] input[value="yes"]').click(); // pressed again: no answer
    assert.equal(await page.locator("gs-sheet :checked").count(), 0);
    assert.equal(await flag(page), "2");
  });

  test("half-answered and left is not green, and does not undo an earlier red", async () => {
    const page = await open(CHECK);
    await answer(page, "sc_weapon", "no");
    assert.equal(await flag(page), "");
    await go(page, HOME);
    assert.equal(await flag(page), "1");
    await result(page, "red");
    await go(page, CHECK);
    await answer(page, "sc_weapon", "no");
    await go(page, HOME);
    assert.equal(await flag(page), "2");
  });

  test("cleared after asking what it means, it does not lower an earlier red", async () => {
    const page = await open(CHECK);
    await page.getByRole("button", { name: "What do my answers mean?" }).click();
    await answer(page, "sc_afraid", "yes");
    assert.equal(await flag(page), "2");
    await page.locator('.field[data-field="sc_afraid"] input[value="yes"]').click();
    assert.equal(await page.locator("gs-sheet :checked").count(), 0);
    assert.equal(await flag(page), "2");
  });

  test("begun again and given up where nobody may look on, an earlier green is no green any more", async () => {
    const page = await open(CHECK);
    await result(page, "green");
    assert.equal(await flag(page), "0");
    await go(page, CHECK);
    await answer(page, "sc_weapon", "unsure");
    await answer(page, "place_ok", "no");
    await go(page, HOME);
    assert.equal(await flag(page), "1");
  });

  test("it stays when leaving is only practised", async () => {
    const page = await open(CHECK);
    await result(page, "red");
    await go(page, `${site.origin}/b/`);
    await page.locator("[data-leave-practise]").click();
    await page.getByRole("button", { name: "Continue" }).click();
    assert.equal(await flag(page), "2");
  });

  test("opened and left without an answer it sets nothing", async () => {
    const page = await open(CHECK);
    await go(page, HOME);
    assert.equal(await flag(page), "");
  });

  test("the sign is one neutral word of the tab, and holds no answer", async () => {
    const page = await open(CHECK);
    await result(page, "red");
    const kept = await page.evaluate(() => [Object.entries(sessionStorage), Object.entries(localStorage)]);
    assert.equal(kept[0].length, 1);
    assert.match(kept[0][0].join("="), /^f\/:=2[0-9a-z]+$/);
    assert.deepEqual(kept[1], []);
  });

  test("it goes with leaving, and leaving a half-answered check sets nothing", async () => {
    const page = await open(CHECK);
    await result(page, "red");
    await page.evaluate(() => document.dispatchEvent(new Event("gs-veil")));
    assert.equal(await flag(page), "");
    await go(page, CHECK);
    await answer(page, "sc_weapon", "no");
    await page.evaluate(() => document.dispatchEvent(new Event("gs-veil")));
    await go(page, HOME);
    assert.equal(await flag(page), "");
  });

  test("it goes when another tab left", async () => {
    const page = await open(CHECK);
    await result(page, "red");
    const other = await tab();
    await other.goto(HOME);
    await other.evaluate(() => localStorage.setItem("m", "v"));
    await page.waitForFunction(() => document.documentElement.classList.contains("veiled"));
    assert.equal(await flag(page), "");
  });

  test("it goes after fifteen minutes without use, and stays while the pages are used", async () => {
    await fresh();
    const page = await tab();
    await page.clock.install();
    await result(page, "red");
    await go(page, OUTLINE);
    await page.clock.fastForward(14 * 60_000);
    assert.equal(await flag(page), "2", "after fourteen minutes");
    const sign = () => page.evaluate(() => Object.entries(sessionStorage).find(([name]) => name.startsWith("f"))?.[1]);
    const unused = await sign();
    for (let tries = 100; tries > 0 && (await sign()) === unused; tries--) {
      await page.keyboard.press("Control"); // the browser may drop a key that comes before it drew the page
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.notEqual(await sign(), unused, "the key was noticed");
    await page.clock.fastForward(14 * 60_000);
    assert.equal(await flag(page), "2");
    await page.clock.fastForward(2 * 60_000);
    assert.equal(await flag(page), "");
    assert.ok((await lessons(page)).includes("For two"));
  });
});

describe("red", () => {
  test("is the view of the path unsure, to the last sign, on every page", async () => {
    const pages = [OUTLINE, HOME, FLOOD, PARTLY, COUPLE, TWO, HELD];
    const read = async (page) => {
      const all = [];
      for (const url of pages) {
        await go(page, url);
        await page.waitForFunction(() => { // sheets follow: on their own page at once, in a lesson when they are near
          const sheets = [...document.querySelectorAll("gs-sheet")];
          const near = (sheet) => sheet.checkVisibility() && sheet.getBoundingClientRect().top < 3 * innerHeight;
          const expected = document.querySelector("article[data-lesson]") === null || sheets.some(near);
          return !expected || sheets.every((sheet) => sheet.hasAttribute("data-live"));
        });
        all.push(await page.evaluate(() => document.documentElement.outerHTML));
      }
      return all;
    };
    const red = await open(CHECK);
    await result(red, "red");
    const onRed = await read(red);
    const unsure = await open(OUTLINE);
    await choosePath(unsure, "unsure");
    const onUnsure = await read(unsure);
    pages.forEach((url, i) => assert.equal(onRed[i], onUnsure[i], url));
  });

  test("leads from a worksheet to nothing for two, and its rules hear of the path unsure", async () => {
    const page = await open(OUTLINE);
    const said = async () => {
      await go(page, TOOLS);
      await answer(page, "kind", "trigger");
      return page.locator('[data-field="kind"] .said').evaluateAll((all) => all.map((one) => one.textContent));
    };
    await choosePath(page, "both");
    assert.deepEqual(await said(), ["Another lesson says more. For two"]);
    await result(page, "red");
    assert.deepEqual(await said(), ["Another lesson says more.", "This is for you alone."]);
    await fresh();
    const other = await open(OUTLINE);
    await choosePath(other, "unsure");
    await go(other, TOOLS);
    await answer(other, "kind", "trigger");
    assert.equal(await other.locator('[data-field="kind"] .said a').count(), 0);
  });

  test("offers nothing for two: outline, home, next, and the parts of a lesson", async () => {
    const page = await open(CHECK);
    await choosePath(page, "both");
    await result(page, "red");
    await go(page, OUTLINE);
    const list = await lessons(page);
    assert.ok(list.includes("Partly for two") && !list.includes("For two"), list.join());
    assert.equal(await page.getByRole("link", { name: "A sheet for two" }).isVisible(), false);
    await go(page, HOME);
    await page.locator('[data-path="both"] summary').click();
    assert.equal(await page.locator('[data-path="both"]').getByRole("link", { name: "For two", exact: true }).isVisible(), false);
    assert.equal(await page.locator('[data-path="both"]').getByRole("link", { name: "Partly for two" }).isVisible(), true);
    await go(page, FLOOD);
    assert.match(await page.locator("a[data-next]").textContent(), /Partly/);
    await go(page, PARTLY);
    assert.equal(await shown(page, ".steps li:not([data-together])"), 2);
    assert.equal(await shown(page, ".steps li[data-together], .stop-rules, [data-fill=both], [data-fill=together]"), 0);
    assert.equal(await shown(page, "section[data-together]"), 0);
    assert.ok(await page.getByText("Nobody else is here.").isVisible());
    assert.equal(await shown(page, "p.solo"), 1);
    assert.equal(await shown(page, 'gs-sheet[data-sheet="tools"]'), 1);
  });

  test("what is found shows nothing of the parts for two", async () => {
    const page = await open(SEARCH);
    const marked = async () => {
      await page.locator("[data-find]").fill("dromedary");
      await page.locator(".found > li").first().waitFor();
      return page.locator("[data-found] mark").count();
    };
    assert.ok(await marked() > 0);
    await go(page, CHECK);
    await result(page, "red");
    await go(page, SEARCH);
    assert.equal(await marked(), 0);
    assert.doesNotMatch(await page.locator("[data-found]").innerText(), /dromedary|of two/);
  });

  test("a lesson for two that is reached by its address opens with help, and can be read, without its sheets", async () => {
    const page = await open(CHECK);
    await result(page, "red");
    await go(page, COUPLE);
    assert.equal(await page.getByText("The words of this lesson.").isVisible(), false);
    assert.ok(await page.locator("[data-gate]").getByRole("link", { name: "Help" }).isVisible());
    assert.doesNotMatch(await page.locator("main").innerText(), /\bred\b|result|check/i, "no page but the check names a result");
    await page.getByRole("button", { name: "Read it anyway" }).click();
    assert.ok(await page.getByText("The words of this lesson.").isVisible());
    assert.equal(await shown(page, ".card, gs-sheet"), 0);
    assert.ok(await page.evaluate(() => document.activeElement !== document.body), "the focus is where reading goes on");
    await go(page, TWO);
    assert.equal(await shown(page, "gs-sheet"), 0);
  });

  test("holds before anything is painted, with the scripts of the page still on their way", async () => {
    const page = await open(CHECK);
    await result(page, "red");
    await page.route("**/f/app-*.js", () => {}); // never arrives
    await page.goto(OUTLINE, { waitUntil: "commit" });
    await page.waitForSelector('li[data-lesson="getting-help"]');
    await page.waitForFunction(() => [...document.querySelectorAll("link[rel=stylesheet]")].every((link) => link.sheet !== null)); // nothing is painted before
    assert.ok(!(await lessons(page)).includes("For two"));
    await page.goto(COUPLE, { waitUntil: "commit" });
    await page.waitForSelector(".pager", { state: "attached" });
    assert.equal(await page.getByText("The words of this lesson.").isVisible(), false);
    await page.unrouteAll();
  });
});

describe("the other results", () => {
  test("amber: lessons stay, parts for two come after a word, sheets that can wait do", async () => {
    const page = await open(CHECK);
    await result(page, "amber");
    assert.equal(await flag(page), "1");
    await go(page, OUTLINE);
    assert.ok((await lessons(page)).includes("For two"));
    await go(page, PARTLY);
    assert.ok(await page.getByText("The words of this lesson.").isVisible());
    assert.equal(await shown(page, ".steps li[data-together], section[data-together], [data-fill=both]"), 0);
    await page.getByRole("button", { name: "Show the parts for two" }).click();
    assert.equal(await shown(page, ".steps li[data-together], section[data-together]"), 2);
    assert.equal(await shown(page, 'gs-sheet[data-sheet="two"]'), 1);
    await go(page, HELD);
    assert.equal(await shown(page, "gs-sheet"), 0);
    assert.equal(await page.locator(".gate button").count(), 0);
    assert.ok(await page.locator(".gate").isVisible());
  });

  test("green: everything is as it is", async () => {
    const page = await open(CHECK);
    await result(page, "green");
    assert.equal(await flag(page), "0");
    for (const url of [PARTLY, COUPLE, TWO, HELD]) {
      await go(page, url);
      assert.equal(await page.locator(".gate").count(), 0, url);
      assert.ok(await page.locator("gs-sheet").first().isVisible(), url);
    }
  });

  test("not taken: a sheet for two opens with the check and the stop rules, and goes on with one press for this page", async () => {
    const page = await open(TWO);
    assert.equal(await shown(page, "gs-sheet"), 0);
    const gate = page.locator(".gate");
    assert.equal(await gate.getByRole("link", { name: "Safety check" }).getAttribute("href"), "/s/2/");
    assert.ok(await gate.getByRole("link", { name: "Stop rules" }).isVisible());
    await page.emulateMedia({ media: "print" });
    assert.equal(await shown(page, "gs-sheet"), 1, "on paper it is as it is");
    assert.equal(await gate.isVisible(), false);
    await page.emulateMedia({ media: "screen" });
    await gate.getByRole("button", { name: "Go on to the sheet" }).click();
    assert.equal(await shown(page, "gs-sheet"), 1);
    await page.getByLabel("One").fill("words");
    await page.reload();
    await settled(page);
    assert.equal(await shown(page, "gs-sheet"), 0, "for this page only");
    await go(page, PARTLY);
    assert.equal(await shown(page, 'gs-sheet[data-sheet="two"]'), 0);
    assert.equal(await shown(page, ".steps li[data-together], section[data-together]"), 2, "the lesson itself is as it is");
  });
});
