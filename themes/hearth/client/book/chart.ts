import { element } from "../dom.ts";
import type { Book } from "./parts.ts";
import { type Drawing, drawing, HEIGHT, level, LOW, place, type Spot, WIDTH } from "./plot.ts";
import { isHidden } from "./read.ts";
import { change, type Dated, dayNumber, type Measure, type Plot, pointsOf, type Tracker } from "./series.ts";

/** Told apart by form, so that no colour is needed: on paper and for every eye. The hollow ones show what stands within them. */
function shape(i: number, { x, y }: Spot): SVGElement {
  switch (i % 4) {
    case 0:
      return svg("circle", { cx: x, cy: y, r: 4 });
    case 1:
      return svg("rect", { x: x - 5.5, y: y - 5.5, width: 11, height: 11, class: "hollow" });
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

/** The days that charts under one another share. */
interface Span {
  readonly first: number;
  readonly last: number;
  /** Days on which something is marked. */
  readonly marked: readonly number[];
  /** Each chart is one of several. */
  readonly several: boolean;
}

/** A tracker's charts. The table beside them says the same, so that nobody needs to see them. */
export function chartsOf(tracker: Tracker, book: Book): readonly HTMLElement[] {
  const { plots, entries, averageAfter } = tracker;
  const days = entries.map(({ on }) => dayNumber(on)).filter(Number.isFinite);
  if (days.length === 0) {
    return [];
  }
  const marks = tracker.marks.filter((measure) => marked(measure, entries).length > 0);
  const span: Span = {
    first: Math.min(...days), last: Math.max(...days),
    marked: marks.filter(({ field }) => !isHidden(field)).flatMap((measure) => marked(measure, entries)),
    several: plots.filter(({ field }) => field.type === "scale").length > 1,
  };
  const averaged = plots.filter(({ field, measures }) => field.type === "scale" && measures.some(({ name }) => hasAverage(tracker, name, span)));
  const explained = averaged.filter(({ private: hidden }) => !hidden).at(-1) ?? averaged.at(-1);
  const note = (): HTMLElement => element("p", { class: "chart-end" }, book.say("average", averageAfter));
  return [
    ...plots.map((plot) => {
      const drawn = plot.field.type === "scale" ? scales(plot, tracker, span) : choices(plot.measures, tracker, span);
      return figure(book, span, plot.label, plot.private, drawn, plot === explained ? note() : undefined);
    }),
    ...marks.map((measure) => figure(book, span, measure.label, isHidden(measure.field), lanes(measure, entries, span, (x) => svg("path", { class: "chart-tick", d: `M${x} 1v14` })))),
    ...plots.flatMap((plot) => (plot.field.type === "scale" ? changes(plot, tracker, book, span.several) : [])),
  ];
}

function figure({ wording }: Book, { first, last }: Span, label: string, hidden: boolean, drawn: readonly Node[], note?: HTMLElement): HTMLElement {
  return element("figure", { class: "chart", "aria-hidden": "true", "data-private": hidden },
    element("figcaption", {}, label), ...drawn,
    element("p", { class: "chart-days" }, ...ends(first, last).map((iso) => element("span", {}, wording.day(iso)))), note);
}

/** Whether a line of averages is drawn: none crosses a missed week. */
function hasAverage({ entries, averageAfter }: Pick<Tracker, "entries" | "averageAfter">, name: string, { first, last }: Pick<Span, "first" | "last">): boolean {
  return drawing(pointsOf(entries, name), first, last, averageAfter).average.length > 0;
}

/** The days on which a question has an answer. */
function marked({ name }: Measure, entries: readonly Dated[]): readonly number[] {
  return entries.filter(({ values }) => (values.get(name) ?? "") !== "").map(({ on }) => dayNumber(on)).filter(Number.isFinite);
}

function ends(first: number, last: number): readonly string[] {
  return [...new Set([first, last])].map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
}

function scales({ field, measures }: Plot, { entries, averageAfter }: Tracker, { first, last, marked: days, several }: Span): readonly HTMLElement[] {
  const height = several ? LOW : HEIGHT;
  const frame = [0, 5, 10].map((value) => svg("path", { class: "chart-level", d: `M0 ${level(value, height)}h${WIDTH}` }));
  const guides = svg("path", { class: "chart-mark", d: [...new Set(days)].map((day) => `M${place(day, first, last)} 0V${height}`).join("") });
  const drawn = measures.map(({ name }, i) => oneScale(drawing(pointsOf(entries, name), first, last, averageAfter, height), i));
  const picture = element("div", { class: "chart-picture" });
  picture.append(svg("svg", { viewBox: `0 0 ${WIDTH} ${height}` }, ...frame, guides, ...drawn.reverse())); // the first stands above the others
  const legend = element("ul", { class: "chart-legend" }, ...measures.map(({ label, name }, i) => legendLine(label, i, hasAverage({ entries, averageAfter }, name, { first, last }))));
  return [
    element("p", { class: "chart-end" }, `10 ${field.high ?? ""}`), picture, element("p", { class: "chart-end" }, `0 ${field.low ?? ""}`),
    ...(measures.length > 1 ? [legend] : []),
  ];
}

function oneScale({ dots, lines, average }: Drawing, i: number): SVGElement {
  const path = (list: readonly (readonly [Spot, Spot])[]): string => list.map(([a, b]) => `M${a.x} ${a.y}L${b.x} ${b.y}`).join("");
  return svg("g", {}, svg("path", { class: "chart-line", d: path(lines) }), averageLine(i, path(average)), ...dots.map((dot) => shape(i, dot)));
}

function averageLine(i: number, d: string): SVGElement {
  return svg("path", { class: i === 0 ? "chart-average" : "chart-average chart-average-more", d });
}

/** The form of the dots, and the line of their average if there is one. */
function legendLine(label: string, i: number, averaged: boolean): HTMLElement {
  const line = element("li", {});
  const width = averaged ? 46 : 16;
  line.append(svg("svg", { viewBox: `0 0 ${width} 16`, width, height: 16 }, shape(i, { x: 8, y: 8 }), ...(averaged ? [averageLine(i, "M20 8h24")] : [])), ` ${label}`);
  return line;
}

/** A choice over time: how often each option was chosen, with a mark where it was. */
function choices(measures: readonly Measure[], { entries }: Tracker, span: Span): readonly HTMLElement[] {
  return measures.flatMap((measure) => lanes(measure, entries, span, (x, i) => shape(i, { x, y: 8 })));
}

/** A line for each option that was chosen or ticked: its words, how often, and a mark for each time. */
function lanes({ field, name }: Measure, entries: readonly Dated[], { first, last }: Span, mark: (x: number, i: number) => SVGElement): readonly HTMLElement[] {
  return (field.options ?? []).flatMap(({ id, label }, i) => {
    const days = entries.filter(({ values }) => values.get(name)?.split(" ").includes(id) === true).map(({ on }) => dayNumber(on)).filter(Number.isFinite);
    const line = element("div", { class: "chart-marks" }, element("p", {}, `${label}: ${days.length}`));
    line.append(svg("svg", { viewBox: `0 0 ${WIDTH} 16` }, svg("path", { class: "chart-level", d: `M0 8h${WIDTH}` }), ...days.map((day) => mark(place(day, first, last), i))));
    return days.length === 0 && field.type === "multi" ? [] : [line];
  });
}

/** How things stand beside a month ago, in words that do not judge. */
function changes({ private: hidden, measures }: Plot, { entries, averageAfter }: Tracker, { say }: Book, several: boolean): readonly HTMLElement[] {
  return measures.flatMap(({ name, label }) => {
    const how = change(pointsOf(entries, name), averageAfter);
    const words = how === "higher" ? say("change-higher") : how === "lower" ? say("change-lower") : how === "same" ? say("change-same") : "";
    return words === "" ? [] : [element("p", { "data-private": hidden }, several || measures.length > 1 ? `${label}: ${words}` : words)];
  });
}
