/**
 * The name of what the site keeps under its address: one letter, which tells
 * nothing, and the site's base path, so that editions on one address keep apart
 * and erasing finds all of its own and nothing else.
 *
 * | letter | where | what |
 * |---|---|---|
 * | n | database, lock, channel | notes on the device |
 * | i | channel | which tab is in use, while notes are open |
 * | a | sessionStorage | an answer that stays in this tab |
 * | c, o | sessionStorage | keep nothing; sheets that stay in this tab |
 * | u | sessionStorage | an open lock, carried to the next page |
 * | b | sessionStorage | pages walked through, while the reader wants no trail |
 * | f | sessionStorage | the safety result |
 * | p | caches | the copy for use without network |
 *
 * Outside stands one key of localStorage, "m": see components/leave/mark.ts.
 */
export function nameOf(letter: string, base: string): string {
  return `${letter}${base}:`;
}

/** Whether a name is of this site. */
export function isOwn(name: string, base: string): boolean {
  return name.slice(1).startsWith(`${base}:`);
}
