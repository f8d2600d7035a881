// Makes the pictures of the handbook from the program as it is: "make pictures".
// A terminal's text is what the program printed to one; pages are those of the
// preview. What differs each time (times, folders of this machine) is replaced.
import { execFile, spawn } from "node:child_process";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { goldseam, repository, scratch } from "./built.mjs";
import { palettePNG } from "./png.mjs";
import { launch } from "./site.mjs";

const run = promisify(execFile);
const TO = path.join(repository, "internal/handbook/program/content/en/pictures");
const WIDTH = 800; // of a page
const SCALE = 900 / WIDTH; // the handbook shows pictures 544 wide: what is in them stays large enough to read
const MOST = 60_000; // bytes of a picture
const LESSON = "steady-the-ground/why-it-hurts";
const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="19" fill="#2e6f95"/><path d="M4 22c6-6 10 5 16 0s10 5 16 0" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>';

const top = await scratch();
const binary = path.join(top, "goldseam"); // it offers the editions in its own folder, too
await copyFile(await goldseam(), binary);
const edition = path.join(top, "my-edition");
const only = process.argv.slice(2); // names of pictures; none for all
const wanted = (...names) => only.length === 0 || names.some((name) => only.includes(name));
const browser = await launch();
const context = await browser.newContext({ viewport: { width: WIDTH, height: 640 }, deviceScaleFactor: SCALE, reducedMotion: "reduce", colorScheme: "light", locale: "en-US", timezoneId: "UTC" });
await mkdir(TO, { recursive: true });
await writeFile(path.join(top, "our-logo.svg"), LOGO);

/** Writes what a page shows, or a part of it, as a picture. */
async function picture(page, name, clip) {
  if (!wanted(name)) {
    return;
  }
  await page.evaluate(() => document.fonts.ready);
  const shot = await page.screenshot({ clip: clip ?? undefined, animations: "disabled", caret: "hide" });
  const file = path.join(TO, `${name}.png`);
  const pixels = await decoded(shot);
  const before = await readFile(file).then(decoded, () => undefined);
  if (before !== undefined && alike(pixels, before)) {
    console.log(`${name}.png  as it was`);
    return;
  }
  const png = palettePNG(pixels);
  if (png.length > MOST) {
    throw new Error(`${name}.png has ${png.length} bytes, and ${MOST} are the most`);
  }
  await writeFile(file, png);
  console.log(`${name}.png  ${pixels.width} x ${pixels.height}  ${png.length} bytes`);
}

/** The pixels of a PNG file, four bytes each. */
async function decoded(png) {
  const reader = await context.newPage();
  const { width, height, data } = await reader.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const on = canvas.getContext("2d");
    on.drawImage(image, 0, 0);
    const { data } = on.getImageData(0, 0, image.width, image.height);
    let text = "";
    for (let at = 0; at < data.length; at += 0x8000) {
      text += String.fromCharCode(...data.subarray(at, at + 0x8000));
    }
    return { width: image.width, height: image.height, data: btoa(text) };
  }, `data:image/png;base64,${png.toString("base64")}`);
  await reader.close();
  return { width, height, data: Buffer.from(data, "base64") };
}

/**
 * Tells pictures apart as an eye does: on a busy machine a word may stand a pixel
 * elsewhere, which is no reason for a new picture in everybody's download.
 */
function alike(a, b) {
  if (a.width !== b.width || a.height !== b.height) {
    return false;
  }
  let other = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    if (Math.abs(a.data[at] - b.data[at]) + Math.abs(a.data[at + 1] - b.data[at + 1]) + Math.abs(a.data[at + 2] - b.data[at + 2]) > 60) {
      other++;
    }
  }
  return other < a.width * a.height / 2000;
}

/**
 * Runs a command in a terminal of its own, and types an answer whenever what it
 * waits for was printed. Without PATH no browser is opened.
 */
async function terminal(args, answers = [], { dir = top } = {}) {
  const words = [binary, ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qec", `stty cols 96; PATH=/nowhere ${words}`, "/dev/null"], { cwd: dir, stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, COLUMNS: "96" } });
  let said = "";
  let at = 0;
  await new Promise((resolve) => {
    child.stdout.on("data", (part) => {
      said += part;
      while (answers.length > 0 && said.indexOf(answers[0][0], at) >= 0) {
        const [wait, type] = answers.shift();
        at = said.indexOf(wait, at) + wait.length;
        child.stdin.write(type);
      }
    });
    child.on("exit", resolve);
  });
  return said.replaceAll("\r", "").replaceAll(top, "/Users/ana/Goldseam").replaceAll(/\b\d\d:\d\d:\d\d\b/g, "20:15:00").replaceAll(/in \d+(\.\d)? m?s\b/g, "in 0.8 s").replaceAll(/\u001b\[[0-9;?]*[A-Za-z]|\^C/g, "");
}

/** Shows text as a terminal does, with the command that was typed, and writes it as a picture. */
async function terminalPicture(name, command, text) {
  if (!wanted(name)) {
    return;
  }
  const page = await context.newPage();
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #1b1917; color: #efe9e1; font: 16.5px/1.5 "DejaVu Sans Mono", monospace; }
    div { padding: 9px 16px; background: #3b3632; font: 14px/1.4 system-ui; }
    pre { margin: 0; padding: 14px 16px 18px; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
    b { color: #e0b458; font-weight: 400; }</style><div></div><pre><b></b></pre>`);
  await page.evaluate(({ typed, shown }) => {
    document.querySelector("div").textContent = "Goldseam";
    document.querySelector("b").textContent = typed;
    document.querySelector("pre").append(shown);
  }, { typed: command === "" ? "" : `> ${command}\n`, shown: text.trimEnd() });
  const height = await page.evaluate(() => Math.ceil(document.querySelector("pre").getBoundingClientRect().bottom));
  await page.setViewportSize({ width: WIDTH, height });
  await picture(page, name);
  await page.close();
}

/** Shows an edition as goldseam serve does. */
async function serve(folder) {
  const child = spawn(binary, ["serve", folder, "--no-open", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const origin = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (part) => {
      said += part;
      const address = said.match(/Open (http:\/\/[^/]+)\//);
      if (address !== null) {
        resolve(address[1]);
      }
    });
    ended.then(() => reject(new Error(said)));
  });
  return { origin, stop: () => { child.kill("SIGINT"); return ended; } };
}

/** Changes a file of the edition. */
async function change(name, from, to) {
  const file = path.join(edition, name);
  const text = await readFile(file, "utf8");
  if (!text.includes(from)) {
    throw new Error(`${name} has no ${from}`);
  }
  await writeFile(file, text.replace(from, to));
}

// The first evening.
await terminalPicture("start", "", await terminal([], [["Enter to end: ", "\n"]]));
const begun = await terminal([], [
  ["Enter to end: ", "1\n"], ["[my-edition]: ", "\n"], ["[none]: ", "River Counseling\n"], ["[Steady Ground]: ", "Steady Ground by the River\n"], ["[none]: ", "hello@river-counseling.com\n"],
  ["Language", "en\n"], ["[all]: ", "US\n"], ["[the theme's own]: ", "#2e6f95\n"], ["[none]: ", "our-logo.svg\n"], ["[not known yet]: ", "https://river-counseling.netlify.app/\n"],
  ["Stop with Ctrl+C", "\u0003"],
]);
await terminalPicture("questions", "", begun.slice(begun.indexOf("Type a number"), begun.indexOf("next: goldseam")));

let shown = await serve(edition);
const page = await context.newPage();
await page.goto(`${shown.origin}/`);
await picture(page, "preview", { x: 0, y: 0, width: WIDTH, height: 560 });
await page.goto(`${shown.origin}/p/4/`);
await page.getByRole("link", { name: "Handbook", exact: true }).waitFor();
await picture(page, "edit-button", { x: 0, y: 0, width: WIDTH, height: 640 });
if (wanted("edit-form", "edit-problem")) {
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  const second = page.getByRole("group", { name: "Step 2", exact: true }).getByRole("textbox");
  const steps = page.getByRole("group", { name: "Steps", exact: true });
  await page.setViewportSize({ width: WIDTH, height: 720 });
  await second.fill("Mark the ones you have today, with a pencil.");
  await page.getByText("No problems.").or(page.getByText("Not saved yet")).first().waitFor();
  await page.waitForTimeout(1500); // it is tried while one types
  await steps.evaluate((e) => scrollTo(0, e.getBoundingClientRect().top + scrollY - 20));
  await picture(page, "edit-form");
  await second.fill("Simply mark the ones you have today.");
  await steps.getByText("Advice:").waitFor();
  await steps.evaluate((e) => scrollTo(0, e.getBoundingClientRect().top + scrollY + 50));
  await picture(page, "edit-problem", { x: 0, y: 0, width: WIDTH, height: 420 });
  await page.setViewportSize({ width: WIDTH, height: 640 });
}
await page.close();
await shown.stop();
await terminalPicture("publish", "goldseam publish --unverified my-edition", await terminal(["publish", "--unverified", "my-edition"]));

// Notes for colleagues.
if (wanted("notes")) {
  await run(binary, ["build", "--notes", edition]);
  const notes = await context.newPage();
  await notes.goto(`file://${edition}/notes/index.html`);
  await notes.locator("article", { hasText: "Why it hurts so much" }).first().evaluate((e) => e.scrollIntoView());
  await picture(notes, "notes");
  await notes.close();
}

// Messages.
await change("edition.yaml", "publisher:", "publischer:");
await terminalPicture("message", "goldseam check my-edition", await terminal(["check", "my-edition"]));
await change("edition.yaml", "publischer:", "publisher:");
if (wanted("guard")) {
  const name = "content/en/talk-and-tell-the-truth/set-up-the-talk.md";
  await mkdir(path.dirname(path.join(edition, name)), { recursive: true });
  await writeFile(path.join(edition, name), (await readFile(path.join(repository, name), "utf8")).replace("on_red: hidden", "on_red: shown"));
  const said = await terminal(["check", "my-edition"]);
  await terminalPicture("guard", "goldseam check my-edition", said);
  await run("rm", [path.join(edition, name)]);
}

// The look.
if (wanted("look")) {
  await change("edition.yaml", '  accent: "#2e6f95"', '  accent: "#2e6f95"\n  link: "#24577a"\n  paper: "#f4f7f9"\n  corner: round\n  scale: bold');
  shown = await serve(edition);
  const look = await context.newPage();
  await look.goto(`${shown.origin}/p/4/`);
  await picture(look, "look");
  await look.close();
  await shown.stop();
}

// A year later: a copy was made from a text that the base has changed since, and a check of help lines is old.
if (wanted("status")) {
  for (const what of [LESSON.split("/")[1], "say-sorry", "content/help-lines/us.yaml"]) {
    await run(binary, ["customize", what, edition]);
  }
  for (const name of ["base/content/en/face-what-happened/say-sorry.md", "content/en/face-what-happened/say-sorry.md"]) {
    await change(name, "  - Write down what you did, exactly, with no excuse in it.", "  - Write down what you did.");
  }
  await change("content/en/face-what-happened/say-sorry.md", "  - Make notes, so that you leave nothing out.", "  - Make notes, and bring them to our meeting.");
  const lines = path.join(edition, "content/help-lines/us.yaml");
  await writeFile(lines, (await readFile(lines, "utf8")).replaceAll('source: ""\n    verified_on: ""\n    verified_by: []', "source: the service's own page\n    verified_on: 2026-01-31\n    verified_by: [A. Rivera, M. Chen]"));
  await terminalPicture("status", "goldseam status my-edition", await terminal(["status", "--today", "2026-09-15", "my-edition"]));
}
await browser.close();
