import type { Place } from "./desk.ts";
import { button, el, fresh } from "./dom.ts";

/** Asks where a link leads: a lesson, worksheet or page by its title, or an address. */
export function chooseLink(places: readonly Place[], words: string): Promise<{ words: string; link: string } | undefined> {
  return new Promise((resolve) => {
    const list = el("select", { id: fresh() });
    list.append(new Option("An address", ""));
    for (const kind of ["lesson", "worksheet", "page"]) {
      const group = el("optgroup", { label: { lesson: "Lessons", worksheet: "Worksheets", page: "Pages" }[kind] ?? kind });
      group.append(...places.filter((one) => one.kind === kind).map((one) => new Option(one.title, one.link)));
      list.append(group);
    }
    const address = el("input", { id: fresh(), type: "url", inputmode: "url", placeholder: "https://" });
    const text = el("input", { id: fresh(), type: "text" });
    text.value = words;
    const row = el("p", {}, el("label", { for: address.id }, "Address"), address);
    list.addEventListener("input", () => {
      row.hidden = list.value !== "";
      if (text.value === "" && list.value !== "") {
        text.value = list.selectedOptions[0]?.text ?? "";
      }
    });
    const title = el("h2", { id: fresh() }, "Link");
    const dialog = el("dialog", { "aria-labelledby": title.id });
    let chosen: { words: string; link: string } | undefined;
    const take = el("form", { method: "dialog" }, title,
      el("p", {}, el("label", { for: list.id }, "Where it leads"), list), row,
      el("p", {}, el("label", { for: text.id }, "Words of the link"), text),
      el("p", { class: "choices" }, el("button", { class: "main" }, "Put it in"), button("Cancel", () => dialog.close())));
    take.addEventListener("submit", () => {
      const link = list.value || address.value.trim();
      if (link !== "") {
        chosen = { words: text.value.trim() || link, link };
      }
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    dialog.append(take);
    document.body.append(dialog);
    dialog.showModal();
  });
}
