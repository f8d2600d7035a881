import { heading, helpLine, problems, text, type Control, type Setting } from "./control.ts";
import type { Path, Question, Value } from "./desk.ts";
import { button, el, fresh } from "./dom.ts";
import { identifier } from "./identifier.ts";
import { choice, entries, line, number, ranks, tick } from "./simple.ts";

/** Makes the control of a question. At is where it stands, for names that are fixed. */
export function control(question: Question, value: Value | undefined, setting: Setting, at: string, name?: string): Control {
  switch (question.kind) {
    case "line":
      return line(question, value, setting, name);
    case "number":
      return number(question, value, setting);
    case "tick":
      return tick(question, value, setting);
    case "choice":
      return choice(question, value, setting, name);
    case "ranks":
      return ranks(question, value, setting);
    case "picks":
      return list({ ...question, item: { key: question.key, kind: "choice", label: "Lesson", required: true, choices: question.choices ?? [] } }, value, setting, at);
    case "list":
      return list(question, value, setting, at);
    case "map":
      return map(question, value, setting, at);
    case "group":
      return group(question, value, setting, at);
  }
}

/** Several known parts. Of those that only some types have, it shows the ones of the type that is chosen. */
export function group(question: Question, value: Value | undefined, setting: Setting, at: string): Control {
  const element = el("div", { class: "group" });
  const given = known(value);
  const parts = new Map<string, Control>();
  const more = el("details", { class: "more" }, el("summary", {}, "More"));
  const show = (): void => {
    const type = text(parts.get("type")?.read());
    const mine = question.byType?.[type] ?? [];
    const some = Object.values(question.byType ?? {}).flatMap((keys) => keys ?? []);
    for (const [key, part] of parts) {
      part.element.hidden = some.includes(key) && !mine.includes(key) && isEmpty(part.read());
    }
  };
  for (const field of question.fields ?? []) {
    const part = control(field, given[field.key], field.key === "type" ? { ...setting, changed: () => { show(); setting.changed(); } } : setting, `${at}/${field.key}`);
    part.element.dataset["key"] = field.key;
    parts.set(field.key, part);
    (field.more === true && isEmpty(part.read()) ? more : element).append(part.element);
  }
  if (more.childElementCount > 1) {
    element.append(more);
  }
  show();
  const said = problems(() => undefined);
  element.append(said.element);
  const self: Control = {
    element,
    read: () => Object.fromEntries([...parts].map(([key, part]): [string, Value] => [key, part.read()])),
    at: ([key, ...rest]) => (typeof key === "string" ? (parts.get(key)?.at(rest) ?? self) : self),
    say: said.say,
    focus: () => parts.values().next().value?.focus(),
  };
  return self;
}

/** A value as a group with known keys. */
export function known(value: Value | undefined): Readonly<Record<string, Value>> {
  return typeof value === "object" && !Array.isArray(value) ? (value as Readonly<Record<string, Value>>) : {};
}

function isEmpty(value: Value): boolean {
  if (typeof value === "string") {
    return value === "";
  }
  return Array.isArray(value) ? value.length === 0 : Object.values(value).every(isEmpty);
}

interface Row {
  readonly element: HTMLElement;
  readonly part: Control;
  readonly key?: () => string;
  readonly rename: (place: number, last: number) => void;
}

/** Rows that can be moved, taken away and added to. */
function rows(question: Question, setting: Setting, make: (value: Value | undefined, key: string | undefined) => Omit<Row, "element" | "rename"> & { readonly inside: HTMLElement; readonly fixed?: boolean }, one: string): {
  element: HTMLElement; rows: () => readonly Row[]; add: (value: Value | undefined, key?: string) => Row; say: Control["say"]; focus: () => void;
} {
  const element = el("fieldset", { class: `field many ${question.kind}` });
  const legend = el("legend", {}, question.label);
  if (question.required !== true) {
    legend.append(el("span", { class: "optional" }, " (if wanted)"));
  }
  element.append(legend);
  const help = helpLine(question);
  if (help !== undefined) {
    element.append(help);
    element.setAttribute("aria-describedby", help.id);
  }
  const inside = el("ol", { class: "rows" });
  const said = problems(() => element);
  let all: Row[] = [];
  const count = (): void => all.forEach((row, i) => row.rename(i, all.length - 1));
  const move = (row: Row, by: number, again: HTMLElement): void => {
    const from = all.indexOf(row);
    const to = from + by;
    if (to < 0 || to >= all.length) {
      return;
    }
    all.splice(from, 1);
    all.splice(to, 0, row);
    inside.replaceChildren(...all.map((each) => each.element));
    count();
    again.focus();
    setting.changed();
  };
  const add = (value: Value | undefined, key?: string): Row => {
    const made = make(value, key);
    const up = button("↑", () => move(row, -1, up));
    const down = button("↓", () => move(row, 1, down));
    const away = button("×", () => {
      const from = all.indexOf(row);
      all = all.filter((each) => each !== row);
      row.element.remove();
      count();
      (all[from] ?? all[from - 1])?.part.focus();
      if (all.length === 0) {
        more.focus();
      }
      setting.changed();
    });
    const tools = el("div", { class: "tools" }, up, down);
    if (made.fixed !== true) {
      tools.append(away);
    }
    const row: Row = {
      ...made,
      element: el("li", {}, made.inside, tools),
      rename(place, last) {
        const name = `${one} ${place + 1}`;
        up.setAttribute("aria-label", `Move ${name} up`);
        down.setAttribute("aria-label", `Move ${name} down`);
        away.setAttribute("aria-label", `Take ${name} away`);
        up.setAttribute("aria-disabled", String(place === 0));
        down.setAttribute("aria-disabled", String(place === last));
        const named = made.inside.querySelector<HTMLElement>(":scope > .field > [aria-label], :scope > summary > .number, :scope > legend");
        if (named?.matches("[aria-label]") === true) {
          named.setAttribute("aria-label", name);
        } else if (named !== null) {
          named.textContent = name;
        }
      },
    };
    all.push(row);
    inside.append(row.element);
    count();
    return row;
  };
  const more = button(`Add a ${one.toLowerCase()}`, () => {
    add(undefined).part.focus();
    setting.changed();
  });
  element.append(inside, more, said.element);
  return { element, rows: () => all, add, say: said.say, focus: () => (all[0]?.part ?? { focus: () => more.focus() }).focus() };
}

function list(question: Question, value: Value | undefined, setting: Setting, at: string): Control {
  const item = question.item ?? { key: question.key, kind: "line", label: question.label };
  const one = question.kind === "picks" ? (question.key === "after" ? "Lesson" : "Worksheet") : item.label;
  const many = rows(question, setting, (each) => {
    const part = control(item, each, setting, at, one);
    if (item.kind !== "group") {
      return { part, inside: el("div", {}, part.element) };
    }
    return { part, inside: el("fieldset", {}, el("legend", {}, one), part.element) };
  }, one);
  for (const each of Array.isArray(value) ? value : []) {
    many.add(each);
  }
  const self: Control = {
    element: many.element,
    read: () => many.rows().map((row) => row.part.read()).filter((each) => !isEmpty(each)),
    at: (path: Path) => (typeof path[0] === "number" ? (shown(many.rows())[path[0]]?.part.at(path.slice(1)) ?? self) : self),
    say: many.say,
    focus: many.focus,
  };
  return self;
}

/** The rows that are sent: an empty one is not. */
function shown(all: readonly Row[]): readonly Row[] {
  return all.filter((row) => !isEmpty(row.part.read()));
}

/** Entries by names of the author's choice, in an order. Groups can be folded. */
function map(question: Question, value: Value | undefined, setting: Setting, at: string): Control {
  const item = question.item ?? { key: question.key, kind: "line", label: "Words" };
  const one = question.named ?? "Entry";
  const taken = (but: Row | undefined): ReadonlySet<string> => new Set(many.rows().filter((row) => row !== but).map((row) => row.key?.() ?? ""));
  const many = rows(question, setting, (each, key) => {
    const fixed = key !== undefined && setting.fixed.has(`${at}/${key}`.replace(/^\//, ""));
    const part = control(item, each, setting, `${at}/${key ?? ""}`, item.kind === "line" ? one : undefined);
    const name = el("input", { type: "text", class: "name", autocomplete: "off", spellcheck: "false", dir: "ltr" });
    name.id = fresh();
    name.value = key ?? "";
    let chosen = key !== undefined;
    name.addEventListener("input", () => {
      chosen = name.value !== "";
      setting.changed();
    });
    const row = (): Row | undefined => many.rows().find((each) => each.part === part);
    const words = (): string => (item.kind === "group" ? text(known(part.read())["label"]) : text(part.read()));
    const suggest = (): void => {
      if (!chosen) {
        name.value = identifier(words(), taken(row()));
      }
    };
    part.element.addEventListener("input", suggest);
    name.readOnly = fixed;
    const { label } = heading({ key: "name", kind: "line", label: fixed ? "Name (permanent)" : "Name", required: true }, name.id);
    const named = el("div", { class: "field id" }, label, name);
    if (!fixed && item.kind === "group") {
      named.append(el("p", { class: "help" }, "Permanent once it is published, and never shown: answers of readers are kept under it."));
    }
    const inside = item.kind === "group" ? el("details") : el("div", { class: "pair" });
    if (item.kind === "group") {
      const title = el("span", { class: "words" });
      const rename = (): void => { title.textContent = words() || name.value; };
      part.element.addEventListener("input", rename);
      rename();
      inside.append(el("summary", {}, el("span", { class: "number" }, one), ": ", title));
      if (key === undefined) {
        inside.setAttribute("open", "");
      }
    }
    inside.append(named, part.element);
    const opened: Control = {
      ...part,
      at: (path) => (path.length === 0 ? opened : part.at(path)),
      focus: () => { inside.setAttribute("open", ""); part.focus(); },
    };
    return { part: { ...part, focus: opened.focus }, inside, fixed, key: () => name.value.trim() };
  }, one);
  for (const each of entries(value)) {
    many.add(each.value, each.key);
  }
  const self: Control = {
    element: many.element,
    read: () => {
      const names = new Set(taken(undefined));
      const out: { key: string; value: Value }[] = [];
      for (const row of many.rows()) {
        const value = row.part.read();
        let key = row.key?.() ?? "";
        if (key === "" && !isEmpty(value)) { // nothing to suggest a name from yet
          key = identifier("", names);
          names.add(key);
        }
        if (key !== "" && !(isEmpty(value) && item.kind === "line" && out.some((each) => each.key === key))) {
          out.push({ key, value });
        }
      }
      return out;
    },
    at: ([key, ...rest]) => {
      const row = many.rows().find((each) => each.key?.() === key);
      return row === undefined ? self : row.part.at(rest);
    },
    say: many.say,
    focus: many.focus,
  };
  return self;
}
