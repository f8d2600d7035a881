// A whole lesson on a small phone's screen with the keyboard alone: nothing here
// clicks, focuses or scrolls but by keys, and every stop is looked at.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { buildSite } from "./built.mjs";
import { launch, serve } from "./site.mjs";

const site = await serve(await buildSite());
const LESSON = `${site.origin}/p/6/`; // "when-feelings-flood", with a sheet for two
let browser;
let page;
before(async () => {
  browser = await launch();
  const context = await browser.newContext({ viewport: { width: 320, height: 568 }, locale: "en-US", reducedMotion: "reduce" });
  page = await context.newPage();
});
after(() => Promise.all([browser.close(), site.close()]));

/** What has the focus, and what is wrong with that for somebody who sees or hears the page. */
const stop = () => page.evaluate(() => {
  const one = document.activeElement;
  if (one === null || one === document.body) {
    return { body: true, wrong: ["the focus is lost"], what: "body" };
  }
  const named = (ids) => (ids ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const name = [one.getAttribute("aria-label"), named(one.getAttribute("aria-labelledby")), ...[...(one.labels ?? [])].map((label) => label.textContent), /^(A|BUTTON|SUMMARY)$/.test(one.nodeName) ? one.textContent : ""].join(" ").trim();
  const box = one.getBoundingClientRect();
  const bar = document.querySelector(".leave-link").getBoundingClientRect();
  const seen = { top: Math.max(box.top, 0), bottom: Math.min(box.bottom, innerHeight), left: Math.max(box.left, 0), right: Math.min(box.right, innerWidth) };
  const inLeave = one.closest(".leave") !== null;
  const room = inLeave ? innerHeight : document.querySelector(".leave").getBoundingClientRect().top;
  const whole = box.top > -1 && box.bottom < room + 1;
  const wrong = [];
  if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || box.width < 1 || box.height < 1) { wrong.push("it is not visible"); }
  if (seen.bottom - seen.top < 1 || seen.right - seen.left < 1) { wrong.push("it is out of the screen"); }
  if (!inLeave && seen.top >= bar.top) { wrong.push("it lies under the leave button"); }
  if (!whole && box.height < room) { wrong.push("it would fit and is not shown whole"); }
  const middle = document.elementFromPoint((seen.left + seen.right) / 2, (seen.top + Math.min(seen.bottom, inLeave ? innerHeight : bar.top)) / 2);
  if (middle !== null && !one.contains(middle) && !middle.contains(one) && ![...(one.labels ?? [])].some((label) => label.contains(middle))) { wrong.push(`it is covered by ${middle.outerHTML.slice(0, 100)}`); }
  if (name === "" && one.tabIndex >= 0) { wrong.push("it has no name"); }
  const style = getComputedStyle(one);
  // The picker within a date is a stop of the browser's own, with its own ring.
  if (one.matches(":focus") && one.tabIndex >= 0 && (style.outlineStyle === "none" || style.outlineWidth === "0px") && style.boxShadow === "none") { wrong.push("nothing shows that it has the focus"); }
  one.dataset.stop ??= String(window.stops = (window.stops ?? 0) + 1);
  return {
    wrong, name, stop: one.dataset.stop, id: one.id, type: one.type ?? one.localName, href: one.getAttribute("href"),
    sheet: one.closest("gs-sheet") !== null, field: one.closest(".sheet > .field")?.dataset.field ?? "",
    inside: [".sheet-ask", ".sheet-gate", ".timer-buttons", ".rows-add", ".undone", ".sheet-foot", ".sheet-status"].find((name) => one.closest(name) !== null) ?? "",
    remove: one.matches(".row-remove"), row: one.closest(".row") === null ? -1 : [...one.closest(".rows").querySelectorAll(":scope > .row:not(.spare)")].indexOf(one.closest(".row")),
    what: `${one.outerHTML.slice(0, 160)} ${JSON.stringify(box)} bar at ${bar.top}`,
  };
});

/** Where a key leads, with all that is owed there. */
async function look() {
  const at = await stop();
  assert.deepEqual(at.wrong, [], at.what);
  return at;
}

/** The last stop, and how often the key led there again: parts of a date are stops of their own. */
let last = "";
let same = 0;
async function tab(key = "Tab") {
  await page.keyboard.press(key);
  const at = await look();
  same = at.stop === last ? same + 1 : 0;
  last = at.stop;
  assert.ok(same < 8, `a trap: ${at.what}`);
  return at;
}

async function tabTo(wanted, why, most = 80) {
  for (let presses = 0; presses < most; presses++) {
    const at = await tab();
    if (wanted(at)) {
      return at;
    }
  }
  return assert.fail(`${why} is not reached in ${most} presses`);
}

async function press(key) {
  await page.keyboard.press(key);
  return look();
}

/** The focused element's state. */
const state = () => page.evaluate(() => { const { checked, value, textContent } = document.activeElement; return { checked, value, text: textContent }; });

/** What stands in every field of the sheet. */
const answers = () => page.evaluate(() => {
  const out = {};
  for (const control of document.querySelectorAll("gs-sheet .field :is(input, textarea, select)")) {
    const row = control.closest(".row");
    if (row?.classList.contains("spare")) {
      continue;
    }
    const n = row === null ? "" : [...row.parentElement.querySelectorAll(":scope > .row:not(.spare)")].indexOf(row);
    const tick = control.type === "radio" || control.type === "checkbox";
    if (tick ? control.checked : control.value !== "") {
      const part = control.closest("[data-column]")?.dataset.column ?? (tick ? control.value : control.closest(".option-own") ? "own" : "");
      out[[control.closest("[data-field]").dataset.field, n, part].join("/")] = tick ? true : control.value;
    }
  }
  return out;
});

test("a lesson, its steps and its sheet for two, by keys alone", async () => {
  await page.goto(LESSON);
  await page.locator("html.live").waitFor();
  const words = await page.evaluate(() => JSON.parse(document.querySelector("#page-data").textContent).words);
  const done = {};
  const did = (what) => { done[what] = (done[what] ?? 0) + 1; };

  // Past the head of the page, and on by the keys that scroll.
  assert.equal((await tab()).href, "#main");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#main");
  const first = await tab();
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)), `the skip link leads past ${first.what}`);

  // The steps.
  for (const id of ["t1", "t2", "t3", "t4", "t5", "t6"]) {
    await tabTo((at) => at.id === id, `step ${id}`);
    await press("Space");
    assert.equal((await state()).checked, true, id);
  }

  // Reading: the page goes on by whole screens, and the next stop is brought back into view.
  const top = await page.evaluate(() => scrollY);
  await page.keyboard.press("PageDown");
  await page.waitForFunction((was) => scrollY > was + 100, top);

  // The panel before a sheet for two.
  await tabTo((at) => at.inside === ".sheet-gate" && at.type === "button", "the way on to the sheet");
  const opened = await press("Enter");
  assert.ok(opened.sheet, `the focus is on the sheet: ${opened.what}`);
  await page.locator("gs-sheet[data-live]").waitFor();
  assert.ok((await look()).sheet, "and stays there when it is live");

  // The sheet, from its first stop to its last.
  const met = new Set();
  const removed = new Set(); // fields of which a line was removed and put back: each once
  for (let presses = 0; ; presses++) {
    assert.ok(presses < 400, "the sheet has an end");
    const at = await tab();
    if (!at.sheet) {
      break;
    }
    if (met.has(at.stop)) {
      continue;
    }
    met.add(at.stop);
    if (at.inside === ".sheet-ask") {
      if (at.name.includes(words["place-device-is"])) {
        await page.keyboard.press("Enter");
        await page.locator(".sheet-ask", { hasText: words["place-device-done"] }).waitFor();
        assert.ok((await look()).inside === ".sheet-ask");
        did("kept");
      } else if (at.name === words.close) {
        const on = await press("Enter");
        assert.ok(on.sheet, `after the question the focus is in the sheet: ${on.what}`);
        did("closed");
      }
    } else if (at.inside === ".timer-buttons") {
      if (at.name === words["timer-start"]) {
        assert.equal((await press("Enter")).name, words["timer-pause"], "start leads to pause");
        assert.equal((await press("Enter")).name, words["timer-on"], "pause leads to going on");
        did("timer");
      }
    } else if (at.inside === ".rows-add") {
      const row = await press("Enter");
      assert.ok(row.row > 0, `a new line is entered: ${row.what}`);
      met.add(row.stop);
      await answer(row, did);
      did("added");
    } else if (at.remove) {
      if (at.row > 0 && !removed.has(at.field)) {
        removed.add(at.field);
        const back = await press("Enter");
        assert.equal(back.inside, ".undone", back.what);
        const again = await press("Enter");
        assert.ok(again.row >= 0, again.what);
        did("removed");
      }
    } else if (at.field !== "" && at.inside === "") {
      await answer(at, did);
    }
  }
  for (const kind of ["checkbox", "radio", "text", "time", "date", "select-one", "kept", "closed", "timer", "added", "removed"]) {
    assert.ok(done[kind] > 0, `no ${kind} was met: ${JSON.stringify(done)}`);
  }
  await page.locator(".status-words", { hasText: words["saved-device"].split("{n}")[0] }).waitFor();
  const written = await answers();
  assert.ok(Object.keys(written).length > 40, JSON.stringify(written));

  // The end of the lesson.
  if ((await stop()).id !== "done") {
    await tabTo((at) => at.id === "done", "the mark that it is done");
  }
  await press("Space");
  assert.equal((await state()).checked, true);
  await tabTo((at) => at.href === "/p/7/", "the next lesson");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.origin}/p/7/`);
  await page.locator("html.live").waitFor();

  // Everything is there again.
  await page.goto(LESSON);
  await page.locator("html.live").waitFor();
  assert.equal(await page.locator("#done").isChecked(), true);
  await tabTo((at) => at.inside === ".sheet-gate" && at.type === "button", "the way on to the sheet");
  await press("Enter");
  await page.locator("gs-sheet[data-live]").waitFor();
  assert.deepEqual(await answers(), written);
  await page.reload();
  await page.locator("html.live").waitFor();
  await tabTo((at) => at.inside === ".sheet-gate" && at.type === "button", "the way on to the sheet");
  await press("Enter");
  await page.locator("gs-sheet[data-live]").waitFor();
  assert.deepEqual(await answers(), written);
});

/** Answers what has the focus, by its kind. */
async function answer(at, did) {
  switch (at.type) {
    case "checkbox":
      await press("Space");
      assert.equal((await state()).checked, true, at.what);
      break;
    case "radio": {
      await press("Space");
      const { value } = await state();
      await press("ArrowDown");
      const now = await state();
      assert.ok(now.checked && now.value !== value, at.what);
      break;
    }
    case "select-one":
      await press("ArrowDown");
      assert.notEqual((await state()).value, "", at.what);
      break;
    case "time":
      await page.keyboard.type("0915PM");
      assert.equal((await state()).value, "21:15", at.what);
      break;
    case "date":
      await page.keyboard.type("02282027");
      assert.equal((await state()).value, "2027-02-28", at.what);
      break;
    case "text":
    case "textarea": {
      await page.keyboard.type(`word ${at.stop}`);
      assert.ok((await state()).value.endsWith(`word ${at.stop}`), at.what);
      break;
    }
    default:
      return;
  }
  await look();
  did(at.type);
}
