// An edition of strong colours, with a logo and a text of its own at each place:
// its pages show the colours that internal/contrast computed, and no text stands
// on a ground that its table does not know.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { repository } from "./built.mjs";
import { buildEdition } from "./editions.mjs";
import { launch, serve } from "./site.mjs";

/** What Go computed: the theme, the palettes and the pairs. */
const lines = (await readFile(path.join(repository, "internal/contrast/testdata/plum.txt"), "utf8")).trim().split("\n").map((line) => line.split(" "));
const of = (kind) => Object.fromEntries(lines.filter(([first]) => first === kind).map(([, name, colour]) => [name, colour]));
const theme = Object.entries(of("theme")).map(([name, colour]) => `${name}: "${colour}"`).join(", ");
const pairs = lines.filter(([first]) => first === "pair");

const LONG = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenundwaisenkasse";
const dir = await buildEdition({
  "edition.yaml": `goldseam: 1.0.0\nhelp: [GB, US]\ntheme: {${theme}, scale: bold, corner: round, logo: static/logo.svg}\n`,
  "static/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="19" fill="#6a1b9a"/></svg>',
  "slots/header-note.md": `Closed until **Friday** ${LONG}, see [help](pages/help.md).${" And on".repeat(11)}.\n`,
  "slots/footer.md": `By the bridge ${LONG}, see [help](pages/help.md).\n`,
  "slots/contact.md": `## Reach us\n\nCall us ${LONG}, see [help](pages/help.md).\n`,
  "slots/consent.md": "We never see your notes.\n",
  "slots/before-worksheet.md": `Bring it along ${LONG}, see [help](pages/help.md).\n`,
  "slots/after-lesson.md": `## From us\n\nWrite one question down ${LONG}.\n\n> A quiet word.\n`,
  "slots/help-intro.md": `## Before you call\n\nStart with the first line ${LONG}.\n`,
});
const site = await serve(dir);
let browser;
before(async () => { browser = await launch(); });
after(() => Promise.all([browser.close(), site.close()]));

/** Opens a page of the site in a context of its own. */
async function open(address, options) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 720 }, ...options });
  const page = await context.newPage();
  await page.goto(site.origin + address);
  return { page, close: () => context.close() };
}

const rgb = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const near = (a, b) => a.every((channel, i) => Math.abs(channel - b[i]) <= 1);

/** The colours of all roles as the page has them. */
const palette = (page, roles) => page.evaluate((names) => {
  const probe = document.body.appendChild(document.createElement("i"));
  const found = names.map((name) => {
    probe.style.setProperty("color", `var(--${name})`);
    return [name, getComputedStyle(probe).color.match(/\d+/g).map(Number)];
  });
  probe.remove();
  return Object.fromEntries(found);
}, roles);

/** The colour and ground of each text that is shown, each pair once, with one of its texts. */
const texts = (page) => page.evaluate(() => {
  const out = new Map();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    const owner = node.parentElement;
    if (node.data.trim() === "" || !owner.checkVisibility({ visibilityProperty: true }) || owner.closest("script, style") !== null) {
      continue;
    }
    let ground = owner;
    while (ground.parentElement !== null && /^rgba\(.*, 0\)$/.test(getComputedStyle(ground).backgroundColor)) {
      ground = ground.parentElement;
    }
    const key = `${getComputedStyle(owner).color} on ${getComputedStyle(ground).backgroundColor}`;
    out.set(key, node.data.trim().slice(0, 40));
  }
  return [...out].map(([key, text]) => ({ text, colours: key.split(" on ").map((one) => one.match(/\d+/g).slice(0, 3).map(Number)) }));
});

for (const [mode, options] of [["day", { colorScheme: "light" }], ["night", { colorScheme: "dark" }], ["print", {}]]) {
  test(`the pages have the colours that were computed: ${mode}`, async () => {
    const wanted = of(mode);
    const seen = new Set();
    for (const address of ["/", "/p/9/", "/s/3/", "/h/"]) {
      const { page, close } = await open(address, options);
      if (mode === "print") {
        await page.emulateMedia({ media: "print" });
      }
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
      const got = await palette(page, Object.keys(wanted));
      for (const [role, colour] of Object.entries(wanted)) {
        assert.ok(near(got[role], rgb(colour)), `${address}: ${role} is ${got[role]}, and ${colour} was computed`);
      }
      for (const { text, colours: [front, back] } of await texts(page)) {
        const known = pairs.filter(([, a, b, want]) => Number(want) >= 4.5 && near(front, rgb(wanted[a])) && near(back, rgb(wanted[b])));
        assert.ok(known.length > 0, `${address}: "${text}" is ${front} on ${back}, which no pair says`);
        known.forEach(([, a, b]) => seen.add(`${a} on ${b}`));
      }
      await close();
    }
    assert.ok(seen.size >= 5, `only ${[...seen].join(", ")} were seen`);
  });
}

test("own texts, a logo and strong colours pass axe and stay within a phone, in forced colours and with more contrast too", async () => {
  for (const [options, ...addresses] of [[{ colorScheme: "light" }, "/p/9/", "/h/", "/a/"], [{ colorScheme: "dark" }, "/a/"], [{ forcedColors: "active" }, "/a/"], [{ contrast: "more" }, "/a/"]]) {
    for (const address of addresses) {
      const { page, close } = await open(address, { viewport: { width: 320, height: 568 }, ...options });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, `${address} is wider than a phone`);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => `${address}: ${id}: ${nodes[0]?.html}`), []);
      await close();
    }
  }
});

test("the numbers to call at once stand on the first screen, above the edition's own words", async () => {
  const { page, close } = await open("/h/", { viewport: { width: 320, height: 568 } });
  const number = await page.locator("main .phone").first().boundingBox();
  const leave = await page.locator(".leave").boundingBox(); // which lies over the end of the screen
  assert.ok(number.y + number.height < leave.y, `the first number ends at ${number.y + number.height}, and the leave button begins at ${leave.y}`);
  assert.ok((await page.locator("main .own").first().boundingBox()).y > number.y);
  await close();
});

test("what the edition says of notes stands where a reader is asked, and on paper none of its notes at all", async () => {
  const { page, close } = await open("/s/3/", {});
  await page.locator("gs-sheet[data-live]").waitFor();
  assert.equal(await page.getByText("We never see your notes.").count(), 0);
  await page.locator("gs-sheet textarea, gs-sheet input[type=text]").first().fill("One");
  await page.locator(".sheet-ask").getByText("We never see your notes.").waitFor();
  await page.goto(`${site.origin}/n/`);
  await page.locator("#n7").waitFor();
  assert.equal(await page.locator("#n7").getByText("We never see your notes.").count(), 1);
  await page.goto(`${site.origin}/s/3/`);
  await page.emulateMedia({ media: "print" });
  for (const text of ["Closed until", "Bring it along", "By the bridge"]) {
    assert.equal(await page.getByText(text).first().isVisible(), false, text);
  }
  await close();
});
