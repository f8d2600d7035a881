const STYLE = `
:host { all: initial; }
nav {
  position: fixed; z-index: 2147483646; inset-inline-start: 0.5rem; inset-block-end: calc(var(--leave-space, 0px) + 0.5rem);
  font: 0.9375rem/1.5 system-ui; color-scheme: dark;
}
@media (min-width: 48rem) { nav { inset-block-end: 0.5rem; } }
@media print { nav { display: none; } }
a {
  display: inline-block; box-sizing: border-box; min-block-size: 2.75rem; padding: 0.5rem 1rem; border: 1px solid #8f857a;
  border-radius: 0.375rem; background: #242120; color: #efe9e1; text-decoration: none;
}
a:hover { text-decoration: underline; }
a:focus-visible { outline: 3px solid #8fcac4; outline-offset: 2px; }
`;

/** The preview's own bar over a page: a link to the editing page of the text that is shown. It is on no built site. */
export function showBar(edit: string): void {
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  const nav = document.createElement("nav");
  nav.setAttribute("aria-label", "Preview");
  const link = document.createElement("a");
  link.href = edit;
  link.textContent = "Edit";
  nav.append(link);
  shadow.append(nav);
  document.body.append(host);
}
