import { fieldKey } from "../notes/key.ts";
import type { Facts } from "./conditions.ts";
import type { Form } from "./form.ts";

const ROLE = fieldKey("starting-point", "role", "c");

/** What the rules of a form can look at. */
export function factsOf(form: Form): Facts {
  const { path } = form.way;
  return {
    path,
    role: form.notes.value(ROLE) || path,
    values: (name) => form.values(name),
    entries: (name, last) => form.entries(name, last),
  };
}
