// What a reader writes goes nowhere: the scripts that are published hold no way
// to send, and a browser that fills in everything asks for nothing.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { addresses, buildSite, goldseam, repository, scratch } from "./built.mjs";
import { launch, serve } from "./site.mjs";

const dir = await buildSite();
const files = (await readdir(path.join(dir, "f"))).filter((name) => name.endsWith(".js"));
const text = (name) => readFile(path.join(dir, name), "utf8");

/** What no script of a page may hold, and the few forms that are no such thing, in minified names. */
const N = String.raw`[\w$]+`;
const RULES = [
  { no: /\bfetch(?:Later)?\b/, but: [String.raw`\._index\.fetch\(`, String.raw`[};]fetch\(${N},${N}\)\{`] }, // a method of minisearch's map
  { no: /\b(?:XMLHttpRequest|sendBeacon|WebSocket|WebSocketStream|EventSource|WebTransport|RTC\w+|PushManager|SharedWorker|importScripts)\b/ },
  { no: /\.\s*(?:submit|requestSubmit|formAction|formMethod)\b/ },
  { no: /\.(?:action|method|enctype|target)\s*=(?!=)|["'`]?\b(?:action|formaction|method|enctype)["'`]?\s*:\s*["'`]/ },
  { no: /\b(?:Image|Audio|FontFace)\s*\(|\(\s*["'`](?:img|iframe|frame|script|link|object|embed|video|audio|source|base|meta|form)["'`]\s*,\s*\{\s*(?!class:)/ },
  { no: /\.(?:src|srcset|srcdoc|ping|poster|background|backgroundImage|cssText)\s*=(?!=)|\b(?:src|srcset|srcdoc|ping|poster)["'`]?\s*:\s*(?!void)|["'`](?:src|srcset|srcdoc|ping|poster)["'`]|url\(/ },
  { no: /\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|DOMParser)\b|document\.write|\beval\s*\(|\bFunction\s*\(/ },
  { no: /\bcookie\b|\bwindow\.name\b|\bopener\b|\bnavigator\.(?:share|credentials|geolocation|mediaDevices)\b|\bclipboard\.read|\b(?:push|replace)State\b|\b(?:prefetch|prerender|preconnect)\b/ },
  { no: /\b(?:window|globalThis|self|parent|top)\.open\b|(?<![\w$.#])open\((?!${N}(?:,${N})*\)\{)/, but: [String.raw`\bopen\((?:${N}(?:,${N})*)?\)\{`] },
  {
    no: /\blocation\b/,
    but: [
      String.raw`\blocation\.(?:pathname|origin|reload\(\))(?!\s*=[^=])`,
      String.raw`new URL\(${N}\.(?:worker|dataset\.sheets\?\?""),location\.href\)`, // addresses that the build wrote
      String.raw`\blocation\.replace\((?:${N}|${N}\.href|${N}\.at\(-1\)\?\?${N})\)`, // leaving, a link without trace, and its way back
    ],
  },
  {
    no: /\bimport\s*\(/,
    but: [
      String.raw`\bimport\("\./(?:c)-[0-9A-Z]{8}\.js"\)`,
      String.raw`\bimport\(new URL\(${N}\.dataset\.sheets\?\?"",location\.href\)\.href\)`,
      String.raw`\(await import\(${N}\)\)\.default`, // the search's indexes
    ],
  },
  { no: /\bimport(?:\s*["'`{*]|\s+[\w$])|\bfrom\s*["'`]/, but: [String.raw`(?:\bfrom|\bimport)"\./c-[0-9A-Z]{8}\.js"`, String.raw`\bimport\{[^}]*\}`, String.raw`\bimport [\w$]+(?=from)`] },
  { no: /\bnew Worker\b/, but: [String.raw`new Worker\(new URL\("\./w-[0-9A-Z]{8}\.js",import\.meta\.url\)`] },
  { no: /\bserviceWorker\.register\b/, but: [String.raw`serviceWorker\.register\(${N}\.worker,`] },
];

/** Where a script holds what it must not. */
function findings(code) {
  return RULES.flatMap(({ no, but = [] }) => {
    const rest = but.reduce((left, form) => left.replace(new RegExp(form, "g"), (found) => (found.endsWith("{") ? "{" : "")), code);
    return [...rest.matchAll(new RegExp(no, "g"))].map(({ 0: found, index }) => `${found}: ${rest.slice(Math.max(0, index - 60), index + 60)}`);
  });
}

/** Modules that are data alone: worksheets and search indexes. */
const isData = (name) => /^(?:sheets|g)-/.test(name);

describe("the published scripts", () => {
  test("hold no way to send, with all libraries in them", async () => {
    const found = [];
    for (const name of files.filter((one) => !isData(one))) {
      found.push(...findings(await text(`f/${name}`)).map((line) => `${name}: ${line}`));
    }
    assert.ok(files.some((name) => name.startsWith("app-")) && files.some((name) => name.startsWith("w-")) && files.length > 10, files.join());
    assert.deepEqual(found, []);
  });

  test("include the libraries that were looked at", async () => {
    const all = (await Promise.all(files.filter((name) => !isData(name)).map((name) => text(`f/${name}`)))).join("\n");
    for (const sign of ["age-encryption.org/v1", "serializationVersion", "onupgradeneeded"]) {
      assert.ok(all.includes(sign), `no library that says ${sign}`);
    }
  });

  test("modules of data hold nothing else", async () => {
    const data = files.filter(isData);
    assert.ok(data.length >= 2, data.join());
    for (const name of data) {
      const [, value] = (await text(`f/${name}`)).match(/^export default ([\s\S]*?);?\s*$/) ?? assert.fail(name);
      if (value.startsWith("'")) {
        assert.match(value, /^'(?:[^'\\\n]|\\.)*'$/, name); // one text from its first quote to its last
      } else {
        assert.doesNotThrow(() => JSON.parse(value), name);
      }
    }
  });

  test("pages bring nothing inline but the script of the head, and load from their own folder", async () => {
    const inline = new Set();
    for (const address of await addresses(dir)) {
      const html = await text(address.endsWith("/") ? `${address}index.html` : address);
      for (const [, attributes, code] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
        if (/type="application\/json"/.test(attributes)) {
          assert.doesNotThrow(() => JSON.parse(code), address);
        } else if (/\bsrc=/.test(attributes)) {
          assert.match(attributes, /src="\/f\/app-[0-9A-Z]{8}\.js"/, address);
        } else {
          inline.add(code);
        }
      }
      for (const [, name, value] of html.matchAll(/\sdata-(sheets|index)="([^"]*)"/g)) {
        assert.match(value, /^(?:\/f\/[\w-]+\.js ?)+$/, `${address}: data-${name}`);
      }
      assert.doesNotMatch(html, /<(?:form|iframe|object|embed|base)\b|\s(?:action|formaction|ping|on\w+)="/, address);
    }
    assert.equal(inline.size, 1, "one and the same everywhere");
    assert.deepEqual([...inline].flatMap(findings), []);
  });

  test("the oracle: each way to send that is planted in a script is found", async () => {
    const name = files.find((one) => one.startsWith("app-"));
    const code = await text(`f/${name}`);
    assert.deepEqual(findings(code), []);
    const PLANTED = [
      'fetch("/x")', "self.fetch(e)", "let f=globalThis.fetch;", 'window["fetch"](e)', "fetchLater(e)", "new XMLHttpRequest", "navigator.sendBeacon(e,t)",
      "new WebSocket(e)", "new EventSource(e)", "new WebTransport(e)", "new RTCPeerConnection", "n.submit()", "n.requestSubmit()", "n.action=e", 's("form",{action:"/x"})',
      "new Image().src=e", "t.src=e", 's("img",{})', 's("p",{src:e})', 'n.setAttribute("src",e)', "n.innerHTML=e", 'import("https://example.org/a.js")', "import(e)", 'import("./x.js")',
      'import"https://example.org/a.js"', 'export*from"//example.org/a.js"', "location=e", "location.href=e", "location.assign(e)", 'location.replace("https://example.org/?"+e)', "location.hash=e", "location.search=e",
      "window.open(e)", ";open(e)", "document.cookie=e", "history.pushState(e,t)", 'new Worker("/x.js")', 'navigator.serviceWorker.register("/y.js")', "navigator.share(e)", "n.style.backgroundImage=e",
      "new Function(e)", 'eval("1")', "n.ping=e", "window.opener",
    ];
    for (const planted of PLANTED) {
      assert.notDeepEqual(findings(`${code};${planted}`), [], planted);
    }
  });
});

describe("the worker of the copy", () => {
  test("asks for files of its own site alone, by its code", async () => {
    const code = await text("sw.js");
    const asks = [...code.matchAll(/.{0,24}\bfetch\b.{0,60}/g)].map(([found]) => found);
    const known = [
      new RegExp(String.raw`\bfetch\(${N},\{cache:"no-cache",credentials:"omit"\}\)`),
      new RegExp(String.raw`(?:await |\?\?)fetch\(${N}\)`),
      /addEventListener\("fetch",/,
    ];
    assert.deepEqual(asks.filter((ask) => !known.some((form) => form.test(ask))), []);
    assert.match(code, new RegExp(String.raw`new URL\(${N},${N}\)\.href`), "what it copies lies below its own scope");
    assert.match(code, new RegExp(String.raw`if\(!\(${N}\.method!=="GET"\|\|!${N}\.url\.startsWith\(${N}\)\)\)`), "what it answers, too");
    const others = findings(code).filter((found) => !/^fetch: /.test(found));
    assert.deepEqual(others, []);
  });

  test("touches no request to elsewhere, and its policy lets it make none", async () => {
    const [site, foreign] = [await serve(dir), await serve(dir)];
    const browser = await launch();
    try {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${site.origin}/a/`);
      const started = context.waitForEvent("serviceworker");
      await page.evaluate(() => navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready));
      const worker = await started;
      const touched = (url, method = "GET") => worker.evaluate(([to, how]) => {
        const event = new FetchEvent("fetch", { request: new Request(to, { method: how }) });
        let answered = false;
        event.respondWith = (answer) => {
          answered = true;
          Promise.resolve(answer).catch(() => {});
        };
        self.dispatchEvent(event);
        return answered;
      }, [url, method]);
      assert.equal(await touched(`${site.origin}/a/`), true, "its own are answered");
      assert.equal(await touched(`${foreign.origin}/a/`), false);
      assert.equal(await touched(`${site.origin}/a/`, "POST"), false);
      const asked = (url) => worker.evaluate((to) => fetch(to, { mode: "no-cors" }).then(() => "sent", () => "blocked"), url);
      assert.equal(await asked(`${foreign.origin}/planted`), "blocked");
      assert.equal(await asked(`${site.origin}/robots.txt`), "sent");
      assert.deepEqual(foreign.requests, []);
    } finally {
      await browser.close();
      await Promise.all([site.close(), foreign.close()]);
    }
  });
});

const AGREEING = `---
title: What we agree
neutral_title: Sheet 490
fill: both
keep: ask
print: true
share: none
kind: form
fields:
  ours: {type: agreement, label: What we agree, review: in 6 weeks, limit: 4}
  talk: {type: timer, label: Talk, minutes: 2, turns: 2, optional: true}
  peace: {type: scale, label: Peace, low: none, high: all, items: {stay: Stay, go: Go}}
privacy:
  - A word of care.
---

Words.
`;

/** What the build wrote about each sheet of a page. */
const sheetsOf = (html) => [...html.matchAll(/<script\b[^>]*\bclass="sheet-data"[^>]*>([\s\S]*?)<\/script>/g)].map(([, data]) => JSON.parse(data));

/**
 * The pages with a sheet: each sheet on a page of its own, and of the lessons
 * the first of each kind: with one sheet or more, for one reader or together,
 * kept or never.
 */
async function placesOf(dir) {
  const [own, lessons, kinds] = [[], [], new Set()];
  for (const address of (await addresses(dir)).filter((one) => one.endsWith("/"))) {
    const html = await readFile(path.join(dir, address, "index.html"), "utf8");
    const sheets = sheetsOf(html);
    assert.equal(sheets.length, html.match(/<gs-sheet\b/g)?.length ?? 0, address);
    if (address.startsWith("/s/") && sheets.length > 0) {
      own.push(address);
      continue;
    }
    const kind = [sheets.length, sheets.some((sheet) => sheet.never), sheets.every((sheet) => sheet.fill === "together")].join();
    if (sheets.length > 0 && !kinds.has(kind)) {
      kinds.add(kind);
      lessons.push(address);
    }
  }
  return { own, lessons };
}

/** The program with one sheet more, so that every kind of field is met. */
async function buildMore() {
  const source = await scratch();
  await cp(path.join(repository, "content"), path.join(source, "content"), { recursive: true });
  const program = path.join(source, "content/program.yaml");
  await writeFile(program, (await readFile(program, "utf8")).replace(/^worksheets:/m, "worksheets:\n  - {id: agreeing, page: 490}"));
  await writeFile(path.join(source, "content/en/worksheets/agreeing.md"), AGREEING);
  const site = path.join(await scratch(), "site");
  await promisify(execFile)(await goldseam(), ["build", source, "--out", site, "--url", "https://example.org/"]);
  return site;
}

describe("filling in everything", () => {
  let foreign;
  let browser;
  let more;
  before(async () => {
    more = await buildMore();
    [foreign, browser] = await Promise.all([serve(more), launch()]);
  });
  after(() => Promise.all([browser?.close(), foreign?.close()]));

  /** A page in a browser that knows nothing, of a site that nobody else visits, with everything it asks for and everything its policy blocked. */
  async function open(address) {
    const site = await serve(more);
    const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true });
    context.setDefaultTimeout(15_000);
    const asked = [];
    const blocked = [];
    const wrong = [];
    await context.exposeBinding("policyBlocked", (_, what) => { blocked.push(what); });
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => window.policyBlocked(`${event.effectiveDirective} ${event.blockedURI}`));
      window.print = () => {};
    });
    // blob: and data: never leave the browser: they are how a file is handed to the reader.
    context.on("request", (request) => /^(?:blob|data):/.test(request.url()) || asked.push(request));
    const page = await context.newPage();
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("websocket", (socket) => wrong.push(`socket ${socket.url()}`));
    await page.goto(site.origin + address);
    const close = () => Promise.all([context.close(), site.close()]);
    return { page, context, site, asked, blocked, wrong, close };
  }

  /** Makes the sheets of a page live, as a reader who goes there. */
  async function goToSheets(page) {
    await page.locator("html.live").waitFor();
    for (const on = page.locator(".sheet-gate:not([hidden]) button"); await on.count() > 0;) {
      await on.first().click();
    }
    for (const sheet of await page.locator("gs-sheet").all()) {
      await sheet.scrollIntoViewIfNeeded();
      await sheet.and(page.locator("[data-live]")).waitFor();
    }
  }

  /**
   * Fills in every field and presses every button of every sheet on the page, in
   * the page itself, since there are thousands of presses. Gives the panels that
   * came up, the fields that an answer revealed, and how many presses of each kind
   * there were.
   */
  const fillIn = (page, mark) => page.evaluate(async (word) => {
    const panels = new Set();
    const revealed = new Set();
    const done = { text: 0, radio: 0, checkbox: 0, select: 0, date: 0, time: 0, button: 0 };
    const look = () => {
      for (const panel of document.querySelectorAll("[data-panel]")) {
        panel.hidden || panels.add(panel.dataset.panel);
      }
      for (const field of document.querySelectorAll("gs-sheet [data-hidden][data-revealed]")) {
        revealed.add(field.dataset.field);
      }
    };
    const { port1, port2 } = new MessageChannel();
    const turn = () => new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(0); // a timer would wait for 4 ms each time
    });
    const change = (control, value) => {
      control.focus();
      control.value = value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
      done[control.type.startsWith("select") ? "select" : control.type]++;
    };
    const write = (control) => {
      control.focus();
      control.select();
      if (!document.execCommand("insertText", false, `${word}${done.text}`) || !control.value.includes(word)) {
        throw new Error(`nothing can be written in ${control.outerHTML}`);
      }
      done.text++;
    };
    const shut = (part) => part.closest("[hidden], [data-hidden]:not([data-revealed])") !== null;
    const controls = () => [...document.querySelectorAll("gs-sheet :is(input, textarea, select, .rows-add button):not(:is(.sheet-ask, .spare, .passphrase) *)")];
    const filled = new Set();
    const fill = async () => {
      const open = () => controls().filter((one) => !filled.has(one) && !one.disabled && !shut(one));
      // What an answer has revealed goes first, since the next one may hide it again.
      const next = (among) => among.find((one) => one.closest("[data-hidden]")) ?? among[0];
      for (let control = next(open()); control !== undefined; control = next(open())) {
        filled.add(control);
        if (control.localName === "button") {
          for (let i = 0; i < 3; i++) {
            control.click();
            done.button++;
          }
        } else if (control.type === "checkbox" || control.type === "radio") {
          control.click();
          done[control.type]++;
        } else if (control.localName === "select") {
          [...control.options].forEach((option) => change(control, option.value));
        } else if (control.type === "date" || control.type === "time") {
          change(control, control.type === "date" ? "2026-02-28" : "20:15");
        } else {
          write(control);
        }
        look();
        await turn();
      }
    };
    const press = async (selector) => {
      for (const button of document.querySelectorAll(selector)) {
        if (!shut(button) && button.isConnected && !button.matches(".leave-link")) {
          button.click();
          done.button++;
          look();
          await turn();
        }
      }
    };
    const settle = () => new Promise((resolve) => setTimeout(resolve, 400)); // longer than what is written waits to be kept
    await fill();
    await settle();
    await press("gs-sheet .hidden-answers button");
    await press("gs-sheet .row-remove");
    await press("gs-sheet .undone button");
    for (let i = 0; i < 3; i++) {
      await press("gs-sheet .timer-buttons button"); // start, pause, without sound; go on, stop; start
    }
    await press("gs-sheet .calendar button");
    await press("gs-sheet .result-ask button");
    await press("gs-sheet .said button");
    await press("gs-sheet .clear-sheet button");
    await press("gs-sheet .clear-sheet button:last-of-type");
    await settle();
    look();
    // The first option of each question and the lowest of each scale, then the second, then the last.
    const groups = Map.groupBy(controls().filter((one) => one.type === "radio"), (one) => one.name);
    for (const at of [0, 1, -1]) {
      for (const all of groups.values()) {
        const one = all.at(at) ?? all[0];
        one.checked || shut(one) || one.click();
      }
      look();
      await turn();
    }
    return { panels: [...panels], revealed: [...revealed], done };
  }, mark);

  /** Writes once more in each line of text. */
  const writeMore = (page, mark) => page.evaluate((word) => {
    const lines = [...document.querySelectorAll("gs-sheet :is(input[type=text], textarea)")].filter((one) => !one.closest(".sheet-ask, .spare"));
    for (const line of lines) {
      line.focus();
      document.execCommand("insertText", false, ` ${word}`);
    }
    document.querySelector("gs-sheet input[type=checkbox]")?.click();
  }, mark);

  /** Chooses one answer by name for each question of the safety check. */
  const check = async (page, answers) => {
    await page.evaluate((wanted) => {
      for (const box of document.querySelectorAll('gs-sheet .field[data-type="choice"]')) {
        const value = wanted[box.dataset.field] ?? wanted.all;
        const radio = box.querySelector(`input[value="${value}"]`);
        radio?.checked === false && radio.click();
      }
      document.querySelector(".result-ask button")?.click();
    }, answers);
    return page.evaluate(() => [...document.querySelectorAll("[data-panel]")].filter((panel) => !panel.hidden).map((panel) => panel.dataset.panel));
  };
  const CHECKS = [
    { all: "yes" }, { all: "unsure" }, { all: "no" }, { all: "no", place_ok: "yes" },
    { all: "no", place_ok: "yes", sc_child: "unsure" }, { all: "no", place_ok: "yes", sc_self: "yes" },
  ];

  /** Where a word that was typed stands, that others may see. */
  async function leaks(page, context, mark, requests) {
    const seen = await page.evaluate(() => [location.href, document.title, document.cookie, document.referrer, JSON.stringify(history.state), window.name]);
    seen.push(JSON.stringify(await context.cookies()));
    for (const request of requests) {
      seen.push(request.url(), JSON.stringify(await request.allHeaders().catch(() => ({}))), request.postData() ?? "");
    }
    return seen.filter((one) => one.toLowerCase().includes(mark.toLowerCase()));
  }

  /**
   * What the rules of some sheets bring up, panels for "show" and fields for
   * "reveal", as far as one filling can: no answer makes a rule hold that asks
   * for a path, for a role or for several entries.
   */
  function due(sheets, what) {
    const apart = (rule) => /"(?:path|role)":|"times":(?!1\b)/.test(JSON.stringify(rule.when));
    return sheets.flatMap((sheet) => sheet.rules).filter((rule) => !apart(rule)).flatMap((rule) => rule[what] ?? []);
  }

  test("every sheet asks for nothing, on its own page and in a lesson", { concurrency: 3 }, async (t) => {
    const { own, lessons } = await placesOf(more);
    const met = { text: 0, radio: 0, checkbox: 0, select: 0, date: 0, time: 0, button: 0 };
    const brought = { show: 0, reveal: 0 };
    assert.deepEqual(own, (await addresses(more)).filter((address) => /^\/s\/\d+\/$/.test(address)), "every sheet");
    assert.ok(own.length > 6 && lessons.length > 2, [own, lessons].join());
    await Promise.all([...lessons, ...own].map((address) =>
      t.test(address, async () => {
        const { page, site, context, asked, blocked, wrong, close } = await open(address);
        try {
          await goToSheets(page);
          await page.waitForLoadState("networkidle");
          const mark = "Kumquat";
          const panels = new Set();
          const [before, served] = [asked.length, site.requests.length];
          assert.ok(before > 2 && served > 2, "the page itself was asked for");
          const sheets = await page.evaluate(() => [...document.querySelectorAll(".sheet-data")].map((one) => JSON.parse(one.textContent)));
          const never = sheets.every((sheet) => sheet.never);
          const { panels: came, revealed, done } = await fillIn(page, mark);
          came.forEach((name) => panels.add(name));
          Object.entries(done).forEach(([kind, n]) => { met[kind] += n; });
          for (const answers of never ? CHECKS : []) {
            (await check(page, answers)).forEach((name) => panels.add(name));
          }
          const [show, reveal] = [due(sheets, "show"), due(sheets, "reveal")];
          assert.deepEqual(show.filter((name) => !panels.has(name)), [], "every panel came up");
          assert.deepEqual(reveal.filter((name) => !revealed.includes(name)), [], "every field was shown");
          brought.show += show.length;
          brought.reveal += reveal.length;
          const quiet = () => {
            assert.deepEqual(asked.slice(before).map((request) => request.url()), []);
            assert.deepEqual(site.requests.slice(served).map((request) => request.path), []);
          };
          quiet();

          if (!never) {
            const words = await page.evaluate(() => JSON.parse(document.querySelector("#page-data").textContent).words);
            const ask = page.getByRole("group", { name: words["place-ask"] });
            await ask.locator(".choice", { hasText: words["place-tab"] }).click();
            await ask.getByText(words["place-tab-done"]).waitFor();
            quiet();
            await ask.getByRole("button", { name: words.close }).click();
            await page.locator(".sheet-status").first().getByRole("button", { name: words["place-change"], exact: true }).click();
            await ask.locator(".choice", { hasText: words["place-device-is"] }).click();
            await ask.getByText(words["place-device-done"]).waitFor();
            // Keeping on the device is a file of its own: loaded once, at this press.
            const loaded = asked.slice(before).map((request) => new URL(request.url()).pathname);
            assert.deepEqual(loaded.filter((name) => !/^\/f\/c-[0-9A-Z]{8}\.js$/.test(name)), []);
            assert.equal(new Set(loaded).size, loaded.length, "once");
            assert.ok(loaded.length > 0, "the press was seen by this test");
            const [then, thenServed] = [asked.length, site.requests.length];
            await writeMore(page, mark);
            await page.locator(".status-words", { hasText: words["saved-device"].split("{n}")[0] }).first().waitFor();
            assert.deepEqual(asked.slice(then).map((request) => request.url()), []);
            assert.deepEqual(site.requests.slice(thenServed).map((request) => request.path), []);
          }

          // The next pages tell nothing either.
          await page.reload();
          await goToSheets(page);
          assert.deepEqual(await leaks(page, context, mark, asked), []);
          await page.locator('a[href="/h/"]').last().click();
          await page.waitForURL(`${site.origin}/h/`);
          assert.deepEqual(await leaks(page, context, mark, asked), []);
          assert.ok(asked.every((request) => request.url().startsWith(`${site.origin}/`) && !request.url().includes("?")), "every request is for a file of the site");
          assert.equal(asked.at(-1).postData(), null);
          assert.ok(site.requests.every(({ path: one, referer }) => !/kumquat/i.test(one) && referer === undefined));
          assert.deepEqual(blocked, []);
          assert.deepEqual(wrong, []);
        } finally {
          await close();
        }
      })));
    for (const [kind, n] of Object.entries({ ...met, ...brought })) {
      assert.ok(n > 8, `${kind}: ${n} only`);
    }
    assert.deepEqual(foreign.requests, []);
  });

  test("what somebody plants in a page is blocked by its policy", async () => {
    const { page, site, blocked, close } = await open("/s/3/");
    try {
      await goToSheets(page);
      await page.waitForLoadState("networkidle");
      const served = site.requests.length;
      const PLANTED = {
        "connect-src": [
          (to) => fetch(to).catch(() => {}), (to) => fetch("/planted").catch(() => {}), (to) => navigator.sendBeacon(to, "x"),
          (to) => { const one = new XMLHttpRequest(); one.open("POST", to); one.send("x"); },
          (to) => { new WebSocket(to.replace("http", "ws")); }, (to) => { new EventSource(to); },
        ],
        "img-src": [(to) => { new Image().src = to; }],
        "form-action": [(to) => {
          const form = document.createElement("form");
          form.action = to;
          form.method = "post";
          document.body.append(form);
          form.submit();
        }, () => {
          const form = document.createElement("form");
          form.action = "/planted";
          document.body.append(form);
          form.submit();
        }],
        "script-src-elem": [(to) => { document.head.append(Object.assign(document.createElement("script"), { src: to })); }, () => { document.head.append(Object.assign(document.createElement("script"), { textContent: "window.planted = 1" })); }],
        "frame-src": [(to) => { document.body.append(Object.assign(document.createElement("iframe"), { src: to })); }],
        "style-src-elem": [(to) => { document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: to })); }],
        "media-src": [(to) => { new Audio(to).load(); }],
        "base-uri": [(to) => { document.head.append(Object.assign(document.createElement("base"), { href: to })); }],
      };
      for (const [directive, tries] of Object.entries(PLANTED)) {
        for (const one of tries) {
          const before = blocked.length;
          await page.evaluate(`(${one})(${JSON.stringify(`${foreign.origin}/planted`)})`).catch((error) => {
            assert.match(String(error), /Content Security Policy|violates/, String(one));
          });
          for (const end = Date.now() + 10_000; blocked.length === before && Date.now() < end;) {
            await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 10)));
          }
          assert.ok(blocked.slice(before).some((what) => what.startsWith(directive)), `${directive}: ${one}: ${blocked.slice(before)}`);
        }
      }
      assert.equal(await page.evaluate(() => window.planted), undefined);
      assert.equal(page.url(), `${site.origin}/s/3/`);
      assert.deepEqual(site.requests.slice(served).map((request) => request.path), []);
      assert.deepEqual(foreign.requests, []);
    } finally {
      await close();
    }
  });
});
