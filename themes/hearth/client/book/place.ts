import { announce, button, element } from "../dom.ts";
import type { Place } from "../notes/types.ts";
import { ownConsent } from "../sheet/consent.ts";
import { lockForm } from "../sheet/passphrase.ts";
import { type Book, fold, section } from "./parts.ts";

const PLACES: readonly Place[] = ["tab", "device", "locked"];

/** Where notes stay, what that protects from, and how to change it. */
export function placeSection(book: Book): HTMLElement {
  const { say, notes, signal } = book;
  const now = element("div");
  const change = fold(say("place-other"));
  const lock = element("div");
  const show = (): void => {
    const { place, older } = notes.state;
    now.replaceChildren(
      element("p", {}, element("strong", {}, placeName(book, place))), element("p", {}, meaning(book, place)),
      ...(older ? [element("p", {}, say("place-older"))] : []));
    change.replaceChildren(change.firstElementChild ?? "", changes(book, change));
    lock.replaceChildren(...(place === "locked" ? locked(book) : []));
  };
  notes.on("state", ({ shut }) => shut || show(), signal);
  show();
  const protects = fold(say("protects"),
    element("ul", {}, ...[say("protects-tab"), say("protects-device"), say("protects-locked"), say("protects-none"), say("protects-cleared")].map((line) => element("li", {}, line))),
    book.data.urls.limits === "" ? undefined : element("p", {}, element("a", { href: book.data.urls.limits }, say("protects-more"))));
  return section("n7", say("place"), now, lock, change, protects);
}

function placeName({ say }: Book, place: Place): string {
  return place === "tab" ? say("place-tab") : place === "device" ? say("place-device") : say("place-locked");
}

function meaning({ say }: Book, place: Place): string {
  return place === "tab" ? say("place-tab-is") : place === "device" ? say("place-device-is") : say("place-locked-is");
}

function changes(book: Book, change: HTMLDetailsElement): HTMLElement {
  const { say, notes } = book;
  const all = element("div", { class: "places" });
  const told = element("p", { role: "status" });
  const choose = async (place: Place, passphrase?: string): Promise<void> => {
    try {
      await notes.choose(place, passphrase);
      change.open = false;
      change.querySelector("summary")?.focus();
      announce(place === "tab" ? say("place-tab-done") : place === "device" ? say("place-device-done") : say("place-locked-done"));
    } catch {
      told.textContent = say("place-failed");
    }
  };
  const options = (): readonly HTMLElement[] => PLACES.filter((place) => place !== notes.state.place).map((place) =>
    element("div", {},
      button(placeName(book, place), () => {
        if (place === "locked") {
          all.replaceChildren(lockForm(say, (passphrase) => choose(place, passphrase), () => all.replaceChildren(...options())));
          all.querySelector("input")?.focus();
        } else {
          void choose(place);
        }
      }),
      element("p", { class: "note" }, meaning(book, place))));
  all.append(...options());
  return element("div", {}, ownConsent(), all, told);
}

/** What only locked notes need. */
function locked(book: Book): readonly HTMLElement[] {
  const { say, notes } = book;
  const change = fold(say("passphrase-change"));
  const present = element("input", { type: "password", id: "book-present", autocomplete: "current-password", autocapitalize: "none", spellcheck: "false" });
  const told = element("p", { role: "status" });
  const form = lockForm(say, async (next) => {
    const done = await notes.changePassphrase(present.value, next).catch(() => false);
    told.textContent = done ? say("passphrase-changed") : say("passphrase-wrong");
    if (done) {
      present.value = "";
      form.querySelectorAll("input").forEach((input) => { input.value = ""; });
    } else {
      present.focus();
    }
  }, () => { change.open = false; });
  change.append(element("div", { class: "field" }, element("label", { for: present.id }, say("passphrase-present")), present), form, told);
  return [
    element("p", {}, say("lock-lost")), element("p", { class: "note" }, say("shuts-itself")),
    element("p", {}, button(say("shut-now"), () => void notes.shut())), change,
  ];
}
