import { type Mark, readMark, refused, writeMark } from "../../components/leave/mark.ts";
import type { PageData, Say } from "../data.ts";
import { announce, element } from "../dom.ts";
import { applyMark } from "./apply.ts";
import { startTrail } from "./trail.ts";

/**
 * How leaving works, as the reader likes it: where to go, on which side the
 * button stands, the shortcut, erasing, and the Back list. Kept outside the
 * notes, in the one neutral key of leaving, so that it holds while they are shut.
 */
export function settingsSection(root: HTMLElement, { data, say }: { data: PageData; say: Say }): void {
  let watched = !readMark().trail;
  const change = <K extends keyof Mark>(flag: K, value: Mark[K]): void => {
    writeMark(flag, value);
    applyMark();
    if (!readMark().trail && !watched) {
      watched = true;
      startTrail(data.base);
    }
    announce(refused() ? say("settings-refused") : say("settings-kept"));
  };
  const mark = readMark();

  const places = element("select", { id: "leave-to", autocomplete: "off" });
  for (const [i, place] of data.leaveTo.entries()) {
    places.append(element("option", { value: i, selected: i === mark.to }, place.text));
  }
  places.addEventListener("change", () => change("to", places.selectedIndex));

  const sides = element("fieldset", {}, element("legend", {}, say("settings-side")));
  for (const side of ["", "left", "right"] as const) {
    const input = element("input", { type: "radio", name: "leave-side", id: `leave-side-${side}`, checked: side === mark.side, autocomplete: "off" });
    input.addEventListener("change", () => change("side", side));
    sides.append(element("div", { class: "option" }, input, element("label", { for: input.id }, say(`settings-side-${side === "" ? "usual" : side}`))));
  }

  root.append(
    element("h2", {}, say("settings")),
    element("p", {}, say("settings-what")),
    element("p", { class: "field" }, element("label", { for: "leave-to" }, say("settings-to")), places),
    sides,
    tick("shortcut", say("settings-shortcut"), say("settings-shortcut-help")),
    tick("trail", say("settings-trail"), say("settings-trail-help"), true),
    tick("erase", say("settings-erase"), say("settings-erase-help")),
    element("p", {}, element("a", { class: "button", href: data.leaveTo[mark.to]?.url ?? "", rel: "noreferrer noopener nofollow", "data-leave-practise": true }, say("settings-practise"))),
  );

  /** A tick for a flag; reversed where the tick says that something usual is off. */
  function tick(flag: "shortcut" | "trail" | "erase", label: string, help: string, reversed = false): HTMLElement {
    const id = `leave-${flag}`;
    const input = element("input", { type: "checkbox", id, checked: mark[flag] !== reversed, "aria-describedby": `${id}-help`, autocomplete: "off" });
    input.addEventListener("change", () => change(flag, input.checked !== reversed));
    return element("div", { class: "option" }, input, element("label", { for: id }, label), element("p", { class: "field-help", id: `${id}-help` }, help));
  }
}
