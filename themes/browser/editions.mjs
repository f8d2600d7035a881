// Sites of editions: those that a test makes up, and the samples in testdata.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { goldseam, scratch } from "./built.mjs";
import { serve } from "./site.mjs";

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

/** The sample editions: what they are in a word, and the path that their address has. */
const SAMPLES = [
  { name: "river", lang: "en", dir: "ltr", base: "/ground" },
  { name: "tierra", lang: "es", dir: "ltr", base: "" },
  { name: "nahr", lang: "ar", dir: "rtl", base: "" },
];

/** Builds the sample editions and serves each as its own _headers want it. */
export async function serveSamples() {
  const [binary, dir] = await Promise.all([goldseam(), scratch()]);
  return Promise.all(
    SAMPLES.map(async (sample) => {
      const folder = path.join(dir, sample.name);
      await run(binary, ["build", path.resolve(import.meta.dirname, "testdata/editions", sample.name), "--out", folder]);
      return { ...sample, folder, site: await serve(folder, sample.base) };
    }),
  );
}
