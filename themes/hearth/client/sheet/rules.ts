import type { Rule } from "../data.ts";
import { announce, button, element } from "../dom.ts";
import { because, holds } from "./conditions.ts";
import { factsOf } from "./facts.ts";
import type { Form } from "./form.ts";
import { atEnd, filled, onPage } from "./names.ts";
import { goTo, isAbove, LEAVE, Panels, spokenText } from "./panels.ts";
import { isResult, RESULT, type Result, resultOf, resultPanel } from "./result.ts";

/** Applies a form's rules: what they show, say and reveal. Why something shows is written down nowhere. */
export function rules(form: Form): void {
  if (form.sheet.rules.length > 0) {
    new Rules(form).start();
  }
}

class Rules {
  readonly #form: Form;
  readonly #panels: Panels;
  readonly #notes = new Map<string, HTMLElement>();
  #result: Result = "none";
  #asked = false;
  #touched = false;
  #started = false;

  constructor(form: Form) {
    this.#form = form;
    this.#panels = new Panels(form);
  }

  start(): void {
    this.#reveal();
    this.#offerResult();
    this.#offerBack();
    this.#form.changed(() => this.#apply());
  }

  #apply(): void {
    const facts = factsOf(this.#form);
    const holding = this.#form.sheet.rules.filter((rule) => holds(rule.when, facts));
    const places = new Map(holding.map((rule) => [rule, this.#place(because(rule.when, facts))]));
    const heard = [...this.#showPanels(holding, places), ...this.#sayAll(holding, places)];
    if (this.#started && heard.length > 0) {
      announce(heard.join(" "));
    }
    this.#started = true;
  }

  /** The last of the fields that made a rule hold. */
  #place(fields: readonly string[]): HTMLElement | undefined {
    const elements = fields.flatMap((name) => this.#form.element(name.split(".")[0] ?? "") ?? []);
    return elements.reduce<HTMLElement | undefined>((last, next) => (last !== undefined && follows(last, next) ? last : next), undefined);
  }

  #showPanels(holding: readonly Rule[], places: ReadonlyMap<Rule, HTMLElement | undefined>): string[] {
    const wanted = new Map<string, HTMLElement | undefined>();
    for (const rule of holding) {
      if (rule.show !== undefined && !isResult(rule.show)) {
        wanted.set(rule.show, places.get(rule));
      }
    }
    this.#setResult(holding.flatMap((rule) => rule.show ?? []));
    wanted.set(resultPanel(this.#result), undefined);
    const came = this.#panels.show(wanted);
    const leave = came.find((panel) => panel.dataset["panel"] === LEAVE);
    if (this.#started && leave !== undefined) {
      goTo(leave); // the place that had the focus is gone
    }
    return came.map(spokenText);
  }

  /** Puts the sayings of these rules below their fields and takes the others away. Returns the words that are new. */
  #sayAll(holding: readonly Rule[], places: ReadonlyMap<Rule, HTMLElement | undefined>): string[] {
    const heard: string[] = [];
    const keep = new Set<string>();
    for (const rule of holding) {
      const note = this.#noteOf(rule);
      const place = places.get(rule) ?? this.#form.root;
      if (note === undefined) {
        continue;
      }
      keep.add(note.key);
      if (!this.#notes.has(note.key)) {
        const made = note.make();
        place.append(made);
        this.#notes.set(note.key, made);
        heard.push(made.textContent);
      }
    }
    for (const [key, made] of this.#notes) {
      if (!keep.has(key)) {
        made.remove();
        this.#notes.delete(key);
      }
    }
    return heard;
  }

  #noteOf(rule: Rule): { key: string; make: () => HTMLElement } | undefined {
    const { say, way } = this.#form;
    const panel = rule.show === undefined || rule.show === LEAVE || !isAbove(rule.show) ? undefined : this.#panels.get(rule.show);
    if (panel !== undefined) {
      const make = () => element("div", { class: "said" }, element("p", {}, say("rule-above")), button(say("rule-above-go"), () => goTo(panel)));
      return { key: `above ${rule.show}`, make };
    }
    const to = rule.link !== undefined && way.offered(rule.link) ? rule.link : undefined;
    if (rule.say === undefined && to === undefined) {
      return undefined;
    }
    const link = to === undefined ? undefined : element("a", { href: to.url }, to.text);
    const words = rule.say === undefined ? [] : [rule.say, link === undefined ? "" : " "];
    return { key: `${rule.say} ${to?.url}`, make: () => element("p", { class: "said" }, ...words, link) };
  }

  /** Hides the fields that a rule reveals until one does. What was answered in them is kept, and can be shown. */
  #reveal(): void {
    const { sheet, root, say } = this.#form;
    const depends = new Set(sheet.rules.flatMap((rule) => rule.reveal ?? []));
    const fields = onPage(this.#form).filter(([field]) => depends.has(field.id));
    if (fields.length === 0) {
      return;
    }
    let all = false;
    const toggle = button(say("hidden-show"), () => {
      all = !all;
      toggle.textContent = say(all ? "hidden-hide" : "hidden-show");
      apply();
    });
    const line = element("p", { hidden: true, class: "hidden-answers" }, toggle);
    (fields.at(-1)?.[1] ?? root).after(line);
    const apply = (): void => {
      const facts = factsOf(this.#form);
      const revealed = new Set(sheet.rules.flatMap((rule) => (rule.reveal !== undefined && holds(rule.when, facts) ? rule.reveal : [])));
      let answers = false;
      for (const [field, place] of fields) {
        const answered = !revealed.has(field.id) && filled(this.#form, field);
        place.dataset["hidden"] = answered ? "answered" : "";
        place.toggleAttribute("data-revealed", revealed.has(field.id) || (all && answered));
        answers ||= answered;
      }
      line.hidden = !answers;
    };
    this.#form.changed(apply);
  }

  /** A sheet that ends in a result says it when it is asked, or when nothing is left out. */
  #offerResult(): void {
    const { sheet, say } = this.#form;
    if (!sheet.rules.some((rule) => isResult(rule.show))) {
      return;
    }
    const ask = button(say("result-ask"), () => {
      this.#asked = true;
      this.#apply();
      const panel = this.#panels.get(resultPanel(this.#result));
      if (panel !== undefined) {
        goTo(panel);
      }
    });
    atEnd(this.#form, element("p", { class: "result-ask" }, ask));
  }

  /** Who meant another answer than the one that left nothing but leaving begins again: somebody else may be looking by now. */
  #offerBack(): void {
    const { sheet, say } = this.#form;
    const back = button(say("leave-only-back"), () => {
      const facts = factsOf(this.#form);
      const fields = sheet.rules.flatMap((rule) => (rule.show === LEAVE ? because(rule.when, facts) : []));
      const place = this.#place(fields);
      this.#asked = false;
      this.#form.startAgain(fields);
      place?.querySelector<HTMLElement>("input, textarea, select")?.focus();
    });
    this.#panels.get(LEAVE)?.append(" ", back);
  }

  #setResult(panels: readonly string[]): void {
    const asked = onPage(this.#form).filter(([field]) => field.type !== "show").map(([field]) => filled(this.#form, field));
    const touched = asked.includes(true);
    this.#asked &&= touched || !this.#touched; // a sheet that was cleared is begun anew
    this.#touched = touched;
    const next = resultOf(panels, { touched, due: this.#asked || !asked.includes(false) });
    if (next !== this.#result) {
      this.#result = next;
      this.#form.root.dispatchEvent(new CustomEvent<Result>(RESULT, { bubbles: true, detail: next }));
    }
  }
}

/** Whether a stands behind b in the page. */
function follows(a: HTMLElement, b: HTMLElement): boolean {
  return (b.compareDocumentPosition(a) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
