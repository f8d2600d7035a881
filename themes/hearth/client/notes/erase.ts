import { isOwn, nameOf } from "./names.ts";
import type { ErasedReport } from "./types.ts";

/** How long an open page of another tab may keep a database from being deleted. */
const PATIENCE = 4000;

/**
 * Removes everything that the site keeps on the device ("left": all but how the
 * reader likes leaving to work; "database": only that), and looks again: what it reports is what is still there. It needs no
 * passphrase, never throws, and waits for nobody longer than a few seconds.
 * What it finds is all that names.ts names, and the one key of leaving, "m".
 */
export async function erase(base: string, what: "all" | "left" | "database" = "all"): Promise<ErasedReport> {
  const database = removeDatabase(nameOf("n", base)); // begun first, items next: leaving waits for nothing
  if (what === "all") {
    removeItems(() => localStorage, base);
  }
  if (what !== "database") {
    removeItems(() => sessionStorage, base);
    await quietly(async () => {
      for (const name of await ownCaches(base)) {
        await caches.delete(name);
      }
    });
    await quietly(async () => {
      for (const worker of await ownWorkers(base)) {
        await worker.unregister();
      }
    });
  }
  await database;
  return look(base);
}

/** Begins to erase in the moment of leaving: what can be done at once is, the rest is asked for. */
export function eraseOnLeaving(base: string): void {
  void erase(base, "left");
}

/** What is there now. */
export async function look(base: string): Promise<ErasedReport> {
  const workers = (await quietly(() => ownWorkers(base))) ?? [];
  return {
    databases: (await exists(nameOf("n", base))) ? [nameOf("n", base)] : [],
    local: ownItems(() => localStorage, base),
    session: ownItems(() => sessionStorage, base),
    caches: (await quietly(() => ownCaches(base))) ?? [],
    workers: workers.length,
  };
}

function removeDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = request.onerror = (): void => resolve();
      setTimeout(resolve, PATIENCE);
    } catch {
      resolve();
    }
  });
}

/** Whether a database is there, found out by opening it and taking that back. */
function exists(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(name);
      let fresh = false;
      request.onupgradeneeded = (): void => {
        fresh = true;
        request.transaction?.abort();
      };
      request.onsuccess = (): void => {
        request.result.close();
        resolve(true);
      };
      request.onerror = (event): void => {
        event.preventDefault();
        resolve(!fresh);
      };
      setTimeout(() => resolve(true), PATIENCE);
    } catch {
      resolve(false);
    }
  });
}

function ownItems(storage: () => Storage, base: string): string[] {
  try {
    return Object.keys(storage()).filter((name) => name === "m" || isOwn(name, base));
  } catch {
    return [];
  }
}

function removeItems(storage: () => Storage, base: string): void {
  for (const name of ownItems(storage, base)) {
    storage().removeItem(name);
  }
}

async function ownCaches(base: string): Promise<string[]> {
  return "caches" in globalThis ? (await caches.keys()).filter((name) => isOwn(name, base)) : [];
}

async function ownWorkers(base: string): Promise<readonly ServiceWorkerRegistration[]> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  return workers === undefined ? [] : (await workers.getRegistrations()).filter((one) => new URL(one.scope).pathname === base);
}

async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
