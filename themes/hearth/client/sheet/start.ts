import { boths } from "./both.ts";
import { calendars } from "./calendar.ts";
import type { Deps } from "./live.ts";
import { rules } from "./rules.ts";
import { defineSheets } from "./sheet.ts";
import { suggestions } from "./suggest.ts";
import { summary } from "./summary.ts";
import { timers } from "./timer.ts";
import { words } from "./words.ts";

/** Makes the page's worksheets live, with all that works on them. */
export function startSheets(deps: Deps): void {
  defineSheets(deps, [rules, boths, words, suggestions, timers, calendars, summary]);
}
