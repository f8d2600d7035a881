// A site of three pages around the leave button, laid out as base.html lays it
// out, for tests that must not wait for a whole program to be built.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const themes = path.resolve(import.meta.dirname, "..");
const component = path.join(themes, "hearth/components/leave");

/** The English words, from the table in the component's README. */
async function words() {
  const readme = await readFile(path.join(component, "README.md"), "utf8");
  return new Map([...readme.matchAll(/^\| `([a-z-]+)` \| (.+?) \|$/gm)].map(([, key, text]) => [key, text]));
}

/** The component's markup for one destination: just enough of Go's templates. */
async function leave(destination, neutral) {
  const text = await words();
  const html = await readFile(path.join(component, "leave.html"), "utf8");
  return html.replace(/\{\{(?:t "([^"]+)"|\.(URL|Neutral))\}\}/g, (_, key, field) => {
    const value = field === "URL" ? destination : field === "Neutral" ? neutral : text.get(key);
    if (value === undefined) {
      throw new Error(`README.md has no text for ${key}`);
    }
    return value;
  });
}

const TOKENS = `
:root { color-scheme: light dark; --paper: light-dark(#fbf8f3, #1b1917); --ink: light-dark(#2b2724, #efe9e1); --muted: light-dark(#5f5750, #b9afa4);
  --border: light-dark(#857b70, #8f857a); --focus: light-dark(#1f5f5b, #8fcac4); --space-1: .25rem; --space-2: .5rem; --space-3: .75rem; --space-4: 1rem;
  --space-6: 1.5rem; --space-8: 2rem; --space-12: 3rem; --font-ui: system-ui; --radius: 4px; --touch: 48px; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 ui-serif, serif; }
main { max-width: 34rem; margin-inline: auto; padding: 1rem; }
textarea, input { display: block; box-sizing: border-box; width: 100%; margin-block: .5rem 1.5rem; font: inherit; }
.skip-link { position: absolute; inset-inline-start: -100rem; }
`;

/** Writes the fixture site, which leaves to destination, and returns its folder. Head goes at the end of every head, extra are more files. */
export async function makeSite(destination, { neutral = "Notes", dir = "ltr", head = "", extra = {} } = {}) {
  const site = await mkdtemp(path.join(tmpdir(), "goldseam-leave-"));
  const headScript = await readFile(path.join(themes, "dist/head.js"), "utf8");
  const names = await readdir(path.join(themes, "dist/site"));
  const entry = names.find((name) => name.startsWith("app-"));
  const modules = await Promise.all(names.map(async (name) => [`a/${name}`, await readFile(path.join(themes, "dist/site", name))]));
  const hash = createHash("sha256").update(headScript).digest("base64");
  const button = await leave(destination, neutral);
  const page = (title, body) => `<!doctype html>
<html lang="en" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<script data-neutral="${neutral}">${headScript}</script>
<link rel="stylesheet" href="/a/style.css">
<script type="module" src="/a/${entry}"></script>
${head}</head>
<body>
<a class="skip-link" href="#main">Skip to the text</a>
${button}<main id="main">
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
  const questions = Array.from({ length: 20 }, (_, i) => `<label>Question ${i + 1} <input id="q${i + 1}"></label>`).join("\n");
  const files = {
    "_headers": `/*
  Content-Security-Policy: default-src 'none'; script-src 'self' 'sha256-${hash}'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'
`,
    "a/style.css": TOKENS + (await readFile(path.join(component, "leave.css"), "utf8")),
    ...Object.fromEntries(modules),
    "p/1/index.html": page("The first page", `<p>Words of the first page.</p>
<label>A note <textarea id="note" rows="4"></textarea></label>
<p><a id="next" href="/p/2/">Next</a></p>
${questions}
<label>The last question <input id="last"></label>`),
    "p/2/index.html": page("The second page", `<p>Words of the second page.</p>
<label>A secret <textarea id="secret" rows="4"></textarea></label>
<p><a id="practise" href="${destination}" data-leave-practise>Practise</a></p>`),
    "p/3/index.html": page("The third page", `<p>Words of the third page.</p>`).replace("/a/style.css", "/a/missing.css"),
    ...extra,
  };
  for (const [name, data] of Object.entries(files)) {
    const file = path.join(site, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, data);
  }
  return site;
}

/** Writes the site one leaves to. */
export async function makeNeutral() {
  const site = await mkdtemp(path.join(tmpdir(), "goldseam-neutral-"));
  await writeFile(path.join(site, "index.html"), "<!doctype html><html lang=en><title>Weather</title><p>Sunny.");
  return site;
}
