// Rules of the client that neither tsc nor a browser would notice. Prints
// file:line: and what is wrong; comments are not looked into.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const CLIENT = /^hearth\/(client|components)\/.*\.ts$/;
const RULES = [
  // No request ever carries an answer: client code makes none at all.
  [CLIENT, /\b(XMLHttpRequest|sendBeacon|WebSocket|EventSource|RTCPeerConnection)\b/, "makes requests; client code makes none"],
  // The copy on the device is made of the site's own files.
  [/^hearth\/(client\/(?!offline\/worker\.ts$)|components\/).*\.ts$/, /\bfetch\b/, "makes requests; only offline/worker.ts does, for the site's own files"],
  [/\.ts$/, /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b/, "turns text into markup or code; use textContent"],
  [/\.ts$/, /\b(beforeunload|"unload")/, "keeps pages out of the back/forward cache; use pagehide"],
  [/\.ts$/, /:\s*any\b|\bas any\b|<any>/, "gives up types; use unknown and parse it"],
  [/\.ts$/, /[\w)\]]!(?=[.;,)\]])/, "asserts what may be missing; check it"],
  [/\.ts$/, /^export default\b/, "has no name for its importers; export by name"],
  [/^hearth\/components\/.*\.css$/, /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch|oklab)a?\(/i, "is a colour; components use the intents, var(--…), or system colours"],
  [/^hearth\/components\/.*\.css$/, /\b(margin|padding|border)-(left|right|top|bottom)\b|^\s*(left|right|top|bottom)\s*:|\btext-align:\s*(left|right)\b/, "is not mirrored right to left; use the logical property"],
];

/** Blanks comments, keeping the lines. */
function code(text) {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, " "));
}

const files = ["hearth/client", "hearth/components", "preview"]
  .flatMap((dir) => readdirSync(dir, { recursive: true }).map((name) => path.posix.join(dir, name)))
  .filter((name) => /\.(ts|css)$/.test(name))
  .sort();
let found = 0;
for (const name of files) {
  code(readFileSync(name, "utf8")).split("\n").forEach((line, i) => {
    for (const [where, pattern, why] of RULES) {
      const match = where.test(name) ? pattern.exec(line) : null;
      if (match !== null) {
        console.error(`themes/${name}:${i + 1}:${match.index + 1}: ${JSON.stringify(match[0].trim())} ${why}`);
        found++;
      }
    }
  });
}
console.log(`${files.length} files, ${found} found`);
process.exitCode = found > 0 ? 1 : 0;
