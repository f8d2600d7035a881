// The browsers that readers have, behind the few calls that tests of all of them
// share: profile(), and of a page goto, reload, evaluate, waitForFunction, press,
// type, close. Chromium is driven by Playwright, Firefox by Puppeteer (WebDriver
// BiDi), WebKitGTK by Selenium under Xvfb.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { connect, createServer } from "node:net";
import { launch } from "./site.mjs";

const MINI_BROWSER = process.env["MINI_BROWSER"] ?? readdirSync("/usr/lib").map((dir) => `/usr/lib/${dir}/webkit2gtk-4.1/MiniBrowser`).find((file) => existsSync(file));
const FIREFOX = process.env["FIREFOX"] ?? "/usr/bin/firefox-esr";

/** How each engine is started, by name. */
export const engines = { Chromium: sturdy(chromium), Firefox: sturdy(firefox), WebKit: sturdy(webkit) };

/** On a busy machine a browser may die while it starts, which says nothing about the site: then another is started. */
function sturdy(start) {
  return async () => {
    for (let tries = 3; ; tries--) {
      let browser;
      try {
        browser = await start();
        const profile = await browser.profile();
        await (await profile.page()).goto("data:text/html,<title>ready</title>");
        await profile.close();
        return browser;
      } catch (error) {
        await Promise.resolve(browser?.close()).catch(() => {});
        if (tries === 1) {
          throw error;
        }
      }
    }
  };
}

async function chromium() {
  const browser = await launch({ backForwardCache: true });
  return {
    profile: async () => {
      const context = await browser.newContext({ acceptDownloads: true });
      return { page: () => context.newPage(), close: () => context.close() };
    },
    close: () => browser.close(),
  };
}

async function firefox() {
  const { default: puppeteer } = await import("puppeteer-core");
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: FIREFOX,
    headless: true,
    extraPrefsFirefox: {
      // Keeping for good asks the reader; nobody is there to answer.
      "dom.storageManager.prompt.testing": true,
      "dom.storageManager.prompt.testing.allow": true,
    },
  });
  return {
    profile: async () => {
      const context = await browser.createBrowserContext();
      return { page: () => context.newPage(), close: () => context.close() };
    },
    close: () => browser.close(),
  };
}

/** Each profile is a session of its own: automation sessions of WebKitGTK keep nothing when they end. */
async function webkit() {
  const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
  const display = `:${String(await new Promise((resolve) => screen.stdout.once("data", resolve))).trim()}`;
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], { env: { ...process.env, DISPLAY: display }, stdio: "ignore" });
  await listening(port);
  return {
    profile: () => webkitProfile(`http://127.0.0.1:${port}`),
    close: async () => {
      driver.kill();
      screen.kill();
    },
  };
}

async function webkitProfile(server) {
  const { Builder } = await import("selenium-webdriver");
  const driver = await new Builder()
    .usingServer(server)
    .withCapabilities({ browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary: MINI_BROWSER, args: ["--automation"] } })
    .build();
  await driver.manage().setTimeouts({ script: 30_000 });
  let first = await driver.getWindowHandle();
  return {
    page: async () => {
      if (first === undefined) {
        await (turns.get(driver) ?? Promise.resolve()).catch(() => {});
        await driver.switchTo().newWindow("tab");
      }
      const handle = first ?? (await driver.getWindowHandle());
      first = undefined;
      return webkitPage(driver, handle);
    },
    close: () => driver.quit(),
  };
}

const turns = new WeakMap();

/** One tab of a session that can look at one tab at a time: calls wait for each other. */
function webkitPage(driver, handle) {
  const here = (work) => {
    const turn = (turns.get(driver) ?? Promise.resolve()).catch(() => {}).then(async () => {
      await driver.switchTo().window(handle);
      return work();
    });
    turns.set(driver, turn);
    return turn;
  };
  const evaluate = async (what, arg) => {
    const answer = await here(() => driver.executeAsyncScript(
      `const done = arguments[arguments.length - 1]; const arg = arguments[0];
       Promise.resolve().then(() => (${what})(arg)).then((value) => done({ value }), (error) => done({ error: String(error) }));`, arg));
    if (answer.error !== undefined) {
      throw new Error(answer.error);
    }
    return answer.value ?? undefined;
  };
  return {
    goto: (url) => here(() => driver.get(url)),
    reload: () => here(() => driver.navigate().refresh()),
    title: () => here(() => driver.getTitle()),
    url: () => here(() => driver.getCurrentUrl()),
    evaluate,
    waitForFunction: async (what, ...rest) => {
      for (const end = Date.now() + 30_000; Date.now() < end; ) {
        if (await evaluate(what, rest.at(-1)).catch(() => false)) {
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`waited in vain for ${what}`);
    },
    keyboard: { type: (text) => here(async () => (await driver.switchTo().activeElement()).sendKeys(text)) },
    close: () => here(() => driver.close()),
  };
}

/** A port that nobody listens on. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function listening(port) {
  for (let tries = 100; tries > 0; tries--) {
    const open = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => { socket.destroy(); resolve(true); }).on("error", () => resolve(false));
    });
    if (open) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("WebKitWebDriver does not listen");
}
