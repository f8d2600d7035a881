// Sites of editions that a test makes up.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { goldseam, scratch } from "./built.mjs";

const run = promisify(execFile);

/** Builds an edition of the given files, by path within it, and returns the folder of its site. */
export async function buildEdition(files) {
  const dir = await scratch();
  for (const [name, text] of Object.entries({ "edition.yaml": "goldseam: 1.0.0\n", ...files })) {
    const file = path.join(dir, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await run(await goldseam(), ["build", dir, "--url", "https://example.org/"]);
  return path.join(dir, "public");
}
