import { element } from "../dom.ts";

/** What the edition itself says of where notes stay, for the places where readers are asked; undefined if it says nothing. */
export function ownConsent(): HTMLElement | undefined {
  const own = document.querySelector<HTMLTemplateElement>("template[data-consent]");
  return own === null ? undefined : element("div", { class: "own" }, own.content.cloneNode(true));
}
