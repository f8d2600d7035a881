// What every browser test needs: Debian's Chromium, and a server for a folder
// that answers as the static host would.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { chromium } from "playwright-core";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};

/**
 * Starts Chromium. Playwright switches the back/forward cache off; readers have
 * it, so a test about Back asks for { backForwardCache: true }. On a busy
 * machine Chromium may die while it starts, which says nothing about the site:
 * one that shows its first page is handed out, another is started otherwise.
 */
export async function launch({ backForwardCache = false } = {}) {
  for (let tries = 3; ; tries--) {
    const browser = await chromium.launch({
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      chromiumSandbox: false,
      args: ["--disable-dev-shm-usage", "--disable-gpu"],
      ignoreDefaultArgs: backForwardCache ? ["--disable-back-forward-cache"] : [],
    });
    try {
      const page = await browser.newPage();
      await page.goto("data:text/html,<title>ready</title>");
      await page.close();
      return browser;
    } catch (error) {
      await browser.close();
      if (tries === 1) {
        throw error;
      }
    }
  }
}

/**
 * Serves a folder on 127.0.0.1 at a port of its own: an origin. Its _headers
 * file is obeyed, so that pages run under the policy they are published with.
 * Every request is recorded as { path, referer }. A base such as "/program"
 * puts the site below that path, and nothing beside it.
 */
export async function serve(dir, base = "") {
  const rules = parseHeaders(await readFile(path.join(dir, "_headers"), "utf8").catch(() => ""));
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    requests.push({ path: request.url, referer: request.headers.referer });
    for (const { pattern, headers } of rules) {
      if (pattern.test(pathname)) {
        for (const [name, value] of headers) {
          response.setHeader(name, value);
        }
      }
    }
    const file = await find(dir, pathname.startsWith(`${base}/`) ? decodeURIComponent(pathname.slice(base.length)) : "/nothing-is-here");
    response.statusCode = file.status;
    response.setHeader("Content-Type", TYPES[path.extname(file.name)] ?? "application/octet-stream");
    response.end(request.method === "HEAD" ? undefined : file.data);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function find(dir, pathname) {
  const wanted = path.join(dir, path.normalize(`/${pathname}`));
  for (const name of pathname.endsWith("/") ? [path.join(wanted, "index.html")] : [wanted, `${wanted}.html`]) {
    const data = await readFile(name).catch(() => undefined);
    if (data !== undefined) {
      return { name, data, status: 200 };
    }
  }
  const name = path.join(dir, "404.html");
  return { name, data: await readFile(name).catch(() => "Not found"), status: 404 };
}

/** Reads Netlify's _headers: a path, with * for anything, then indented "Name: value" lines. */
function parseHeaders(text) {
  const rules = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) {
      continue;
    }
    if (!/^\s/.test(line)) {
      const source = line.trim().split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*");
      rules.push({ pattern: new RegExp(`^${source}$`), headers: [] });
      continue;
    }
    const colon = line.indexOf(":");
    rules.at(-1)?.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return rules;
}
