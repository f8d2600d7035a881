/** An agreement counts as agreed only when each of the two could have said no. Keeping what was written needs none of it. */
import { announce, element } from "../dom.ts";
import type { LiveForm } from "./live.ts";
import type { Rows } from "./rows.ts";
import { read, show, type Slot } from "./slots.ts";
import { AGREED, CONSENT, FREE } from "./values.ts";

export function agreements(form: LiveForm): void {
  for (const rows of form.rows) {
    if (rows.field.type === "agreement") {
      agreement(form, rows);
    }
  }
}

function agreement(form: LiveForm, rows: Rows): void {
  const { say } = form;
  const parts = [FREE[0], FREE[1], AGREED];
  const boxes = parts.map(() => element("input", { type: "checkbox", autocomplete: "off" }));
  const slots: Slot[] = boxes.map((box, i) => ({ field: rows.name, row: CONSENT, part: parts[i] ?? "", class: "m", controls: [box], fallback: "" }));
  const [mine, other, agreed] = slots;
  const [, , last] = boxes;
  if (mine === undefined || other === undefined || agreed === undefined || last === undefined) {
    return;
  }
  const words = [say("free-me"), say("free-other"), say("agreed")];
  const consent = element("fieldset", { class: "consent" },
    element("legend", {}, say("agreed-title")),
    element("p", { class: "field-help" }, say("agreed-how")),
    ...boxes.map((box, i) => element("label", { class: "tick" }, box, words[i])));
  form.element(rows.name)?.append(consent);
  form.add(slots);
  form.changed(() => {
    const free = read(mine) === "1" && read(other) === "1";
    const rewritten = form.touched?.field === rows.name && form.touched.part === "line";
    if (form.touched !== undefined && read(agreed) === "1" && (!free || rewritten)) {
      show(agreed, "");
      form.answers.set(form.key(agreed), "");
      announce(say("agreed-off"));
    }
    consent.hidden = form.values(`${rows.name}.line`).length === 0;
    last.disabled = !free || form.notes.state.older;
  });
}
