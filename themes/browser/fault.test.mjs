// Sheets filled while everything goes wrong: tabs are closed at random moments,
// two tabs write the same fields, storage fails, the clock jumps, pages are
// loaded again. FAULT_ROUNDS says how many rounds (40 else), FAULT_SEED which.
//
// Every word that is typed is one of a kind. The oracle knows of each tab what
// stood in the field before its eyes; it holds
//  - that no word is lost which the status line had called saved: it is in the
//    answer, beside it, among the earlier versions, or in a text that somebody
//    wrote who had seen it and took it out;
//  - that no text is kept which nobody wrote, as two texts put together would be.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { buildSite } from "./built.mjs";
import { launch, serve } from "./site.mjs";

const ROUNDS = Number(process.env["FAULT_ROUNDS"] ?? 40);
const SEED = Number(process.env["FAULT_SEED"] ?? Date.now() % 100_000);
const TOGETHER = 4;
const SHEET = "/s/3/"; // filled in alone: no question comes before it
const FIELDS = [
  { name: "spin", key: "steady-plan//spin///t", selector: '[data-field="spin"] textarea' },
  { name: "thought", key: "steady-plan//need/1/thought/t", selector: '[data-field="need"] [data-gap="thought"]' },
];

let site;
let browser;
before(async () => {
  site = await serve(await buildSite());
  browser = await launch();
});
after(async () => {
  await browser.close();
  await site.close();
});

/** Numbers that are the same for the same seed. */
function random(seed) {
  let state = (seed * 2654435761) >>> 0 || 1;
  return (n) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % n;
  };
}

/** Storage that fails as often as the page's number says, a clock that can be moved, and when the page typed and saved last. */
const SABOTAGE = `{
  globalThis.failing = 0;
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...args) {
    if (globalThis.failing > 0) { globalThis.failing--; throw new DOMException("no room", "QuotaExceededError"); }
    return put.apply(this, args);
  };
  const now = Date.now;
  globalThis.jump = 0;
  Date.now = () => now() + globalThis.jump;
  document.addEventListener("input", () => { globalThis.typed = performance.now(); }, { capture: true });
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.dataset.saving === "kept")) { globalThis.saved = performance.now(); }
  }).observe(document, { subtree: true, attributeFilter: ["data-saving"] });
}`;

/** What the device keeps for each field: the answer and every text beside it. */
async function kept(page) {
  return page.evaluate(async (keys) => {
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open("n/:");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = await Promise.all(keys.map((key) => new Promise((resolve) => {
      const request = db.transaction("r").objectStore("r").get(key);
      request.onsuccess = () => resolve(request.result?.w);
    })));
    db.close();
    return rows.map((row) => row === undefined ? [] : [row[0], ...(row[2] ?? []).map(([text]) => text), ...(row[3] ?? []).map(([text]) => text)]);
  }, FIELDS.map(({ key }) => key));
}

test(`${ROUNDS} rounds, seed ${SEED}: nothing that was called saved is lost, no two texts become one`, { timeout: 60_000 + ROUNDS * 8000 }, async () => {
  const sum = { words: 0, saved: 0, closed: 0, failed: 0, jumped: 0, reloaded: 0, both: 0, times: [] };
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
  const work = async () => {
    for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) {
      await play(round, sum);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, work)); // rounds mostly wait
  const { times, ...counts } = sum;
  times.sort((a, b) => a - b);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
  console.log(`${ROUNDS} rounds: ${JSON.stringify(counts)}; without faults, to "saved": p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, over a second ${times.filter((time) => time > 1000).length} of ${times.length}`);
});

/** One round in a profile of its own: one round in four without faults, for the time it takes to save. */
async function play(round, sum) {
  const pick = random(SEED + round * 7919);
  const calm = round % 4 === 3;
  const context = await browser.newContext();
  try {
    await context.addInitScript(SABOTAGE);
    const open = async () => {
      const page = await context.newPage();
      await page.goto(site.origin + SHEET);
      await page.waitForSelector("gs-sheet[data-live]");
      return page;
    };
    const witness = await open();
    await chooseDevice(witness);
    const tabs = [await open(), await open()];
    const written = FIELDS.map(() => new Set(["", "x"]));
    const promised = FIELDS.map(() => []);
    let words = 0;

    for (let step = 0; step < 6; step++) {
      const at = pick(tabs.length);
      const f = pick(FIELDS.length);
      const write = async (page) => {
        const word = `w${round}x${words++}`;
        written[f].add(await type(page, FIELDS[f], ` ${word}`));
        sum.words++;
        return word;
      };
      const fault = calm ? 9 : pick(9);
      if (fault === 0) {
        await tabs[at].evaluate((n) => { globalThis.failing = n; }, 1 + pick(3));
        sum.failed++;
      } else if (fault === 1) {
        await tabs[at].evaluate((by) => { globalThis.jump += by; }, (pick(2) === 0 ? -1 : 1) * 3_600_000 * (1 + pick(48)));
        sum.jumped++;
      }
      const word = await write(tabs[at]);
      if (fault === 2) {
        await tabs[at].waitForTimeout(pick(400));
        await tabs[at].close();
        tabs[at] = await open();
        sum.closed++;
      } else if (fault === 3) {
        await tabs[at].waitForTimeout(pick(400));
        await tabs[at].reload();
        await tabs[at].waitForSelector("gs-sheet[data-live]");
        sum.reloaded++;
      } else if (fault === 4 || fault === 5) {
        await write(tabs[1 - at]); // both write before either is kept
        sum.both++;
      } else if ((await news(tabs[at])) === "kept") {
        promised[f].push(word);
        sum.saved++;
        if (calm) {
          sum.times.push(await tabs[at].evaluate(() => Math.round(globalThis.saved - globalThis.typed)));
        }
      }
    }

    // Storage works again, and every tab comes to rest.
    for (const page of tabs) {
      await page.evaluate(() => { globalThis.failing = 0; document.activeElement?.blur(); });
    }
    const rows = await kept(witness);
    for (const [f, { key }] of FIELDS.entries()) {
      for (const word of promised[f]) {
        assert.ok(rows[f].some((text) => text.split(" ").includes(word)), `round ${round}, ${key}: ${word} was called saved and is lost; kept: ${JSON.stringify(rows[f])}`);
      }
      for (const text of rows[f]) {
        assert.ok(written[f].has(text), `round ${round}, ${key}: nobody wrote ${JSON.stringify(text)}`);
      }
    }
  } finally {
    await context.close();
  }
}

/** Types at the end of a field, and gives what stands there then. */
async function type(page, field, text) {
  const input = page.locator(field.selector).first();
  await input.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(text);
  return input.inputValue();
}

/** What the status line says once it has news of what was typed. */
async function news(page) {
  await page.waitForFunction(() => document.querySelector("gs-sheet [data-status]").dataset.saving !== "waiting", undefined, { polling: 50, timeout: 20_000 });
  return page.getAttribute("gs-sheet [data-status]", "data-saving");
}

/** Answers the question where notes stay, as a reader would at the first answer. */
async function chooseDevice(page) {
  await page.locator(FIELDS[0].selector).first().fill("x");
  await page.locator(".sheet-ask .choice").nth(1).click();
  await page.waitForFunction(() => indexedDB.databases().then((all) => all.length > 0));
  await page.waitForFunction(() => document.querySelector("gs-sheet [data-status]")?.getAttribute("data-saving") === "kept");
  await page.locator(FIELDS[0].selector).first().fill("");
  await page.waitForFunction(() => document.querySelector("gs-sheet [data-status]")?.getAttribute("data-saving") === "kept");
}
