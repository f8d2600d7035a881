/**
 * What the build tells the scripts of a page. It stands in the page itself, as
 * JSON in a script element that nothing executes, so that a page and its data
 * can never be of two versions.
 */

/** One block for the whole page: `<script type="application/json" id="page-data">`. */
export interface PageData {
  readonly lang: string; // BCP 47
  readonly site: string; // the edition's title
  readonly neutral: string; // neutral name, for files, calendars and history
  readonly base: string; // the site's base path, such as "/" or "/program/"
  readonly program: string; // what a backup calls the edition it came from: its title in the first language
  readonly urls: {
    readonly home: string;
    readonly outline: string;
    readonly help: string; // "" where the program has no such page, here and below
    readonly rightNow: string;
    readonly before: string; // before you start
    readonly limits: string;
    readonly stopRules: string;
    readonly check: string; // the safety check's own page
    readonly notebook: string;
    readonly search: string;
  };
  readonly paths: readonly { readonly id: string; readonly text: string }[];
  readonly worker: string; // address of the service worker; "" where no copy for offline use is offered
  readonly leaveTo: readonly { readonly url: string; readonly text: string }[]; // places to leave to, the edition's own first
  /** The interface's words whose keys begin with "js-", without that. {n} stands for a number or a name. One that counts may have forms, such as "timer-whole.one". */
  readonly words: Readonly<Record<string, string>>;
}

/** A worksheet: `<script type="application/json" class="sheet-data">` beside its form, within gs-sheet,
 * and in the module of all sheets that the notebook loads (its default export is Sheet[]). */
export interface Sheet {
  readonly id: string; // permanent
  readonly number: number;
  readonly title: string;
  readonly neutral: string; // such as "Sheet 7"
  readonly url: string;
  readonly fill: "alone" | "hurt" | "broke" | "both" | "together";
  readonly never: boolean; // nothing of it is ever kept
  readonly print: boolean;
  readonly share: "none" | "chosen" | "page";
  readonly tracker: boolean; // the whole sheet is one dated entry among many
  readonly held: boolean; // held back after an amber safety result
  readonly privacy: readonly string[];
  readonly fields: readonly Field[]; // retired ones too
  readonly rules: readonly Rule[];
  readonly card: readonly string[]; // fields that stand on the card at the end
  readonly table: boolean;
  /** What the notebook draws over time: y, then also; and what marks the days. Names of fields, or of columns with their tracker's. */
  readonly chart?: { readonly y: string; readonly also?: readonly string[]; readonly marks?: string; readonly averageAfter: number };
}

export type FieldType =
  | "text"
  | "longtext"
  | "choice"
  | "multi"
  | "checklist"
  | "scale"
  | "date"
  | "time"
  | "rows"
  | "sentence"
  | "timer"
  | "agreement"
  | "tracker"
  | "calendar"
  | "show";

/** One question. What does not apply is left out of the JSON. */
export interface Field {
  readonly id: string; // permanent
  readonly type: FieldType;
  readonly label: string;
  readonly help?: string;
  readonly optional?: boolean;
  readonly private?: boolean; // out of print and of what is shared unless the reader ticks it
  readonly never?: boolean;
  readonly each?: boolean; // two places: answers are kept as "id.me" and "id.other"
  readonly was?: string; // its earlier name
  readonly retired?: boolean; // no longer asked
  readonly limit?: number; // characters, rows, lines or sentences
  readonly default?: string; // a text, "21:00", "today", "in 6 weeks"
  readonly words?: readonly string[];
  readonly say?: string;
  readonly options?: readonly Option[];
  readonly other?: boolean; // own words are welcome
  readonly low?: string;
  readonly high?: string;
  readonly items?: readonly Option[]; // several scales: answers are kept as "id.item"
  readonly columns?: readonly Field[]; // of rows, agreements and trackers; a tracker's first is "on", its date
  readonly parts?: readonly Part[]; // of a sentence
  readonly minutes?: number;
  readonly turns?: boolean;
  readonly stages?: readonly Stage[]; // of a timer; their minutes are together its minutes
  readonly review?: string; // "in 6 weeks"
  readonly title?: string; // neutral title of a calendar entry
  readonly every?: "once" | "week" | "month";
  readonly from?: string; // date field a calendar entry takes its day from
  readonly panel?: string;
  readonly pick?: string; // of a tracker: the field whose ticks say which of the columns named as its options are asked
  readonly both?: string; // of show: the field whose ticks by both people are shown
  readonly text?: string; // of show
}

export interface Option {
  readonly id: string; // permanent
  readonly label: string;
}

/** One part of a timer. */
export interface Stage {
  readonly label: string;
  readonly minutes: number;
}

/** Words of a sentence, or a gap with its label. */
export interface Part {
  readonly text?: string;
  readonly gap?: string;
  readonly label?: string;
  readonly options?: readonly Option[];
}

/** What happens when a condition holds: one of show, say (perhaps with a link), link, reveal, suggest with from. */
export interface Rule {
  readonly when: Condition;
  readonly show?: string; // a panel: an element [data-panel=NAME] stands hidden in the form
  readonly say?: string;
  readonly link?: { readonly url: string; readonly text: string; readonly red?: string; readonly fill?: string; readonly held?: true };
  readonly reveal?: string; // field
  readonly suggest?: string; // field
  readonly from?: string; // "worksheet.field"
  /** Which part of those answers is offered for which part of the field: column, gap or option; "" where there is one alone. */
  readonly take?: Readonly<Record<string, string>>;
}

export interface Condition {
  readonly field?: string; // "id", "id.item", "id.column"
  readonly path?: string;
  readonly role?: string;
  readonly is?: string;
  readonly isNot?: string;
  readonly anyOf?: readonly string[];
  readonly has?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly filled?: boolean;
  readonly empty?: boolean;
  readonly entries?: { readonly last: number; readonly times: number };
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
}

/** The column that a part of a row belongs to: ticks in a column are kept as "column.option". */
export function columnOf(field: Pick<Field, "columns"> | undefined, part: string): Field | undefined {
  const [id, option] = part.split(".");
  return field?.columns?.find((column) => column.id === id && (column.type === "multi") === (option !== undefined));
}

/** Reads the page's data. It is undefined only on a page that is not ours. */
export function pageData(root: ParentNode = document): PageData | undefined {
  return parse<PageData>(root.querySelector("#page-data"));
}

/** Reads the definition that stands in a form. */
export function sheetData(form: Element): Sheet | undefined {
  return parse<Sheet>(form.querySelector(":scope > .sheet-data"));
}

function parse<T>(element: Element | null): T | undefined {
  return element === null ? undefined : (JSON.parse(element.textContent ?? "") as T); // written by the build
}

/** The interface's words: say("saved-device", "14:02"). A number chooses the form of a word that has forms. An unknown key gives the key, which a test finds. */
export type Say = (key: string, n?: string | number) => string;

export function sayer({ lang, words }: Pick<PageData, "lang" | "words">): Say {
  const rules = new Intl.PluralRules(lang);
  return (key, n) => ((typeof n === "number" ? words[`${key}.${rules.select(n)}`] : undefined) ?? words[key] ?? key).replaceAll("{n}", String(n ?? ""));
}

/**
 * How days, times and numbers are written in a language: always with Western
 * digits, as the page itself has them (internal/locale) and as numbers are
 * dialled. CLDR has them for Arabic, too; older browsers do not.
 */
export function localeOf(lang: string): string {
  return `${lang}-u-nu-latn`;
}
