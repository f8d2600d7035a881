const STYLE = `
:host { all: initial; }
nav {
  position: fixed; z-index: 2147483646; inset-inline-start: 0.5rem; inset-block-end: calc(var(--leave-space, 0px) + 0.5rem);
  display: flex; flex-wrap: wrap; gap: 0.5rem; font: 0.9375rem/1.5rem system-ui; color-scheme: dark;
}
@media (min-width: 48rem) { nav { inset-block-end: 0.5rem; } }
@media print { nav { display: none; } }
a {
  display: inline-block; box-sizing: border-box; min-block-size: 3rem; padding: 0.6875rem 1rem; border: 1px solid #8f857a;
  border-radius: 0.375rem; background: #242120; color: #efe9e1; text-decoration: none;
}
a:hover { text-decoration: underline; }
a:focus-visible { outline: 3px solid #8fcac4; outline-offset: 2px; }
`;

/** A way that the bar leads to. */
export interface Way {
  readonly words: string;
  readonly address: string;
}

/**
 * The preview's own bar over a page: links to the editing page of the text that
 * is shown, and to the handbook. It is on no built site.
 */
export function showBar(ways: readonly Way[]): void {
  if (ways.length === 0) {
    return;
  }
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  const nav = document.createElement("nav");
  nav.setAttribute("aria-label", "Preview");
  nav.append(...ways.map(({ words, address }) => {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = words;
    return link;
  }));
  shadow.append(nav);
  document.body.append(host);
}
