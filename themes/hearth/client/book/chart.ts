import { element } from "../dom.ts";
import type { Book } from "./parts.ts";
import { drawing, HEIGHT, level, place, type Spot, WIDTH } from "./plot.ts";
import { isHidden } from "./read.ts";
import { averages, change, dayNumber, type Plot, type Point, pointsOf, type Tracker } from "./series.ts";

/** Told apart by form, so that no colour is needed: on paper and for every eye. */
function shape(i: number, { x, y }: Spot): SVGElement {
  switch (i % 4) {
    case 0:
      return svg("circle", { cx: x, cy: y, r: 4 });
    case 1:
      return svg("rect", { x: x - 4, y: y - 4, width: 8, height: 8, class: "hollow" });
    case 2:
      return svg("path", { d: `M${x} ${y - 5.5}l5 9h-10z` });
    default:
      return svg("path", { d: `M${x} ${y - 6}l6 6-6 6-6-6z`, class: "hollow" });
  }
}

function svg(name: string, attributes: Readonly<Record<string, string | number>> = {}, ...children: readonly Node[]): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, String(value));
  }
  made.append(...children);
  return made;
}

/** A tracker's chart. The table beside it says the same, so that nobody needs to see it. */
export function chartOf(plot: Plot, tracker: Tracker, book: Book): readonly HTMLElement[] {
  const days = tracker.entries.map(({ on }) => dayNumber(on)).filter(Number.isFinite);
  if (days.length === 0) {
    return [];
  }
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const drawn = plot.field.type === "scale" ? scales(plot, tracker, first, last) : marks(plot, tracker, first, last);
  const averaged = plot.field.type === "scale" && plot.measures.some(({ name }) => averages(pointsOf(tracker.entries, name), tracker.averageAfter).length > 1);
  return [
    element("figure", { class: "chart", "aria-hidden": "true", "data-private": isHidden(plot.field) },
      element("figcaption", {}, plot.label), ...drawn,
      element("p", { class: "chart-days" }, ...ends(first, last).map((iso) => element("span", {}, book.wording.day(iso)))),
      averaged ? element("p", { class: "chart-end" }, book.say("average", tracker.averageAfter)) : undefined),
    ...(plot.field.type === "scale" ? changes(plot, tracker, book) : []),
  ];
}

function ends(first: number, last: number): readonly string[] {
  return [...new Set([first, last])].map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
}

function scales({ field, measures }: Plot, { entries, averageAfter }: Tracker, first: number, last: number): readonly HTMLElement[] {
  const frame = [0, 5, 10].map((value) => svg("path", { class: "chart-level", d: `M0 ${level(value)}h${WIDTH}` }));
  const drawn = measures.map(({ name }, i) => oneScale(pointsOf(entries, name), i, first, last, averageAfter));
  const picture = element("div", { class: "chart-picture" });
  picture.append(svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}` }, ...frame, ...drawn));
  const legend = element("ul", { class: "chart-legend" }, ...measures.map(({ label }, i) => legendLine(label, i)));
  return [
    element("p", { class: "chart-end" }, `10 ${field.high ?? ""}`), picture, element("p", { class: "chart-end" }, `0 ${field.low ?? ""}`),
    ...(measures.length > 1 ? [legend] : []),
  ];
}

function oneScale(points: readonly Point[], i: number, first: number, last: number, averageAfter: number): SVGElement {
  const { dots, lines, average } = drawing(points, first, last, averageAfter);
  const path = (list: readonly (readonly [Spot, Spot])[]): string => list.map(([a, b]) => `M${a.x} ${a.y}L${b.x} ${b.y}`).join("");
  return svg("g", {}, svg("path", { class: "chart-line", d: path(lines) }), svg("path", { class: "chart-average", d: path(average) }), ...dots.map((dot) => shape(i, dot)));
}

function legendLine(label: string, i: number): HTMLElement {
  const line = element("li", {});
  line.append(svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16 }, shape(i, { x: 8, y: 8 })), ` ${label}`);
  return line;
}

/** A choice over time: a line for each option, with a mark where it was chosen. */
function marks({ field, measures }: Plot, { entries }: Tracker, first: number, last: number): readonly HTMLElement[] {
  const name = measures[0]?.name ?? "";
  return (field.options ?? []).map(({ id, label }, i) => {
    const spots = entries.filter(({ values }) => values.get(name) === id).map(({ on }) => dayNumber(on)).filter(Number.isFinite);
    const line = element("div", { class: "chart-marks" }, element("p", {}, label));
    line.append(svg("svg", { viewBox: `0 0 ${WIDTH} 16` }, svg("path", { class: "chart-level", d: `M0 8h${WIDTH}` }), ...spots.map((day) => shape(i, { x: place(day, first, last), y: 8 }))));
    return line;
  });
}

/** How things stand beside a month ago, in words that do not judge. */
function changes({ field, measures }: Plot, { entries, averageAfter }: Tracker, { say }: Book): readonly HTMLElement[] {
  return measures.flatMap(({ name, label }) => {
    const how = change(pointsOf(entries, name), averageAfter);
    const words = how === "higher" ? say("change-higher") : how === "lower" ? say("change-lower") : how === "same" ? say("change-same") : "";
    return words === "" ? [] : [element("p", { "data-private": isHidden(field) }, measures.length > 1 ? `${label}: ${words}` : words)];
  });
}
