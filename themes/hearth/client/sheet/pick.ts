/** Trackers that ask only what is ticked in another field. What has a value stays, whatever is ticked now. */
import type { LiveForm } from "./live.ts";
import type { Rows } from "./rows.ts";
import { controlsIn, read } from "./slots.ts";

export function picks(form: LiveForm): void {
  for (const rows of form.rows) {
    const box = form.element(rows.name);
    const from = form.sheet.fields.find(({ id }) => id === rows.field.pick);
    if (box !== undefined && from !== undefined) {
      const none = box.querySelector<HTMLElement>(".pick-none");
      form.changed(() => {
        const ticked = form.values(placeOf(rows, from.id, from.each));
        none?.toggleAttribute("hidden", ticked.length > 0);
        for (const cell of box.querySelectorAll<HTMLElement>("[data-pick]")) {
          cell.toggleAttribute("data-picked", ticked.includes(cell.dataset["column"] ?? "") || isFilled(form, cell));
        }
      });
    }
  }
}

/** With two people, each one's ticks are about their own tracker. */
function placeOf({ name }: Rows, id: string, each = false): string {
  const [, who] = name.split(".");
  return each && who !== undefined ? `${id}.${who}` : id;
}

function isFilled(form: LiveForm, cell: HTMLElement): boolean {
  return controlsIn(cell).some((control) => {
    const slot = form.slotOf(control);
    return slot !== undefined && read(slot) !== "";
  });
}
