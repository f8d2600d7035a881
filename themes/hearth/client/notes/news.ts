import { nameOf } from "./names.ts";
import type { NotesEvents, Status } from "./types.ts";

/** What another tab is told. */
export type Message = { readonly keys: readonly string[] } | { readonly place: true } | { readonly shut: true } | { readonly erased: true };

/** Tells what became of the notes: to the parts of this page, and to other tabs. */
export class News {
  readonly #events = new EventTarget();
  readonly #status = new Map<string, Status>();
  #channel: BroadcastChannel | undefined;

  on<E extends keyof NotesEvents>(event: E, call: (detail: NotesEvents[E]) => void, signal?: AbortSignal): void {
    this.#events.addEventListener(event, (sent) => call((sent as CustomEvent<NotesEvents[E]>).detail), signal === undefined ? {} : { signal });
  }

  emit<E extends keyof NotesEvents>(event: E, detail: NotesEvents[E]): void {
    this.#events.dispatchEvent(new CustomEvent(event, { detail }));
  }

  /** What was last said of a sheet. */
  said(sheet: string): Status | undefined {
    return this.#status.get(sheet);
  }

  say(sheet: string, status: Status): void {
    this.#status.set(sheet, status);
    this.emit("status", { sheet });
  }

  /** What was said of a sheet, or of all, counts no longer. */
  unsay(sheet?: string): void {
    if (sheet === undefined) {
      this.#status.clear();
    } else {
      this.#status.delete(sheet);
    }
  }

  /** Begins to hear what other tabs tell. */
  listen(base: string, heard: (message: Message) => void): void {
    if ("BroadcastChannel" in globalThis) {
      this.#channel = new BroadcastChannel(nameOf("n", base));
      this.#channel.addEventListener("message", (event: MessageEvent<Message>) => heard(event.data));
    }
  }

  tell(message: Message): void {
    this.#channel?.postMessage(message);
  }
}
