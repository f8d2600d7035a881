// axe in the states that a reader meets and no page is in when it loads: asked,
// refused, locked, told, warned. Each in light, dark and forced colours, on a
// phone and on a laptop, and right to left.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { buildExtra } from "./extra.mjs";
import { launch, serve } from "./site.mjs";

const site = await serve(await buildExtra());
const PLAN = "/s/3/"; // filled in alone
const CHECK = "/s/2/";
const PASSPHRASE = "lamp river nine chairs";
let browser;
before(async () => { browser = await launch(); });
after(() => Promise.all([browser.close(), site.close()]));

const PHONE = { width: 320, height: 568 };
const LAPTOP = { width: 1280, height: 720 };
/** How a page is looked at. Where only colours or sides change, only rules about those are asked again. */
const VIEWS = [
  { name: "320 px", viewport: PHONE, media: { colorScheme: "light", forcedColors: "none" } },
  { name: "320 px, dark", viewport: PHONE, media: { colorScheme: "dark", forcedColors: "none" }, only: ["cat.color"] },
  { name: "320 px, forced colours", viewport: PHONE, media: { colorScheme: "light", forcedColors: "active" }, only: ["cat.color"] },
  { name: "320 px, right to left", viewport: PHONE, media: { colorScheme: "light", forcedColors: "none" }, dir: "rtl", only: { type: "rule", values: ["target-size"] } },
  { name: "1280 px", viewport: LAPTOP, media: { colorScheme: "light", forcedColors: "none" } },
  { name: "1280 px, dark", viewport: LAPTOP, media: { colorScheme: "dark", forcedColors: "none" }, only: ["cat.color"] },
];

/** What axe finds in one view, one line for each element. */
async function findings(page, only) {
  const { violations, passes } = await new AxeBuilder({ page })
    .setLegacyMode() // the pages hold no frames
    .options({ ...(only === undefined ? { rules: { "target-size": { enabled: true } } } : { runOnly: only }), resultTypes: ["violations"] })
    .analyze();
  assert.ok(passes.length >= (only === undefined ? 20 : 1), `axe applied ${passes.length} rules only`);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id} (${help}): ${node.target.join(" ")}: ${node.html.slice(0, 200)}`));
}

/** What reaches over the side of the screen. */
const tooWide = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const scrolls = (one) => one !== null && (/auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const over = [...document.querySelectorAll("body *")].filter((one) => !scrolls(one.parentElement)).filter((one) => one.getBoundingClientRect().left < -0.5 || one.getBoundingClientRect().right > clientWidth + 0.5);
  return scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide: ${over.map((one) => one.outerHTML.slice(0, 120)).slice(0, 4).join(" | ")}`] : [];
});

/** Looks at a state in every way; there is what makes it that state, and must be seen in each. */
async function look(page, there, views = VIEWS) {
  const found = [];
  for (const { name, viewport, media, only, dir = "ltr" } of views) {
    await page.setViewportSize(viewport);
    await page.emulateMedia(media);
    await page.evaluate((to) => { document.documentElement.dir = to; }, dir);
    assert.ok(await there.first().isVisible(), `${name}: the state is gone`);
    found.push(...[...(await findings(page, only)), ...(await tooWide(page))].map((one) => `${name}: ${one}`));
  }
  assert.deepEqual(found, []);
}

/** A page in a browser that knows nothing but what stands in its tab: answers by key, others beside them. */
async function open(t, address, { answers = {}, script } = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: PHONE, locale: "en-US" });
  context.setDefaultTimeout(15_000);
  t.after(() => context.close());
  if (script !== undefined) {
    await context.addInitScript(script);
  }
  const page = await context.newPage();
  if (Object.keys(answers).length > 0) {
    await page.goto(`${site.origin}/404.html`);
    await page.evaluate((all) => {
      for (const [key, value] of Object.entries(all)) {
        const [now, others] = Array.isArray(value) ? value : [value, []];
        sessionStorage.setItem(`a/:${key}`, JSON.stringify([1, [now, 1_790_000_000_000, others, []]]));
      }
    }, answers);
  }
  await go(page, address);
  return page;
}

async function go(page, address) {
  await page.goto(site.origin + address);
  await page.locator("html.live").waitFor();
}

/** The words of the interface, as the page has them. */
const words = async (page) => page.evaluate(() => {
  const read = (selector) => JSON.parse(document.querySelector(selector)?.textContent ?? "{}");
  return { ...read("#page-data").words, ...read("#notebook-words") };
});
const start = (word) => word.split("{n}")[0];

async function sheet(t, address = PLAN, options = {}) {
  const page = await open(t, address, options);
  await page.locator("gs-sheet").first().scrollIntoViewIfNeeded();
  await page.locator("gs-sheet[data-live]").first().waitFor();
  return { page, say: await words(page) };
}

const write = (page, text = "a word of my own") => page.locator('.field[data-field="spin"] textarea').fill(text);
const choose = (page, say, place) => page.locator(".sheet-ask .choice", { hasText: say[`place-${place}-is`] }).click();

async function lock(page, say) {
  await choose(page, say, "locked");
  for (const field of await page.locator('.sheet-ask input[type="password"]').all()) {
    await field.fill(PASSPHRASE);
  }
  await page.locator(".sheet-ask form button:not([type])").click();
  await page.locator(".status-words", { hasText: start(say["saved-locked"]) }).waitFor();
}

/** Another tab of the same browser, in which what is locked is shut. */
async function otherTab(page, address) {
  const other = await page.context().newPage();
  await go(other, address);
  return other;
}

describe("keeping", () => {
  test("the question where notes may stay, the form for the lock, and a passphrase that does not fit", async (t) => {
    const { page, say } = await sheet(t);
    await write(page);
    const ask = page.locator(".sheet-ask");
    await ask.waitFor();
    await look(page, ask);
    await choose(page, say, "locked");
    await look(page, ask.locator("form"));
    const [one, two] = await ask.locator('input[type="password"]').all();
    await one.fill("one");
    await two.fill("another");
    await two.press("Enter");
    await ask.getByText(say["lock-differ"]).waitFor();
    await look(page, ask.getByText(say["lock-differ"]));
  });

  test("locked: the sheet, a wrong passphrase, and the notebook", async (t) => {
    const { page, say } = await sheet(t);
    await write(page);
    await lock(page, say);
    const other = await otherTab(page, PLAN);
    const shut = other.locator("form.shut");
    await shut.waitFor();
    await look(other, shut);
    await shut.locator("input").fill("not these words");
    await shut.locator("button").click();
    await shut.getByText(say["shut-wrong"]).waitFor();
    await look(other, shut.getByText(say["shut-wrong"]));
    await go(other, "/n/");
    await other.getByText(say.shut).waitFor();
    await look(other, other.getByText(say.shut));
  });

  test("what could not be kept", async (t) => {
    const script = "{ const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...a) { if (globalThis.failing) { throw new DOMException('no', 'QuotaExceededError'); } return put.apply(this, a); }; }";
    const { page, say } = await sheet(t, PLAN, { script });
    await write(page);
    await choose(page, say, "device");
    await page.locator(".sheet-ask", { hasText: say["place-device-done"] }).waitFor();
    await page.evaluate(() => { globalThis.failing = true; });
    await write(page, "more");
    const line = page.locator(".status-trouble");
    await line.getByText(say["failed-full"]).waitFor();
    await look(page, line);
  });

  test("two texts for one answer, and answers from an earlier version", async (t) => {
    const { page } = await sheet(t, PLAN, { answers: { "steady-plan//spin///t": ["mine", [["the other's", 1]]], "steady-plan//lost///t": "Its question is gone" } });
    await page.locator(".sheet-conflict").waitFor();
    await look(page, page.locator(".sheet-conflict"));
    assert.ok(await page.locator(".sheet-earlier").isVisible());
  });

  test("about to shut", async (t) => {
    const { page, say } = await sheet(t);
    await write(page);
    await lock(page, say);
    await page.clock.install();
    await page.reload();
    await page.locator("gs-sheet[data-live]").waitFor();
    await page.locator(".status-words", { hasText: start(say["saved-locked"]) }).waitFor();
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    await page.clock.runFor(9 * 60_000 + 1000);
    await page.locator(".idle").waitFor();
    await page.clock.resume(); // there is a minute, which is longer than this takes; axe needs a clock that runs
    // Another size of the screen would scroll, which counts as use.
    await look(page, page.locator(".idle"), VIEWS.filter(({ viewport }) => viewport === PHONE));
  });
});

describe("the notebook", () => {
  const answers = {
    "steady-plan//feelings//hurt/m": "1", "steady-plan//strength///n": "7", "steady-plan//spin///t": ["It goes round at night", [["Another", 1]]],
    "steady-plan//safe_people/1/name/t": "Zoë", "steady-plan//safe_people/1/reach/t": "at work", "steady-plan//lost///t": "Its question is gone",
    "hard-moments-plan//signal///t": "Pineapple", "hard-moments-plan//calm.other//music/m": "1", "away//note///t": "From a sheet that is gone",
  };
  ["2026-08-03", "2026-08-10", "2026-08-17", "2026-08-24", "2026-08-31"].forEach((day, i) => {
    Object.assign(answers, { [`change-plan//week/${i + 1}/on/d`]: day, [`change-plan//week/${i + 1}/tempt/n`]: String(9 - 2 * i), [`change-plan//week/${i + 1}/status/c`]: "did" });
  });

  async function notebook(t) {
    const page = await open(t, "/n/", { answers });
    await page.locator("#n1 h2").waitFor();
    return { page, say: await words(page) };
  }

  test("full of answers, with a chart, everything unfolded, and what there is about use without network", async (t) => {
    const { page, say } = await notebook(t);
    await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => { one.open = true; }));
    await page.locator("#n12").getByRole("button", { name: say["offline-make"] }).waitFor();
    await look(page, page.locator("#n3 .chart"));
  });

  test("what a file would bring in, a file that is refused, and erasing asked for", async (t) => {
    const { page, say } = await notebook(t);
    const file = (name, content) => page.locator("#import-1").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
    await page.locator("#import-1").waitFor({ state: "attached" });
    await file("notes.json", JSON.stringify({ goldseam: "notes", format: 1, day: "2026-01-31", program: "Another program", records: [
      ["steady-plan//spin///t", "from the file", 1_780_000_000_000], ["our-own//words///t", "of another program", 1_780_000_000_000], ["safety-check//sc_afraid///c", "yes", 1],
    ] }));
    const preview = page.getByRole("heading", { name: say["import-preview"] });
    await preview.waitFor();
    await page.evaluate(() => document.querySelectorAll(".backup details").forEach((one) => { one.open = true; }));
    await page.locator("#n9").getByRole("button", { name: say["erase-first"], exact: true }).click();
    await page.locator("#n9").getByRole("button", { name: say["erase-go"] }).waitFor();
    await look(page, preview);
    await file("notes.json", "not a backup");
    await page.getByText(say["import-no-kind"]).waitFor();
    await look(page, page.getByText(say["import-no-kind"]));
  });

  test("the report after erasing, with nothing left and with something left", async (t) => {
    const { page, say } = await notebook(t);
    const part = page.locator("#n9");
    await page.evaluate(() => { Storage.prototype.removeItem = () => {}; });
    await part.getByRole("button", { name: say["erase-first"], exact: true }).click();
    await part.getByRole("button", { name: say["erase-go"] }).click();
    await part.getByText(say["erase-left"]).waitFor();
    await look(page, part.getByText(say["erase-left"]));
    await page.evaluate(() => { sessionStorage.clear(); });
    await part.getByRole("button", { name: say["erase-again"] }).click();
    await part.getByText(say["erase-done"]).waitFor();
    await look(page, part.getByText(say["erase-done"]));
  });
});

describe("the safety check", () => {
  const STATES = [
    ["red", { sc_afraid: "yes" }, "result-red"],
    ["amber", { all: "no", place_ok: "yes", sc_child: "unsure" }, "result-amber"],
    ["green", { all: "no", place_ok: "yes" }, "result-green"],
    ["help in a crisis", { sc_self: "yes", sc_child: "yes", sc_found: "yes", sc_other: "unsure" }, "crisis-help"],
    ["a place that is not safe", { place_ok: "no" }, "leave-only"],
  ];
  for (const [name, answers, panel] of STATES) {
    test(name, async (t) => {
      const { page } = await sheet(t, CHECK);
      await page.evaluate((wanted) => {
        for (const box of document.querySelectorAll('gs-sheet .field[data-type="choice"]')) {
          box.querySelector(`input[value="${wanted[box.dataset.field] ?? wanted.all}"]`)?.click();
        }
      }, answers);
      const shown = page.locator(`[data-panel="${panel}"]`);
      await shown.waitFor();
      await look(page, shown);
    });
  }

  test("what stands before parts for two: on a sheet and a lesson, without a result and with amber and red", async (t) => {
    const page = await open(t, "/s/402/");
    await page.locator(".sheet-gate .gate").waitFor();
    await look(page, page.locator(".gate"));
    for (const [digit, addresses] of [["1", ["/p/402/", "/s/403/"]], ["2", ["/p/401/"]]]) {
      await page.evaluate((flag) => { sessionStorage.setItem("f/:", `${flag}${Date.now().toString(36)}`); }, digit);
      for (const address of addresses) {
        await go(page, address);
        await page.locator(".gate:visible").first().waitFor();
        await look(page, page.locator(".gate:visible"));
      }
    }
  });
});

describe("the rest", () => {
  test("search, with results and with none", async (t) => {
    const page = await open(t, "/g/");
    await page.locator("[data-find]").fill("pause");
    await page.locator(".found a").first().waitFor();
    await look(page, page.locator(".found a"));
    await page.locator("[data-find]").fill("qqqqxyzzy");
    await page.locator("[data-found] .links a").first().waitFor();
    await look(page, page.locator("[data-found] .links"));
  });

  test("a timer that runs, help that a high number brings, own words, an offer from another sheet, hidden answers", async (t) => {
    const { page, say } = await sheet(t, "/s/401/", { answers: { "steady-plan//safe_people/1/name/t": "Zoë", "tools//note///t": "kept" } });
    await page.locator('.field[data-field="wait"]').getByRole("button", { name: say["timer-start"] }).click();
    await page.locator('.field[data-field="strength"] input[value="9"]').check();
    await page.locator('.field[data-field="kind"] input[value="urge"]').check();
    await page.getByText(say["suggest-ask"]).waitFor();
    const running = page.locator('.field[data-clock="running"]');
    await running.waitFor();
    await look(page, running);
  });

  test("removed lines, a sheet that was cleared, and a long text", async (t) => {
    const { page, say } = await sheet(t, PLAN, { answers: { "steady-plan//safe_people/1/name/t": "Zoë", "steady-plan//safe_people/2/name/t": "Bo" } });
    await page.locator(".row-remove").first().click();
    await page.locator(".undone").waitFor();
    await write(page, "x".repeat(390));
    await look(page, page.locator(".undone"));
    await page.getByRole("button", { name: say.clear, exact: true }).click();
    await page.getByRole("button", { name: say["clear-yes"], exact: true }).click();
    await page.getByRole("button", { name: say["clear-back"] }).waitFor();
    await look(page, page.getByText(say.cleared).first());
  });

  test("counting presses of Shift, and the page after leaving", async (t) => {
    const page = await open(t, PLAN);
    await page.clock.install();
    await page.reload();
    await page.locator("html.live").waitFor();
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    await page.keyboard.press("Shift");
    await page.locator('.leave[data-left="2"]').waitFor();
    await page.clock.resume();
    await page.evaluate(() => { document.querySelector(".leave").dataset.left = "1"; }); // else it would count on while axe works
    await look(page, page.locator(".leave-count"));
  });
});
