import { readMark } from "../../components/leave/mark.ts";
import { isPractice, VEIL } from "../../components/leave/veil.ts";
import { nameOf } from "../notes/names.ts";

const LONGEST = 30;

/**
 * Leaves no trail in the browser's Back list while the reader asks for it: links
 * of the site replace the page, and a Back control on the page does what the
 * browser's then cannot. The addresses walked through stay in this tab.
 */
export function startTrail(base: string): void {
  const item = nameOf("b", base);
  const here = location.pathname;
  const walked = read(item);
  if (!readMark().trail && walked.at(-1) !== here) {
    write(item, [...walked, here].slice(-LONGEST));
  }

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.defaultPrevented || readMark().trail) {
      return;
    }
    if (event.target.closest("[data-back]") !== null) {
      const before = read(item).slice(0, -1);
      write(item, before);
      location.replace(before.at(-1) ?? base);
      return;
    }
    const link = event.target.closest<HTMLAnchorElement>("a[href]");
    if (link !== null && isPlain(event) && inSite(link, base)) {
      event.preventDefault();
      location.replace(link.href);
    }
  });
  document.addEventListener(VEIL, (event) => {
    if (!isPractice(event)) {
      write(item, []);
    }
  });
}

/** A click that would open the address in this tab. */
function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

function inSite(link: HTMLAnchorElement, base: string): boolean {
  const samePage = link.pathname === location.pathname && link.hash !== "";
  return link.origin === location.origin && link.pathname.startsWith(base) && !samePage && link.target === "" && !link.hasAttribute("download");
}

function read(item: string): string[] {
  try {
    const list: unknown = JSON.parse(sessionStorage.getItem(item) ?? "[]");
    return Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

function write(item: string, list: readonly string[]): void {
  try {
    if (list.length === 0) {
      sessionStorage.removeItem(item);
    } else {
      sessionStorage.setItem(item, JSON.stringify(list));
    }
  } catch {
    // Then Back leads home.
  }
}
