/** A worksheet that is one dated entry among many: the list of entries, and the one that is open. */
import { localeOf } from "../data.ts";
import { announce, button, element } from "../dom.ts";
import { newId, type Key } from "../notes/key.ts";
import { byEntry, type LiveForm } from "./live.ts";

export function tracker(form: LiveForm): void {
  if (!form.sheet.tracker) {
    return;
  }
  const { say } = form;
  const summary = element("summary");
  const list = element("ol", { class: "entries-list" });
  const fresh = button(say("entry-new"), () => {
    open(newId());
    announce(say("entry-opened-new"));
    form.root.querySelector<HTMLElement>(".sheet > .field :is(input, textarea, select)")?.focus();
  });
  const box = element("details", { class: "entries" }, summary, list);
  form.root.querySelector(".sheet > .field")?.before(element("div", { class: "sheet-entries" }, fresh, box));

  const state = (id: string): Key => ({ ...form.key({ field: "", row: "", part: "", class: "x" }), entry: id });
  function open(id: string): void {
    form.rows.forEach((rows) => rows.reset());
    form.entry = id;
    form.refresh();
  }
  function name(day: string): string {
    return day === "" ? say("entry-undated") : new Date(`${day}T00:00`).toLocaleDateString(localeOf(form.data.lang), { day: "numeric", month: "short", year: "numeric" });
  }
  function remove(id: string, item: HTMLElement): void {
    const undo = form.retire(state(id));
    const back = button(say("put-back"), () => {
      undo();
      undone.hidden = true;
      form.tell();
      summary.focus();
    });
    if (form.entry === id) {
      open(newId());
    }
    form.tell();
    announce(say("entry-removed"));
    undone.replaceChildren(say("entry-removed"), " ", back);
    undone.hidden = false;
    back.focus();
    item.remove();
  }
  const undone = element("p", { class: "undone", hidden: true });
  box.after(undone);

  let shown = "";
  form.entry = newId();
  form.changed(() => {
    const entries = form.shut() ? [] : form.groups(byEntry);
    const now = JSON.stringify([entries.map(({ id, day }) => [id, day]), form.entry]);
    if (now === shown) {
      return;
    }
    shown = now;
    summary.textContent = say("entries", entries.length);
    box.hidden = entries.length === 0;
    list.replaceChildren(...entries.map(({ id, day }) => {
      const item = element("li", {}, button(name(day), () => {
        open(id);
        announce(say("entry-opened", name(day)));
        list.querySelector<HTMLElement>("[aria-current]")?.focus(); // the list was made anew
      }, { "aria-current": id === form.entry ? "true" : undefined }), " ",
      button(say("remove"), () => remove(id, item), { "aria-label": say("entry-remove", name(day)) }));
      return item;
    }));
  });
}
