/**
 * Marks what a reader wrote before the worksheets listen, so that a slow page
 * loses nothing. What a browser fills in by itself, when it brings a page back,
 * is not marked: nobody pressed anything yet.
 */
export function markTyping(root: Document): void {
  root.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLElement && (navigator as Partial<Navigator>).userActivation?.hasBeenActive !== false) {
      target.dataset["typed"] = "";
    }
  }, { capture: true });
}
