import { heading, problems, text, type Control, type Setting } from "./control.ts";
import type { Choice, Question, Value } from "./desk.ts";
import { el, fresh } from "./dom.ts";

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A part with one input. Named in another way, as an item of a list, it has no label of its own. */
function simple(question: Question, input: Input, setting: Setting, read: () => string, name: string | undefined): Control {
  const element = el("div", { class: `field ${question.kind}` });
  input.id = fresh();
  input.addEventListener("input", setting.changed);
  const said = problems(() => input);
  const { label, help } = heading(question, input.id);
  if (name !== undefined) {
    input.setAttribute("aria-label", name);
    element.append(input);
  } else if (question.kind === "tick") {
    element.append(el("div", { class: "row" }, input, label));
  } else {
    element.append(label, input);
  }
  if (help !== undefined && name === undefined) {
    input.before(...(question.kind === "tick" ? [] : [help]));
    if (question.kind === "tick") {
      element.append(help);
    }
    input.setAttribute("aria-describedby", help.id);
  }
  element.append(said.element);
  const self: Control = { element, read, at: () => self, say: said.say, focus: () => input.focus() };
  return self;
}

/** One line of text, which may be long: it wraps, and a line break in it is none. */
export function line(question: Question, value: Value | undefined, setting: Setting, name?: string): Control {
  const input = el("textarea", { rows: "1", dir: setting.dir, spellcheck: "true" });
  input.value = text(value);
  const grow = (): void => {
    input.style.blockSize = "auto";
    input.style.blockSize = `${input.scrollHeight + 2}px`;
  };
  input.addEventListener("input", grow);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
    }
  });
  new ResizeObserver(grow).observe(input);
  return simple(question, input, setting, () => input.value, name);
}

export function number(question: Question, value: Value | undefined, setting: Setting): Control {
  const input = el("input", { type: "text", inputmode: "numeric", size: "6", autocomplete: "off" });
  input.value = text(value);
  return simple(question, input, setting, () => input.value, undefined);
}

/** A yes-or-no value, or the one word that a tick stands for. */
export function tick(question: Question, value: Value | undefined, setting: Setting): Control {
  const yes = question.choices?.[0]?.value ?? "true";
  const input = el("input", { type: "checkbox" });
  input.checked = text(value) === yes;
  return simple(question, input, setting, () => (input.checked ? yes : ""), undefined);
}

export function choice(question: Question, value: Value | undefined, setting: Setting, name?: string): Control {
  const input = select(question.choices ?? [], text(value), question.required === true);
  return simple(question, input, setting, () => input.value, name);
}

/** A select that holds whatever stands in the file, known or not. */
function select(choices: readonly Choice[], value: string, required: boolean): HTMLSelectElement {
  const input = el("select");
  if (!required || value === "") {
    input.append(new Option("–", ""));
  }
  for (const one of choices) {
    input.append(new Option(one.label, one.value));
  }
  if (value !== "" && !choices.some((one) => one.value === value)) {
    input.append(new Option(value, value));
  }
  input.value = value;
  return input;
}

/** A rank for each of a few known things. */
export function ranks(question: Question, value: Value | undefined, setting: Setting): Control {
  const element = el("fieldset", { class: "field ranks" }, el("legend", {}, question.label));
  const given = entries(value);
  const order = [...given.map((one) => one.key), ...(question.rows ?? []).map((row) => row.value).filter((key) => !given.some((one) => one.key === key))];
  const parts = new Map<string, Control>();
  for (const key of order) {
    const row = question.rows?.find((one) => one.value === key);
    const asked: Question = { key, kind: "choice", label: row?.label ?? key, required: true, ...(question.choices === undefined ? {} : { choices: question.choices }) };
    const part = choice(asked, given.find((one) => one.key === key)?.value, setting);
    parts.set(key, part);
    element.append(part.element);
  }
  const said = problems(() => element);
  element.append(said.element);
  const self: Control = {
    element,
    read: () => [...parts].map(([key, part]) => ({ key, value: part.read() })).filter((one) => one.value !== ""),
    at: ([key]) => (typeof key === "string" ? (parts.get(key) ?? self) : self),
    say: said.say,
    focus: () => parts.values().next().value?.focus(),
  };
  return self;
}

/** The entries of a map, from whatever a value is. */
export function entries(value: Value | undefined): { key: string; value: Value }[] {
  const out: { key: string; value: Value }[] = [];
  for (const one of Array.isArray(value) ? value : []) {
    if (typeof one === "object" && one !== null && "key" in one && typeof one.key === "string" && "value" in one) {
      out.push({ key: one.key, value: one.value });
    }
  }
  return out;
}
