const PRESSES = 3;
const WITHIN = 5000;

/** The parts of a KeyboardEvent that count; an autofilled field sends keys without a name. */
export interface Key {
  readonly key?: string | undefined;
  readonly repeat?: boolean;
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
  readonly metaKey?: boolean;
}

/**
 * Counts Shift pressed and released by itself: three times within five seconds
 * in all. Any other key starts again; a press that was used as a modifier, of a
 * letter or of the pointer, does not count. Times are milliseconds on any clock.
 */
export class ShiftCount {
  #times: number[] = [];
  #alone = false;

  /** A key went down. */
  down(key: Key): void {
    if (key.key !== "Shift") {
      this.other();
      return;
    }
    if (key.repeat === true) {
      return; // held down
    }
    if (key.ctrlKey === true || key.altKey === true || key.metaKey === true) {
      this.other(); // Alt+Shift and Ctrl+Shift change the keyboard's language
      return;
    }
    this.#alone = true;
  }

  /** A key came up. Returns how many presses are still to go, or undefined when this was not one of them. */
  up(key: Key, now: number): number | undefined {
    if (key.key !== "Shift" || !this.#alone) {
      return undefined;
    }
    this.#alone = false;
    this.#times = [...this.#times.filter((time) => now - time < WITHIN), now];
    const left = PRESSES - this.#times.length;
    if (left === 0) {
      this.#times = [];
    }
    return left;
  }

  /** Something else was pressed: a key, the pointer, the wheel. */
  other(): void {
    this.#alone = false;
    this.#times = [];
  }

  /** How long after now the earliest of the presses so far still counts. */
  remaining(now: number): number {
    return Math.max(0, (this.#times[0] ?? now) + WITHIN - now);
  }
}
