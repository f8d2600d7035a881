import { localeOf, type PageData, type Say } from "../data.ts";
import { announce, button, element } from "../dom.ts";
import { arrival, canCopy, copiedAt, hasCopy, isOffered, makeCopy, type Progress, registration, removeCopy, useNewer } from "./copy.ts";

export { hasCopy, makeCopy, removeCopy };

export interface OfflineDeps {
  readonly data: PageData;
  readonly say: Say;
}

/**
 * Fills a part of the notebook's settings: what a copy on the device does, what
 * trace it leaves, and the buttons to make and remove it. Nothing is copied, and
 * nothing is asked of the network, before the reader presses one.
 */
export async function offlineSection(root: HTMLElement, { data, say }: OfflineDeps): Promise<void> {
  if (!isOffered(data)) {
    root.hidden = true;
    return;
  }
  const state = element("div", { class: "offline", tabindex: -1 });
  root.append(
    element("h2", {}, say("offline")),
    element("p", {}, say("offline-what")),
    element("p", {}, say("offline-trace")),
    element("p", {}, say("offline-icon", data.neutral)),
    state,
  );

  const show = (...children: readonly (Node | undefined)[]): void => {
    const focused = state.contains(document.activeElement);
    state.replaceChildren(...children.filter((child) => child !== undefined));
    if (focused) {
      state.focus(); // the pressed button is gone
    }
  };
  const tell = (key: string): HTMLElement => {
    announce(say(key));
    return element("p", {}, say(key));
  };

  const refresh = async (said?: HTMLElement): Promise<void> => {
    const made = await registration(data);
    if (made?.installing != null && made.active === null) {
      await follow((on) => arrival(made, on));
      return;
    }
    if (made?.active == null) {
      show(said, button(say("offline-make"), () => { void follow((on) => makeCopy(data, on)); }));
      return;
    }
    const since = await copiedAt(data);
    const newer = made.waiting === null ? [] : [element("p", {}, say("offline-waiting")), button(say("offline-use"), () => { void takeNewer(); })];
    show(
      said,
      element("p", {}, say("offline-ready", since?.toLocaleDateString(localeOf(data.lang), { dateStyle: "long" }))),
      ...newer,
      button(say("offline-remove"), () => { void remove(); }),
    );
  };

  const follow = async (work: (on: (progress: Progress) => void) => Promise<void>): Promise<void> => {
    const bar = element("progress", { "aria-labelledby": "offline-count" });
    const count = element("p", { id: "offline-count" }, say("offline-making", "…"));
    show(count, bar);
    try {
      await work(({ kept, of }) => {
        bar.max = of;
        bar.value = kept;
        count.textContent = say("offline-making", `${kept} / ${of}`);
      });
    } catch {
      await removeCopy(data);
      await refresh(tell("offline-failed"));
      return;
    }
    await refresh();
    announce(state.querySelector("p")?.textContent ?? "");
  };

  const takeNewer = async (): Promise<void> => {
    await useNewer(data).catch(() => undefined);
    location.reload();
  };

  const remove = async (): Promise<void> => {
    await removeCopy(data);
    await refresh(tell("offline-removed"));
  };

  if (!canCopy(data)) {
    show(element("p", {}, say("offline-none")));
    return;
  }
  await refresh().catch(() => { show(element("p", {}, say("offline-none"))); });
}
