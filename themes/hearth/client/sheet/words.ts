import { announce, element } from "../dom.ts";
import { noticed } from "./noticed.ts";
import type { Form } from "./form.ts";
import { onPage } from "./names.ts";

/** Notices words in what is being written, and says what the author says about them: a hint below the field that stops nobody. */
export function words(form: Form): void {
  for (const [field, place] of onPage(form)) {
    for (const part of [field, ...(field.columns ?? [])]) {
      if (part.words !== undefined && part.say !== undefined) {
        const places = field.each === true ? [`${field.id}.me`, `${field.id}.other`] : [field.id];
        watch(form, places.map((name) => (part === field ? name : `${name}.${part.id}`)), part.words, part.say, place);
      }
    }
  }
}

function watch(form: Form, names: readonly string[], list: readonly string[], say: string, place: HTMLElement): void {
  const hint = element("p", { class: "said", hidden: true }, say);
  place.append(hint);
  let started = false;
  form.changed(() => {
    const found = names.flatMap((name) => form.values(name)).some((text) => noticed(text, list) !== undefined);
    if (started && found && hint.hidden) {
      announce(say);
    }
    hint.hidden = !found;
    started = true;
  });
}
