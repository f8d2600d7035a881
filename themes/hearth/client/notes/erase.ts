import { exists } from "./exists.ts";
import { tellErased } from "./leaving.ts";
import { isOwn, nameOf } from "./names.ts";
import type { ErasedReport } from "./types.ts";

/** How long an open page of another tab may keep a database from being deleted. */
const PATIENCE = 10_000;

/**
 * Removes everything that the site keeps on the device ("left": all but how the
 * reader likes leaving to work; "database": only that), and looks again: what
 * it reports is what is still there. It needs no passphrase, never throws, and
 * waits for nobody longer than a few seconds.
 * What it finds is all that names.ts names, and the one key of leaving, "m".
 */
export async function erase(base: string, what: "all" | "left" | "database" = "all"): Promise<ErasedReport> {
  if (what === "left") {
    tellErased(base);
  }
  const database = removeDatabase(nameOf("n", base));
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

/** What is there now. */
export async function look(base: string): Promise<ErasedReport> {
  const workers = (await quietly(() => ownWorkers(base))) ?? [];
  return {
    databases: (await exists(nameOf("n", base), PATIENCE)) ? [nameOf("n", base)] : [],
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
