// The keeping of a reader's notes, asked of the module itself in a browser.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { serveModule } from "./module.mjs";
import { launch } from "./site.mjs";

const KEY = "plan//note///t";
const OTHER = "plan//other///t";
const TICK = "plan//basics//ate/m";

const server = await serveModule("client/notes/notes.ts");
let browser;
let context;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});
afterEach(() => context?.close());

/** A fresh profile. */
async function fresh(script) {
  await context?.close();
  context = await browser.newContext();
  if (script !== undefined) {
    await context.addInitScript(script);
  }
  return context;
}

/** A tab with the notes open as globalThis.notes. */
async function tab() {
  const page = await context.newPage();
  await page.goto(server.origin);
  await open(page);
  return page;
}

async function open(page) {
  await page.waitForFunction(() => "it" in globalThis);
  await page.evaluate(async () => {
    globalThis.notes = await globalThis.it.openNotes("/");
    globalThis.changes = [];
    globalThis.notes.on("change", ({ keys }) => globalThis.changes.push(...keys));
  });
}

async function reload(page) {
  await page.reload();
  await open(page);
}

const write = (page, key, value) => page.evaluate(async ([k, v]) => {
  notes.set(k, v);
  await notes.flush();
  return notes.status(k.split("/")[0]);
}, [key, value]);
const value = (page, key) => page.evaluate((k) => notes.value(k), key);
const entry = (page, key) => page.evaluate((k) => notes.get(k), key);
const state = (page) => page.evaluate(() => notes.state);
const choose = (page, place, passphrase) => page.evaluate(([p, w]) => notes.choose(p, w), [place, passphrase]);
/** Waits until the page knows a value that another tab wrote. */
const heard = (page, key, wanted) => page.waitForFunction(([k, v]) => notes.value(k) === v, [key, wanted]);
/** Everything that is on the device, as one text. */
const disk = (page) => page.evaluate(async () => {
  const out = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = reject;
    });
    for (const store of db.objectStoreNames) {
      const all = (what) => new Promise((resolve) => {
        const request = db.transaction(store).objectStore(store)[what]();
        request.onsuccess = () => resolve(request.result);
      });
      const bytes = (x) => x instanceof Uint8Array ? new TextDecoder("latin1").decode(x) : x instanceof CryptoKey ? "key" : x;
      out.push(name, store, JSON.stringify([await all("getAllKeys"), await all("getAll")], (_, x) => bytes(x)));
    }
    db.close();
  }
  return out.join("\n");
});

/** Leaves words on the device as pages do that go away in this moment, each its own. */
const putAside = (page, key, ...words) => page.evaluate(([k, all]) => new Promise((resolve, reject) => {
  const request = indexedDB.open("n/:");
  request.onsuccess = () => {
    const tx = request.result.transaction("j", "readwrite");
    all.forEach((text, i) => tx.objectStore("j").put([[k, { value: text, base: 0 }]], `gone${i}`));
    tx.oncomplete = () => { request.result.close(); resolve(); };
    tx.onerror = reject;
  };
}), [key, words]);

describe("where notes stay", () => {
  test("before the reader chose: in this tab, through reloads, and nowhere else", async () => {
    await fresh();
    const page = await tab();
    assert.equal((await write(page, KEY, "words")).saving, "kept");
    assert.deepEqual(await state(page), { place: "tab", chosen: false, shut: false, older: false });
    await reload(page);
    assert.equal(await value(page, KEY), "words");
    assert.deepEqual(await page.evaluate(() => indexedDB.databases()), [], "no database was made");
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    const second = await tab();
    assert.equal(await value(second, KEY), "");
  });

  test("on the device: moved there, read by every tab and after a restart, and no longer in the tab", async () => {
    await fresh();
    const page = await tab();
    await write(page, KEY, "words");
    await choose(page, "device");
    assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith("a")).length), 0);
    const second = await tab();
    assert.equal(await value(second, KEY), "words");
    await page.close();
    const third = await tab();
    assert.equal(await value(third, KEY), "words");
  });

  test("back to the tab: nothing is left on the device, and other tabs know", async () => {
    await fresh();
    const page = await tab();
    await write(page, KEY, "words");
    await choose(page, "device");
    const second = await tab();
    await choose(page, "tab");
    assert.equal(await value(page, KEY), "words");
    assert.equal((await state(page)).chosen, true);
    assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
    await second.waitForFunction(() => notes.state.place === "tab");
    await second.evaluate(() => notes.flush());
    assert.notEqual((await second.evaluate(() => notes.status("plan"))).saving, "failed", "nothing was lost");
    assert.doesNotMatch(await second.evaluate(() => JSON.stringify({ ...sessionStorage })), /words/, "nor is a copy of it in every tab");
  });

  test("one sheet in the tab alone", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    await write(page, KEY, "words");
    await write(page, "map//line///t", "mine");
    await page.evaluate(() => notes.only("map", true));
    assert.equal(await value(page, "map//line///t"), "mine");
    assert.doesNotMatch((await disk(page)).split("\nr\n")[1] ?? "", /mine/);
    await reload(page);
    assert.equal(await value(page, "map//line///t"), "mine");
    assert.equal(await value(await tab(), "map//line///t"), "");
    await page.evaluate(() => notes.only("map", false));
    assert.equal(await value(await tab(), "map//line///t"), "mine");
  });

  test("a timer stays in the tab, whatever was chosen", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    await write(page, "plan//timer///k", "running");
    await reload(page);
    assert.equal(await value(page, "plan//timer///k"), "running");
    assert.equal(await value(await tab(), "plan//timer///k"), "");
  });

  test("a page that looks and keeps nothing leaves no database", async () => {
    await fresh();
    const page = await tab();
    await reload(page);
    assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  });
});

describe("saving", () => {
  test("300 ms after the last key, and in the middle of long writing", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    const waits = await page.evaluate(async (key) => {
      const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      notes.set(key, "a");
      const before = notes.status("plan").saving;
      while (notes.status("plan").saving !== "kept") {
        await wait(20);
      }
      let during = false;
      for (let i = 0; i < 30; i++) { // never a pause of 300 ms
        notes.set(key, `a${i}`);
        await wait(100);
        during ||= notes.status("plan").saving === "waiting" && (notes.get(key)?.rev ?? 0) > 1;
      }
      return { before, during };
    }, KEY);
    assert.deepEqual(waits, { before: "waiting", during: true });
  });

  test("a page that is closed at once has kept what it was given", async () => {
    await fresh();
    let page = await tab();
    await choose(page, "device");
    await page.evaluate((key) => notes.set(key, "the last words"), KEY);
    await page.close({ runBeforeUnload: true });
    page = await tab();
    assert.equal(await value(page, KEY), "the last words");
  });

  test("two pages that went away with words for the same answer: both texts are kept", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    await putAside(page, KEY, "from one", "from another");
    await reload(page);
    const { value: now, others } = await entry(page, KEY);
    assert.deepEqual([now, ...others.map((text) => text.value)].sort(), ["from another", "from one"]);
  });

  test("what is removed is not back with the last words of a page that went away", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    await write(page, KEY, "words");
    await putAside(page, KEY, "last words");
    await page.evaluate((key) => notes.remove([key]), KEY);
    await reload(page);
    assert.equal(await value(page, KEY), "");
    assert.doesNotMatch(await disk(page), /words/);
  });

  test("several answers as one step", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    await page.evaluate(([a, b]) => notes.setAll(new Map([[a, "one"], [b, "two"]])), [KEY, OTHER]);
    const second = await tab();
    assert.deepEqual([await value(second, KEY), await value(second, OTHER)], ["one", "two"]);
  });

  for (const [what, error, trouble] of [["full", "QuotaExceededError", "full"], ["broken", "DataError", "unknown"]]) {
    test(`storage that is ${what}: the text stays, the page says so, and it is kept when there is room`, async () => {
      await fresh(`{ const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...a) { if (globalThis.failing) { throw new DOMException("no", "${error}"); } return put.apply(this, a); }; }`);
      const page = await tab();
      await choose(page, "device");
      await write(page, KEY, "before");
      await page.evaluate(() => { globalThis.failing = true; });
      const status = await write(page, KEY, "after");
      assert.deepEqual([status.saving, status.trouble], ["failed", trouble]);
      assert.equal(await value(page, KEY), "after");
      await page.evaluate(() => { globalThis.failing = false; });
      assert.equal((await write(page, OTHER, "more")).saving, "kept");
      await reload(page);
      assert.equal(await value(page, KEY), "after");
    });
  }

  test("a tab that keeps nothing at all: all stays in the page, and it says so", async () => {
    await fresh(`Object.defineProperty(globalThis, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } }); Object.defineProperty(globalThis, "indexedDB", { value: { open() { throw new DOMException("no", "SecurityError"); } } });`);
    const page = await tab();
    const status = await write(page, KEY, "words");
    assert.deepEqual([status.saving, status.trouble], ["failed", "refused"]);
    assert.equal(await value(page, KEY), "words");
    await assert.rejects(choose(page, "device"), /refused/);
    assert.equal(await value(page, KEY), "words");
  });

  test("notes that are there and cannot be read are never called empty", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    await write(page, KEY, "words");
    await context.route("**/opened.js", (route) => route.abort());
    const second = await tab();
    assert.deepEqual(await second.evaluate(() => { const { saving, trouble } = notes.status("plan"); return [saving, trouble]; }), ["failed", "absent"]);
    assert.equal((await write(second, KEY, "written meanwhile")).saving, "kept");
    await context.unroute("**/opened.js");
    await reload(second);
    const both = await entry(second, KEY);
    assert.deepEqual([both.value, ...both.others.map((text) => text.value)].sort(), ["words", "written meanwhile"]);
  });

  test("removing an answer does not call others of its sheet saved", async () => {
    await fresh(`{ const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...a) { if (globalThis.failing) { throw new DOMException("no", "QuotaExceededError"); } return put.apply(this, a); }; }`);
    const page = await tab();
    await choose(page, "device");
    await write(page, TICK, "1");
    await write(page, OTHER, "before");
    await page.evaluate(() => { globalThis.failing = true; });
    assert.equal((await write(page, KEY, "not kept")).saving, "failed");
    await page.evaluate((key) => notes.remove([key]), OTHER);
    assert.equal((await page.evaluate(() => notes.status("plan"))).saving, "failed");
  });

  test("what the browser cleared while the page was open is told, and kept in the tab", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    await write(page, KEY, "words");
    await page.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase("n/:").onsuccess = resolve; }));
    await page.waitForFunction(() => notes.status("plan").saving === "failed");
    assert.equal((await page.evaluate(() => notes.status("plan"))).trouble, "lost");
    assert.equal(await value(page, KEY), "words");
    await reload(page);
    assert.equal(await value(page, KEY), "words");
  });
});

test("locked notes that the browser cleared are never put down in plain", async () => {
  await fresh();
  const page = await tab();
  await write(page, KEY, "a hard day");
  await choose(page, "locked", "four plain warm words");
  await page.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase("n/:").onsuccess = resolve; }));
  await page.waitForFunction(() => notes.status("plan").saving === "failed");
  assert.equal(await value(page, KEY), "a hard day");
  assert.doesNotMatch(await disk(page), /a hard day/);
  assert.deepEqual(await write(page, KEY, "a hard day, still").then(({ saving, trouble }) => [saving, trouble]), ["failed", "lost"], "nor by going on");
  assert.doesNotMatch(await disk(page), /a hard day/);
  await choose(page, "tab");
  await page.waitForFunction(() => notes.status("plan").saving === "kept");
  await reload(page);
  assert.equal(await value(page, KEY), "a hard day, still");
});

test("nor are the first words, written after the store was gone, nor a sheet of one tab put on the device with them", async () => {
  await fresh();
  const page = await tab();
  const second = await tab();
  await choose(page, "locked", "four plain warm words");
  await page.evaluate(() => notes.only("map", true));
  await write(page, "map//line///t", "only here");
  await page.evaluate(() => { notes.set("plan//note///t", "the first words"); return new Promise((resolve) => { indexedDB.deleteDatabase("n/:").onsuccess = resolve; }); });
  await page.waitForFunction(() => notes.state.place === "tab" && notes.status("plan").saving === "failed");
  assert.doesNotMatch(await disk(page), /the first words/);
  assert.equal((await page.evaluate(() => notes.status("map"))).saving, "kept");
  await second.waitForFunction(() => notes.state.place === "tab");
  await choose(second, "device");
  await heard(second, KEY, "the first words");
  assert.equal(await value(second, "map//line///t"), "");
  assert.equal(await value(page, "map//line///t"), "only here");
});

describe("two tabs", () => {
  async function two() {
    await fresh();
    const a = await tab();
    await choose(a, "device");
    await write(a, KEY, "first");
    return [a, await tab()];
  }

  test("what one writes the other shows", async () => {
    const [a, b] = await two();
    await write(a, KEY, "second");
    await heard(b, KEY, "second");
    assert.ok((await b.evaluate(() => changes)).includes(KEY));
    await write(b, KEY, "third");
    await heard(a, KEY, "third");
    assert.deepEqual((await entry(a, KEY)).others, []);
  });

  test("both write at once: both texts are kept, and both tabs see them", async () => {
    const [a, b] = await two();
    await b.evaluate((key) => notes.set(key, "from b"), KEY); // typed, not kept yet
    await write(a, KEY, "from a");
    await b.evaluate(() => notes.flush());
    const there = await entry(b, KEY);
    assert.equal(there.value, "from b");
    assert.deepEqual(there.others.map((text) => text.value), ["from a"]);
    await heard(a, KEY, "from b");
    assert.equal((await entry(a, KEY)).others.length, 1);
    await a.evaluate((key) => notes.settle(key, "from a"), KEY);
    await heard(b, KEY, "from a");
    const settled = await entry(b, KEY);
    assert.deepEqual(settled.others, []);
    assert.deepEqual(settled.earlier.map((text) => text.value), ["from b"]);
  });

  for (const [what, act] of [
    ["the reader settles a conflict", (page) => page.evaluate((key) => notes.settle(key, "settled"), KEY)],
    ["an import comes", (page) => page.evaluate((key) => notes.put([{ ...notes.get(key), value: "brought", at: Date.now() }]), KEY)],
    ["the sheet is to stay in the tab alone", (page) => page.evaluate(() => notes.only("plan", true))],
  ]) {
    test(`${what} while the other tab writes: its text is kept`, async () => {
      const [a, b] = await two();
      const c = await tab();
      await c.evaluate(() => new Promise((begun) => {
        void navigator.locks.request("n/:", () => new Promise((end) => { globalThis.letGo = end; begun(); }));
      }));
      const written = write(b, KEY, "from b meanwhile");
      await b.waitForFunction(async () => (await navigator.locks.query()).pending.length === 1);
      const acted = act(a);
      await a.waitForFunction(async () => (await navigator.locks.query()).pending.length === 2);
      await c.evaluate(() => letGo());
      assert.equal((await written).saving, "kept");
      await acted;
      await a.evaluate(() => notes.flush());
      const { value: now, others, earlier } = await entry(a, KEY);
      assert.ok([now, ...others.map((text) => text.value), ...earlier.map((text) => text.value)].includes("from b meanwhile"));
    });
  }

  test("different answers and different ticks never meet", async () => {
    const [a, b] = await two();
    await Promise.all([write(a, OTHER, "a"), write(b, TICK, "1")]);
    await heard(a, TICK, "1");
    await heard(b, OTHER, "a");
    assert.deepEqual((await entry(a, OTHER)).others, []);
  });

  test("one chooses another place while the other writes", async () => {
    const [a, b] = await two();
    await b.evaluate((key) => notes.set(key, "typed meanwhile"), OTHER);
    await choose(a, "locked", "four plain warm words");
    await b.waitForFunction(() => notes.state.place === "locked");
    assert.equal((await state(b)).shut, true, "the other tab has no passphrase");
    assert.equal(await b.evaluate(() => notes.open("four plain warm words")), true);
    await b.evaluate(() => notes.flush());
    await heard(a, OTHER, "typed meanwhile");
  });
});

describe("tabs that were open before the device was chosen", () => {
  /** Two tabs that each wrote something before anybody chose. */
  async function two() {
    await fresh();
    const a = await tab();
    const b = await tab();
    await write(a, KEY, "from a");
    await write(b, KEY, "from b");
    await write(b, OTHER, "only in b");
    return [a, b];
  }
  const texts = ({ value: now, others }) => [now, ...others.map((text) => text.value)].sort();

  test("what they wrote goes to the device too, beside what stands there", async () => {
    const [a, b] = await two();
    await choose(a, "device");
    await heard(a, OTHER, "only in b");
    await b.waitForFunction(() => notes.state.place === "device" && notes.status("plan").saving === "kept");
    assert.doesNotMatch(await b.evaluate(() => Object.keys(sessionStorage).join()), /plan/);
    await b.close();
    const third = await tab();
    assert.equal(await value(third, OTHER), "only in b", "what is called saved on the device is there");
    assert.deepEqual(texts(await entry(third, KEY)), ["from a", "from b"]);
  });

  test("and under a lock, once it is opened there", async () => {
    const [a, b] = await two();
    await choose(a, "locked", "four plain warm words");
    await b.waitForFunction(() => notes.state.shut);
    assert.equal(await b.evaluate(() => notes.open("four plain warm words")), true);
    assert.deepEqual(texts(await entry(b, KEY)), ["from a", "from b"]);
    await heard(a, OTHER, "only in b");
    assert.doesNotMatch(await b.evaluate(() => JSON.stringify({ ...sessionStorage })), /plan|from b/);
  });

  test("a row that was removed there takes nothing with it", async () => {
    await fresh();
    const a = await tab();
    const b = await tab();
    await write(a, "plan//people/1/name/t", "from a");
    await write(b, "plan//people/1/name/t", "removed in b");
    await write(b, "plan//people/1//x", "0");
    await write(b, OTHER, "stays");
    await choose(a, "device");
    await heard(a, OTHER, "stays");
    const row = await entry(a, "plan//people/1/name/t");
    assert.deepEqual([row.value, row.others, await value(a, "plan//people/1//x")], ["from a", [], ""]);
  });

  test("both choose in the same moment: what one chose stands, and nothing is lost", async () => {
    const [a, b] = await two();
    await a.evaluate(() => {
      const { deriveKey } = crypto.subtle; // making a lock takes long
      crypto.subtle.deriveKey = async (...args) => {
        globalThis.making = true;
        await new Promise((resolve) => { globalThis.goOn = resolve; });
        crypto.subtle.deriveKey = deriveKey;
        return deriveKey.apply(crypto.subtle, args);
      };
      globalThis.choosing = notes.choose("locked", "four plain warm words").then(() => "locked", (error) => error.message);
    });
    await a.waitForFunction(() => globalThis.making);
    await choose(b, "device");
    assert.notEqual(await a.evaluate(() => { goOn(); return choosing; }), "locked");
    await a.waitForFunction(() => notes.state.place === "device");
    const third = await tab();
    assert.equal((await state(third)).place, "device");
    assert.deepEqual(texts(await entry(third, KEY)), ["from a", "from b"]);
    assert.equal(await value(third, OTHER), "only in b");
  });

  test("what is brought there is beside what another brings at the same time, with all that stood beside it", async () => {
    const [a, b] = await two();
    const c = await tab();
    await write(c, "plan//third///t", "from c");
    await write(c, OTHER, "in c too");
    await c.evaluate((key) => notes.set(key, "unseen in c", true), OTHER);
    await c.evaluate(() => notes.flush());
    assert.deepEqual(texts(await entry(c, OTHER)), ["in c too", "unseen in c"]);
    await choose(a, "device");
    await heard(a, "plan//third///t", "from c");
    await a.waitForFunction((key) => notes.get(key)?.others.length === 2, OTHER);
    assert.deepEqual(texts(await entry(a, OTHER)), ["in c too", "only in b", "unseen in c"]);
    assert.deepEqual(texts(await entry(b, OTHER)), ["in c too", "only in b", "unseen in c"]);
  });

  /** A sheet that stays in one tab, and was filled in on the device too. */
  async function apart() {
    const [a, b] = await two();
    await b.evaluate(() => notes.only("plan", true));
    await choose(a, "device");
    await b.waitForFunction(() => notes.state.place === "device");
    await b.evaluate(() => notes.flush());
    return [a, b];
  }

  test("a sheet that stays in one tab and is on the device too: each shows its own", async () => {
    const [a, b] = await apart();
    await reload(b);
    assert.equal(await value(b, KEY), "from b");
    await write(b, KEY, "more in b");
    await reload(b);
    assert.deepEqual([await value(b, KEY), await value(a, KEY)], ["more in b", "from a"]);
  });

  for (const [what, move] of [["goes to the device after all", () => notes.only("plan", false)], ["meets what was on the device in the tab", () => notes.choose("tab")]]) {
    test(`such a sheet that ${what}: both texts are kept`, async () => {
      const [, b] = await apart();
      await reload(b);
      await b.evaluate(move);
      assert.deepEqual(texts(await entry(b, KEY)), ["from a", "from b"]);
      await reload(b);
      assert.deepEqual(texts(await entry(b, KEY)), ["from a", "from b"]);
    });
  }

  test("sheets that stay in the tab alone stay there", async () => {
    const [a, b] = await two();
    await b.evaluate(() => notes.only("plan", true));
    await choose(a, "device");
    await b.waitForFunction(() => notes.state.place === "device");
    await b.evaluate(() => notes.flush());
    assert.equal(await value(b, OTHER), "only in b");
    assert.equal(await value(await tab(), OTHER), "");
  });
});

describe("the lock", () => {
  const words = "four plain warm words";

  async function locked() {
    await fresh();
    const page = await tab();
    await write(page, KEY, "a hard day");
    await choose(page, "device");
    await choose(page, "locked", words);
    return page;
  }

  test("nothing on the device tells a word, a sheet or a field", async () => {
    const page = await locked();
    await write(page, OTHER, "more of it");
    const all = await disk(page);
    assert.doesNotMatch(all, /hard day|more of it|plan|note/);
    assert.equal(await value(page, KEY), "a hard day");
  });

  test("the next page of the same tab is open, another tab is not", async () => {
    const page = await locked();
    await reload(page);
    assert.equal((await state(page)).shut, false);
    assert.equal(await value(page, KEY), "a hard day");
    const second = await tab();
    assert.equal((await state(second)).shut, true);
    assert.deepEqual(await second.evaluate(() => notes.all()), []);
    assert.equal(await second.evaluate(() => notes.open("wrong words")), false);
    assert.equal(await second.evaluate((w) => notes.open(w), words), true);
    assert.equal(await value(second, KEY), "a hard day");
  });

  test("shutting keeps what was typed, shuts every tab, and a reload stays shut", async () => {
    const page = await locked();
    const second = await tab();
    await second.evaluate((w) => notes.open(w), words);
    await page.evaluate((key) => notes.set(key, "typed a moment ago"), OTHER);
    await page.evaluate(() => notes.shut());
    assert.equal(await value(page, KEY), "");
    await second.waitForFunction(() => notes.state.shut);
    await reload(page);
    assert.equal((await state(page)).shut, true);
    assert.equal(await page.evaluate((w) => notes.open(w), words), true);
    assert.equal(await value(page, OTHER), "typed a moment ago");
  });

  test("an open lock that was not used for ten minutes is shut for the next page", async () => {
    await fresh();
    const page = await tab();
    await page.clock.install({ time: new Date("2026-01-31T10:00:00") });
    await page.reload();
    await page.clock.resume();
    await open(page);
    await write(page, KEY, "a hard day");
    await choose(page, "locked", words);
    await page.clock.setSystemTime(new Date("2026-01-31T10:09:00"));
    await page.goto(`${server.origin}/empty.html`);
    await page.clock.setSystemTime(new Date("2026-01-31T10:25:00"));
    await page.goto(server.origin);
    await open(page);
    assert.equal((await state(page)).shut, true);
  });

  test("another passphrase: the old one opens nothing any more", async () => {
    const page = await locked();
    assert.equal(await page.evaluate(() => notes.changePassphrase("wrong", "new words for it")), false);
    assert.equal(await page.evaluate((w) => notes.changePassphrase(w, "new words for it"), words), true);
    await page.evaluate(() => notes.shut());
    assert.equal(await page.evaluate((w) => notes.open(w), words), false);
    assert.equal(await page.evaluate(() => notes.open("new words for it")), true);
    assert.equal(await value(page, KEY), "a hard day");
  });

  test("notes are not called open before they can be shown", async () => {
    await locked();
    const second = await tab();
    const first = await second.evaluate(async ([key, w]) => {
      const seen = [];
      notes.on("state", ({ shut }) => seen.push([shut, notes.value(key)]));
      await notes.open(w);
      return seen;
    }, [KEY, words]);
    assert.deepEqual(first, [[false, "a hard day"]]);
  });

  test("another passphrase counts in every tab", async () => {
    const page = await locked();
    const second = await tab();
    assert.equal(await page.evaluate((w) => notes.changePassphrase(w, "new words for it"), words), true);
    assert.equal(await second.evaluate((w) => notes.open(w), words), false);
    assert.equal(await second.evaluate(() => notes.open("new words for it")), true);
    assert.equal(await value(second, KEY), "a hard day");
  });

  test("what another tab keeps while the lock is made is locked with the rest", async () => {
    await fresh(`{ const derive = SubtleCrypto.prototype.deriveKey; SubtleCrypto.prototype.deriveKey = async function (...a) { globalThis.deriving = true; await globalThis.gate; return derive.apply(this, a); }; }`);
    const page = await tab();
    await choose(page, "device");
    const second = await tab();
    await page.evaluate((w) => {
      globalThis.gate = new Promise((resolve) => { globalThis.letGo = resolve; });
      globalThis.choosing = notes.choose("locked", w);
    }, words);
    await page.waitForFunction(() => globalThis.deriving === true);
    assert.equal((await write(second, KEY, "from the second")).saving, "kept");
    await page.evaluate(() => { letGo(); return choosing; });
    assert.equal(await value(page, KEY), "from the second");
    await reload(page);
    assert.equal(await value(page, KEY), "from the second");
  });

  test("the last words of a page that went away are locked too", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    await putAside(page, KEY, "last words");
    await choose(page, "locked", words);
    assert.equal(await value(page, KEY), "last words");
    assert.doesNotMatch(await disk(page), /last words/);
  });

  test("nor do they stay in plain when a tab left them after the lock was made", async () => {
    const page = await locked();
    await putAside(page, "plan//last///t", "last words");
    const second = await tab();
    assert.equal(await second.evaluate((passphrase) => notes.open(passphrase), words), true);
    assert.equal(await value(second, "plan//last///t"), "last words");
    assert.doesNotMatch(await disk(second), /last words/);
  });

  test("another place that is chosen while it shuts loses nothing", async () => {
    for (const place of ["device", "tab", "locked"]) {
      const page = await locked();
      await page.evaluate(([to, passphrase]) => Promise.allSettled([notes.shut(), notes.choose(to, passphrase)]), [place, words]);
      await page.evaluate((passphrase) => notes.open(passphrase), words);
      assert.ok((await page.evaluate(() => notes.all().length)) > 0, place);
      await reload(page);
      await page.evaluate((passphrase) => notes.open(passphrase), words);
      assert.ok((await page.evaluate(() => notes.all().length)) > 0, `${place}, after a reload`);
    }
  });

  test("taking the lock off keeps every answer", async () => {
    const page = await locked();
    await choose(page, "device");
    assert.match(await disk(page), /a hard day/);
    assert.equal(await value(await tab(), KEY), "a hard day");
  });

  test("conflicts are kept under the lock too", async () => {
    const page = await locked();
    const second = await tab();
    await second.evaluate((w) => notes.open(w), words);
    await second.evaluate((key) => notes.set(key, "from the second"), KEY);
    await write(page, KEY, "from the first");
    await second.evaluate(() => notes.flush());
    assert.deepEqual((await entry(second, KEY)).others.map((text) => text.value), ["from the first"]);
  });
});

describe("erasing", () => {
  for (const shut of [false, true]) {
    test(`${shut ? "while shut" : "while open"}: nothing is left, in no tab, and it looked again`, async () => {
      await fresh();
      const page = await tab();
      await page.evaluate(() => localStorage.setItem("m", "k"));
      await page.evaluate(() => localStorage.setItem("another program", "its own"));
      await write(page, KEY, "words");
      await choose(page, shut ? "locked" : "device", "four plain warm words");
      const second = await tab();
      if (shut) {
        await page.evaluate(() => notes.shut());
      }
      const report = await page.evaluate(() => notes.erase());
      assert.deepEqual(report, { databases: [], local: [], session: [], caches: [], workers: 0 });
      assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["another program"]);
      await second.waitForFunction(() => notes.state.place === "tab" && notes.all().length === 0);
      assert.deepEqual(await state(page), { place: "tab", chosen: false, shut: false, older: false });
      assert.equal((await write(page, KEY, "new words")).saving, "kept", "and one can go on");
    });
  }

  for (const first of ["the word of it", "the stores"]) {
    test(`begun in the moment of leaving: no open page keeps what it knew, when ${first} comes first`, async () => {
      await fresh();
      const page = await tab();
      await choose(page, "device");
      await write(page, KEY, "words");
      const second = await tab();
      await page.evaluate((order) => {
        const steps = [
          () => new BroadcastChannel("n/:").postMessage({ erased: true }),
          () => indexedDB.deleteDatabase("n/:"),
        ];
        (order === "the stores" ? steps.reverse() : steps).forEach((step) => step());
      }, first);
      for (const one of [page, second]) {
        await one.waitForFunction(() => notes.state.place === "tab" && notes.all().length === 0);
        await one.evaluate(() => notes.flush());
        assert.equal(await one.evaluate(() => JSON.stringify({ ...sessionStorage })), "{}");
        assert.equal(await value(one, KEY), "");
      }
      assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
    });
  }

  test("without network, and before anything was on the device", async () => {
    await fresh();
    const page = await tab();
    await write(page, KEY, "words");
    await context.setOffline(true);
    assert.deepEqual(await page.evaluate(() => notes.erase()), { databases: [], local: [], session: [], caches: [], workers: 0 });
    assert.doesNotMatch(await disk(page), /words/);
  });

  test("while another page is just beginning: it brings nothing back", async () => {
    await fresh();
    const page = await tab();
    const second = await tab();
    for (let wait = 0; wait < 30; wait += 3) {
      await choose(page, "device");
      await write(page, KEY, "words");
      await putAside(page, OTHER, "last words");
      await second.goto(server.origin);
      await second.waitForFunction(() => "it" in globalThis);
      await second.evaluate(() => { globalThis.opening = globalThis.it.openNotes("/").then((opened) => { globalThis.notes = opened; }); });
      await page.waitForTimeout(wait);
      await page.evaluate(() => notes.erase());
      await second.evaluate(() => opening);
      await second.waitForFunction(() => notes.state.place === "tab");
      await second.evaluate(() => notes.flush());
      assert.deepEqual([await second.evaluate(() => [JSON.stringify({ ...sessionStorage }), notes.all().length]), await page.evaluate(() => indexedDB.databases())], [["{}", 0], []], `after ${wait} ms`);
    }
  });

  test("a store that never opens keeps nothing else from being kept", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    const holds = await context.newPage();
    await holds.goto(`${server.origin}/empty.html`);
    await holds.evaluate(() => new Promise((resolve) => {
      indexedDB.open("n/:").onsuccess = ({ target }) => { globalThis.held = target.result; resolve(); }; // and does not let go
    }));
    void page.evaluate(() => { void notes.erase(); });
    await page.waitForFunction(() => notes.state.place === "tab");
    await assert.rejects(choose(page, "device"), /refused/);
    assert.equal((await write(page, KEY, "words")).saving, "kept");
  });

  test("a page that looks for the stores while they go makes none in their place", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    const holds = await context.newPage();
    await holds.goto(`${server.origin}/empty.html`);
    await holds.evaluate(() => new Promise((resolve) => {
      indexedDB.open("n/:").onsuccess = ({ target }) => { globalThis.held = target.result; resolve(); };
    }));
    const second = await tab();
    await holds.evaluate(() => { globalThis.deleted = new Promise((resolve) => { indexedDB.deleteDatabase("n/:").onsuccess = resolve; }); });
    await second.evaluate(() => indexedDB.databases()); // its own stores were closed, and it looks for others
    await holds.evaluate(() => { held.close(); return deleted; });
    await second.waitForFunction(() => notes.state.place === "tab");
    await page.waitForFunction(() => notes.state.place === "tab");
    assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  });

  test("what cannot be removed is told", async () => {
    await fresh(`IDBFactory.prototype.deleteDatabase = function () { const r = {}; queueMicrotask(() => r.onerror?.()); return r; };`);
    const page = await tab();
    await choose(page, "device");
    await write(page, KEY, "words");
    assert.deepEqual((await page.evaluate(() => notes.erase())).databases, ["n/:"]);
  });
});

describe("an older page", () => {
  test("reads the notes of a newer one and never writes them", async () => {
    await fresh();
    const page = await tab();
    await choose(page, "device");
    await write(page, KEY, "words");
    await page.goto(`${server.origin}/empty.html`);
    await page.evaluate(() => new Promise((resolve, reject) => {
      const request = indexedDB.open("n/:", 7);
      request.onsuccess = () => { request.result.close(); resolve(); };
      request.onerror = reject;
    }));
    await page.goto(server.origin);
    await open(page);
    assert.equal((await state(page)).older, true);
    assert.equal(await value(page, KEY), "words");
    const status = await write(page, KEY, "overwritten");
    assert.deepEqual([status.saving, status.trouble], ["failed", "older"]);
    for (const work of ["notes.remove([key])", "notes.put([{ ...notes.get(key), value: 'put' }])", "notes.settle(key, 'settled')", "notes.only('plan', true)", "notes.choose('tab')", "notes.choose('device')"]) {
      assert.equal(await page.evaluate(`{ const key = ${JSON.stringify(KEY)}; ${work}.then(() => "done", (error) => error.trouble); }`), "older", work);
    }
    assert.equal((await page.evaluate(() => indexedDB.databases())).length, 1);
    await reload(page);
    assert.equal(await value(page, KEY), "words");
  });
});
