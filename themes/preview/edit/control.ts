import type { Path, Problem, Question, Value } from "./desk.ts";
import { el, fresh } from "./dom.ts";

/** One part of the form: shows a value, gives it back, and shows what is wrong with it. */
export interface Control {
  readonly element: HTMLElement;
  /** What stands there now. */
  read(): Value;
  /** The part that a path leads to, as far as there is one. */
  at(path: Path): Control;
  /** Shows these problems beside the part, and no others. */
  say(problems: readonly Problem[]): void;
  /** Puts the cursor there. */
  focus(): void;
}

/** What all parts of a form know. */
export interface Setting {
  /** Called whenever something was changed. */
  readonly changed: () => void;
  /** Names that may not be changed any more, as paths such as fields/when. */
  readonly fixed: ReadonlySet<string>;
  readonly dir: string;
}

/** A value as text, whatever it is. */
export function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The place for problems below a part, and what it takes to tell them to a screen reader. */
export function problems(of: () => HTMLElement | undefined): { element: HTMLElement; say: (list: readonly Problem[]) => void } {
  const id = fresh();
  const element = el("div", { id, class: "problems" });
  element.hidden = true;
  return {
    element,
    say(list) {
      element.replaceChildren(...list.map(sentence));
      element.hidden = list.length === 0;
      const input = of();
      if (input === undefined) {
        return;
      }
      const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one !== "" && one !== id);
      if (list.length > 0) {
        input.setAttribute("aria-describedby", [...others, id].join(" "));
      } else if (others.length > 0) {
        input.setAttribute("aria-describedby", others.join(" "));
      } else {
        input.removeAttribute("aria-describedby");
      }
      if (list.some((one) => one.severity === "error")) {
        input.setAttribute("aria-invalid", "true");
      } else {
        input.removeAttribute("aria-invalid");
      }
    },
  };
}

/** A problem in words. */
export function sentence(problem: Problem): HTMLElement {
  const words = problem.message.charAt(0).toUpperCase() + problem.message.slice(1);
  const hint = problem.hint === "" ? "" : ` ${problem.hint.charAt(0).toUpperCase()}${problem.hint.slice(1)}.`;
  return el("p", { class: problem.severity }, el("strong", {}, problem.severity === "error" ? "Problem: " : "Advice: "), `${words}.${hint}`);
}

/** The label and help of a question. */
export function heading(question: Question, target: string): { label: HTMLElement; help: HTMLElement | undefined } {
  const label = el("label", { for: target }, question.label);
  if (question.required !== true && question.kind !== "tick") {
    label.append(el("span", { class: "optional" }, " (if wanted)"));
  }
  return { label, help: helpLine(question) };
}

export function helpLine(question: Question): HTMLElement | undefined {
  const help = question.help ?? "";
  return help === "" ? undefined : el("p", { class: "help", id: fresh() }, `${help.charAt(0).toUpperCase()}${help.slice(1)}.`);
}
