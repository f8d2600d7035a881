/** Makes an element: element("button", { type: "button", class: "quiet" }, "Undo"). A value of undefined or false leaves the attribute out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : String(value));
    }
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A heading within a sheet: in a lesson the sheet has a heading of its own above it, on its own page the page's title. */
export function headingIn(place: Element, text: string): HTMLElement {
  return element(place.closest("article[data-lesson]") === null ? "h2" : "h3", {}, text);
}

/** A button that does not submit anything. */
export function button(text: string, press: () => void, attributes: Readonly<Record<string, string | undefined>> = {}): HTMLButtonElement {
  const made = element("button", { type: "button", class: "quiet", ...attributes }, text);
  made.addEventListener("click", press);
  return made;
}

/**
 * Says something to those who hear the page, without moving them: the text goes
 * into one polite live region, which is made at the first use. What is said in
 * the same moment is said together, in its order, and nothing of it twice.
 */
export function announce(text: string): void {
  let region = document.querySelector<HTMLElement>("#said");
  if (region === null) {
    region = element("p", { id: "said", class: "unseen", role: "status" });
    document.body.append(region);
  }
  const said = region;
  const next = said.dataset["next"];
  if (next?.includes(text) === true) {
    return;
  }
  said.dataset["next"] = next === undefined ? text : `${next} ${text}`;
  if (next === undefined) {
    said.textContent = "";
    setTimeout(() => { // a new text in the same turn is not noticed by all
      said.textContent = said.dataset["next"] ?? "";
      delete said.dataset["next"];
    }, 50);
  }
}
