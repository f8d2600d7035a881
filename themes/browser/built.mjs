// The site as it is published: the program of this checkout, built by the
// goldseam of this checkout.
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export const repository = path.resolve(import.meta.dirname, "../..");

/** Makes a folder that is gone when the test ends. */
export async function scratch() {
  const dir = await mkdtemp(path.join(tmpdir(), "goldseam-test-"));
  process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** The goldseam to test: the one named in GOLDSEAM, else one made from the sources as they are now. */
export async function goldseam() {
  if (process.env["GOLDSEAM"]) {
    return path.resolve(process.env["GOLDSEAM"]);
  }
  const binary = path.join(await scratch(), "goldseam");
  await run("go", ["build", "-o", binary, "./cmd/goldseam"], { cwd: repository });
  return binary;
}

/** The built site to test: the one in SITE_DIR, else a new one. */
export async function buildSite() {
  if (process.env["SITE_DIR"]) {
    return path.resolve(process.env["SITE_DIR"]);
  }
  const dir = path.join(await scratch(), "site");
  await run(await goldseam(), ["build", repository, "--out", dir, "--url", "https://example.org/"]);
  return dir;
}

/** The address of every page in a built site. */
export async function addresses(dir) {
  const names = await readdir(dir, { recursive: true });
  return names.filter((name) => name.endsWith(".html")).map((name) => `/${name.split(path.sep).join("/")}`.replace(/\/index\.html$/, "/")).sort();
}
