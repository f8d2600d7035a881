import { Device, type Head } from "./device.ts";
import { erase } from "./erase.ts";
import { Lock, newDataKey, unwrap, wrap } from "./lock.ts";
import type { Change } from "./merge.ts";
import { nameOf } from "./names.ts";
import { Session } from "./session.ts";
import { Moved, NotKept, type Shelf, troubleOf } from "./shelf.ts";
import type { Entry } from "./types.ts";

const PATIENCE = 5000; // milliseconds, with a browser that never says whether it opens a store

/** The notes on this device, as one page has them open. */
export class Opened {
  readonly #device: Device;
  readonly #base: string;
  readonly #session: Session | undefined; // of locked notes
  #head: Head;
  #lock: Lock | undefined;

  private constructor(device: Device, base: string, head: Head, session: Session | undefined, lock: Lock | undefined) {
    this.#device = device;
    this.#base = base;
    this.#head = head;
    this.#session = session;
    this.#lock = lock;
  }

  /**
   * Opens what is there, and its lock if this tab opened it a moment ago.
   * Undefined when nothing is there any more. Gone is called when it is taken
   * away later.
   */
  static async find(base: string, gone: () => void): Promise<Opened | undefined> {
    const device = await patiently(Device.find(nameOf("n", base), gone));
    try {
      const head = await device?.head();
      if (device === undefined || head === undefined) {
        device?.close();
        return undefined;
      }
      const session = head.place === "locked" ? new Session(device, nameOf("u", base)) : undefined;
      const data = await session?.take();
      return new Opened(device, base, head, session, data === undefined ? undefined : await Lock.of(data, base));
    } catch (error) {
      device?.close();
      throw error;
    }
  }

  /**
   * Makes a place of notes, in one step that happens or does not. Present is
   * what this page had open; wanted is given what stands there at that moment.
   * Throws Moved when another tab chose meanwhile: what it chose stays.
   */
  static async begin(
    base: string,
    gone: () => void,
    present: Opened | undefined,
    place: "device" | "locked",
    passphrase: string,
    wanted: (there: readonly Entry[]) => readonly Entry[],
  ): Promise<Opened> {
    if (present?.isShut === true) {
      throw new NotKept("refused");
    }
    const device = present === undefined ? await patiently(Device.open(nameOf("n", base), gone)) : present.#device;
    if (device.older) {
      if (present === undefined) {
        device.close();
      }
      throw new NotKept("older"); // what it does not know it leaves alone
    }
    try {
      const there = await device.head();
      if (there !== undefined && there.count !== present?.count) {
        throw new Moved();
      }
      const data = place === "locked" ? newDataKey() : undefined;
      const lock = data === undefined ? undefined : await Lock.of(data, base);
      const head: Head = {
        place,
        count: (there?.count ?? 0) + 1,
        ...(data === undefined ? {} : { header: await wrap(data, passphrase) }),
      };
      await device.begin(head, lock, present === undefined ? undefined : present.#lock, wanted);
      await present?.end().catch(() => {}); // what it would open is gone
      const session = data === undefined ? undefined : new Session(device, nameOf("u", base));
      if (data !== undefined) {
        await session?.keep(data);
      }
      return new Opened(device, base, head, session, lock);
    } catch (error) {
      if (present === undefined) {
        const isEmpty = await device.head().then((head) => head === undefined, () => false);
        device.close();
        if (isEmpty) {
          await erase(base, "database"); // it was made for nothing
        }
      }
      throw error instanceof Moved ? error : new NotKept(troubleOf(error), error);
    }
  }

  get place(): "device" | "locked" {
    return this.#head.place;
  }

  /** Counts how often the place was chosen. */
  get count(): number {
    return this.#head.count;
  }

  get isShut(): boolean {
    return this.#head.place === "locked" && this.#lock === undefined;
  }

  /** The stores are newer than this page. */
  get isOlder(): boolean {
    return this.#device.older;
  }

  /** What is kept, undefined while it is shut. */
  get shelf(): Shelf | undefined {
    return this.isShut ? undefined : this.#device.shelf(this.#head.count, this.#lock);
  }

  /** Opens the lock; false for a wrong passphrase. */
  async unlock(passphrase: string): Promise<boolean> {
    const data = await this.#unwrap(passphrase);
    if (data === undefined) {
      return false;
    }
    this.#lock = await Lock.of(data, this.#base);
    await this.#session?.keep(data);
    return true;
  }

  /** Changes the passphrase; false if the present one is wrong. */
  async changePassphrase(present: string, next: string): Promise<boolean> {
    const data = await this.#unwrap(present);
    if (data === undefined) {
      return false;
    }
    const head = { ...this.#head, header: await wrap(data, next) };
    await this.#device.setHeader(head);
    this.#head = head;
    return true;
  }

  async #unwrap(passphrase: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const there = await this.#device.head().catch(() => undefined); // another tab may have changed the passphrase
    if (there !== undefined && there.count === this.#head.count) {
      this.#head = there;
    }
    return this.#head.header === undefined ? undefined : unwrap(this.#head.header, passphrase);
  }

  /** Shuts the lock on this page. */
  shut(): void {
    this.#lock = undefined;
  }

  /** No page of this tab opens the lock by itself any more. */
  forget(): void {
    this.#session?.forget();
  }

  /** Nor does one of another tab. */
  async end(): Promise<void> {
    await this.#session?.end();
  }

  /** The lock is in use. */
  touch(): void {
    this.#session?.touch();
  }

  /** Ends keeping on the device: take is given everything that stands there. */
  async empty(take: (all: readonly Entry[]) => Promise<void>): Promise<void> {
    if (this.isShut) {
      throw new NotKept("refused");
    }
    await this.#device.empty(this.count, this.#lock, take);
    this.#session?.forget();
    this.close();
  }

  /** Puts the last words of a page aside; not under a lock, which takes longer to use than a page has left. */
  putAside(id: string, changes: ReadonlyMap<string, Change>): boolean {
    if (this.#head.place === "locked" || this.isOlder) {
      return false;
    }
    this.#device.putAside(id, changes);
    return true;
  }

  /** What pages put aside, by their ids; nothing while it cannot be kept. */
  async asides(): Promise<ReadonlyMap<string, ReadonlyMap<string, Change>>> {
    return this.isShut || this.isOlder ? new Map() : this.#device.asides();
  }

  /** Throws away what one page put aside, once it is kept. */
  dropAside(id: string): Promise<void> {
    return this.#device.dropAside(id);
  }

  close(): void {
    this.#device.close();
  }
}

/** Waits for a store, but not for ever; one that opens later is closed. */
async function patiently<T extends Device | undefined>(opening: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new NotKept("refused"));
      void opening.then((device) => device?.close(), () => {});
    }, PATIENCE);
  });
  try {
    return await Promise.race([opening, late]);
  } finally {
    clearTimeout(timer);
  }
}
