import type { PageData } from "../data.ts";
import { nameOf } from "../notes/names.ts";

/** How far the copy is. */
export interface Progress {
  readonly kept: number;
  readonly of: number;
}

/** Whether the site offers a copy. An author's preview does not. */
export function isOffered(data: PageData): boolean {
  return data.worker !== "" && document.querySelector("script[data-page]") === null;
}

/** Whether this page may make a copy. */
export function canCopy(data: PageData): boolean {
  return isOffered(data) && "serviceWorker" in navigator && "caches" in globalThis;
}

/** The worker of this site, and of no other one above it. */
export async function registration(data: PageData): Promise<ServiceWorkerRegistration | undefined> {
  const found = await navigator.serviceWorker.getRegistration(data.base);
  return found !== undefined && new URL(found.scope).pathname === data.base ? found : undefined;
}

/** Whether a whole copy is on the device. */
export async function hasCopy(data: PageData): Promise<boolean> {
  return canCopy(data) && (await registration(data))?.active != null;
}

/** When the copy in use was made. */
export async function copiedAt(data: PageData): Promise<Date | undefined> {
  const times: Date[] = [];
  for (const cacheName of await cachesOf(data)) {
    const mark = await caches.match(new URL(data.worker, location.href), { cacheName });
    if (mark !== undefined) {
      times.push(new Date(await mark.text()));
    }
  }
  return times.sort((a, b) => Number(a) - Number(b))[0]; // a newer one still waits
}

/** Copies the whole site to the device, all or nothing, and tells how far it is. */
export async function makeCopy(data: PageData, tell: (progress: Progress) => void = () => undefined): Promise<void> {
  await arrival(await navigator.serviceWorker.register(data.worker, { scope: data.base, updateViaCache: "none" }), tell);
}

/** Waits until the version that is being copied is whole, and in use if it is the first one; throws if it is given up. */
export async function arrival(made: ServiceWorkerRegistration, tell: (progress: Progress) => void): Promise<void> {
  const hearing = new AbortController();
  const { signal } = hearing;
  navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (isProgress(data)) {
      tell(data);
    }
  }, { signal });
  navigator.serviceWorker.startMessages();
  const enough: ServiceWorkerState[] = made.active === null ? ["activated"] : ["installed", "activating", "activated"];
  await until(made.installing ?? made.waiting ?? made.active, enough, signal).finally(() => { hearing.abort(); });
}

/** Lets the newer version that waits take over. The page has to be loaded again then. */
export async function useNewer(data: PageData): Promise<void> {
  const waiting = (await registration(data))?.waiting ?? null;
  waiting?.postMessage("use");
  const hearing = new AbortController();
  await until(waiting, ["activating", "activated"], hearing.signal).finally(() => { hearing.abort(); });
}

/** Removes worker and copy, also one that was given up half way. Says whether all of it is gone. */
export async function removeCopy(data: PageData): Promise<boolean> {
  if (!("serviceWorker" in navigator && "caches" in globalThis)) {
    return true;
  }
  await (await registration(data))?.unregister();
  await Promise.all((await cachesOf(data)).map((name) => caches.delete(name)));
  return (await registration(data)) === undefined && (await cachesOf(data)).length === 0;
}

async function cachesOf(data: PageData): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(nameOf("p", data.base)));
}

function until(worker: ServiceWorker | null, states: readonly ServiceWorkerState[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (worker === null || worker.state === "redundant") {
        reject(new Error("given up"));
      } else if (states.includes(worker.state)) {
        resolve();
      }
    };
    worker?.addEventListener("statechange", look, { signal });
    look();
  });
}

function isProgress(message: unknown): message is Progress {
  return typeof message === "object" && message !== null && "kept" in message && typeof message.kept === "number" && "of" in message && typeof message.of === "number";
}
