import { Body } from "./body.ts";
import { comparison } from "./compare.ts";
import { sentence, type Control, type Setting } from "./control.ts";
import type { Answer, Checked, Desk, Form, Problem } from "./desk.ts";
import { button, el, fresh } from "./dom.ts";
import { keep, kept, type Draft } from "./draft.ts";
import { group, known } from "./many.ts";
import { noEdition } from "./texts.ts";

interface Ref {
  readonly kind: string;
  readonly language: string;
  readonly id: string;
}

/** Shows a text as a form. */
export async function editText(main: HTMLElement, desk: Desk, own: string, nonce: string, ref: Ref): Promise<void> {
  const answer = await desk.ask("open", ref);
  if (answer.form !== undefined) {
    new Page(main, desk, own, nonce, ref, answer.form, answer);
    return;
  }
  document.title = "Edit";
  main.replaceChildren(el("h1", {}, "Edit"));
  main.append(...(answer.said === "base" ? noEdition() : [el("p", { class: "error" }, answer.failed ?? "There is no such text."), el("p", {}, el("a", { href: `${own}edit/` }, "All texts"))]));
}

const WAIT = 600; // after the last key, before the program is asked

class Page {
  readonly #desk: Desk;
  readonly #own: string;
  readonly #nonce: string;
  readonly #ref: Ref;
  readonly #draft: string;
  readonly #former: string;
  #form: Form;
  #hash: string;
  #control: Control | undefined;
  #body: Body | undefined;
  #dirty = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  readonly #title = el("h1", {}, "");
  readonly #state = el("p", { class: "state" });
  readonly #notice = el("p", { role: "status", class: "notice" });
  readonly #general = el("section", { class: "general", "aria-label": "Problems" });
  readonly #form_ = el("div", { class: "form" });
  readonly #status = el("p", { role: "status", class: "status" });
  readonly #save = button("Save", () => void this.#saveNow({}), { class: "main" });
  readonly #show = button("Show what I changed", () => void this.#compare());
  readonly #shrink = button("Keep only what I changed", () => void this.#saveNow({ small: true }));
  readonly #undo = button("Undo my changes", () => void this.#undoAll());
  readonly #links = el("nav", { "aria-label": "Preview" });

  constructor(main: HTMLElement, desk: Desk, own: string, nonce: string, ref: Ref, form: Form, answer: Answer) {
    this.#desk = desk;
    this.#own = own;
    this.#nonce = nonce;
    this.#ref = ref;
    this.#form = form;
    this.#hash = form.hash;
    this.#draft = `goldseam-edit:${ref.kind}/${ref.language}/${ref.id}`;
    this.#former = `goldseam-edit-former:${ref.kind}/${ref.language}/${ref.id}`;
    main.replaceChildren(this.#links, this.#title, this.#state, this.#notice, this.#general, this.#form_,
      el("div", { class: "bar" }, this.#save, this.#show, this.#shrink, this.#undo, this.#status));
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "s") {
        event.preventDefault();
        void this.#saveNow({});
      }
    });
    addEventListener("pagehide", () => this.#remember());
    this.#head();
    if (answer.said === "broken") {
      this.#form_.append(el("p", {}, "The file cannot be shown as a form while it has these mistakes. Mend it in an editor for text, or go back to the base's text."), el("pre", { tabindex: "0" }, form.text));
      this.#save.hidden = this.#show.hidden = this.#shrink.hidden = true;
      this.#report(answer.check);
      return;
    }
    const draft = kept(this.#draft);
    this.#fill(draft ?? form);
    if (draft !== undefined) {
      this.#hash = draft.hash;
      this.#dirty = true;
      this.#notice.append("Here is what you typed and did not save yet. ", button("Drop it", () => {
        keep(this.#former, draft);
        this.#reset(this.#form);
        this.#notice.append("What you typed was dropped. ", this.#back());
      }));
    }
    void this.#check();
  }

  /** What stands above the form. */
  #head(): void {
    const form = this.#form;
    const name = form.title || form.id;
    document.title = `Edit: ${name}`;
    this.#title.textContent = name;
    this.#state.textContent = {
      base: "This is the base's text. What you change is saved in your edition, and the rest goes on following the base.",
      patch: "Parts of this text are changed in your edition. The rest follows the base.",
      whole: "Your edition has a text of its own in place of the base's, and nothing of it follows the base. Keep only what you changed, and the rest follows again.",
      own: "This text is saved in its own file.",
    }[form.state];
    this.#links.replaceChildren(el("a", { href: `${this.#own}edit/` }, "All texts"));
    if (form.address !== undefined) {
      this.#links.append(" ", el("a", { href: form.address }, "See the page"));
    }
    this.#undo.hidden = form.base === "" || form.state === "base";
    this.#show.hidden = form.base === "";
    this.#shrink.hidden = form.state !== "whole";
  }

  /** Fills the form with values, from the file or from what was typed. */
  #fill(from: Pick<Draft, "values" | "body">): void {
    const form = this.#form;
    const setting: Setting = { changed: () => this.#changed(), fixed: new Set(form.fixed), dir: form.dir };
    this.#control = group({ key: "", kind: "group", label: "", fields: form.questions }, from.values, setting, "");
    this.#control.element.lang = form.language;
    this.#body = new Body(from.body, form.places, form.dir, this.#nonce, () => this.#changed());
    this.#form_.replaceChildren(this.#control.element);
    if (form.aside.length > 0) {
      this.#form_.append(el("details", {}, el("summary", {}, "What this form leaves alone"),
        el("p", { class: "help" }, "These parts stay as they are. They can be changed in an editor for text."), el("pre", { tabindex: "0" }, form.aside.join(""))));
    }
    this.#form_.append(this.#body.element);
  }

  #reset(form: Form): void {
    this.#notice.replaceChildren();
    this.#form = form;
    this.#hash = form.hash;
    this.#dirty = false;
    keep(this.#draft, undefined);
    this.#fill(form);
    this.#head();
    void this.#check();
  }

  #values(): Pick<Draft, "values" | "body"> {
    return { values: known(this.#control?.read()), body: this.#body?.read() ?? "" };
  }

  #changed(): void {
    this.#dirty = true;
    this.#say("Not saved yet.");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#remember();
      void this.#check();
    }, WAIT);
  }

  #remember(): void {
    if (this.#dirty) {
      keep(this.#draft, { hash: this.#hash, ...this.#values() });
    }
  }

  /** Asks the program what it makes of what stands there. Only the newest answer counts. */
  async #check(): Promise<void> {
    const mine = ++this.#asked;
    const answer = await this.#desk.ask("check", { ...this.#ref, ...this.#values() });
    if (mine !== this.#asked) {
      return;
    }
    if (answer.failed !== undefined) {
      this.#say(answer.failed);
    }
    this.#report(answer.check);
  }

  /** Shows each problem beside its part; what belongs to none, above the form. */
  #report(check: Checked | undefined): void {
    if (check === undefined) {
      return;
    }
    const beside = new Map<Control, Problem[]>();
    const general: Problem[] = [];
    for (const one of check.here) {
      const part = one.path === null || one.line > 0 ? undefined : this.#control?.at(one.path);
      if (one.line > 0 && this.#body !== undefined) {
        continue;
      }
      if (part === undefined || part === this.#control) {
        general.push(one);
      } else {
        beside.set(part, [...(beside.get(part) ?? []), one]);
      }
    }
    this.#told.forEach((part) => part.say([]));
    beside.forEach((list, part) => {
      part.say(list);
      for (let fold = part.element.closest("details"); fold !== null; fold = fold.parentElement?.closest("details") ?? null) {
        fold.open ||= list.some((one) => one.severity === "error"); // a mistake must not be hidden
      }
    });
    this.#told = [...beside.keys()];
    this.#body?.say(check.here.filter((one) => one.line > 0));
    this.#general.replaceChildren(...general.map(sentence));
    if (check.elsewhere.length > 0) {
      this.#general.append(el("p", {}, "Because of this text, other files have problems:"), ...check.elsewhere.map((one) => {
        const said = sentence(one);
        said.append(` (${one.file}${one.fileLine > 0 ? `, line ${one.fileLine}` : ""})`);
        return said;
      }));
    }
    if (check.others > 0) {
      this.#general.append(el("p", { class: "help" }, `Other files have ${count(check.others)} of their own. The pages stay as they were until those are mended.`));
    }
    this.#general.hidden = this.#general.childElementCount === 0;
    const advice = check.here.length + check.elsewhere.length - check.errors;
    const parts = [check.errors > 0 ? count(check.errors) : "", advice > 0 ? `${advice} ${advice === 1 ? "piece" : "pieces"} of advice` : ""].filter((one) => one !== "");
    this.#counts = parts.length > 0 ? `${parts.join(", ")}.` : "";
    if (this.#dirty && check.errors > 0) {
      this.#say(`Not saved yet. ${this.#counts}`, button("Show me", () => this.#first(check)));
    } else if (this.#dirty) {
      this.#say(`Not saved yet. ${this.#counts}`);
    } else if (this.#status.textContent === "") {
      this.#say(this.#counts);
    }
  }

  #told: Control[] = [];
  #counts = "";

  /** Says how things stand. What stands there already is not said again. */
  #say(words: string, ...more: readonly HTMLElement[]): void {
    const all = [words, ...more.map((one) => one.textContent)].join(" ");
    if (this.#status.textContent !== all) {
      this.#status.replaceChildren(words, ...more.flatMap((one) => [" ", one]));
    }
  }

  async #saveNow(how: { anyway?: boolean; over?: boolean; small?: boolean }): Promise<void> {
    clearTimeout(this.#timer);
    this.#remember();
    this.#asked++; // an answer to an earlier question is of no use now
    const sent = this.#values();
    this.#say("Saving …");
    const answer = await this.#desk.ask("save", { ...this.#ref, ...sent, hash: this.#hash, ...how });
    if (answer.failed !== undefined) {
      this.#say(answer.failed);
      return;
    }
    if (answer.conflict !== undefined) {
      this.#say("Not saved yet.");
      this.#conflict(answer.conflict.theirs, answer.conflict.mine);
      return;
    }
    this.#report(answer.check);
    if (answer.saved !== true || answer.form === undefined) {
      this.#say(`Not saved: ${this.#counts} `, button("Save anyway", () => void this.#saveNow({ ...how, anyway: true })),
        el("span", {}, "The pages then stay as they are until it is mended."));
      this.#first(answer.check);
      return;
    }
    this.#notice.replaceChildren();
    this.#form = answer.form;
    this.#hash = answer.form.hash;
    this.#dirty = JSON.stringify(sent) !== JSON.stringify(this.#values()); // somebody typed on
    keep(this.#draft, undefined);
    this.#remember();
    this.#head();
    this.#say(answer.said ?? "Saved.");
  }

  /** Leads to the first part with a problem. */
  #first(check: Checked | undefined): void {
    const one = check?.here.find((problem) => problem.severity === "error");
    if (one === undefined) {
      this.#general.scrollIntoView();
      return;
    }
    if (one.line > 0) {
      this.#body?.focus();
    } else if (one.path !== null) {
      this.#control?.at(one.path).focus();
    }
  }

  /** Somebody changed the file while the form was open: both texts, and a choice. */
  #conflict(theirs: Answer, mine: string): void {
    const form = theirs.form;
    if (form === undefined) {
      return;
    }
    const close = this.#dialog("The file was changed meanwhile",
      el("p", {}, "Somebody, or another program, changed this text on the disk while it was open here. Which one shall it be? The other one is not lost."),
      comparison(form.text, mine, ["In the file now", "On this page"]),
      el("p", { class: "choices" },
        button("Save mine, and put the other aside", () => {
          close();
          this.#hash = form.hash;
          void this.#saveNow({ over: true });
        }, { class: "main" }),
        button("Take the one in the file", () => {
          close();
          keep(this.#former, { hash: form.hash, ...this.#values() });
          this.#reset(form);
          this.#notice.append("This is the text in the file. ", this.#back());
        }),
        button("Decide later", () => close())));
  }

  /** Brings back what stood in the form before. */
  #back(): HTMLElement {
    return button("Bring back what I had", () => {
      const former = kept(this.#former);
      if (former !== undefined) {
        this.#notice.replaceChildren();
        this.#fill(former);
        this.#changed();
      }
    });
  }

  async #compare(): Promise<void> {
    const answer = await this.#desk.ask("check", { ...this.#ref, ...this.#values() });
    const close = this.#dialog("What I changed", comparison(this.#form.base, answer.check?.text ?? this.#form.text, ["The base's text", "Your text"]),
      el("p", { class: "choices" }, button("Close", () => close())));
  }

  async #undoAll(): Promise<void> {
    const close = this.#dialog("Undo my changes",
      el("p", {}, "The text becomes the base's again. Your changes are put aside in the folder base/undone of your edition."),
      el("p", { class: "choices" }, button("Undo my changes", () => { close(); void this.#undoNow(); }, { class: "main" }), button("Cancel", () => close())));
  }

  async #undoNow(): Promise<void> {
    const had = { hash: this.#hash, ...this.#values() };
    const answer = await this.#desk.ask("undo", { ...this.#ref, hash: this.#hash });
    if (answer.conflict !== undefined) {
      this.#conflict(answer.conflict.theirs, answer.conflict.mine);
      return;
    }
    if (answer.failed !== undefined || answer.form === undefined) {
      this.#say(answer.failed ?? answer.said ?? "");
      return;
    }
    keep(this.#former, had);
    this.#save.hidden = false;
    this.#reset(answer.form);
    this.#notice.append(`${answer.said ?? ""} `, this.#back());
  }

  #dialog(title: string, ...inside: readonly Node[]): () => void {
    const name = el("h2", { id: fresh() }, title);
    const dialog = el("dialog", { "aria-labelledby": name.id }, name, ...inside);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    return () => dialog.close();
  }
}

function count(errors: number): string {
  return errors === 1 ? "1 problem" : `${errors} problems`;
}
