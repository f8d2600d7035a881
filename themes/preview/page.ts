import { collect, find, keyOf, parseState, restore, type PageState } from "./state.ts";

const FIELDS = "input, textarea, select";
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Keeps what is typed, the focus and the place in the page for the next load of the same address. */
export function savePage(): void {
  const fields = [...document.querySelectorAll<Field>(FIELDS)];
  const active = document.activeElement;
  const field = fields.find((one) => one === active);
  const state: PageState = {
    x: scrollX,
    y: scrollY,
    focus: field !== undefined ? keyOf(fields, field) : active !== null && active.id !== "" ? `#${active.id}` : "",
    selection: field !== undefined ? selectionOf(field) : null,
    controls: collect(fields),
  };
  try {
    sessionStorage.setItem(key(), JSON.stringify(state));
  } catch {
    // Full or refused: the page reloads all the same, as it would without the preview.
  }
}

/** Puts back, once, what savePage kept. */
export function restorePage(): void {
  let state: PageState | undefined;
  try {
    state = parseState(sessionStorage.getItem(key()));
    sessionStorage.removeItem(key());
  } catch {
    return;
  }
  if (state === undefined) {
    return;
  }
  const fields = [...document.querySelectorAll<Field>(FIELDS)];
  for (const field of restore(fields, state.controls)) {
    // Whoever shows, counts or keeps the value hears of it as if it was typed.
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const focus = state.focus.startsWith("#") ? document.getElementById(state.focus.slice(1)) : find(fields, state.focus);
  focus?.focus({ preventScroll: true });
  if (state.selection !== null && (focus instanceof HTMLInputElement || focus instanceof HTMLTextAreaElement)) {
    try {
      focus.setSelectionRange(...state.selection);
    } catch {
      // The field changed into a kind that has no caret.
    }
  }
  scrollTo({ left: state.x, top: state.y, behavior: "instant" });
}

function selectionOf(field: Field): [number, number] | null {
  return "selectionStart" in field && field.selectionStart !== null && field.selectionEnd !== null
    ? [field.selectionStart, field.selectionEnd]
    : null;
}

function key(): string {
  return `goldseam-preview:${location.pathname}`;
}
