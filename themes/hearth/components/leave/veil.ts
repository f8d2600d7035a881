import { KEY, readMark, refused, writeMark } from "./mark.ts";

/** The event, sent to the document, that asks for the veil. */
export const VEIL = "gs-veil";

/** The same event for a reader who tries what leaving looks like: nothing is left then, and nothing forgotten. */
export const practice = (): CustomEvent<"practice"> => new CustomEvent(VEIL, { detail: "practice" });

export function isPractice(event: Event): boolean {
  return event instanceof CustomEvent && event.detail === "practice";
}

/** Set on the root element while nothing but Continue shows. */
const VEILED = "veiled";

/** The same rule as in leave.css, for a page whose style sheet did not arrive: it must not show itself then. */
const RULE = `html.${VEILED} body>:not(.veil){display:none!important}`;

/**
 * Guards the page from before its first paint: a page that was left shows
 * nothing, however it comes back, until the reader asks for it.
 *
 * Runs in the head, so it can be neither a module nor wait for one. It alone
 * sets and takes away the veil; others send VEIL.
 */
export function guard(neutral: string): void {
  const root = document.documentElement;
  let before: { title: string; x: number; y: number; focus: Element | null } | undefined;

  function hide(): void {
    // Hidden content has no height and no focus: both would be lost on an ordinary Back.
    before ??= { title: document.title, x: scrollX, y: scrollY, focus: document.activeElement };
    root.classList.add(VEILED);
  }

  function veil(): void {
    hide();
    document.title = neutral;
  }

  function show(): void {
    root.classList.remove(VEILED);
    if (before === undefined) {
      return;
    }
    const { title, x, y, focus } = before;
    before = undefined;
    document.title = title;
    scrollTo({ left: x, top: y, behavior: "instant" });
    if (focus instanceof HTMLElement && focus !== document.activeElement) {
      focus.focus({ preventScroll: true });
    }
  }

  function settle(fromHistory: boolean): void {
    if (readMark().left || (fromHistory && refused())) {
      veil();
    } else {
      show();
    }
  }

  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(RULE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch {
    // An older browser: leave.css has the rule.
  }

  const [visit] = performance.getEntriesByType("navigation");
  settle(visit !== undefined && "type" in visit && visit.type === "back_forward");

  document.addEventListener(VEIL, veil);
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(".veil button") !== null) {
      writeMark("left", false);
      show();
    }
  });
  // Hidden on the way out, so that the browser's kept copy is of a hidden page
  // and has nothing to flash when it comes back.
  addEventListener("pagehide", hide);
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      settle(true);
    }
  });
  // Another tab left. It only ever hides: no other tab may bring this page back.
  addEventListener("storage", (event) => {
    if (event.key === KEY && readMark().left) {
      veil();
    }
  });
}
