import assert from "node:assert/strict";
import { test } from "node:test";
import { type Appointment, calendarFile } from "./ics.ts";

const plain: Appointment = { title: "Catch-up", day: "2026-03-14", time: "", every: "once", uid: "a1b2", stamp: Date.UTC(2026, 0, 31, 8, 5, 9) };

/** The lines of a file after unfolding, as a reader of the format sees them. */
function lines(text: string): string[] {
  assert.ok(text.endsWith("\r\n"));
  assert.equal(text.replaceAll("\r\n", "").match(/[\r\n]/), null, "lines end in CRLF alone");
  return text.replace(/\r\n[ \t]/g, "").split("\r\n").slice(0, -1);
}

test("a whole day", () => {
  assert.deepEqual(lines(calendarFile(plain)), [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Notes//Calendar 1//EN",
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    "UID:a1b2",
    "DTSTAMP:20260131T080509Z",
    "DTSTART;VALUE=DATE:20260314",
    "SUMMARY:Catch-up",
    "CLASS:PRIVATE",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ]);
});

test("a time of the day is the reader's own, without a zone", () => {
  const made = lines(calendarFile({ ...plain, time: "21:00" }));
  assert.ok(made.includes("DTSTART:20260314T210000"));
  assert.ok(made.includes("DURATION:PT30M"));
});

for (const [every, day, rule] of [
  ["once", "2026-01-31", undefined],
  ["week", "2026-01-31", "RRULE:FREQ=WEEKLY"],
  ["month", "2026-01-28", "RRULE:FREQ=MONTHLY"],
  ["month", "2026-01-29", "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1"],
  ["month", "2026-01-31", "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"],
] as const) {
  test(`${every} from ${day}`, () => {
    assert.equal(lines(calendarFile({ ...plain, every, day })).find((line) => line.startsWith("RRULE")), rule);
  });
}

test("a title cannot become another line", () => {
  const made = lines(calendarFile({ ...plain, title: "a;b,c\\d\r\nEND:VEVENT\nx\ry\u0007" }));
  assert.ok(made.includes("SUMMARY:a\\;b\\,c\\\\d\\nEND:VEVENT\\nx\\ny"));
  assert.equal(made.filter((line) => line === "END:VEVENT").length, 1);
});

for (const title of ["a".repeat(300), "é".repeat(200), "夜".repeat(100), "👩‍❤️‍👨".repeat(30), `${"x".repeat(66)}é`, `${"x".repeat(67)}é`, "x".repeat(67)]) {
  test(`folding keeps ${[...title].length} signs of ${title.slice(0, 2)} whole`, () => {
    const text = calendarFile({ ...plain, title });
    const encoder = new TextEncoder();
    for (const line of text.split("\r\n")) {
      assert.ok(encoder.encode(line).length <= 75, `${encoder.encode(line).length} octets: ${line}`);
        assert.doesNotMatch(line, /\p{Cs}/u, "half a sign");
    }
    assert.ok(lines(text).includes(`SUMMARY:${title}`));
  });
}
