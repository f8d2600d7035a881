// The Nu checker reads every page of the built site and of the sample editions,
// in one run, as served.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { after, describe, test } from "node:test";
import { addresses, buildSite } from "./built.mjs";
import { serveSamples } from "./editions.mjs";
import { serve } from "./site.mjs";

const jar = path.resolve(import.meta.dirname, "../node_modules/vnu-jar/build/dist/vnu.jar");

const dir = await buildSite();
const samples = await serveSamples();
const sites = [{ name: "base", base: "", folder: dir, site: await serve(dir) }, ...samples];
after(() => Promise.all(sites.map(({ site }) => site.close())));
const pages = (await Promise.all(sites.map(async ({ name, base, folder, site }) => (await addresses(folder)).map((address) => ({ title: `${name} ${address}`, url: site.origin + base + address }))))).flat();

/** Every message of the checker about these addresses. It ends with an error code when it found errors, so only its report counts. */
async function check(urls) {
  const checker = spawn(process.env["JAVA"] ?? "java", ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", jar, "--format", "json", ...urls], { stdio: ["ignore", "ignore", "pipe"] });
  const report = [];
  checker.stderr.on("data", (part) => report.push(part));
  await new Promise((resolve, reject) => checker.on("error", reject).on("close", resolve));
  return JSON.parse(Buffer.concat(report).toString()).messages;
}

const line = ({ url, lastLine, message, extract }) => `${new URL(url).pathname}:${lastLine}: ${message} ${JSON.stringify(extract)}`;

describe("the markup of every page", async () => {
  const messages = await check(pages.map(({ url }) => url));
  for (const { title, url } of pages) {
    test(title, (t) => {
      const about = messages.filter((one) => one.url === url);
      about.filter((one) => one.type === "info").forEach((one) => t.diagnostic(line(one)));
      assert.deepEqual(about.filter((one) => one.type !== "info").map(line), []);
    });
  }

  test("nothing else is the matter", () => {
    assert.deepEqual(messages.filter((one) => one.type !== "info" && !pages.some(({ url }) => one.url === url)), []);
    assert.ok(sites.reduce((sum, { site }) => sum + site.requests.length, 0) >= pages.length, "the checker did not read the pages");
  });
});
