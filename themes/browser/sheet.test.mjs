// Worksheets in a browser: every kind of field is filled in, kept and shown
// again, and nothing is lost, cut or kept where it must not be.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { goldseam, repository, scratch } from "./built.mjs";
import { reader } from "./reader.mjs";
import { launch, serve } from "./site.mjs";

const run = promisify(execFile);

const EVERY = `---
title: Every kind
neutral_title: Sheet 90
fill: alone
keep: ask
print: true
share: chosen
kind: form
fields:
  line: {type: text, label: A line, limit: 20}
  start: {type: text, label: With a start, default: Good morning}
  long: {type: longtext, label: Several lines, private: true}
  pick: {type: choice, label: Pick one, options: {a: First, b: Second}, other: true}
  many: {type: multi, label: Pick several, options: {a: First, b: Second}, other: true}
  ticks: {type: checklist, label: Tick, options: {a: First, b: Second}, each: true}
  much: {type: scale, label: How much, low: none, high: all}
  peace: {type: scale, label: Peace, low: none, high: all, items: {stay: Stay, go: Go}}
  day: {type: date, label: A day, default: in 6 weeks}
  hour: {type: time, label: An hour, default: "21:00"}
  people:
    type: rows
    label: People
    limit: 3
    columns:
      name: {type: text, label: Name}
      kind: {type: choice, label: Kind, options: {near: Near, far: Far}}
      since: {type: date, label: Since}
  plan: {type: sentence, label: A plan, text: "If {cue} happens, I will {action}.", limit: 2}
  ours: {type: agreement, label: What we agree, review: in 6 weeks, limit: 4}
  week:
    type: tracker
    label: The week
    columns:
      pull: {type: scale, label: Pull, low: none, high: all}
      note: {type: text, label: Note}
  secret: {type: text, label: Never kept, keep: never}
---

Words.
`;

const DIARY = `---
title: Diary
neutral_title: Sheet 91
fill: alone
keep: ask
print: true
share: none
kind: tracker
fields:
  when: {type: date, label: Date, default: today}
  note: {type: text, label: Note}
---

Words.
`;

const PEOPLE = `---
title: People
neutral_title: Sheet 92
fill: alone
keep: ask
print: true
share: none
kind: form
fields:
  people:
    type: rows
    label: People
    columns:
      name: {type: text, label: Name}
      reach: {type: text, label: Reach, private: true}
---

Words.
`;

/** The program of this checkout with three sheets more, in a folder of its own. */
async function program() {
  const dir = await scratch();
  await cp(path.join(repository, "content"), path.join(dir, "content"), { recursive: true });
  const file = path.join(dir, "content/program.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(/^worksheets:/m, "worksheets:\n  - {id: every-kind, page: 90}\n  - {id: diary, page: 91}\n  - {id: people, page: 92}"));
  await writeFile(path.join(dir, "content/en/worksheets/every-kind.md"), EVERY);
  await writeFile(path.join(dir, "content/en/worksheets/diary.md"), DIARY);
  await writeFile(path.join(dir, "content/en/worksheets/people.md"), PEOPLE);
  return dir;
}

describe("worksheets", () => {
  let host, source, site, binary;
  const { fresh, tab } = reader({ viewport: { width: 390, height: 844 }, locale: "en-US" });

  const build = () => run(binary, ["build", source, "--out", site, "--url", "https://example.org/"]);
  before(async () => {
    [binary, source, site] = await Promise.all([goldseam(), program(), scratch().then((dir) => path.join(dir, "site"))]);
    await build();
    host = await serve(site);
  });
  after(() => host?.close());

  async function open(number = 90, options = {}) {
    await fresh(options);
    return visit(await tab(), number);
  }
  async function visit(page, number = 90) {
    await page.goto(`${host.origin}/s/${number}/`);
    await page.locator("gs-sheet[data-live]").waitFor();
    return page;
  }
  /** Goes to a file without scripts. */
  async function aside(page) {
    await page.route("**/favicon.ico", (route) => route.fulfill()); // Chromium asks for one beside it
    await page.goto(`${host.origin}/robots.txt`);
  }
  const field = (page, id) => page.locator(`.field[data-field="${id}"]`);
  const status = (page, text) => page.locator(".status-words", { hasText: text }).waitFor();
  const choose = async (page, name) => {
    await page.getByRole("group", { name: "Where may your notes stay?" }).getByRole("button", { name }).click();
    await page.getByText("Your notes").first().waitFor();
  };
  const line = (page) => field(page, "line").locator("input");
  const focused = (page) => page.evaluate(() => document.activeElement.textContent);
  const heard = (page, text) => page.waitForFunction((wanted) => document.querySelector("#said")?.textContent.includes(wanted), text);

  /** What the reader sees in every field, as one object. */
  const shown = (page) => page.evaluate(() => {
    const out = {};
    for (const control of document.querySelectorAll("gs-sheet .field :is(input, textarea, select)")) {
      const box = control.closest("[data-field]").dataset.field;
      const row = control.closest(".row");
      if (row?.classList.contains("spare")) {
        continue;
      }
      const n = row === null ? "" : [...row.parentElement.querySelectorAll(":scope > .row:not(.spare)")].indexOf(row);
      const part = control.closest("[data-column]")?.dataset.column ?? control.dataset.gap ?? "";
      const tick = control.type === "radio" || control.type === "checkbox";
      if (tick ? control.checked : control.value !== "") {
        out[[box, n, part, tick ? control.value : control.closest(".option-own") ? "own" : ""].join("/")] = tick ? true : control.value;
      }
    }
    return out;
  });

  test("every kind of field, filled in by keyboard, is there again after a reload", async () => {
    const page = await open();
    const type = async (locator, text) => {
      await locator.focus();
      await page.keyboard.type(text);
    };
    const press = async (locator, ...keys) => {
      await locator.focus();
      for (const key of keys) {
        await page.keyboard.press(key);
      }
    };
    await type(line(page), "one");
    await page.keyboard.press("Enter");
    await choose(page, "On this device There");
    await type(field(page, "long").locator("textarea"), "two\nlines");
    await press(field(page, "pick").locator("input[value=a]"), "Space", "ArrowDown");
    await press(field(page, "many").locator("input[value=b]"), "Space");
    await type(field(page, "many").locator(".option-own input"), "mine");
    await press(field(page, "ticks.me").locator("input[value=a]"), "Space");
    await press(field(page, "ticks.other").locator("input[value=b]"), "Space");
    await press(field(page, "much").locator("input[value='0']"), "Space", "ArrowRight", "ArrowRight");
    await press(field(page, "peace.go").locator("input[value='10']"), "Space");
    await type(field(page, "day").locator("input"), "01312027");
    await type(field(page, "hour").locator("input"), "1015PM");
    const people = field(page, "people");
    await type(people.locator(".row:not(.spare) [data-column=name] input"), "Ann");
    await people.getByRole("button", { name: "Add a line" }).press("Enter");
    await page.keyboard.type("Bo"); // the new line has the focus
    await press(people.locator(".row:not(.spare)").nth(1).locator("select"), "ArrowDown");
    await type(people.locator(".row:not(.spare)").nth(1).locator("input[type=date]"), "02032026");
    await type(field(page, "plan").locator("[data-gap=cue]"), "the phone rings");
    await page.keyboard.press("Tab");
    await page.keyboard.type("breathe.");
    assert.equal(await field(page, "plan").locator(".sentence-read").textContent(), "If the phone rings happens, I will breathe.");
    await type(field(page, "ours").locator("textarea").first(), "No phones at dinner");
    await press(field(page, "week").locator(".row:not(.spare) input[value='3']"), "Space");
    await type(field(page, "secret").locator("input"), "hidden");
    const before = await shown(page);
    assert.equal(before["pick///b"], true);
    assert.equal(before["much///2"], true);
    assert.equal(before["day///"], "2027-01-31");
    assert.equal(before["people/1/kind/"], "near");
    assert.equal(before["start///"], "Good morning");
    assert.match(before["ours/0/review/"], /^\d{4}-\d\d-\d\d$/);
    await status(page, "Saved on this device");
    await visit(page);
    const again = await shown(page);
    delete before["secret///"];
    assert.deepEqual(again, before);
    assert.equal(new URL(page.url()).pathname, "/s/90/");
  });

  test("no browser keeps a copy of what is filled in for its own use", async () => {
    const page = await open();
    await line(page).fill("one");
    await choose(page, "On this device There");
    await page.getByRole("button", { name: "Change" }).click();
    assert.deepEqual(await page.locator("gs-sheet :is(input, select, textarea):not([autocomplete=off], .spare *)").evaluateAll((all) => all.map((one) => one.id || one.parentElement.textContent)), []);
  });

  test("own words choose, a chosen answer can be taken back, and defaults are kept only with the first answer", async () => {
    const page = await open();
    await status(page, "Nothing written yet");
    assert.equal(await page.evaluate(() => Object.keys(sessionStorage).length), 0);
    const pick = field(page, "pick");
    await pick.locator("input[value=a]").check();
    await pick.getByLabel("In your own words").fill("neither");
    assert.equal(await pick.locator("input:checked").count(), 0);
    const much = field(page, "much").locator("input[value='4']");
    await much.click();
    assert.equal(await much.isChecked(), true);
    await much.click();
    assert.equal(await much.isChecked(), false);
    await field(page, "start").locator("input").fill("");
    await status(page, "Kept in this tab");
    await visit(page);
    const now = await shown(page);
    assert.equal(now["pick///own"], "neither");
    assert.equal(now["start///"], undefined, "emptied by the reader");
    assert.equal(now["hour///"], "21:00");
    assert.equal(Object.keys(now).some((key) => key.startsWith("much")), false);
  });

  test("what is written before the scripts arrive stays, and ticks that the browser restored go", async () => {
    const page = await open();
    await line(page).fill("kept");
    await status(page, "Kept in this tab");
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(/\/f\/app-.*\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${host.origin}/s/90/`, { waitUntil: "commit" });
    await line(page).click();
    await page.keyboard.type("fast");
    await field(page, "long").locator("textarea").pressSequentially("also fast");
    await field(page, "plan").locator("input").first().pressSequentially("it rains");
    await field(page, "week").getByRole("radio", { name: "4", exact: true }).first().check();
    await field(page, "people").locator("input[type=text]").first().pressSequentially("Jo");
    await page.evaluate(() => { document.querySelector("[data-field=many] input[value=a]").checked = true; });
    release();
    await page.locator("gs-sheet[data-live]").waitFor();
    assert.equal(await line(page).inputValue(), "fast");
    await page.getByRole("group", { name: "This was also written" }).waitFor();
    assert.deepEqual(await field(page, "line").locator("blockquote").allTextContents(), ["fast", "kept"]);
    assert.equal(await field(page, "many").locator("input[value=a]").isChecked(), false);
    assert.equal(await page.evaluate(() => document.activeElement.value), "Jo", "whoever writes in a row goes on writing");
    await page.unrouteAll();
    await visit(page);
    assert.equal(await field(page, "people").locator("input[type=text]").first().inputValue(), "Jo");
    assert.equal(await field(page, "plan").locator("input").first().inputValue(), "it rains");
    assert.equal(await field(page, "week").getByRole("radio", { name: "4", exact: true }).first().isChecked(), true);
    assert.equal(await field(page, "long").locator("textarea").inputValue(), "also fast");
  });

  test("the button that removes a line lies over nothing else", async () => {
    for (const width of [320, 390, 800]) {
      const page = await open(90, { viewport: { width, height: 800 } });
      for (const id of ["people", "plan", "ours", "week"]) {
        await field(page, id).locator(".rows-add button").first().click();
      }
      const covered = await page.evaluate(() => {
        const boxes = (from, selector) => [...from.querySelectorAll(selector)].map((one) => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width > 2);
        return boxes(document, ".row-remove").flatMap(([button, a]) => boxes(button.closest(".field"), "input, select, textarea, label, .rows-add")
          .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
          .map(([one]) => `${button.closest(".field").dataset.field}: ${one.tagName}`));
      });
      assert.ok(await page.locator(".row-remove:visible").count() > 4);
      assert.deepEqual(covered, [], `${width} px`);
    }
  });

  test("a removed line comes back at its place with one press, and goes for good with the page", async () => {
    const page = await open();
    const people = field(page, "people");
    const rows = people.locator(".row:not(.spare)");
    const names = () => rows.locator("[data-column=name] input").evaluateAll((all) => all.map((input) => input.value));
    await rows.locator("[data-column=name] input").fill("Ann");
    for (const name of ["Bo", "Cy"]) {
      await people.getByRole("button", { name: "Add a line" }).click();
      await page.keyboard.type(name);
    }
    await people.getByText("There is room for 3 here.").waitFor();
    assert.equal(await people.getByRole("button", { name: "Add a line" }).isVisible(), false);
    await people.getByRole("button", { name: "Remove number 2" }).click();
    assert.deepEqual(await names(), ["Ann", "Cy"]);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Put it back");
    await page.keyboard.press("Enter");
    assert.deepEqual(await names(), ["Ann", "Bo", "Cy"]);
    await status(page, "Kept in this tab");
    await visit(page);
    assert.deepEqual(await names(), ["Ann", "Bo", "Cy"]);
    await people.getByRole("button", { name: "Remove number 2" }).click();
    await status(page, "Kept in this tab");
    await visit(page);
    assert.deepEqual(await names(), ["Ann", "Cy"]);
    await page.waitForFunction(() => !JSON.stringify(sessionStorage).includes("Bo"));
  });

  test("a line that one tab removes while another writes in it stays, with the next page too", async () => {
    const one = await open();
    const name = (page) => field(page, "people").locator(".row:not(.spare) [data-column=name] input").last();
    await name(one).fill("Ann");
    await choose(one, /^On this device /);
    await field(one, "people").getByRole("button", { name: "Add a line" }).click();
    await one.keyboard.type("Bo");
    await status(one, "Saved on this device");
    const two = await visit(await tab());
    await name(two).click();
    await one.bringToFront();
    await field(one, "people").getByRole("button", { name: "Remove number 2" }).click();
    await line(one).fill("later");
    await two.waitForFunction(() => document.querySelector("[data-field=line] input").value === "later"); // it has heard of both
    await two.bringToFront();
    await two.keyboard.press("End");
    await two.keyboard.type(" again");
    await status(two, "Saved on this device");
    await visit(two);
    assert.equal(await name(two).inputValue(), "Bo again");
    await visit(two); // what a page clears away is gone for the one after it
    assert.equal(await name(two).inputValue(), "Bo again");
  });

  test("erasing with leaving: no open page keeps what it knew, and nothing written afterwards is erased", async () => {
    const one = await open();
    await one.context().route((url) => url.origin !== host.origin, (route) => route.fulfill({ contentType: "text/html", body: "<title>Elsewhere</title>" }));
    await line(one).fill("words of mine");
    await choose(one, /^On this device /);
    await status(one, "Saved on this device");
    const two = await visit(await tab());
    assert.equal(await line(two).inputValue(), "words of mine");
    await one.evaluate(() => localStorage.setItem("m", "e"));
    await one.locator("gs-leave a").click();
    await one.waitForURL((url) => url.origin !== host.origin);
    await two.waitForFunction(() => document.querySelector("[data-field=line] input").value === "");
    assert.deepEqual(await two.evaluate(() => Object.keys(sessionStorage)), []);
    assert.deepEqual(await two.evaluate(() => indexedDB.databases()), []);
    await aside(one);
    assert.deepEqual(await one.evaluate(() => Object.keys(sessionStorage)), []);
    await one.goto(`${host.origin}/s/90/`); // finishes what leaving began
    await one.locator(".veil button").click();
    await one.locator("gs-sheet[data-live]").waitFor();
    await line(one).fill("new words");
    await choose(one, /^On this device /);
    await status(one, "Saved on this device");
    await visit(one);
    assert.equal(await line(one).inputValue(), "new words");
  });

  test("two tabs never write over each other: both texts are shown, and the reader settles it", async () => {
    const one = await open();
    await line(one).fill("first");
    await choose(one, "On this device There");
    await status(one, "Saved on this device");
    const two = await visit(await tab());
    await field(two, "long").locator("textarea").fill("live");
    await one.waitForFunction(() => document.querySelector("[data-field=long] textarea").value === "live");
    // Both write into one field, and neither hears of the other.
    await Promise.all([one, two].map((page) => page.evaluate(() => { BroadcastChannel.prototype.postMessage = () => {}; })));
    await line(one).fill("first of one");
    await status(one, "Saved on this device");
    await line(two).focus();
    await two.keyboard.press("End");
    await two.keyboard.type(" of two");
    const group = two.getByRole("group", { name: "This was also written" });
    await group.waitFor();
    assert.deepEqual((await field(two, "line").locator("blockquote").allTextContents()).sort(), ["first of one", "first of two"]);
    assert.equal(await line(two).inputValue(), "first of two", "nobody writes into a field that is being written in");
    await two.getByRole("button", { name: "Keep both" }).click();
    await group.waitFor({ state: "detached" });
    const settled = await line(two).inputValue();
    assert.equal(settled, "first of two / first of one");
    await visit(one);
    assert.equal(await line(one).inputValue(), settled);
  });

  test("what came while two texts waited for the reader is not written over later", async () => {
    const one = await open();
    await line(one).fill("first");
    await choose(one, "On this device There");
    await status(one, "Saved on this device");
    const two = await visit(await tab());
    const end = async (page, text) => {
      await line(page).focus();
      await page.keyboard.press("End");
      await page.keyboard.insertText(text);
    };
    const waits = (page) => page.getByRole("group", { name: "This was also written" }).waitFor();
    await end(two, " A"); // and stays in the field
    await one.waitForFunction(() => document.querySelector("[data-field=line] input").value === "first A");
    await end(one, " B");
    await status(one, "Saved on this device");
    await end(two, " C"); // where B was never shown
    await Promise.all([one, two].map(waits));
    await field(one, "long").locator("textarea").fill("elsewhere for a while");
    await end(one, " D");
    await one.waitForFunction(() => [...document.querySelectorAll("[data-field=line] blockquote")].some((text) => text.textContent.endsWith("D")));
    await one.waitForSelector('[data-status][data-saving="kept"]');
    await visit(one);
    await waits(one);
    const all = await field(one, "line").locator("blockquote").allTextContents();
    for (const text of ["first A C", "first A B D"]) {
      assert.ok(all.includes(text), `${text} is in ${JSON.stringify(all)}`);
    }
  });

  test("what is never kept reaches no storage and is gone with the page", async () => {
    const context = await fresh();
    await context.addInitScript(() => {
      window.stored = [];
      const spy = (prototype, name) => {
        const real = prototype[name];
        prototype[name] = function (...values) {
          window.stored.push(JSON.stringify(values));
          return Reflect.apply(real, this, values);
        };
      };
      spy(IDBObjectStore.prototype, "put");
      spy(IDBObjectStore.prototype, "add");
      spy(Storage.prototype, "setItem");
      spy(History.prototype, "replaceState");
      spy(History.prototype, "pushState");
      spy(BroadcastChannel.prototype, "postMessage");
    });
    const page = await visit(await tab());
    await line(page).fill("open words");
    await choose(page, "On this device There");
    await field(page, "secret").locator("input").fill("hidden words");
    await line(page).fill("open words too");
    await page.waitForFunction(() => window.stored.some((text) => text.includes("open words too")));
    assert.equal(await page.evaluate(() => window.stored.some((text) => text.includes("hidden") || text.includes("secret"))), false);
    await visit(page, 2);
    await status(page, "Never kept");
    await page.locator(".field").first().locator("input").first().check();
    await page.locator(".field").nth(1).locator("input").first().check();
    await visit(page, 2);
    assert.equal(await page.locator("gs-sheet input:checked").count(), 0);
    assert.equal(await page.evaluate(() => window.stored.some((text) => text.includes("safety-check"))), false);
  });

  test("Back brings no answer that is never kept", async () => {
    const withCache = await launch({ backForwardCache: true });
    try {
      const page = await visit(await withCache.newPage(), 2);
      await page.locator(".field").nth(1).locator("input").first().check();
      await page.evaluate(() => { window.same = true; });
      await page.goto(`${host.origin}/s/1/`);
      await page.goBack({ waitUntil: "commit" });
      await page.locator("gs-sheet[data-live]").waitFor();
      assert.equal(await page.evaluate(() => window.same), true, "the browser brought the page itself back");
      assert.equal(await page.locator("gs-sheet input:checked").count(), 0);
    } finally {
      await withCache.close();
    }
  });

  test("locked notes show one neutral block until the passphrase opens them", async () => {
    const page = await open();
    await line(page).fill("under lock");
    await page.getByRole("button", { name: "On this device, locked" }).click();
    await page.getByRole("button", { name: "Make one up for me" }).click();
    const words = await page.getByLabel("Passphrase").inputValue();
    assert.match(words, /^(\w{4} ){4}\w{4}$/);
    for (const short of ["", "1234", "  1234567  "]) {
      await page.getByLabel("Passphrase").fill(short);
      await page.getByLabel("The same again").fill(short);
      await page.getByLabel("The same again").press("Enter");
      await page.getByText("Please use at least 8 characters.").waitFor();
      assert.equal(await page.getByLabel("Passphrase").evaluate((input) => input === document.activeElement), true);
    }
    await page.getByLabel("Passphrase").fill("blue goat runs home");
    await page.getByLabel("The same again").fill("blue goat runs hom");
    await page.getByLabel("The same again").press("Enter");
    await page.getByText("The two are not the same yet.").waitFor();
    await page.getByLabel("The same again").fill("blue goat runs home");
    await page.getByLabel("The same again").press("Enter");
    await status(page, "Saved and locked on this device");
    const other = await visit(await tab()); // another tab has not opened it
    await other.getByText("This is locked.").waitFor();
    const text = await other.locator("gs-sheet").innerText();
    assert.doesNotMatch(text, /A line|under lock/);
    const elsewhere = await visit(await tab(), 1);
    assert.equal(await elsewhere.locator("gs-sheet").innerText(), text, "the same on every sheet");
    await other.getByLabel("Passphrase").fill("wrong words here");
    await other.getByLabel("Passphrase").press("Enter");
    await other.getByText("That passphrase does not fit.").waitFor();
    await other.getByLabel("Passphrase").fill("blue goat runs home");
    await other.getByRole("button", { name: "Open" }).click();
    await line(other).waitFor();
    assert.equal(await line(other).inputValue(), "under lock");
  });

  test("when notes lock, it is said, and the focus goes to what opens them", async () => {
    const page = await open();
    await line(page).fill("under lock");
    await page.getByRole("button", { name: "On this device, locked" }).click();
    await page.getByLabel("Passphrase").fill("blue goat runs home");
    await page.getByLabel("The same again").fill("blue goat runs home");
    await page.getByLabel("The same again").press("Enter");
    await status(page, "Saved and locked on this device");
    await line(page).focus();
    await page.evaluate(() => { document.querySelector("#said").textContent = ""; });
    const other = await tab();
    await other.goto(`${host.origin}/n/`);
    await other.getByLabel("Passphrase").fill("blue goat runs home");
    await other.getByRole("button", { name: "Open" }).click();
    await other.getByRole("button", { name: "Lock the notes now" }).click();
    await page.getByText("This is locked.").waitFor();
    assert.equal(await page.getByLabel("Passphrase").evaluate((input) => input === document.activeElement), true);
    await heard(page, "Your notes are locked");
  });

  test("refused storage is said, and the text can be downloaded", async () => {
    const context = await fresh({ acceptDownloads: true });
    await context.addInitScript(() => {
      Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("no", "SecurityError"); } });
      Storage.prototype.setItem = () => { throw new DOMException("no", "QuotaExceededError"); };
    });
    const page = await visit(await tab());
    await line(page).fill("not lost");
    await field(page, "pick").locator("input[value=b]").check();
    await field(page, "secret").locator("input").fill("never in a file");
    await status(page, "Not saved");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download what you wrote" }).click()]);
    assert.equal(download.suggestedFilename(), "notes.txt");
    const text = await readFile(await download.path(), "utf8");
    assert.match(text, /A line\nnot lost\n/);
    assert.match(text, /Pick one\nSecond\n/);
    assert.doesNotMatch(text, /never in a file/);
    assert.equal(await line(page).inputValue(), "not lost");
  });

  test("a page that is older than the notes shows them and changes nothing", async () => {
    const page = await open();
    await line(page).fill("from a later version");
    await choose(page, "On this device There");
    await status(page, "Saved on this device");
    await aside(page);
    await page.evaluate(async () => {
      for (const { name, version } of await indexedDB.databases()) {
        await new Promise((resolve, reject) => {
          const request = indexedDB.open(name, version + 1);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => resolve(request.result.close());
        });
      }
    });
    await visit(page);
    await status(page, "This page is from an older version");
    assert.equal(await line(page).inputValue(), "from a later version");
    await line(page).focus();
    await page.keyboard.type("more");
    assert.equal(await line(page).inputValue(), "from a later version");
    assert.equal(await field(page, "pick").locator("input").first().isDisabled(), true);
    assert.equal(await page.getByRole("button", { name: "Clear this sheet" }).isVisible(), false);
  });

  test("private fields stay off paper unless they are ticked, and empty rows are lines to write on", async () => {
    const page = await open();
    await page.emulateMedia({ media: "print" });
    assert.equal(await field(page, "long").isVisible(), true, "a blank sheet is there to be filled in by hand");
    await page.emulateMedia({ media: "screen" });
    await field(page, "long").locator("textarea").fill("private");
    await page.emulateMedia({ media: "print" });
    assert.equal(await field(page, "long").isVisible(), false);
    assert.equal(await line(page).isVisible(), true);
    assert.equal(await field(page, "people").locator(".row:visible").count(), 3);
    assert.equal(await page.getByRole("button", { name: "Clear this sheet" }).isVisible(), false);
    await page.emulateMedia({ media: "screen" });
    assert.equal(await field(page, "people").locator(".row:visible").count(), 1);
    await page.getByText("Private answers are not printed.").click();
    await page.getByLabel("Several lines", { exact: true }).last().check();
    await page.emulateMedia({ media: "print" });
    assert.equal(await field(page, "long").isVisible(), true);
    await page.emulateMedia({ media: "screen" });
  });

  test("a column that is private stays off paper unless it is ticked, where nothing else is private too", async () => {
    const page = await open(92);
    const people = field(page, "people");
    const cell = (name) => people.locator(`.row:not(.spare) [data-column=${name}]`);
    await page.emulateMedia({ media: "print" });
    assert.equal(await cell("reach").isVisible(), true, "a blank sheet is there to be filled in by hand");
    await page.emulateMedia({ media: "screen" });
    await cell("name").locator("input").fill("Ann");
    await cell("reach").locator("input").fill("by bike");
    await page.emulateMedia({ media: "print" });
    assert.equal(await cell("name").isVisible(), true);
    assert.equal(await cell("reach").isVisible(), false);
    await page.emulateMedia({ media: "screen" });
    await page.getByText("Private answers are not printed.").click();
    await page.getByLabel("People", { exact: true }).last().check();
    await page.emulateMedia({ media: "print" });
    assert.equal(await cell("reach").isVisible(), true);
    await page.emulateMedia({ media: "screen" });
  });

  test("on paper a day that is not chosen is a line to write on, and the calendar has no buttons", async () => {
    const page = await open();
    await line(page).fill("One");
    const pdf = path.join(await scratch(), "days.pdf");
    await page.pdf({ path: pdf, format: "A4" });
    const { stdout } = await run("pdftotext", [pdf, "-"]);
    assert.match(stdout, /\d\d\/\d\d\/\d{4}/, "the day that is chosen");
    assert.doesNotMatch(stdout, /mm\/dd|--:--/);
    await visit(page, 16);
    const make = page.getByRole("button", { name: "Save a calendar file" });
    await make.waitFor();
    await page.emulateMedia({ media: "print" });
    assert.equal(await make.isVisible(), false);
    assert.equal(await page.locator(".field-calendar .print-line").isVisible(), true);
    await page.emulateMedia({ media: "screen" });
  });

  test("a line that is longer than the paper is wide is printed whole", async () => {
    const page = await open();
    const words = Array.from({ length: 30 }, (_, i) => `word${i}`).join(" ");
    await line(page).fill(words);
    await field(page, "plan").locator("[data-gap=cue]").fill(words);
    const pdf = path.join(await scratch(), "sheet.pdf");
    await page.pdf({ path: pdf, format: "A4" });
    const { stdout } = await run("pdftotext", [pdf, "-"]);
    const text = stdout.replace(/\s+/g, " ");
    assert.equal(text.split(words).length, 3, "both, whole");
    assert.equal(await page.locator(".print-value").count(), 0);
  });

  test("the question is asked once, below the field, without taking the focus or moving what is above", async () => {
    const page = await open();
    await line(page).focus();
    const top = await line(page).evaluate((input) => input.getBoundingClientRect().top);
    await page.keyboard.type("a");
    const group = page.getByRole("group", { name: "Where may your notes stay?" });
    await group.waitFor();
    assert.equal(await line(page).evaluate((input) => input === document.activeElement && input.getBoundingClientRect().top), top);
    await page.waitForFunction(() => document.querySelector("#said")?.textContent.includes("Where may your notes stay?"));
    await group.getByRole("button", { name: "Ask me later" }).click();
    await line(page).fill("ab");
    assert.equal(await group.count(), 0);
    await visit(page);
    await line(page).fill("abc");
    await choose(page, "Only in this tab");
    await visit(page);
    await line(page).fill("abcd");
    await status(page, "Kept in this tab");
    assert.equal(await group.count(), 0);
    await page.getByRole("button", { name: "Change" }).click();
    await choose(page, "On this device There");
    await status(page, "Saved on this device");
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Change" }).click();
    await page.getByLabel("Keep this one sheet only in this tab").check();
    await status(page, "Kept in this tab");
  });

  test("a long text warns from four fifths on and is never cut", async () => {
    const page = await open();
    await line(page).fill("123456789012345");
    assert.equal(await field(page, "line").locator(".count").count(), 0);
    await line(page).fill("1234567890123456");
    assert.equal(await field(page, "line").locator(".count").textContent(), "Letters left: 4");
    await line(page).fill("12345678901234567890123");
    assert.equal(await field(page, "line").locator(".count").textContent(), "Letters over: 3. Nothing is cut off.");
    await status(page, "Kept in this tab");
    await visit(page);
    assert.equal(await line(page).inputValue(), "12345678901234567890123");
  });

  test("an agreement is agreed only when each could have said no, and no longer when its lines change", async () => {
    const page = await open();
    const ours = field(page, "ours");
    await ours.locator("textarea").first().fill("No phones");
    const agreed = ours.getByLabel("We agree on this.");
    assert.equal(await agreed.isDisabled(), true);
    await ours.getByLabel("Me: I could have said no.").check();
    assert.equal(await agreed.isDisabled(), true);
    await ours.getByLabel("The other person: I could have said no.").check();
    await agreed.check();
    await status(page, "Kept in this tab");
    await visit(page);
    assert.equal(await agreed.isChecked(), true);
    await ours.locator("textarea").first().fill("No phones at dinner");
    assert.equal(await agreed.isChecked(), false);
    await agreed.check();
    await ours.getByLabel("Me: I could have said no.").uncheck();
    assert.equal(await agreed.isChecked(), false);
    assert.equal(await agreed.isDisabled(), true);
  });

  test("a sheet that is a tracker holds entries: new, opened, removed, put back", async () => {
    const page = await open(91);
    const note = field(page, "note").locator("input");
    await field(page, "when").locator("input").fill("2026-01-05");
    await note.fill("first");
    await page.getByRole("button", { name: "New entry" }).click();
    assert.equal(await note.inputValue(), "");
    await field(page, "when").locator("input").fill("2026-02-05");
    await note.fill("second");
    await page.getByText("Earlier entries: 2").click();
    const days = () => page.locator(".entries-list li button:first-child").allTextContents();
    assert.deepEqual(await days(), ["Feb 5, 2026", "Jan 5, 2026"]);
    await page.getByRole("button", { name: "Jan 5, 2026", exact: true }).click();
    assert.equal(await note.inputValue(), "first");
    assert.equal(await focused(page), "Jan 5, 2026");
    await page.getByRole("button", { name: "Remove the entry of Jan 5, 2026" }).click();
    assert.deepEqual(await days(), ["Feb 5, 2026"]);
    assert.equal(await note.inputValue(), "");
    await page.getByRole("button", { name: "Put it back" }).click();
    assert.deepEqual(await days(), ["Feb 5, 2026", "Jan 5, 2026"]);
    await status(page, "Kept in this tab");
    await visit(page, 91);
    assert.equal(await note.inputValue(), "", "a new entry is open");
    await page.getByText("Earlier entries: 2").click();
    await page.getByRole("button", { name: "Feb 5, 2026", exact: true }).click();
    assert.equal(await note.inputValue(), "second");
  });

  test("clearing takes two presses and one brings everything back", async () => {
    const page = await open();
    await line(page).fill("to stay");
    await field(page, "secret").locator("input").fill("in the page");
    await page.getByRole("button", { name: "Clear this sheet" }).click();
    await page.getByRole("button", { name: "Yes, clear it" }).click();
    await page.locator("gs-sheet").getByText("This sheet is empty.").waitFor();
    assert.equal(await line(page).inputValue(), "");
    assert.equal(await page.evaluate(() => JSON.stringify(sessionStorage).includes("to stay")), false);
    await page.getByRole("button", { name: "Put everything back" }).click();
    await page.getByRole("button", { name: "Clear this sheet" }).waitFor();
    assert.equal(await line(page).inputValue(), "to stay");
    assert.equal(await field(page, "secret").locator("input").inputValue(), "in the page");
  });

  test("putting everything back after clearing goes over nothing that was written since", async () => {
    const page = await open();
    const name = field(page, "people").locator(".row:not(.spare) [data-column=name] input");
    const secret = field(page, "secret").locator("input");
    await line(page).fill("from before");
    await field(page, "long").locator("textarea").fill("only before");
    await name.fill("Ann");
    await secret.fill("unkept");
    await page.getByRole("button", { name: "Clear this sheet" }).click();
    await page.getByRole("button", { name: "Yes, clear it" }).click();
    await page.locator("gs-sheet").getByText("This sheet is empty.").waitFor();
    await line(page).fill("written since");
    await name.fill("Bo");
    await field(page, "people").getByRole("button", { name: "Remove number 1" }).click();
    await secret.fill("new");
    await page.getByRole("button", { name: "Put everything back" }).click();
    await page.getByRole("button", { name: "Clear this sheet" }).waitFor();
    assert.equal(await field(page, "long").locator("textarea").inputValue(), "only before");
    assert.deepEqual((await field(page, "line").locator("blockquote").allTextContents()).sort(), ["from before", "written since"]);
    assert.deepEqual((await field(page, "people").locator("blockquote").allTextContents()).sort(), ["Ann", "Bo"]);
    assert.equal(await secret.inputValue(), "new / unkept");
    await heard(page, "What you wrote since is still there too.");
  });

  test("nothing that was cleared is put back once the page was left, or everything erased", async () => {
    for (const end of [() => dispatchEvent(new Event("pagehide")), () => new BroadcastChannel("n/:").postMessage({ erased: true })]) {
      const page = await open();
      await line(page).fill("to go");
      await page.getByRole("button", { name: "Clear this sheet" }).click();
      await page.getByRole("button", { name: "Yes, clear it" }).click();
      const back = page.getByRole("button", { name: "Put everything back" });
      await back.waitFor();
      await page.evaluate(end);
      await back.waitFor({ state: "detached" });
    }
  });

  test("an answer whose question is gone or renamed is not lost", async () => {
    const page = await open();
    await line(page).fill("an old answer");
    await field(page, "pick").locator("input[value=b]").check();
    await field(page, "much").locator("input[value='7']").check();
    await status(page, "Kept in this tab");
    const file = path.join(source, "content/en/worksheets/every-kind.md");
    await rm(path.join(source, "content/ledger.yaml")); // the sheet was not published before
    try {
      await writeFile(file, EVERY.replace(/^ {2}line: .*$/m, "")
        .replace("  pick: {type: choice, label: Pick one,", "  pick: {type: choice, label: Pick one, retired: true,")
        .replace("  much: {", "  how_much: {was: much, "));
      await build();
      await visit(page);
      assert.equal(await field(page, "how_much").locator("input:checked").inputValue(), "7");
      const earlier = page.locator(".sheet-earlier");
      assert.deepEqual(await earlier.locator("dt").allTextContents(), ["An earlier question", "Pick one"]);
      assert.deepEqual(await earlier.locator("dd p").allTextContents(), ["an old answer", "Second"]);
      await page.emulateMedia({ media: "print" });
      assert.equal(await earlier.isVisible(), false, "nobody knows what is private of it");
      await page.emulateMedia({ media: "screen" });
      await earlier.getByLabel("Print these answers too.").check();
      await page.emulateMedia({ media: "print" });
      assert.equal(await earlier.getByText("an old answer").isVisible(), true);
      await page.emulateMedia({ media: "screen" });
      const remove = earlier.getByRole("button", { name: "Remove" });
      await remove.first().click();
      await remove.first().click();
      const back = earlier.getByRole("button", { name: "Put it back" });
      await earlier.locator(".undone").nth(1).waitFor();
      assert.equal(await focused(page), "Put it back");
      await back.first().click();
      await earlier.getByText("an old answer").waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.closest("dd")?.querySelector("p").textContent), "an old answer");
      await back.click();
      await earlier.getByText("Second").waitFor();
    } finally {
      await writeFile(file, EVERY);
      await build();
    }
  });

  test("nothing moves while the scripts start, wherever the page stands, and nothing is wider than a small phone", async () => {
    for (const width of [320, 390, 1280]) {
      const page = await open(90, { viewport: { width, height: 800 } });
      for (const part of [0, 0.3, 0.6, 1]) {
        let release;
        const held = new Promise((resolve) => (release = resolve));
        await page.route(/\/f\/app-.*\.js$/, async (route) => {
          await held;
          await route.continue();
        });
        await page.goto(`${host.origin}/s/90/`, { waitUntil: "commit" });
        await page.locator(".site-foot").waitFor();
        await page.evaluate((to) => scrollTo({ top: to * document.documentElement.scrollHeight, behavior: "instant" }), part);
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        await page.evaluate(() => {
          window.shifts = [];
          new PerformanceObserver((list) => window.shifts.push(...list.getEntries().filter((e) => e.value > 0.001).map((e) => `${e.value} ${e.sources.map((s) => s.node?.className || s.node?.nodeName).join(", ")}`))).observe({ type: "layout-shift" });
        });
        release();
        await page.locator("gs-sheet[data-live]").waitFor();
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        assert.deepEqual(await page.evaluate(() => window.shifts), [], `${width} px, at ${part}`);
        await page.unrouteAll();
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${width} px`);
    }
  });
});
