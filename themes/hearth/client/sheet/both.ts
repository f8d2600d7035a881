/** What both people ticked: told when each has ticked something, and never what only one of them did. */
import type { Field } from "../data.ts";
import { element } from "../dom.ts";
import type { Form } from "./form.ts";
import { onPage } from "./names.ts";

export function boths(form: Form): void {
  for (const [field, place] of onPage(form)) {
    const of = form.sheet.fields.find(({ id }) => id === field.both);
    if (of !== undefined) {
      both(form, of, place);
    }
  }
}

function both(form: Form, of: Field, place: HTMLElement): void {
  const list = element("ul");
  place.append(list);
  form.changed(() => {
    const [mine, theirs] = [ticked(form, of, "me"), ticked(form, of, "other")];
    const shared = mine.filter((label) => theirs.includes(label));
    const waits = mine.length === 0 || theirs.length === 0;
    place.querySelector(".both-wait")?.toggleAttribute("hidden", !waits);
    place.querySelector(".both-none")?.toggleAttribute("hidden", waits || shared.length > 0);
    list.hidden = shared.length === 0;
    list.replaceChildren(...shared.map(({ label }) => element("li", {}, label)));
  });
}

/** The options that one person ticked. Own words are nobody else's. */
function ticked(form: Form, { id, options = [] }: Field, who: "me" | "other"): NonNullable<Field["options"]> {
  return options.filter((option) => form.values(`${id}.${who}.${option.id}`).length > 0);
}
