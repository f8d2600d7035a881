import type { Problem } from "./protocol.ts";

const STYLE = `
:host { all: initial; }
section {
  position: fixed; z-index: 2147483647; inset-inline: 0; inset-block-end: var(--leave-space, 0px);
  box-sizing: border-box; max-block-size: 50vh; overflow: auto; padding: 0.75rem 1rem;
  background: #242120; color: #efe9e1; border-block-start: 4px solid #f0a08c;
  font: 0.9375rem/1.5 system-ui; color-scheme: dark;
}
section[hidden] { display: none; }
@media (min-width: 48rem) { section { inset-block-end: 0; } }
@media print { section { display: none; } }
header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; }
p, ol, pre { margin: 0; }
header p { font-weight: 600; }
ol { padding: 0; list-style: none; }
li { margin-block-start: 0.75rem; }
.place, .hint { color: #b9afa4; }
.error .message { color: #f0a08c; }
.warning .message { color: #e0b458; }
pre { overflow-x: auto; font: 0.875rem/1.4 ui-monospace, monospace; tab-size: 4; }
button { min-block-size: 2.75rem; padding-inline: 1rem; font: inherit; }
`;

/** How many of each, in words. */
export function counts(problems: readonly Problem[]): string {
  const errors = problems.filter((one) => one.severity === "error").length;
  const warnings = problems.length - errors;
  const parts = [
    errors > 0 ? `${errors} ${errors === 1 ? "problem" : "problems"}` : "",
    warnings > 0 ? `${warnings} ${warnings === 1 ? "warning" : "warnings"}` : "",
  ];
  const tail = errors > 0 ? ". The page stays as it was until they are mended." : "";
  return parts.filter((part) => part !== "").join(", ") + tail;
}

/** The source line with a caret under the column, which counts characters; tabs stay tabs so that it lines up. */
export function sourceWithCaret(source: string, column: number): string {
  if (column < 1) {
    return source;
  }
  const before = [...source].slice(0, column - 1);
  return `${source}\n${before.map((c) => (c === "\t" ? c : " ")).join("")}^`;
}

/** The panel that shows problems over the last good page. It never takes the focus. */
export class ProblemPanel {
  #host: HTMLElement | undefined;
  #shown = "";
  #section = document.createElement("section");
  #count = document.createElement("p");
  #list = document.createElement("ol");

  /** Shows the problems, or takes the panel away when there are none. A panel that was hidden comes back only for other problems. */
  show(problems: readonly Problem[]): void {
    const now = JSON.stringify(problems);
    if (now === this.#shown) {
      return;
    }
    this.#shown = now;
    if (problems.length === 0) {
      this.#section.hidden = true;
      this.#count.textContent = "";
      this.#list.replaceChildren();
      return;
    }
    this.#build();
    this.#section.hidden = false;
    this.#count.textContent = counts(problems);
    this.#list.replaceChildren(...problems.map(item));
  }

  #build(): void {
    if (this.#host !== undefined) {
      return;
    }
    this.#host = document.createElement("div");
    const shadow = this.#host.attachShadow({ mode: "open" });
    // The page's policy refuses inline styles; a constructed sheet is none.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];

    this.#section.setAttribute("role", "region");
    this.#section.setAttribute("aria-label", "Problems");
    this.#section.tabIndex = 0; // so that it can be scrolled with keys
    this.#count.setAttribute("role", "status");
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Hide";
    close.addEventListener("click", () => {
      this.#section.hidden = true;
    });
    const header = document.createElement("header");
    header.append(this.#count, close);
    this.#section.append(header, this.#list);
    shadow.append(this.#section);
    document.body.append(this.#host);
  }
}

function item(problem: Problem): HTMLLIElement {
  const { file, line, column, severity, message, hint, source } = problem;
  const li = document.createElement("li");
  li.className = severity;
  if (file !== "") {
    const place = [file, line > 0 ? String(line) : "", line > 0 && column > 0 ? String(column) : ""];
    li.append(text("p", "place", place.filter((part) => part !== "").join(":")));
  }
  li.append(text("p", "message", severity === "warning" ? `Warning: ${message}` : message));
  if (source !== "") {
    li.append(text("pre", "source", sourceWithCaret(source, column)));
  }
  if (hint !== "") {
    li.append(text("p", "hint", hint));
  }
  return li;
}

function text(tag: "p" | "pre", name: string, words: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = words;
  return element;
}
