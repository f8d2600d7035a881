// Timers of worksheets, by a clock that the test turns.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { buildExtra } from "./extra.mjs";
import { reader } from "./reader.mjs";
import { serve } from "./site.mjs";

const site = await serve(await buildExtra());
const TOOLS = `${site.origin}/s/401/`;
const { tab } = reader({ locale: "en-GB", timezoneId: "Europe/London" });
after(() => site.close());

/** Opens the sheet at twenty past eight in the evening. */
async function open() {
  const page = await tab();
  await page.addInitScript(() => {
    window.said = [];
    const take = (changes) => {
      const text = document.querySelector("#said")?.textContent ?? "";
      if (text !== "" && changes.some(({ target }) => target.id === "said")) {
        window.said.push(text);
      }
    };
    addEventListener("DOMContentLoaded", () => new MutationObserver(take).observe(document.body, { subtree: true, childList: true, characterData: true }));
  });
  await page.clock.install({ time: new Date("2026-01-31T20:20:00Z") });
  await page.goto(TOOLS);
  await page.clock.runFor(1000);
  await page.waitForSelector('.field[data-field="wait"][data-live]');
  return page;
}

const timer = (page, id = "wait") => {
  const place = page.locator(`.field[data-field="${id}"]`);
  return {
    press: (name) => place.getByRole("button", { name, exact: true }).click(),
    buttons: () => place.getByRole("button").allTextContents().then((all) => Promise.all(all.map(async (text) => ((await place.getByRole("button", { name: text, exact: true }).isVisible()) ? text : ""))).then((list) => list.filter((text) => text !== ""))),
    left: () => place.locator(".timer-left").textContent(),
    words: () => place.locator(".timer-words").textContent(),
    focused: () => place.evaluate((element) => (element.contains(document.activeElement) ? document.activeElement.textContent : "")),
  };
};

/** What a timer told those who hear the page since the last look. */
const heard = async (page) => {
  await page.clock.runFor(500);
  const all = await page.evaluate(() => window.said.splice(0));
  return all.filter((text) => !text.startsWith("Kept"));
};

test("started, paused, gone on with and stopped by keys, with the time to come back at", async () => {
  const page = await open();
  const wait = timer(page);
  const begin = await page.evaluate(() => Date.now());
  const back = new Date(begin + 10 * 60_000).toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
  assert.equal(await wait.left(), "10 minutes");
  assert.deepEqual(await wait.buttons(), ["Start", "Without sound"]);
  await page.locator('.field[data-field="wait"]').getByRole("button", { name: "Start" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await wait.left(), "Minutes left: 10");
  assert.equal(await wait.words(), `Come back at ${back}.`);
  assert.equal(await wait.focused(), "Pause", "the focus goes on");
  assert.deepEqual(await heard(page), [`Come back at ${back}.`]);
  await page.clock.runFor(4 * 60_000);
  assert.match(await wait.left(), /^Minutes left: 6$/);
  await page.keyboard.press("Enter");
  assert.equal(await wait.words(), "The timer is paused.");
  await page.clock.runFor(5 * 60_000);
  assert.equal(await wait.left(), "Minutes left: 6");
  assert.equal(await wait.focused(), "Go on");
  await page.keyboard.press("Enter");
  await page.clock.runFor(60_000);
  assert.equal(await wait.left(), "Minutes left: 5");
  await wait.press("Stop");
  assert.equal(await wait.left(), "10 minutes");
  assert.equal(await wait.focused(), "Start");
});

test("told at half, in the last minute and at the end, and counted in seconds only then", async () => {
  const page = await open();
  const title = await page.title();
  const wait = timer(page);
  await wait.press("Start");
  assert.equal((await heard(page)).length, 1);
  await page.clock.runFor(5 * 60_000);
  assert.deepEqual(await heard(page), ["Half the time is over."]);
  await page.clock.runFor(3 * 60_000);
  assert.deepEqual(await heard(page), [], "not every minute");
  await page.clock.runFor(60_000);
  assert.deepEqual(await heard(page), ["One minute left."]);
  await page.clock.runFor(10_000);
  assert.match(await wait.left(), /^Seconds left: [45]\d$/);
  await page.clock.runFor(50_000);
  assert.deepEqual(await heard(page), ["The time is over. You can come back now."]);
  assert.equal(await wait.left(), "The time is over. You can come back now.");
  assert.equal(await page.title(), title);
  assert.deepEqual(await wait.buttons(), ["Start", "Stop", "Without sound"]);
});

test("a tab that slept, and a page opened anew, show what is true now", async () => {
  const page = await open();
  await timer(page).press("Start");
  await page.clock.runFor(1000);
  await page.clock.fastForward(7 * 60_000);
  assert.equal(await timer(page).left(), "Minutes left: 3");
  await page.reload();
  await page.clock.runFor(1000);
  assert.equal(await timer(page).left(), "Minutes left: 3");
  await page.clock.fastForward(60 * 60_000);
  assert.equal(await timer(page).left(), "The time is over. You can come back now.");
});

test("a timer that ran while notes were locked goes on when they are opened", async () => {
  const page = await open();
  const lock = async (text) => {
    await page.getByLabel("Passphrase").fill("blue goat runs home");
    await page.getByRole("button", { name: text }).click();
  };
  await timer(page).press("Start");
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByRole("button", { name: "On this device, locked" }).click();
  await page.getByLabel("The same again").fill("blue goat runs home");
  await lock("Lock my notes");
  await page.getByText("Your notes are now locked").first().waitFor();
  await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("u/")).forEach((key) => sessionStorage.removeItem(key)));
  await page.clock.runFor(60_000);
  await page.reload();
  await page.getByText("This is locked.").waitFor();
  await page.clock.runFor(60_000);
  await lock("Open");
  await page.waitForSelector("gs-sheet:not(.is-shut)");
  assert.equal(await timer(page).left(), "Minutes left: 8");
});

test("a device clock that is set back is noticed and said, and the wait is no longer", async () => {
  const page = await open();
  await timer(page).press("Start");
  await page.clock.runFor(60_000);
  await page.evaluate(() => {
    const real = Date.now;
    Date.now = () => real.call(Date) - 3_600_000;
  });
  await page.clock.runFor(1000);
  assert.equal(await timer(page).left(), "Minutes left: 9");
  assert.match(await timer(page).words(), /The clock of this device was changed/);
});

test("turns are of the same length, and handed over", async () => {
  const page = await open();
  const talk = timer(page, "talk");
  assert.match(await talk.words(), /You take turns/);
  await talk.press("Start");
  assert.match(await talk.words(), /^The first person speaks now/);
  await page.clock.runFor(30_000);
  await talk.press("Hand over");
  assert.match(await talk.words(), /^The second person speaks now/);
  assert.equal(await talk.left(), "Minutes left: 2");
  await page.clock.runFor(121_000);
  assert.equal(await talk.left(), "This turn is over. You can hand over now.");
  await talk.press("Hand over");
  assert.match(await talk.words(), /^The first person speaks now/);
  assert.equal(await talk.left(), "Minutes left: 2");
});

test("the end sounds once, softly, and not at all when silenced", async () => {
  const page = await open();
  await page.evaluate(() => {
    window.sounds = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...times) {
      window.sounds++;
      return start.apply(this, times);
    };
  });
  await timer(page).press("Start");
  await page.waitForFunction(() => true);
  await page.clock.runFor(10 * 60_000);
  assert.equal(await page.evaluate(() => window.sounds), 1);
  await timer(page).press("Without sound");
  assert.equal(await page.locator('.field[data-field="wait"] [aria-pressed]').getAttribute("aria-pressed"), "true");
  await timer(page).press("Start");
  await page.clock.runFor(10 * 60_000);
  assert.equal(await page.evaluate(() => window.sounds), 1);
});

test("a timer in stages says which is now and next, tells each change, and goes on after sleep, pause and reload", async () => {
  const page = await open();
  const steps = timer(page, "steps");
  const place = page.locator('.field[data-field="steps"]');
  const current = () => place.locator(".timer-stages > li").evaluateAll((all) => all.map((one) => one.ariaCurrent));
  await page.evaluate(() => {
    window.sounds = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...times) {
      window.sounds++;
      return start.apply(this, times);
    };
  });
  assert.deepEqual(await place.locator(".timer-stages > li").allTextContents(), ["Settle 1 min", "Thanks 2 min", "Plan 3 min"]);
  assert.equal(await steps.left(), "6 minutes");
  assert.deepEqual(await current(), [null, null, null]);
  await steps.press("Start");
  assert.deepEqual([await steps.words(), await steps.left()], ["Now: Settle · Next: Thanks", "Seconds left: 60"]);
  assert.deepEqual(await heard(page), ["Now: Settle · Next: Thanks"]);
  await page.clock.runFor(60_000);
  assert.deepEqual(await heard(page), ["Now: Thanks · Next: Plan. Minutes left: 2"]);
  assert.equal(await page.evaluate(() => window.sounds), 1);
  assert.deepEqual(await current(), [null, "step", null]);
  await steps.press("Pause");
  assert.equal(await steps.words(), "Now: Thanks · Next: Plan The timer is paused.");
  await page.clock.runFor(30 * 60_000);
  await steps.press("Go on");
  await heard(page);
  await page.reload();
  await page.clock.runFor(1000);
  assert.equal(await steps.words(), "Now: Thanks · Next: Plan");
  await page.clock.fastForward(2 * 60_000);
  assert.equal(await steps.words(), "Now: Plan");
  assert.equal(await steps.left(), "Minutes left: 3");
  await page.clock.runFor(3 * 60_000);
  assert.equal(await steps.left(), "The time is over.");
  assert.deepEqual((await heard(page)).at(-1), "The time is over.");
});

test("on paper the stages stand with their minutes", async () => {
  const page = await open();
  await page.emulateMedia({ media: "print" });
  const place = page.locator('.field[data-field="steps"]');
  assert.deepEqual(await place.locator(".timer-stages > li").evaluateAll((all) => all.map((one) => one.checkVisibility())), [true, true, true]);
  assert.ok(await place.getByText("Together 6 minutes.").isVisible());
  assert.equal(await place.locator(".timer-live").isVisible(), false);
});
