import { button, element } from "../dom.ts";
import { inspect } from "./container.ts";
import { bytesOf } from "./file.ts";
import { type Backup, readDocument } from "./format.ts";
import { isNever } from "./labels.ts";
import { open } from "./locksmith.ts";
import { changes, type Plan, plan, type Step, undo } from "./merge.ts";
import { type Deps, labelled, reveal, sayLine, secret, whyNot, working } from "./parts.ts";
import { preview } from "./preview.ts";
import { Refusal } from "./refusal.ts";

/** The section that brings answers in from a backup. Nothing changes before the reader's yes. */
export function importSection(root: HTMLElement, deps: Deps): void {
  const { say, notes } = deps;
  const input = element("input", { type: "file" });
  const line = sayLine();
  const area = element("div");
  const controls = element("div", {}, labelled("import-1", say("import-choose"), input), line, area);
  const stale = element("p", {}, say("import-stale"));
  root.append(element("h2", {}, say("import-title")), element("div", { class: "backup" }, element("p", {}, say("import-intro")), stale, controls));

  let present = new AbortController(); // ends when another file is chosen
  const clear = (): AbortSignal => {
    present.abort();
    present = new AbortController();
    area.replaceChildren();
    line.textContent = "";
    return present.signal;
  };
  const arrange = (): void => {
    controls.hidden = notes.state.older;
    stale.hidden = !controls.hidden;
  };
  notes.on("state", arrange, deps.signal);
  deps.signal?.addEventListener("abort", clear); // nothing of a file stays when the notes are shut
  arrange();

  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    const signal = clear();
    if (file !== undefined) {
      attempt(signal, () => look(file, signal));
    }
    input.value = ""; // the same file can be chosen again
  });

  /** Does something with the file that was chosen; what goes wrong is said, unless another file was chosen since. */
  function attempt(signal: AbortSignal, work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (!signal.aborted) {
        line.textContent = whyNot(say, error);
      }
    });
  }

  async function look(file: File, signal: AbortSignal): Promise<void> {
    const container = inspect(await bytesOf(file));
    if (signal.aborted) {
      return;
    }
    if (container.kind === "text") {
      await show(container.text, signal);
    } else {
      askPassphrase(container.bytes, signal);
    }
  }

  function askPassphrase(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): void {
    const passphrase = secret();
    const box = element("div", {}, labelled("import-2", say("import-passphrase"), passphrase), reveal("import-3", say("backup-show"), [passphrase]));
    const press = button(say("import-open"), () => attempt(signal, unlock));
    box.append(press);
    area.append(box);
    passphrase.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) {
        press.click();
      }
    });
    passphrase.focus();

    async function unlock(): Promise<void> {
      if (passphrase.value === "") {
        passphrase.focus();
        return;
      }
      press.disabled = true;
      line.textContent = "";
      try {
        const text = await working(box, say, "import-opening", (stop) => open(bytes, passphrase.value, stop), signal);
        box.remove();
        await show(text, signal);
      } finally {
        press.disabled = false;
        passphrase.focus(); // still there only when it did not open the file
      }
    }
  }

  /** What an import would do to the notes as they are now. */
  async function planned(found: Backup): Promise<Plan> {
    await notes.flush();
    return plan(found.entries, notes.all(), (key) => isNever(key, deps.sheets));
  }

  async function show(text: string, signal: AbortSignal): Promise<void> {
    const found = readDocument(text, Date.now());
    if (found.kind !== "notes") {
      throw new Refusal("page");
    }
    const proposal = await planned(found);
    if (signal.aborted) {
      return;
    }
    const { shown, head } = preview(found, proposal, deps);
    area.append(shown);
    if (changes(proposal).length > 0) {
      const yes = button(say("import-yes"), () => {
        yes.disabled = true;
        attempt(signal, () => bring(found));
      });
      const no = button(say("import-leave"), () => {
        clear();
        line.textContent = say("import-left");
        input.focus();
      });
      area.append(element("p", {}, yes, " ", no));
    }
    head.focus();
  }

  async function bring(found: Backup): Promise<void> {
    const steps = changes(await planned(found)); // something may have been written since the preview
    const kept = await keep(steps);
    area.replaceChildren();
    line.textContent = kept === "none" ? say("import-not-kept") : kept === "some" ? say("import-failed") : notes.state.place === "tab" ? say("import-done-tab") : say("import-done");
    if (kept === "none") {
      return;
    }
    const back = button(say("import-undo"), () => {
      back.disabled = true;
      void takeBack(steps);
    });
    area.append(element("p", {}, back));
    back.focus();
  }

  /** Keeps what an import brings, and looks how much of it is kept. */
  async function keep(steps: readonly Step[]): Promise<"all" | "some" | "none"> {
    let refused = false;
    try {
      await notes.put(steps.map((step) => step.then));
    } catch {
      refused = true;
    }
    const standing = steps.filter((step) => notes.get(step.then.key)?.at === step.then.at && notes.value(step.then.key) === step.then.value);
    const failed = standing.some((step) => notes.status(step.then.key.split("/")[0] ?? "").saving === "failed");
    if (standing.length === steps.length && !refused && !failed) {
      return "all";
    }
    return standing.length > 0 ? "some" : "none";
  }

  async function takeBack(steps: readonly Step[]): Promise<void> {
    await notes.flush();
    const { put, remove, stay } = undo(steps, (key) => notes.get(key));
    try {
      await notes.put(put);
      await notes.remove(remove);
    } catch {
      line.textContent = say("import-undo-failed");
      return;
    }
    area.replaceChildren();
    line.textContent = stay > 0 ? say("import-undone-but", stay) : say("import-undone");
    input.focus();
  }
}
