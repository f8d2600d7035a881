import type { Field } from "../data.ts";
import type { Form } from "./form.ts";

/** The names under which a form gives the answers of a field. */
export function names(field: Field): readonly string[] {
  const parts = field.items ?? field.columns ?? field.parts?.flatMap(({ gap }) => (gap === undefined ? [] : [{ id: gap }]));
  const places = field.each === true ? [field.id, `${field.id}.me`, `${field.id}.other`] : [field.id];
  return parts === undefined ? places : places.flatMap((place) => [place, ...parts.map(({ id }) => `${place}.${id}`)]);
}

/** Whether anything is answered in a field. */
export function filled(form: Form, field: Field): boolean {
  return names(field).some((name) => form.values(name).length > 0);
}

/** The fields of a form that are on the page, each with its element. */
export function onPage(form: Form): readonly (readonly [Field, HTMLElement])[] {
  return form.sheet.fields.flatMap((field) => {
    const element = field.retired === true ? undefined : form.element(field.id);
    return element === undefined ? [] : [[field, element] as const];
  });
}

/** Puts a part at the end of a sheet, before what clears it. */
export function atEnd({ root }: Form, part: HTMLElement): void {
  const foot = root.querySelector(".sheet-foot");
  if (foot === null) {
    (root.querySelector(".sheet") ?? root).append(part);
  } else {
    foot.before(part);
  }
}
