/** The name of a fingerprinted file: its path up to the last dash, so that /a/style-1.css and /a/style-2.css are one. */
export function stem(href: string, base: string): string {
  const { pathname } = new URL(href, base);
  return pathname.slice(0, pathname.lastIndexOf("-") + 1);
}

/**
 * Puts the style sheet at href in place of its older versions. Those stay until
 * it has loaded, so that the page is never seen without style; when it does not
 * load they stay for good.
 */
export function swapStyle(document: Document, href: string): void {
  const name = stem(href, document.baseURI);
  const same = [...document.querySelectorAll<HTMLLinkElement>("link[rel~=stylesheet]")].filter(
    (link) => name !== "" && stem(link.href, document.baseURI) === name,
  );
  const last = same.at(-1);
  if (last === undefined || last.href === new URL(href, document.baseURI).href) {
    return;
  }
  const fresh = document.createElement("link");
  fresh.rel = "stylesheet";
  fresh.href = href;
  fresh.media = last.media;
  fresh.addEventListener("load", () => same.forEach((link) => link.remove()));
  fresh.addEventListener("error", () => fresh.remove());
  last.after(fresh);
}
