/** Forms for a passphrase: one that locks and one that opens. Both take pasted text and password managers. */
import type { Say } from "../data.ts";
import { button, element } from "../dom.ts";
import { isShort } from "../notes/passphrase.ts";
import { madeUp } from "./syllables.ts";

/** Asks for a new passphrase, twice. Lock resolves when it is done or has failed. */
export function lockForm(say: Say, lock: (passphrase: string) => Promise<unknown>, back: () => void): HTMLElement {
  const one = input("new-password");
  const two = input("new-password");
  const told = element("p", { role: "status" });
  const form = element("form", { class: "passphrase" },
    element("p", {}, say("lock-how")),
    element("p", {}, say("lock-lost")),
    button(say("lock-make"), () => {
      const words = madeUp();
      [one, two].forEach((field) => {
        field.value = words;
        field.type = "text"; // to be read and written down
      });
      told.textContent = say("lock-made");
    }),
    element("label", {}, say("lock-one"), one),
    element("label", {}, say("lock-two"), two),
    told,
    element("button", { class: "quiet" }, say("lock-do")), " ",
    button(say("back"), back));
  submits(form, async () => {
    const problem = one.value !== two.value ? "lock-differ" : isShort(one.value) ? "lock-short" : "";
    told.textContent = say(problem === "" ? "lock-wait" : problem);
    if (problem === "") {
      await lock(one.value);
      told.textContent = "";
    } else {
      (problem === "lock-short" ? one : two).focus();
    }
  });
  return form;
}

/** Opens what is locked. The same on every sheet, whether it has answers or not. */
export function openForm(say: Say, open: (passphrase: string) => Promise<boolean>): HTMLElement {
  const field = input("current-password");
  const told = element("p", { role: "status" });
  const form = element("form", { class: "passphrase shut" },
    element("p", {}, say("shut")),
    element("label", {}, say("shut-passphrase"), field),
    told,
    element("button", { class: "quiet" }, say("shut-open")));
  submits(form, async () => {
    told.textContent = say("lock-wait");
    const opened = await open(field.value).catch(() => false);
    told.textContent = opened ? "" : say("shut-wrong");
    if (opened) {
      field.value = "";
    } else {
      field.select();
    }
  });
  return form;
}

function input(autocomplete: "new-password" | "current-password"): HTMLInputElement {
  return element("input", { type: "password", autocomplete, autocapitalize: "none", spellcheck: "false" });
}

/** Nothing is sent: the form is one only so that Enter and password managers work. */
function submits(form: HTMLFormElement, work: () => Promise<void>): void {
  let busy = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!busy) {
      busy = true;
      void work().finally(() => (busy = false));
    }
  });
}
