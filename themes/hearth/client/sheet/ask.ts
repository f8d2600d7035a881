/** Asks where notes may stay: once at the first answer, and whenever the reader wants to change it. */
import { announce, button, element } from "../dom.ts";
import type { Place } from "../notes/types.ts";
import { ownConsent } from "./consent.ts";
import type { LiveForm } from "./live.ts";
import { lockForm } from "./passphrase.ts";

const PLACES: readonly Place[] = ["tab", "device", "locked"];

/** What this page remembers about asking; forms on one page share it. */
export interface Asked {
  now: boolean;
}

/** Puts the question below the field that is being filled, so that nothing moves under the reader's hand. */
export function askOnce(form: LiveForm, asked: Asked): void {
  const { notes, say } = form;
  form.taken((slot) => {
    if (notes.state.chosen || notes.state.older || asked.now) {
      return;
    }
    asked.now = true;
    const group = choices(form, "place-later", () => {
      const next = shownAfter(group) ?? form.boxOf(slot);
      group.remove();
      goOn(next);
    });
    afterHelp(form.boxOf(slot))?.after(group);
    announce(`${say("place-ask")} ${say("place-ask-how")}`);
  });
}

/** The last of what belongs to a field: itself, or the help that its answer called for. */
function afterHelp(box: Element | undefined): Element | undefined {
  const next = box?.nextElementSibling;
  return next?.matches("[data-panel]") === true ? afterHelp(next) : box;
}

/** What the reader sees next below an element. */
function shownAfter(one: Element): HTMLElement | undefined {
  for (let next = one.nextElementSibling; next !== null; next = next.nextElementSibling) {
    if (next instanceof HTMLElement && next.getClientRects().length > 0) {
      return next;
    }
  }
  return undefined;
}

/** The button that was pressed is gone: keys, and those who hear the page, go on here. */
function goOn(box: HTMLElement | undefined): void {
  if (box !== undefined) {
    box.tabIndex = -1;
    box.focus({ preventScroll: true });
    box.addEventListener("blur", () => box.removeAttribute("tabindex"), { once: true });
  }
}

/** Three choices with a line each. Later is the word for choosing none of them now. */
export function choices(form: LiveForm, later: "place-later" | "close", close: () => void): HTMLElement {
  const { notes, say } = form;
  const group = element("div", { class: "sheet-ask", role: "group", tabindex: -1, "aria-label": say("place-ask") });
  const trouble = element("p", { role: "status" });
  const menu = (): void => {
    const now = notes.state.chosen ? notes.state.place : undefined;
    group.replaceChildren(
      element("p", { class: "field-label" }, say("place-ask")), ownConsent() ?? "",
      ...PLACES.map((place) => option(say(`place-${place}`), say(place === now ? "place-now" : `place-${place}-is`), () => pick(place))),
      trouble,
      ...(later === "close" ? onlyHere(form) : []),
      button(say(later), close));
  };
  const pick = (place: Place): void => {
    if (place !== "locked") {
      void choose(place);
      return;
    }
    const lock = lockForm(say, (passphrase) => choose(place, passphrase), () => {
      menu();
      group.focus();
    });
    group.replaceChildren(lock, trouble);
    lock.querySelector("input")?.focus();
  };
  const choose = async (place: Place, passphrase?: string): Promise<void> => {
    try {
      await notes.choose(place, passphrase);
      chosen(place);
    } catch {
      trouble.textContent = say("place-failed");
    }
  };
  const chosen = (place: Place): void => {
    const held = group.contains(document.activeElement);
    const told = [`place-${place}-done`, ...(place === "tab" ? [] : ["place-may-go", ...(isWebKit() ? ["place-week"] : [])])].map((key) => say(key)).join(" ");
    group.replaceChildren(element("p", {}, told), button(say("close"), close));
    announce(told);
    if (held) {
      group.focus(); // the button that was pressed is gone
    }
  };
  menu();
  return group;
}

function option(name: string, line: string, press: () => void): HTMLElement {
  const made = button("", press, { class: "quiet choice" });
  made.append(element("b", {}, name), " ", element("span", {}, line));
  return made;
}

/** One sheet may stay in the tab alone, whatever was chosen for the others. */
function onlyHere(form: LiveForm): HTMLElement[] {
  const { notes, sheet, say } = form;
  if (notes.state.place === "tab") {
    return [];
  }
  const box = element("input", { type: "checkbox", autocomplete: "off" });
  box.checked = notes.isOnly(sheet.id);
  box.addEventListener("change", () => {
    notes.only(sheet.id, box.checked).catch(() => {
      box.checked = notes.isOnly(sheet.id);
      announce(say("place-failed"));
    });
  });
  return [element("label", { class: "tick" }, box, say("only-tab"))];
}

/** Browsers of this engine clear what a site keeps when it was not visited for a week. */
function isWebKit(): boolean {
  return navigator.vendor.startsWith("Apple");
}
