/** A file, and the reason why it is refused; "taken" when what is sound in it may be shown. */
export interface Hostile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly becomes: string;
}

export function hostile(): readonly Hostile[];
