/** One entry for a calendar, on a day or at a time of it. */
export interface Appointment {
  readonly title: string;
  readonly day: string; // "2026-01-31"
  readonly time: string; // "21:00", "" for the whole day
  readonly every: "once" | "week" | "month";
  readonly uid: string;
  readonly stamp: number; // when it was made, milliseconds since 1970
}

/**
 * The entry as an iCalendar file (RFC 5545). Times are those of whoever reads
 * it, without a zone: nine in the evening stays nine in the evening.
 */
export function calendarFile(appointment: Appointment): string {
  const day = appointment.day.replaceAll("-", "");
  const clock = appointment.time.replace(":", "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Notes//Calendar 1//EN",
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    `UID:${appointment.uid}`,
    `DTSTAMP:${stamp(appointment.stamp)}`,
    ...(clock === "" ? [`DTSTART;VALUE=DATE:${day}`] : [`DTSTART:${day}T${clock}00`, "DURATION:PT30M"]),
    ...rule(appointment),
    `SUMMARY:${escaped(appointment.title)}`,
    "CLASS:PRIVATE",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function stamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+/, "").replace(/[-:]/g, "");
}

function rule({ every, day }: Appointment): string[] {
  const number = Number(day.slice(8));
  switch (every) {
    case "once":
      return [];
    case "week":
      return ["RRULE:FREQ=WEEKLY"];
    case "month": {
      // A month without this day would be left out: the last of these days that it has is taken.
      const days = Array.from({ length: number - 27 }, (_, i) => 28 + i);
      return [number <= 28 ? "RRULE:FREQ=MONTHLY" : `RRULE:FREQ=MONTHLY;BYMONTHDAY=${days.join(",")};BYSETPOS=-1`];
    }
  }
}

/** A text value: backslash, semicolon, comma and line ends are escaped, other control characters left out. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|[\r\n]/g, "\\n")
    .replace(/[\u0000-\u001f\u007f]/g, "");
}

/** Breaks a line after 75 octets at most, never within a character. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let out = "";
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      out += "\r\n ";
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
