import type { Field } from "../data.ts";
import { button, element } from "../dom.ts";
import { newId } from "../notes/key.ts";
import type { Form } from "./form.ts";
import { calendarFile } from "./ics.ts";
import { onPage } from "./names.ts";

const FILE = "date.ics";

/** Makes the calendar fields of a form live: a file is made on the spot and goes nowhere but to the reader's downloads. */
export function calendars(form: Form): void {
  for (const [field, place] of onPage(form)) {
    if (field.type === "calendar") {
      offer(form, field, place);
    }
  }
}

function offer(form: Form, field: Field, place: HTMLElement): void {
  const { say, sheet } = form;
  const id = `${sheet.id}-${field.id}`;
  const input = (name: string, type: string, value: string): HTMLInputElement => {
    const made = element("input", { id: `${id}-${name}`, type, autocomplete: "off", spellcheck: "false" });
    made.value = value;
    return made;
  };
  const title = input("title", "text", field.title ?? "");
  const day = input("day", "date", "");
  const time = input("time", "time", "");
  const wrong = element("p", { class: "said", role: "status" });
  const make = button(say("calendar-make"), () => {
    wrong.textContent = day.value === "" ? say("calendar-no-day") : "";
    if (day.value === "") {
      day.focus();
    } else {
      download(appointment(field, title.value, day.value, time.value));
    }
  });
  const labelled = (text: string, made: HTMLInputElement): HTMLElement => element("p", { class: "calendar-part" }, element("label", { for: made.id }, text), made);
  const group = element("fieldset", { class: "calendar" }, element("legend", {}, field.label));
  group.append(
    ...(field.help === undefined ? [] : [element("p", { class: "field-help" }, field.help)]),
    labelled(say("calendar-title"), title),
    labelled(say("calendar-day"), day),
    labelled(say("calendar-time"), time),
    element("p", { class: "field-help" }, often(form, field)),
    make,
    wrong,
  );
  place.append(group);
  place.dataset["live"] = "";
  follow(form, field.from, day);
}

function often({ say }: Form, field: Field): string {
  switch (field.every) {
    case "week":
      return say("calendar-week");
    case "month":
      return say("calendar-month");
    default:
      return say("calendar-once");
  }
}

/** Takes the day of another field until the reader writes one here. */
function follow(form: Form, from: string | undefined, day: HTMLInputElement): void {
  let own = false;
  day.addEventListener("input", () => { own = day.value !== ""; }, { signal: form.signal });
  form.changed(() => {
    if (from !== undefined && !own) {
      day.value = form.values(from)[0] ?? "";
    }
  });
}

function appointment(field: Field, title: string, day: string, time: string): string {
  const uid = `${newId()}${newId()}`;
  return calendarFile({ title: title.trim() || (field.title ?? ""), day, time, every: field.every ?? "once", uid, stamp: Date.now() });
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
  element("a", { href: url, download: FILE }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // some browsers read it late
}
