// A reader's browser, for the tests of one file.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { launch } from "./site.mjs";

/**
 * Starts a browser for the tests of a file or a suite. Each test begins in a
 * profile that knows nothing, made with the options, and fails when one of its
 * pages threw or broke its own policy.
 */
export function reader(options = {}) {
  const wrong = [];
  let browser;
  let context;
  const fresh = async (more = {}) => {
    await context?.close();
    context = await browser.newContext({ ...options, ...more });
    context.on("weberror", (error) => wrong.push(error.error().message));
    context.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
    return context;
  };
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  afterEach(async () => {
    await context?.close();
    context = undefined;
    assert.deepEqual(wrong.splice(0), [], "a page threw, or broke its own policy");
  });
  return {
    /** Closes everything and begins with another profile. */
    fresh,
    /** A new tab of the present profile. */
    tab: async () => (context ?? (await fresh())).newPage(),
    /** What went wrong so far, where a test means it to. */
    wrong: () => wrong.splice(0),
  };
}
