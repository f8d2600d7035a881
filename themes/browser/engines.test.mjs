// What readers rely on, in every browser engine of this machine: leaving,
// keeping, two tabs, the lock, a backup there and back, and erasing.
import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { armor, Decrypter } from "age-encryption";
import { buildSite, scratch } from "./built.mjs";
import { engines } from "./engines.mjs";
import { makeNeutral } from "./fixture.mjs";
import { serve } from "./site.mjs";

const WORDS = "four plain warm words";
const TEXT = '[data-field="spin"] textarea';
const SHEET = "/s/3/";
const LESSON = "/p/6/";

const built = await buildSite();
const site = await serve(built);
after(() => site.close());

/** Types into a field as a reader does: focus, then keys. */
async function type(page, selector, text) {
  await page.evaluate((s) => document.querySelector(s).focus(), selector);
  await page.keyboard.type(text);
}

const value = (page, selector) => page.evaluate((s) => document.querySelector(s)?.value, selector);
const press = (page, selector) => page.evaluate((s) => document.querySelector(s).click(), selector);
const live = (page) => page.waitForFunction(() => document.querySelector("gs-sheet[data-live]") !== null);
const says = (page, state) => page.waitForFunction((s) => document.querySelector("gs-sheet [data-status]")?.dataset.saving === s, {}, state);
const holds = (page, selector, text) => page.waitForFunction(([s, t]) => document.querySelector(s)?.value === t, {}, [selector, text]);

/** Playwright takes the argument second, Puppeteer third: this takes both ways. */
function both(page) {
  const wait = page.waitForFunction.bind(page);
  const playwright = typeof page.context === "function";
  return new Proxy(page, {
    get: (target, name) => {
      if (name === "waitForFunction") {
        return (what, _options, arg) => (playwright ? wait(what, arg) : wait(what, {}, arg));
      }
      const found = target[name];
      return typeof found === "function" ? found.bind(target) : found;
    },
  });
}

async function open(profile, address = SHEET) {
  const page = both(await profile.page());
  await page.goto(site.origin + address);
  if (address === SHEET) {
    await live(page);
  }
  return page;
}

/** Chooses the device at the first answer. */
async function keepOnDevice(page) {
  await type(page, TEXT, "a");
  await page.waitForFunction(() => document.querySelector(".sheet-ask .choice") !== null);
  await page.evaluate(() => document.querySelectorAll(".sheet-ask .choice")[1].click());
  await page.waitForFunction(() => document.querySelector(".sheet-ask .choice") === null);
  await says(page, "kept");
}

async function setPassphrase(page, form, words = WORDS) {
  await page.evaluate(([selector, text]) => {
    const box = document.querySelector(selector);
    for (const input of box.querySelectorAll("input")) {
      input.value = text;
    }
    box.requestSubmit();
  }, [form, words]);
}

/** Writes a first answer, and locks it. */
async function lockNotes(page) {
  await type(page, TEXT, "a hard day");
  await page.waitForFunction(() => document.querySelector(".sheet-ask .choice") !== null);
  await page.evaluate(() => document.querySelectorAll(".sheet-ask .choice")[2].click());
  await setPassphrase(page, ".sheet-ask form");
  await page.waitForFunction(() => document.querySelector(".sheet-ask form") === null);
}

for (const [name, start] of Object.entries(engines)) {
  describe(name, () => {
    let browser;
    let profile;
    before(async () => {
      browser = await start();
    });
    after(() => browser?.close());
    afterEach(async () => {
      await profile?.close();
      profile = undefined;
    });

    test("what is written is kept through a reload and in a new tab, and the line says where", async () => {
      profile = await browser.profile();
      const page = await open(profile);
      await keepOnDevice(page);
      await type(page, TEXT, " hard day");
      await says(page, "kept");
      await page.reload();
      await live(page);
      await holds(page, TEXT, "a hard day");
      const second = await open(profile);
      await holds(second, TEXT, "a hard day");
    });

    test("two tabs that write the same answer keep both texts", async () => {
      profile = await browser.profile();
      const page = await open(profile);
      await keepOnDevice(page);
      const second = await open(profile);
      await holds(second, TEXT, "a");
      // Both write before either can know of the other.
      const write = ([selector, text]) => {
        const field = document.querySelector(selector);
        field.focus();
        field.value += text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      };
      await Promise.all([page.evaluate(write, [TEXT, " one"]), second.evaluate(write, [TEXT, " two"])]);
      await page.waitForFunction(() => document.querySelector(".sheet-conflict") !== null);
      const texts = await page.evaluate(() => document.querySelector(".sheet-conflict").textContent);
      assert.match(texts, /a one|a two/);
      const all = [await value(page, TEXT), texts].join("\n");
      assert.match(all, /a one/);
      assert.match(all, /a two/);
      assert.doesNotMatch(all, /one two|two one/);
    });

    test("locked notes stay open on the next page of the tab, and open elsewhere with the passphrase alone", async () => {
      profile = await browser.profile();
      const page = await open(profile);
      await lockNotes(page);
      await page.reload();
      await live(page);
      await holds(page, TEXT, "a hard day");
      const second = await open(profile);
      await second.waitForFunction(() => document.querySelector("gs-sheet form.shut") !== null);
      assert.ok(!(await second.evaluate(() => document.body.innerText)).includes("a hard day"));
      await setPassphrase(second, "gs-sheet form.shut", "wrong");
      await second.waitForFunction(() => document.querySelector("gs-sheet form.shut [role=status]").textContent.length > 20);
      await setPassphrase(second, "gs-sheet form.shut");
      await holds(second, TEXT, "a hard day");
    });

    test("erasing leaves nothing, also while shut", async () => {
      profile = await browser.profile();
      const page = await open(profile);
      await lockNotes(page);
      const book = await open(profile, "/n/");
      await book.waitForFunction(() => document.querySelector("#notebook form.shut") !== null);
      await pressWord(book, "erase-first");
      await pressWord(book, "erase-go");
      await book.waitForFunction(() => document.querySelector("#n9 strong") !== null);
      const left = await book.evaluate(async () => ({
        databases: indexedDB.databases === undefined ? [] : await indexedDB.databases(),
        local: Object.keys(localStorage),
        session: Object.keys(sessionStorage),
      }));
      assert.deepEqual(left, { databases: [], local: [], session: [] });
      await page.reload();
      await live(page);
      await holds(page, TEXT, "");
    });

    test("a backup is made, opened by another program, and brought back", async () => {
      profile = await browser.profile();
      const page = await open(profile);
      await keepOnDevice(page);
      await type(page, TEXT, " hard day");
      await says(page, "kept");
      const book = await open(profile, "/n/");
      await book.waitForFunction(() => document.querySelector("#backup-1") !== null);
      // The file is taken where the page hands it out: each driver saves downloads in its own way.
      await book.evaluate((words) => {
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob) => {
          void blob.arrayBuffer().then((bytes) => { globalThis.made = [...new Uint8Array(bytes)]; });
          return make(blob);
        };
        for (const id of ["backup-1", "backup-2"]) {
          document.getElementById(id).value = words;
        }
      }, WORDS);
      await pressWord(book, "backup-make");
      await book.waitForFunction(() => globalThis.made !== undefined);
      const bytes = await book.evaluate(() => globalThis.made);
      const opener = new Decrypter();
      opener.addPassphrase(WORDS);
      assert.ok((await opener.decrypt(binary(Uint8Array.from(bytes)), "text")).includes("a hard day"));

      await profile.close(); // another device
      profile = await browser.profile();
      const fresh = both(await profile.page());
      await fresh.goto(`${site.origin}/n/`);
      await fresh.waitForFunction(() => document.querySelector("#n11 input[type=file]") !== null);
      await fresh.evaluate((list) => {
        const input = document.querySelector("#n11 input[type=file]");
        const carrier = new DataTransfer();
        carrier.items.add(new File([Uint8Array.from(list)], "notes-2026-01.age"));
        input.files = carrier.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }, bytes);
      await fresh.waitForFunction(() => document.querySelector("#n11 input[type=password]") !== null);
      await fresh.evaluate((words) => { document.getElementById("import-2").value = words; }, WORDS);
      await pressWord(fresh, "import-open");
      await fresh.waitForFunction(() => document.querySelector("#n11").textContent.includes("a hard day"));
      await pressWord(fresh, "import-yes");
      await fresh.waitForFunction(() => document.querySelector("#n11 input[type=password]") === null && !document.querySelector("#n11 button")?.disabled);
      await fresh.goto(site.origin + SHEET);
      await live(fresh);
      await holds(fresh, TEXT, "a hard day");
    });
  });
}

/** The bytes of an age file, out of its armor where it has one. */
function binary(bytes) {
  const text = new TextDecoder("latin1").decode(bytes);
  return text.startsWith("-----BEGIN") ? armor.decode(text) : bytes;
}

/** Presses the button that says a word of the notebook's. */
async function pressWord(page, key) {
  await page.waitForFunction((k) => {
    const text = JSON.parse(document.querySelector("#notebook-words").textContent)[k];
    const button = [...document.querySelectorAll("#notebook button")].find((one) => one.textContent === text);
    button?.click();
    return button !== undefined;
  }, {}, key);
}

/** The built site with another place to leave to, which an edition could not name: only https counts. */
async function leadingTo(url) {
  const dir = await scratch();
  await cp(built, dir, { recursive: true });
  const { leaveTo: [{ url: usual }] } = JSON.parse((await readFile(path.join(dir, "index.html"), "utf8")).match(/<script[^>]*id="page-data"[^>]*>(.*?)<\/script>/s)[1]);
  for (const address of [LESSON, SHEET]) {
    const file = path.join(dir, address, "index.html");
    await writeFile(file, (await readFile(file, "utf8")).replaceAll(usual, url));
  }
  return dir;
}

describe("leaving, from the built site", () => {
  for (const [name, start] of Object.entries(engines)) {
    if (name === "WebKit") {
      continue; // its driver loses the page on leaving the origin
    }
    test(`${name}: no Referer, Back shows nothing, and history has neutral titles`, async () => {
      const neutral = await serve(await makeNeutral());
      const site = await serve(await leadingTo(`${neutral.origin}/`));
      const browser = await start();
      try {
        const profile = await browser.profile();
        const page = both(await profile.page());
        await page.goto(site.origin + LESSON);
        const titles = [await page.title()];
        await page.goto(site.origin + SHEET);
        titles.push(await page.title());
        await live(page);
        await type(page, TEXT, "secret words");
        await says(page, "kept");
        const from = neutral.requests.length;
        await press(page, ".leave-link").catch(() => {});
        await page.waitForFunction(() => document.title === "Weather" && document.body.textContent.includes("Sunny")).catch(() => {});
        assert.equal(neutral.requests[from]?.path, "/");
        assert.equal(neutral.requests[from]?.referer, undefined);
        await page.evaluate(() => { history.back(); }).catch(() => {});
        await page.waitForFunction((origin) => location.origin === origin && document.readyState === "complete", {}, site.origin);
        assert.equal((await page.evaluate(() => document.body.innerText)).trim(), "Continue");
        assert.equal(await page.title(), "Weather");
        for (const title of titles) {
          assert.match(title, /^Steady Ground · page s?\d+$/);
        }
        await profile.close();
      } finally {
        await browser.close();
        await Promise.all([site.close(), neutral.close()]);
      }
    });
  }
});
