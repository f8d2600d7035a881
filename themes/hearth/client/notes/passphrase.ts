const SHORTEST = 8;

/** Whether a passphrase has fewer characters than everything that is locked here asks for. */
export function isShort(passphrase: string): boolean {
  return [...passphrase.trim()].length < SHORTEST;
}
