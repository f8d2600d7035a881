// A page that has one module of the client and nothing else, for tests that ask
// the module itself: compiled by tsc, served from an origin of its own.
import { execFile } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { scratch } from "./built.mjs";
import { serve } from "./site.mjs";

const themes = path.resolve(import.meta.dirname, "..");

/** Serves an empty page at / that has what a module exports under the name "it". Entry is below hearth/. */
export async function serveModule(entry) {
  const dir = await scratch();
  await promisify(execFile)(
    path.join(themes, "node_modules/.bin/tsc"),
    ["--ignoreConfig", "--outDir", dir, "--rootDir", "hearth", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler",
      "--rewriteRelativeImportExtensions", "--lib", "es2022,dom,dom.iterable", "--types", "", "--skipLibCheck", path.join("hearth", entry)],
    { cwd: themes },
  );
  await mkdir(path.join(dir, "idb"));
  await cp(path.join(themes, "node_modules/idb/build/index.js"), path.join(dir, "idb/index.js"));
  await writeFile(path.join(dir, "index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Notes</title>
<script type="importmap">{"imports": {"idb": "/idb/index.js"}}</script>
<script type="module">import * as it from "/${entry.replace(/ts$/, "js")}"; globalThis.it = it;</script>`);
  await writeFile(path.join(dir, "empty.html"), `<!doctype html><html lang="en"><title>Empty</title>`);
  return serve(dir);
}
