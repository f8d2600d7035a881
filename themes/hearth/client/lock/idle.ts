import type { Say } from "../data.ts";
import { announce, button, element } from "../dom.ts";
import { nameOf } from "../notes/names.ts";
import type { Notes } from "../notes/types.ts";
import { UNSEEN, Watch } from "./watch.ts";

const USES = ["pointerdown", "keydown", "input", "scroll"] as const;
const BEAT = UNSEEN / 3; // how often a tab in view tells the others
const AGAIN = 1000; // before another try, if the device did not let the notes be shut

/** Shuts open notes that nobody uses or looks at; what was written is kept first. Base is the site's base path. */
export function startIdle(notes: Notes, say: Say, base: string): void {
  let stop: AbortController | undefined;
  const follow = (): void => {
    const open = notes.state.place === "locked" && !notes.state.shut;
    if (open && stop === undefined) {
      stop = new AbortController();
      watchOver(notes, say, base, stop.signal);
    } else if (!open) {
      stop?.abort();
      stop = undefined;
    }
  };
  notes.on("state", follow);
  follow();
}

function watchOver(notes: Notes, say: Say, base: string, signal: AbortSignal): void {
  const watch = new Watch(Date.now(), document.hidden);
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(nameOf("i", base)) : undefined;
  const warning = element("div", { class: "idle", role: "region", "aria-label": say("idle-soon") }, element("p", {}, say("idle-soon")), button(say("idle-stay"), () => use()));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = 0;

  const look = (): void => {
    clearTimeout(timer);
    const now = Date.now();
    const state = watch.at(now);
    if (state === "shut") {
      notes.shut().catch(() => {
        timer = setTimeout(look, AGAIN);
      });
      return;
    }
    if (state === "soon" && !warning.isConnected) {
      document.body.append(warning);
      announce(say("idle-soon"));
    } else if (state === "open") {
      warning.remove();
    }
    timer = setTimeout(look, watch.wait(now));
  };
  const tell = (what: "used" | "seen"): void => channel?.postMessage(what);
  const use = (): void => {
    watch.use(Date.now());
    if (warning.isConnected || Date.now() - told > BEAT) {
      told = Date.now();
      tell("used");
      look();
    }
  };
  // The warning goes with the click on it, not before: else the click would hit what lies below.
  const useAt = ({ target }: Event): void => {
    if (!(target instanceof Node && warning.contains(target))) {
      use();
    }
  };
  const seen = (): void => {
    if (document.hidden) {
      watch.hide(Date.now());
    } else {
      watch.show(Date.now());
      tell("seen");
    }
    look();
  };

  channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (data === "used") {
      watch.use(Date.now());
    }
    watch.elsewhere(Date.now());
    look();
  });
  for (const event of USES) {
    addEventListener(event, useAt, { capture: true, passive: true, signal });
  }
  document.addEventListener("visibilitychange", seen, { signal });
  addEventListener("pageshow", look, { signal });
  const beat = setInterval(() => document.hidden || tell("seen"), BEAT);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    clearInterval(beat);
    channel?.close();
    const within = warning.contains(document.activeElement);
    warning.remove();
    if (within) {
      queueMicrotask(() => document.querySelector<HTMLElement>(".passphrase input")?.focus()); // it stands in place of the notes by then
    }
  });
  look();
}
