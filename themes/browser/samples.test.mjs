// The three sample editions, each served under its own headers: what makes them
// differ from the base program fits small and large screens, keeps the way out
// in view, asks nobody else for anything, and passes axe in light and dark.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { serveSamples } from "./editions.mjs";
import { launch } from "./site.mjs";

const samples = await serveSamples();
const browser = await launch();
after(() => Promise.all([browser.close(), ...samples.map(({ site }) => site.close())]));

const SCREENS = [{ width: 320, height: 568 }, { width: 1280, height: 720 }];

/** Pages that tell an edition from the base, and what is its own on them. */
const PAGES = {
  river: {
    "/": "offered by River Counseling",
    "/o/": "Our Thursday group",
    "/p/500/": "Would you rather talk this through?", // own lesson
    "/p/11/": "What we see in our rooms", // patched
    "/s/500/": "You can bring this sheet to a meeting",
    "/s/7/": "Would you like to read it to us first?", // patched
    "/i/500/": "Our rooms",
    "/h/": "You can also ask us whom we know", // patched help line
    "/n/": "River Counseling",
    "/b/": "Made for you by", // patched word
  },
  tierra: {
    "/": "en español y sin prisa",
    "/o/": "Diez minutos afuera",
    "/p/500/": "Un camino aburrido",
    "/p/8/": "Si nos preguntas a nosotros", // patched
    "/p/7/": "Las partes que cambiaron llevan la marca", // one part older than its source
    "/p/9/": "Name what broke", // lent
    "/s/500/": "Lo que me sostiene",
    "/h/": "Estos números son para todo el mundo",
    "/n/": "Consultorio Tierra Nueva",
    "/b/": "Una edición de",
  },
  nahr: {
    "/": "على ضفة هادئة",
    "/o/": "حديث هادئ مع النفس",
    "/p/503/": "وعد صغير واحد",
    "/p/4/": "Why it hurts so much", // lent
    "/s/500/": "ما يسندني",
    "/s/8/": "lines", // lent, with a sentence
    "/i/500/": "مكاننا",
    "/h/": "هذه الأرقام للجميع",
    "/n/": "مركز النهر",
    "/b/": "نسخة من إعداد",
  },
};

/** What axe finds on the page as it stands; every rule, or those with a tag. */
async function findings(page, tag) {
  const { violations, passes } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ ...(tag === undefined ? { rules: { "target-size": { enabled: true } } } : { runOnly: [tag] }), resultTypes: ["violations"] })
    .analyze();
  assert.ok(passes.length >= (tag === undefined ? 20 : 1), `axe applied ${passes.length} rules only`);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `axe ${id}: ${node.target.join(" ")}: ${node.html.slice(0, 200)}`));
}

/** What is wrong with how the page stands on the screen. */
const layout = (page) =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const leave = document.querySelector("a.leave-link").getBoundingClientRect();
    return [
      ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : []),
      ...(leave.width > 0 && leave.top >= 0 && leave.bottom <= innerHeight && leave.left >= 0 && leave.right <= innerWidth ? [] : ["the leave button is out of view"]),
    ];
  });

for (const { name, lang, dir, base, site } of samples) {
  describe(name, async () => {
    const context = await browser.newContext({ reducedMotion: "reduce" });
    const page = await context.newPage();
    after(() => context.close());
    const elsewhere = [];
    page.on("request", (request) => new URL(request.url()).origin !== site.origin && elsewhere.push(request.url()));
    await page.addInitScript(() => {
      window.blocked = [];
      document.addEventListener("securitypolicyviolation", (event) => window.blocked.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    });

    for (const [address, own] of Object.entries(PAGES[name])) {
      test(address, async () => {
        elsewhere.length = 0;
        await page.setViewportSize(SCREENS[0]);
        const response = await page.goto(site.origin + base + address);
        assert.equal(response.status(), 200);
        await page.waitForFunction(() => document.querySelector("article[data-lesson]") !== null || document.querySelector("gs-sheet:not([data-live])") === null);
        await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => { one.open = true; }));
        assert.ok((await page.locator("body").textContent()).includes(own), `${own} is not on the page`);
        assert.deepEqual(await page.locator("html").evaluate((html) => [html.lang, html.dir]), [lang, dir]);
        const wrong = [];
        for (const screen of SCREENS) {
          await page.setViewportSize(screen);
          await page.emulateMedia({ colorScheme: "light" });
          const found = [...(await layout(page)), ...(await findings(page))];
          await page.emulateMedia({ colorScheme: "dark" });
          wrong.push(...[...found, ...(await findings(page, "cat.color"))].map((one) => `${screen.width} px: ${one}`));
        }
        wrong.push(...(await page.evaluate(() => window.blocked)), ...elsewhere.map((url) => `elsewhere: ${url}`));
        assert.deepEqual(wrong, []);
      });
    }
  });
}

test("what is lent runs in its own direction, and numbers to dial do", async () => {
  const { site } = samples.find((one) => one.name === "nahr");
  const page = await browser.newPage({ viewport: SCREENS[0] });
  await page.goto(`${site.origin}/p/4/`);
  assert.match(await page.locator(".notice").textContent(), /English/);
  assert.deepEqual(await page.locator(".lead > span").evaluate((span) => [span.lang, getComputedStyle(span).direction, span.getBoundingClientRect().left]), ["en", "ltr", await page.locator("main").evaluate((main) => main.getBoundingClientRect().left + parseFloat(getComputedStyle(main).paddingLeft))]);
  await page.goto(`${site.origin}/s/8/`);
  const places = await page.locator(".sentence").first().evaluate((sentence) => [sentence.lang, getComputedStyle(sentence).direction]);
  assert.deepEqual(places, ["en", "ltr"]);
  await page.goto(`${site.origin}/h/`);
  assert.deepEqual(await page.locator("a.phone").evaluateAll((all) => all.filter((a) => getComputedStyle(a).direction !== "ltr").length), 0);
  await page.goto(`${site.origin}/s/500/`);
  for (const field of [".sentence input", "textarea"]) {
    assert.deepEqual(await page.locator(`gs-sheet ${field}`).first().evaluate((f) => [getComputedStyle(f).direction, getComputedStyle(f).unicodeBidi]), ["rtl", "plaintext"], field);
  }
  await page.goto(`${site.origin}/p/500/`);
  assert.equal(await page.locator(".notice").count(), 0);
  assert.equal(await page.locator("main .prose[lang], main .prose [lang]").count(), 0);
  await page.close();
});
