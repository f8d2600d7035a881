import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, keymap, type DecorationSet } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sentence } from "./control.ts";
import type { Place, Problem } from "./desk.ts";
import { button, el, fresh } from "./dom.ts";
import { chooseLink } from "./link.ts";

/** The lines that hold a mistake. */
const mark = StateEffect.define<readonly number[]>();
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(old, change) {
    let now = old.map(change.changes);
    for (const effect of change.effects) {
      if (effect.is(mark)) {
        const set = new RangeSetBuilder<Decoration>();
        for (const number of [...new Set(effect.value)].sort((a, b) => a - b)) {
          if (number >= 1 && number <= change.state.doc.lines) {
            const at = change.state.doc.line(number).from;
            set.add(at, at, Decoration.line({ class: "wrong" }));
          }
        }
        now = set.finish();
      }
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const looks = HighlightStyle.define([
  { tag: tags.heading, class: "md-heading" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.emphasis, class: "md-emphasis" },
  { tag: tags.link, class: "md-link" },
  { tag: tags.url, class: "md-quiet" },
  { tag: tags.processingInstruction, class: "md-quiet" },
  { tag: tags.quote, class: "md-quote" },
]);

/** The body of a text: a Markdown editor with a row of buttons. */
export class Body {
  readonly element = el("section", { class: "body" });
  readonly #view: EditorView;
  readonly #said = el("div", { class: "problems" });

  constructor(text: string, places: readonly Place[], dir: string, nonce: string, changed: () => void) {
    const name = fresh();
    const help = fresh();
    this.#said.id = fresh();
    this.#said.hidden = true;
    const area = el("div", { class: "editor" });
    this.#view = new EditorView({
      parent: area,
      state: EditorState.create({
        doc: text,
        extensions: [
          history(),
          search({ top: true }),
          markdown({ base: markdownLanguage, completeHTMLTags: false }),
          syntaxHighlighting(looks),
          marked,
          EditorView.lineWrapping,
          EditorView.cspNonce.of(nonce),
          EditorView.contentAttributes.of({
            "aria-labelledby": name, "aria-describedby": `${help} ${this.#said.id}`, spellcheck: "true", autocorrect: "on", dir,
          }),
          // Tab is left alone: it leads on, as everywhere on the page.
          keymap.of([
            { key: "Mod-b", run: () => this.#around("**") },
            { key: "Mod-i", run: () => this.#around("*") },
            ...defaultKeymap, ...historyKeymap, ...searchKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              changed();
            }
          }),
        ],
      }),
    });
    const tool = (words: string, label: string, act: () => unknown): HTMLButtonElement => {
      const made = button(words, () => {
        act();
        this.#view.focus();
      });
      made.setAttribute("aria-label", label);
      made.title = label;
      return made;
    };
    const tools = el("div", { class: "toolbar", role: "group", "aria-label": "Form of the text" },
      tool("B", "Bold", () => this.#around("**")),
      tool("I", "Italic", () => this.#around("*")),
      tool("H", "Heading", () => this.#before("## ")),
      tool("•", "List", () => this.#before("- ")),
      tool("1.", "Numbered list", () => this.#before("1. ")),
      tool("❝", "Quote", () => this.#before("> ")),
      tool("!", "Call-out", () => this.#callout()),
      button("Link", () => void this.#link(places)),
    );
    this.element.append(
      el("h2", { id: name }, "Text"),
      el("p", { class: "help", id: help }, "Written in Markdown; the buttons write the signs for you. Tab leads out of the text, Ctrl and ] moves a line in."),
      tools, area, this.#said,
    );
  }

  read(): string {
    return this.#view.state.doc.toString();
  }

  /** Marks the lines with problems and lists them below; a press on one leads to its line. */
  say(problems: readonly Problem[]): void {
    this.#view.dispatch({ effects: mark.of(problems.map((one) => one.line)) });
    this.#said.replaceChildren(...problems.map((one) => {
      const said = sentence(one);
      said.append(" ", button(`Line ${one.line}`, () => this.#go(one.line)));
      return said;
    }));
    this.#said.hidden = problems.length === 0;
    this.#view.contentDOM.setAttribute("aria-invalid", String(problems.some((one) => one.severity === "error")));
  }

  focus(): void {
    this.#view.focus();
  }

  #go(line: number): void {
    const { doc } = this.#view.state;
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines)).from;
    this.#view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    this.#view.focus();
  }

  /** Puts signs around what is chosen, or takes them away. */
  #around(sign: string): boolean {
    const { state } = this.#view;
    const { from, to } = state.selection.main;
    const around = state.sliceDoc(from - sign.length, from) === sign && state.sliceDoc(to, to + sign.length) === sign;
    this.#view.dispatch(around
      ? { changes: [{ from: from - sign.length, to: from }, { from: to, to: to + sign.length }] }
      : { changes: [{ from, insert: sign }, { from: to, insert: sign }], selection: { anchor: from + sign.length, head: to + sign.length } });
    return true;
  }

  /** Puts a sign before each chosen line, or takes it away where all have it. */
  #before(sign: string): void {
    const { state } = this.#view;
    const { from, to } = state.selection.main;
    const lines = [];
    for (let at = state.doc.lineAt(from); ; at = state.doc.line(at.number + 1)) {
      lines.push(at);
      if (at.to >= to) {
        break;
      }
    }
    const all = lines.every((line) => line.text.startsWith(sign));
    this.#view.dispatch({
      changes: lines.map((line) => (all ? { from: line.from, to: line.from + sign.length } : { from: line.from, insert: sign })),
    });
  }

  #callout(): void {
    this.#before("> ");
    const { state } = this.#view;
    const line = state.doc.lineAt(state.selection.main.from);
    if (line.text.startsWith("> ")) {
      this.#view.dispatch({ changes: { from: line.from, insert: "> [!NOTE]\n" } });
    }
  }

  async #link(places: readonly Place[]): Promise<void> {
    const { from, to } = this.#view.state.selection.main;
    const chosen = await chooseLink(places, this.#view.state.sliceDoc(from, to));
    if (chosen !== undefined) {
      const insert = `[${chosen.words}](${chosen.link})`;
      this.#view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
    }
    this.#view.focus();
  }
}
