import { button, element } from "../dom.ts";
import { isShort } from "../notes/passphrase.ts";
import { dayOf, fileOf, handOut } from "./file.ts";
import { readDocument, travels, writeNotes } from "./format.ts";
import { seal } from "./locksmith.ts";
import { type Deps, labelled, option, reveal, sayLine, secret, whyNot, working } from "./parts.ts";
import { reasonOf } from "./refusal.ts";

/** The section that makes a backup. */
export function backupSection(root: HTMLElement, deps: Deps): void {
  const { say, notes } = deps;
  const locked = element("input", { type: "radio", name: "backup-kind", checked: true });
  const plain = element("input", { type: "radio", name: "backup-kind" });
  const first = secret();
  const second = secret();
  const sure = element("input", { type: "checkbox", autocomplete: "off" });
  const line = sayLine();
  const list = element("div");
  const make = button(say("backup-make"), () => void press());

  const withPassphrase = element(
    "div",
    {},
    labelled("backup-1", say("backup-passphrase"), first, say("backup-passphrase-help")),
    labelled("backup-2", say("backup-again"), second),
    reveal("backup-3", say("backup-show"), [first, second]),
  );
  const without = element("div", { hidden: true }, option("backup-4", say("backup-plain-sure"), sure));
  const choose = (): void => {
    withPassphrase.hidden = plain.checked;
    without.hidden = locked.checked;
    line.textContent = "";
  };
  locked.addEventListener("change", choose);
  plain.addEventListener("change", choose);

  const controls = element(
    "div",
    {},
    element("p", {}, say("backup-where")),
    element("ul", {}, ...["device", "cloud", "mail"].map((where) => element("li", {}, say(`backup-where-${where}`)))),
    element(
      "fieldset",
      { class: "field" },
      element("legend", {}, say("backup-kind")),
      option("backup-5", say("backup-locked"), locked),
      option("backup-6", say("backup-plain"), plain),
    ),
    withPassphrase,
    without,
    make,
  );
  root.append(element("h2", {}, say("backup-title")), element("div", { class: "backup" }, element("p", {}, say("backup-intro")), controls, line, list));

  function empty(): void {
    first.value = second.value = "";
    list.replaceChildren();
  }

  /** What stands against making the file now: a word and where to go. */
  function missing(): readonly [string, HTMLElement] | undefined {
    if (plain.checked) {
      return sure.checked ? undefined : ["backup-sure-first", sure];
    }
    if (isShort(first.value)) {
      return ["backup-short", first];
    }
    return first.value === second.value ? undefined : ["backup-differ", second];
  }

  async function press(): Promise<void> {
    const problem = missing();
    if (problem !== undefined) {
      line.textContent = say(problem[0]);
      problem[1].focus();
      return;
    }
    make.disabled = true;
    line.textContent = "";
    list.replaceChildren();
    try {
      await makeFile(plain.checked ? undefined : first.value);
    } catch (error) {
      const reason = reasonOf(error);
      line.textContent = reason === "big" || reason === "many" ? say("backup-too-much") : whyNot(say, error);
    } finally {
      make.disabled = false;
      make.focus();
    }
  }

  async function makeFile(passphrase: string | undefined): Promise<void> {
    await notes.flush();
    const entries = notes.all().filter((entry) => travels(entry.key));
    if (entries.every((entry) => entry.value === "" && entry.others.length === 0)) {
      line.textContent = say("backup-none");
      return;
    }
    const day = dayOf(new Date());
    const text = writeNotes(entries, deps.data.program, day);
    const again = readDocument(text, Date.now());
    const file = fileOf("notes", day, passphrase === undefined ? text : await working(list, say, "backup-working", (signal) => seal(text, passphrase, signal), deps.signal));
    handOut(file);
    deps.made?.();
    empty();
    line.textContent = say("backup-made", file.name);
    if (again.kind === "notes" && again.leftOut.length > 0) {
      list.append(element("p", {}, say("backup-long")), element("ul", {}, ...again.leftOut.map((name) => element("li", {}, element("bdi", {}, name)))));
    }
  }
}
