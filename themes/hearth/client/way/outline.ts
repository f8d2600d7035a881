import type { Say } from "../data.ts";
import { rankOn } from "./ranks.ts";
import { isForTwo, offered, type View } from "./view.ts";

/** The lists of lessons and sheets as a way has them: what it leaves out, ranks in words, marks of what is done. */
export function showOutline(view: View, say: Say, isDone: (lesson: string) => boolean): void {
  for (const item of document.querySelectorAll<HTMLElement>("li[data-lesson]")) {
    const rank = rankOn(item.dataset["ranks"] ?? "", view.path);
    item.hidden = !offered(view, { ranks: item.dataset["ranks"], red: item.dataset["red"] });
    const done = isDone(item.dataset["lesson"] ?? "");
    item.classList.toggle("is-done", done);
    write(item.querySelector("[data-rank]"), rankWord(rank, say));
    write(item.querySelector("[data-mark]"), done ? say("mark-done") : "");
  }
  for (const link of document.querySelectorAll<HTMLElement>("a[data-fill]")) {
    const item = link.closest("li");
    if (item !== null && isForTwo(link.dataset["fill"])) {
      item.hidden = !offered(view, { fill: link.dataset["fill"] });
    }
  }
  const gone = new Set([...document.querySelectorAll<HTMLAnchorElement>(".phase-nav li[hidden] > a")].map((link) => link.href));
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".pager > a:not([data-next])")) {
    link.hidden = gone.has(link.href);
  }
  for (const phase of document.querySelectorAll<HTMLElement>(".outline")) {
    phase.hidden = phase.querySelector("li:not([hidden])") === null;
  }
  for (const select of document.querySelectorAll<HTMLSelectElement>("select[data-way]")) {
    select.value = view.path;
  }
}

function write(place: Element | null, word: string): void {
  if (place !== null) {
    place.textContent = word === "" ? "" : ` · ${word}`;
  }
}

function rankWord(rank: string, say: Say): string {
  switch (rank) {
    case "core":
      return say("rank-core");
    case "helpful":
      return say("rank-helpful");
    case "optional":
      return say("rank-optional");
    default:
      return "";
  }
}
