/** Whether no bracket of a JSON text stands deeper than a limit. Looks at nothing else, in one pass. */
export function nestsWithin(text: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === BACKSLASH) {
        i++;
      } else if (c === QUOTE) {
        quoted = false;
      }
    } else if (c === QUOTE) {
      quoted = true;
    } else if (c === BRACE || c === BRACKET) {
      depth++;
      if (depth > limit) {
        return false;
      }
    } else if (c === BRACE_END || c === BRACKET_END) {
      depth--;
    }
  }
  return true;
}

const QUOTE = 0x22;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const BRACKET_END = 0x5d;
const BRACE = 0x7b;
const BRACE_END = 0x7d;
