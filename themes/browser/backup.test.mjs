// Backup files as a reader makes and opens them, in the notebook of the site
// as it is published, under its policy.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import path from "node:path";
import { after, afterEach, beforeEach, test } from "node:test";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { buildSite, repository, scratch } from "./built.mjs";
import { hostile } from "./hostile.mjs";
import { launch, serve } from "./site.mjs";

const PASSPHRASE = "four words or more";
const downloads = await scratch();
const site = await serve(await buildSite());
const browser = await launch();
after(() => Promise.all([browser.close(), site.close()]));

let context;
let page;
let words;
beforeEach(async () => {
  context = await browser.newContext();
  page = await openNotebook(context);
});
afterEach(() => context.close());

async function openNotebook(where) {
  const opened = await where.newPage();
  await opened.goto(`${site.origin}/n/`);
  await opened.locator("#import-1").waitFor({ state: "attached" });
  words = JSON.parse(await opened.locator("#notebook-words").textContent());
  return opened;
}

const word = (key, n = "") => (words[key] ?? assert.fail(`no word ${key}`)).replaceAll("{n}", n);
const press = (on, key) => on.getByRole("button", { name: word(key), exact: true }).click();
const shows = (on, key, n) => on.getByText(word(key, n), { exact: true }).waitFor();

/** The section that brings answers in. */
const part = (on) => on.locator(".backup").filter({ has: on.locator("#import-1") });

function notes(...records) {
  return JSON.stringify({ goldseam: "notes", format: 1, day: "2026-01-31", program: "Another program", records });
}

async function choose(on, content, name = "notes-2026-01.json") {
  await on.locator("#import-1").setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
}

async function bringIn(on, ...records) {
  await choose(on, notes(...records));
  await press(on, "import-yes");
  await shows(on, "import-done-tab");
}

/** Makes a backup and gives its content; undefined if there is nothing to put in a file. */
async function backup(on, passphrase) {
  if (passphrase === undefined) {
    await on.locator("#backup-6").check();
    await on.locator("#backup-4").check();
  } else {
    await on.locator("#backup-5").check();
    await on.locator("#backup-1").fill(passphrase);
    await on.locator("#backup-2").fill(passphrase);
  }
  const made = on.waitForEvent("download").then((download) => ({ download }));
  made.catch(() => {}); // no file is made
  await press(on, "backup-make");
  const done = await Promise.race([made, shows(on, "backup-none")]);
  if (done === undefined) {
    return undefined;
  }
  const file = path.join(await mkdtemp(path.join(downloads, "d")), done.download.suggestedFilename());
  await done.download.saveAs(file);
  return file;
}

/** The records that are here, as a plain backup says. */
async function records(on) {
  const file = await backup(on);
  return file === undefined ? [] : JSON.parse(await readFile(file, "utf8")).records;
}

test("a file is shown first, brought in after a yes, and taken back", async () => {
  await choose(page, notes(["our-own//words///t", "from the file", 1_769_850_000_000]));
  await shows(page, "import-answers", "1");
  await shows(page, "import-new", "1");
  await shows(page, "import-elsewhere");
  assert.deepEqual(await records(page), [], "nothing before the yes");

  await press(page, "import-yes");
  await shows(page, "import-done-tab");
  assert.deepEqual(await records(page), [["our-own//words///t", "from the file", 1_769_850_000_000, 1]]);

  await press(page, "import-undo");
  await shows(page, "import-undone");
  assert.deepEqual(await records(page), []);
});

test("a no changes nothing", async () => {
  await choose(page, notes(["our-own//words///t", "from the file", 1]));
  await press(page, "import-leave");
  await shows(page, "import-left");
  assert.deepEqual(await records(page), []);
});

test("two texts are both kept, and both come back apart when it is undone", async () => {
  await bringIn(page, ["our-own//words///t", "mine", 1_769_850_000_000]);
  const before = await records(page);
  await choose(page, notes(["our-own//words///t", "theirs", 1_769_850_000_001]));
  await shows(page, "import-both", "1");
  await part(page).locator("summary", { hasText: "our-own" }).click();
  await part(page).getByText("mine", { exact: true }).waitFor();
  await part(page).getByText("theirs", { exact: true }).waitFor();
  await press(page, "import-yes");
  await shows(page, "import-done-tab");
  assert.deepEqual((await records(page)).map(([, value, , , others]) => [value, others]), [["theirs", [["mine", 1_769_850_000_000]]]]);
  await press(page, "import-undo");
  await shows(page, "import-undone");
  assert.deepEqual(await records(page), before);
});

test("a locked file opens elsewhere, with its passphrase alone", async () => {
  const wanted = [["our-own//words///t", "words 🌱 עברית", 1_769_850_000_000, 1], ["~//path///c", "both", 1_769_850_000_000, 1]];
  await bringIn(page, ...wanted);
  const file = await backup(page, PASSPHRASE);
  assert.match(path.basename(file), /^notes-\d{4}-\d\d\.age$/);
  const content = await readFile(file);
  assert.equal(await page.locator("#backup-1").inputValue(), "", "the passphrase does not stay on the page");

  const elsewhere = await browser.newContext();
  try {
    const other = await openNotebook(elsewhere);
    await choose(other, content, path.basename(file));
    await other.locator("#import-2").fill("another passphrase");
    await press(other, "import-open");
    await shows(other, "import-no-passphrase");
    await other.locator("#import-2").fill(`${PASSPHRASE} `);
    await other.locator("#import-2").press("Enter");
    await shows(other, "import-answers", "1");
    await shows(other, "import-way");
    await press(other, "import-yes");
    await shows(other, "import-done-tab");
    assert.deepEqual(await records(other), wanted);
  } finally {
    await elsewhere.close();
  }

  // The reference implementation reads it, too.
  const { stdout } = await promisify(execFile)("go", ["test", "-count=1", "-run", "TestBackupFiles", "-v", "./themes"], {
    cwd: repository, env: { ...process.env, BACKUP_FILE: file },
  });
  assert.match(stdout, /--- PASS: TestBackupFiles/);
});

test("what was written on a sheet is on that sheet elsewhere, after a backup", async () => {
  const sheet = `${site.origin}/s/1/`;
  const field = (on) => on.locator(".field[data-type=longtext] textarea, .field[data-type=text] input[type=text]").first();
  await page.goto(sheet);
  await page.waitForSelector("gs-sheet[data-live]");
  await field(page).fill("written on a sheet");
  await page.waitForSelector('[data-status][data-saving="kept"]');
  await page.goto(`${site.origin}/n/`);
  const content = await readFile(await backup(page, PASSPHRASE));

  const elsewhere = await browser.newContext();
  try {
    const other = await openNotebook(elsewhere);
    await choose(other, content, "notes.age");
    await other.locator("#import-2").fill(PASSPHRASE);
    await press(other, "import-open");
    await press(other, "import-yes");
    await shows(other, "import-done-tab");
    await other.goto(sheet);
    await other.waitForFunction((text) => [...document.querySelectorAll(".sheet input, .sheet textarea")].some((one) => one.value === text), "written on a sheet");
  } finally {
    await elsewhere.close();
  }
});

test("a file made by another age is opened", async () => {
  for (const name of ["binary.age", "armored.age"]) {
    await choose(page, await readFile(path.join(import.meta.dirname, "testdata/age", name)), name);
    await page.locator("#import-2").fill("correct horse battery staple");
    await press(page, "import-open");
    await shows(page, "import-no-broken"); // it opens, and holds no document
  }
});

test("no file without a passphrase that is the same twice, or a box that was ticked", async () => {
  let made = 0;
  page.on("download", () => made++);
  await bringIn(page, ["our-own//words///t", "mine", 1]);
  await press(page, "backup-make");
  await shows(page, "backup-short");
  await page.locator("#backup-1").fill(PASSPHRASE);
  await page.locator("#backup-2").fill(`${PASSPHRASE}s`);
  await press(page, "backup-make");
  await shows(page, "backup-differ");
  await page.locator("#backup-6").check();
  await press(page, "backup-make");
  await shows(page, "backup-sure-first");
  assert.equal(made, 0);
});

test("answers that the program never keeps are left out of what a file brings", async () => {
  await choose(page, notes(["safety-check//afraid///c", "yes", 1], ["our-own//words///t", "mine", 1]));
  await shows(page, "import-never", "1");
  await press(page, "import-yes");
  await shows(page, "import-done-tab");
  assert.deepEqual((await records(page)).map(([key]) => key), ["our-own//words///t"]);
});

/** A file behind a passphrase that takes long to try. */
function slow() {
  const line = "A".repeat(43);
  return `age-encryption.org/v1\n-> scrypt ${line.slice(0, 22)} 18\n${line}\n--- ${line}\n${"x".repeat(100)}`;
}

test("opening can be stopped", async () => {
  await choose(page, slow(), "notes.age");
  await page.locator("#import-2").fill(PASSPHRASE);
  await page.evaluate(([open, stop]) => {
    const find = (text) => [...document.querySelectorAll("button")].find((one) => one.textContent === text);
    find(open).click();
    find(stop).click(); // in the same turn: no worker is as fast
  }, [word("import-open"), word("backup-stop")]);
  await shows(page, "import-no-stopped");
  assert.deepEqual(await records(page), []);
});

test("a browser without workers says so, and a plain file is still made", async () => {
  await page.route("**/w-*.js", (route) => route.abort());
  await bringIn(page, ["our-own//words///t", "mine", 1]);
  await page.locator("#backup-1").fill(PASSPHRASE);
  await page.locator("#backup-2").fill(PASSPHRASE);
  await press(page, "backup-make");
  await shows(page, "import-no-worker");
  assert.equal((await records(page)).length, 1);
});

test("hostile files run nothing, show nothing but words, and change nothing", async () => {
  const dialogs = [];
  const errors = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await bringIn(page, ["our-own//words///t", "mine", 1_769_850_000_000]);
  const before = await records(page);
  const title = await page.title();
  const kinds = () => page.evaluate(() => [...new Set([...document.querySelectorAll("*")].map((one) => one.localName))].sort());
  const known = new Set([...(await kinds()), "strong", "bdi", "details", "summary", "ul", "li", "h3", "p", "div", "button", "input", "label"]);
  const requests = site.requests.length;

  for (const { name, bytes, becomes } of hostile()) {
    await choose(page, bytes, `../${name}<b>.age`);
    if (becomes === "taken") {
      await page.getByRole("heading", { name: word("import-preview") }).waitFor();
    } else {
      await shows(page, `import-no-${becomes}`);
    }
    for (const kind of await kinds()) {
      assert.ok(known.has(kind), `${name}: a new element ${kind}`);
    }
    assert.equal(await page.title(), title, name);
  }
  assert.deepEqual(dialogs, []);
  assert.deepEqual(errors, []);
  assert.equal(site.requests.length, requests, "nothing was asked of anyone");
  assert.equal(await page.evaluate(() => ({}).polluted), undefined);
  assert.deepEqual(await records(page), before);
});

test("both sections and a preview stand at 320 pixels, and axe finds nothing", async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await bringIn(page, ["our-own//words///t", "mine", 1]);
  await choose(page, notes(["our-own//words///t", "a-word-that-is-longer-than-a-line-of-a-phone-".repeat(9), 2], ["our-own//more///t", "x", 2]));
  await page.getByRole("heading", { name: word("import-preview") }).waitFor();
  await part(page).locator("summary", { hasText: "our-own" }).click();
  await part(page).getByText("a-word-that-is", { exact: false }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is cut off at the side");
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`), []);
});
