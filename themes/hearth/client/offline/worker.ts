/**
 * The copy of the whole site on a reader's device, as a service worker. It is
 * there only after the reader asked for it.
 *
 * The build puts COPY in front of it: the version and every file with its hash.
 * A version is kept whole or not at all, in a cache of its own, and each file is
 * held against its hash, so that a site that changes while it is copied cannot
 * leave a mixture. A navigation gets its page from the version of this worker;
 * what a page loads is named by its content, and may come from the version
 * before, which stays as long as a tab may need it.
 */

import { nameOf } from "../notes/names.ts";

/** A file: its address below the site's own, and the first bytes of its SHA-256 in hexadecimal. */
type Listed = readonly [path: string, sum: string];

declare const COPY: { readonly version: string; readonly files: readonly Listed[] };

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Asked extends Extendable {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Told extends Extendable {
  readonly data: unknown;
}

interface Worker {
  readonly registration: { readonly scope: string };
  readonly clients: { matchAll(options: { includeUncontrolled: boolean }): Promise<readonly { postMessage(message: unknown): void }[]> };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install", call: (event: Extendable) => void): void;
  addEventListener(name: "fetch", call: (event: Asked) => void): void;
  addEventListener(name: "message", call: (event: Told) => void): void;
}

const worker = self as unknown as Worker;
const scope = worker.registration.scope;
const prefix = nameOf("p", new URL(scope).pathname);
const mine = prefix + COPY.version;
/** Stands in a cache that is whole, and says since when. */
const WHOLE = new URL("sw.js", scope).href;
const AT_ONCE = 6;

/** The caches of other versions. */
async function others(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== mine);
}

async function isWhole(): Promise<boolean> {
  return (await caches.match(WHOLE, { cacheName: mine })) !== undefined;
}

async function sum(data: ArrayBuffer): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The response if it is the file that the list means. */
async function sound(response: Response | undefined, wanted: string): Promise<Response | undefined> {
  if (response === undefined || !response.ok) {
    return undefined;
  }
  const data = await response.arrayBuffer();
  return (await sum(data)) === wanted ? new Response(data, { headers: response.headers }) : undefined;
}

/** Keeps one file, from an older version if that has the same, else from the site. */
async function keep(cache: Cache, before: readonly string[], [path, wanted]: Listed): Promise<void> {
  const address = new URL(path, scope).href;
  for (const cacheName of before) {
    const old = await sound(await caches.match(address, { cacheName }), wanted);
    if (old !== undefined) {
      return cache.put(address, old);
    }
  }
  const fresh = await sound(await fetch(address, { cache: "no-cache", credentials: "omit" }), wanted);
  if (fresh === undefined) {
    throw new Error("another version");
  }
  return cache.put(address, fresh);
}

async function tell(message: unknown): Promise<void> {
  for (const client of await worker.clients.matchAll({ includeUncontrolled: true })) {
    client.postMessage(message);
  }
}

async function keepAll(): Promise<void> {
  if (await isWhole()) {
    return; // the site went back to a version that is here
  }
  const before = await others();
  const cache = await caches.open(mine);
  const waiting = [...COPY.files];
  let kept = 0;
  const work = async (): Promise<void> => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      await keep(cache, before, file);
      kept++;
      await tell({ kept, of: COPY.files.length });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await cache.put(WHOLE, new Response(new Date().toISOString()));
  } catch (error) {
    waiting.length = 0;
    await caches.delete(mine);
    throw error;
  }
}

/**
 * Removes older versions, once no tab can need them: one at most is open, and that
 * is on its way to another page. It is no part of becoming active, which a page on
 * its way waits for, while a look at the open tabs may wait for that page.
 */
async function tidy(): Promise<void> {
  const clients = await worker.clients.matchAll({ includeUncontrolled: true });
  if (clients.length <= 1 && (await isWhole())) {
    await Promise.all((await others()).map((name) => caches.delete(name)));
  }
}

async function page(request: Request): Promise<Response> {
  const { origin, pathname } = new URL(request.url);
  for (const address of [pathname, `${pathname}/`]) {
    const kept = await caches.match(origin + address, { cacheName: mine });
    if (kept !== undefined) {
      return kept;
    }
  }
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(new URL("404.html", scope).href, { cacheName: mine })) ?? Response.error();
  }
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: mine })) ?? (await caches.match(request)) ?? fetch(request);
}

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("message", (event) => {
  if (event.data === "use") {
    event.waitUntil(worker.skipWaiting());
  }
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) {
    return; // nothing of ours
  }
  if (request.mode === "navigate") {
    event.respondWith(page(request));
    event.waitUntil(tidy());
    return;
  }
  event.respondWith(file(request));
});
