/** What the saved line says: the key of a word, and whether the reader must do something. */
import type { State, Status, Trouble } from "../notes/types.ts";

export interface Truth {
  readonly word: string;
  readonly trouble: boolean;
}

const TROUBLE: { readonly [trouble in Trouble]: string } = {
  full: "failed-full", refused: "failed-refused", lost: "failed-lost", older: "older", absent: "failed-absent", unknown: "failed-unknown",
};

export function truth(never: boolean, state: State, only: boolean, status: Status): Truth {
  if (never) {
    return { word: "never", trouble: false };
  }
  if (state.older) {
    return { word: "older", trouble: true };
  }
  switch (status.saving) {
    case "empty":
      return { word: "empty", trouble: false };
    case "waiting":
      return { word: "waiting", trouble: false };
    case "failed":
      return { word: TROUBLE[status.trouble ?? "unknown"], trouble: true };
    case "kept":
      return { word: only ? "saved-tab" : `saved-${state.place}`, trouble: false };
  }
}
