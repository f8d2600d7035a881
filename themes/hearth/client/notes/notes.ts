import { exists } from "./exists.ts";
import { newId, readKey } from "./key.ts";
import { type Change, isText, settled } from "./merge.ts";
import { isOwn, nameOf } from "./names.ts";
import { Moved, NotKept, type Shelf, troubleOf } from "./shelf.ts";
import { TabShelf, type TextStore } from "./tab.ts";
import type * as Vault from "./vault.ts";
import type { Entry, ErasedReport, Notes, NotesEvents, Place, State, Status, Trouble } from "./types.ts";

const PAUSE = 300; // milliseconds without a key before an answer is kept
const LONGEST = 2000; // an answer is kept in the middle of writing after this long
const AGAIN = 5000; // before another try after a failure
const PATIENCE = 5000; // with a browser that never says whether it opens a store

/** Opens the reader's notes. Base is the site's base path: editions on one address keep apart. */
export async function openNotes(base: string): Promise<Notes> {
  const keeper = new Keeper(base, new TabShelf(() => sessionStorage, nameOf("a", base)));
  await keeper.start();
  return keeper;
}

/** Notes that know nothing but this page's memory, for tests. */
export async function memoryNotes(): Promise<Notes> {
  const items = new Map<string, string>();
  const store: TextStore = {
    get length() {
      return items.size;
    },
    key: (i) => [...items.keys()][i] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
  };
  const keeper = new Keeper("/", new TabShelf(() => store, "a"));
  await keeper.load();
  return keeper;
}

/** What another tab is told. */
type Message = { readonly keys: readonly string[] } | { readonly place: true } | { readonly shut: true } | { readonly erased: true };

interface Waiting {
  readonly change: Change;
  readonly since: number;
}

class Keeper implements Notes {
  readonly #base: string;
  readonly #tab: Shelf;
  readonly #events = new EventTarget();
  #state: State = { place: "tab", chosen: false, shut: false, older: false };
  #device: Vault.Device | undefined;
  #head: Vault.Head | undefined;
  #lock: Vault.Lock | undefined;
  #session: Vault.Session | undefined;
  #channel: BroadcastChannel | undefined;

  /** What is kept, as far as this page knows. */
  #kept = new Map<string, Entry>();
  /** What the reader wrote and is not kept yet. */
  readonly #waiting = new Map<string, Waiting>();
  readonly #status = new Map<string, Status>();
  /** Why what is kept could not be read. */
  #unread: Trouble | undefined;
  /** Counts how often everything was erased: what was begun before brings nothing back. */
  #erased = 0;
  readonly #only = new Set<string>();
  /** Names what this page puts aside when it goes away. */
  readonly #id = newId();
  #aside = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Writing is done one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(base: string, tab: Shelf) {
    this.#base = base;
    this.#tab = tab;
  }

  get state(): State {
    return this.#state;
  }

  /** Finds out where notes are, reads them, and listens to other tabs. */
  async start(): Promise<void> {
    this.#readFlags();
    await this.#find();
    await this.load();
    await this.#queue(() => this.#bringIn());
    await this.#queue(() => this.#takeAside());
    if ("BroadcastChannel" in globalThis) {
      this.#channel = new BroadcastChannel(nameOf("n", this.#base));
      this.#channel.addEventListener("message", (event: MessageEvent<Message>) => void this.#heard(event.data));
    }
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") {
        this.#leaving();
      }
    });
    addEventListener("pagehide", () => this.#leaving());
    addEventListener("pageshow", (event) => {
      if (event.persisted) {
        void this.#queue(() => this.#again());
      }
    });
  }

  on<E extends keyof NotesEvents>(event: E, call: (detail: NotesEvents[E]) => void, signal?: AbortSignal): void {
    this.#events.addEventListener(event, (sent) => call((sent as CustomEvent<NotesEvents[E]>).detail), signal === undefined ? {} : { signal });
  }

  get(key: string): Entry | undefined {
    const kept = this.#kept.get(key);
    const waiting = this.#waiting.get(key);
    if (waiting === undefined || this.#state.shut) {
      return kept;
    }
    return { ...(kept ?? { key, rev: 0, others: [], earlier: [] }), value: waiting.change.value, at: waiting.since };
  }

  value(key: string): string {
    return this.get(key)?.value ?? "";
  }

  all(prefix = ""): readonly Entry[] {
    const keys = new Set([...this.#kept.keys(), ...this.#waiting.keys()].filter((key) => key.startsWith(prefix)));
    return [...keys].sort().map((key) => this.get(key)).filter((entry) => entry !== undefined);
  }

  set(key: string, value: string, unseen = false): void {
    const sheet = sheetOf(key);
    const before = this.#waiting.get(key);
    if (before === undefined && (this.#kept.get(key)?.value ?? "") === value) {
      return;
    }
    this.#waiting.set(key, { change: { value, base: unseen ? 0 : before?.change.base ?? this.#kept.get(key)?.rev ?? 0 }, since: before?.since ?? Date.now() });
    if (!isTabs(key) && this.status(sheet).saving !== "failed") {
      this.#say(sheet, { saving: "waiting", at: this.status(sheet).at });
    }
    this.#soon();
  }

  async setAll(changes: ReadonlyMap<string, string>): Promise<void> {
    for (const [key, value] of changes) {
      this.set(key, value);
    }
    await this.flush(); // what waits is kept in one step
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#queue(() => this.#keepWaiting());
  }

  status(sheet: string): Status {
    const known = this.#status.get(sheet);
    if (known !== undefined) {
      return known;
    }
    const at = this.#latest(sheet);
    if (sheetsOf([...this.#waiting.keys()]).has(sheet)) {
      return { saving: "waiting", at };
    }
    if (sheetsOf([...this.#kept.keys()]).has(sheet)) {
      return { saving: "kept", at };
    }
    return this.#unread === undefined ? { saving: "empty", at } : { saving: "failed", at, trouble: this.#unread };
  }

  settle(key: string, value: string): Promise<void> {
    return this.#queue(async () => {
      await this.#keepWaiting();
      const current = (await this.#shelf(key).read([key])).get(key);
      if (current !== undefined) {
        this.#took(await this.#shelf(key).replace([settled(current, value, Date.now())]));
        this.#tell({ keys: [key] });
      }
    });
  }

  isOnly(sheet: string): boolean {
    return this.#only.has(sheet);
  }

  only(sheet: string, tab: boolean): Promise<void> {
    return this.#queue(async () => {
      await this.#keepWaiting();
      if (this.#only.has(sheet) === tab || this.#state.place === "tab") {
        this.#setOnly(sheet, tab);
        return;
      }
      const entries = [...this.#kept.values()].filter((entry) => sheetOf(entry.key) === sheet && !isTabs(entry.key));
      const from = this.#shelfOf(sheet);
      this.#setOnly(sheet, tab);
      try {
        this.#took(await this.#shelfOf(sheet).replace(entries));
      } catch (error) {
        this.#setOnly(sheet, !tab);
        throw error;
      }
      await from.remove(entries.map((entry) => entry.key));
      this.#tell({ keys: entries.map((entry) => entry.key) });
      this.#say(sheet, { saving: entries.length === 0 ? "empty" : "kept", at: Date.now() });
    });
  }

  async choose(place: Place, passphrase = ""): Promise<void> {
    if (this.#state.shut) {
      throw new NotKept("refused");
    }
    await this.#queue(async () => {
      await this.#keepWaiting();
      await this.#takeAside();
      await (place === "tab" ? this.#toTab() : this.#toDevice(place, passphrase));
    });
    if (place !== "tab") {
      // It may ask the reader, who may never answer: nothing waits for it.
      void (navigator as Partial<Navigator>).storage?.persist?.().catch(() => false);
    }
  }

  async open(passphrase: string): Promise<boolean> {
    if (!this.#state.shut || this.#head?.header === undefined) {
      return true;
    }
    await this.#freshHead();
    const data = await (await vault()).unwrap(this.#head.header, passphrase);
    if (data === undefined) {
      return false;
    }
    this.#lock = await (await vault()).Lock.of(data, this.#base);
    await this.#session?.keep(data);
    await this.load();
    await this.#queue(() => this.#bringIn());
    this.#setState({ ...this.#state, shut: false }); // not before everything can be shown
    this.#changed();
    void this.flush();
    return true;
  }

  async shut(): Promise<void> {
    if (this.#state.place !== "locked" || this.#state.shut) {
      return;
    }
    await this.flush();
    try {
      await this.#session?.end();
    } finally {
      this.#close();
      this.#tell({ shut: true });
    }
  }

  async changePassphrase(present: string, next: string): Promise<boolean> {
    const { unwrap, wrap } = await vault();
    await this.#freshHead();
    const head = this.#head;
    const data = head?.header === undefined ? undefined : await unwrap(head.header, present);
    if (data === undefined || head === undefined) {
      return false;
    }
    const header = await wrap(data, next);
    await this.#device?.setHeader({ ...head, header });
    this.#head = { ...head, header };
    return true;
  }

  remove(keys: readonly string[]): Promise<void> {
    return this.#queue(async () => {
      for (const key of keys) {
        this.#waiting.delete(key);
      }
      for (const [shelf, some] of this.#byShelf(keys)) {
        await shelf.remove(some);
      }
      for (const key of keys) {
        this.#kept.delete(key);
      }
      this.#tell({ keys });
      this.#emit("change", { keys });
      const waiting = sheetsOf([...this.#waiting.keys()]);
      for (const sheet of new Set(keys.map(sheetOf))) {
        if (!waiting.has(sheet)) {
          this.#status.delete(sheet);
        }
        this.#emit("status", { sheet });
      }
    });
  }

  put(entries: readonly Entry[]): Promise<void> {
    return this.#queue(async () => {
      await this.#keepWaiting();
      const keys = entries.map((entry) => entry.key);
      for (const [shelf, some] of this.#byShelf(keys)) {
        this.#took(await shelf.replace(entries.filter((entry) => some.includes(entry.key))));
      }
      this.#tell({ keys });
      this.#emit("change", { keys });
    });
  }

  async erase(): Promise<ErasedReport> {
    clearTimeout(this.#timer);
    this.#erased++;
    this.#waiting.clear();
    this.#tell({ erased: true });
    this.#device?.close();
    this.#forgetAll();
    try {
      return await (await vault()).erase(this.#base);
    } catch {
      return { databases: [nameOf("n", this.#base)], local: [], session: [], caches: [], workers: 0 }; // nothing is known to be gone
    }
  }

  /** Reads everything that is kept. */
  async load(): Promise<void> {
    const kept = new Map<string, Entry>();
    for (const shelf of this.#state.shut && this.#lock === undefined ? [] : this.#shelves()) {
      try {
        for (const entry of await shelf.load()) {
          kept.set(entry.key, entry);
        }
      } catch (error) {
        this.#fail(troubleOf(error));
      }
    }
    this.#kept = kept;
  }

  // What is kept where.

  #shelves(): Shelf[] {
    return this.#deviceShelf === undefined ? [this.#tab] : [this.#tab, this.#deviceShelf];
  }

  get #deviceShelf(): Shelf | undefined {
    if (this.#device === undefined || this.#head === undefined || (this.#head.place === "locked" && this.#lock === undefined)) {
      return undefined;
    }
    return this.#device.shelf(this.#head.count, this.#lock);
  }

  #shelfOf(sheet: string): Shelf {
    if (this.#state.place === "tab" || this.#only.has(sheet)) {
      return this.#tab;
    }
    const shelf = this.#deviceShelf;
    if (shelf === undefined) {
      throw new NotKept("lost");
    }
    return shelf;
  }

  #shelf(key: string): Shelf {
    return isTabs(key) ? this.#tab : this.#shelfOf(sheetOf(key));
  }

  #byShelf(keys: readonly string[]): [Shelf, string[]][] {
    const tab: string[] = [];
    const device: string[] = [];
    for (const key of keys) {
      (isTabs(key) || this.#state.place === "tab" || this.#only.has(sheetOf(key)) ? tab : device).push(key);
    }
    const out: [Shelf, string[]][] = [];
    if (tab.length > 0) {
      out.push([this.#tab, tab]);
    }
    if (device.length > 0) {
      out.push([this.#shelf(device[0] ?? ""), device]);
    }
    return out;
  }

  /** What this tab kept before the device was chosen elsewhere goes there too: beside what stands there, never over it. */
  async #bringIn(): Promise<void> {
    const shelf = this.#state.place === "tab" || this.#state.older ? undefined : this.#deviceShelf;
    const mine = shelf === undefined ? [] : (await this.#tab.load().catch(() => [])).filter(({ key }) => !this.#inTab(key));
    if (shelf === undefined || mine.length === 0) {
      return;
    }
    const keys = mine.map(({ key }) => key);
    const gone = mine.filter(({ key, value }) => value === "0" && readKey(key)?.class === "x").map(({ key }) => key.replace(/\/+x$/, "/"));
    const wanted = mine.filter(({ key }) => !gone.some((removed) => key.startsWith(removed)));
    try {
      const there = await shelf.read(keys);
      const both = wanted.filter(({ key, value }) => there.has(key) && value !== "" && isText(key));
      this.#took(await shelf.replace(wanted.filter(({ key }) => !there.has(key))));
      this.#took(await shelf.change(new Map(both.map(({ key, value }) => [key, { value, base: 0 }]))));
      await this.#tab.remove(keys);
      this.#tell({ keys });
    } catch (error) {
      for (const sheet of sheetsOf(keys)) {
        this.#say(sheet, { saving: "failed", at: this.#latest(sheet), trouble: troubleOf(error) });
      }
    }
  }

  // Keeping what waits.

  /** The page may be gone in a moment. */
  #leaving(): void {
    this.#session?.touch();
    const waiting = new Map([...this.#waiting].filter(([key]) => !this.#inTab(key)).map(([key, one]) => [key, one.change]));
    if (waiting.size > 0 && this.#state.place === "device" && !this.#state.older) {
      try {
        this.#device?.putAside(this.#id, waiting);
        this.#aside = true;
      } catch {
        // The store is gone; flush says so.
      }
    }
    void this.flush();
  }

  /** Takes up the last words of pages that went away before they could keep them. */
  async #takeAside(): Promise<void> {
    if (this.#state.place !== "device" || this.#state.older) {
      return;
    }
    const changes = await this.#device?.takeAside().catch(() => undefined);
    for (const [key, change] of changes ?? []) {
      this.#waiting.set(key, { change, since: 0 });
    }
    await this.#keepWaiting();
  }

  #soon(): void {
    const first = Math.min(...[...this.#waiting.values()].map((one) => one.since));
    const wait = Math.max(0, Math.min(PAUSE, first + LONGEST - Date.now()));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  async #keepWaiting(): Promise<void> {
    if (this.#waiting.size === 0 || this.#state.shut) {
      return;
    }
    const taken = new Map(this.#waiting);
    const erased = this.#erased;
    if (this.#state.older) {
      this.#failed(taken, "older");
      return;
    }
    try {
      for (const [shelf, keys] of this.#byShelf([...taken.keys()])) {
        const changes = new Map(keys.map((key) => [key, (taken.get(key) as Waiting).change]));
        const written = await shelf.change(changes);
        if (this.#erased !== erased) {
          return;
        }
        this.#done(taken, written);
        if (shelf !== this.#tab) {
          this.#tell({ keys });
        }
      }
      if (this.#aside) {
        await this.#device?.takeAside(this.#id);
        this.#aside = false;
      }
    } catch (error) {
      if (error instanceof Moved) {
        await this.#again();
        this.#soon();
        return;
      }
      this.#failed(taken, troubleOf(error));
    }
  }

  /** Takes what is kept now, and lets what was typed meanwhile build upon it. */
  #done(taken: ReadonlyMap<string, Waiting>, written: readonly Entry[]): void {
    this.#took(written);
    for (const entry of written) {
      const now = this.#waiting.get(entry.key);
      if (now === undefined) {
        continue;
      }
      if (now.change.value === taken.get(entry.key)?.change.value) {
        this.#waiting.delete(entry.key);
      } else {
        this.#waiting.set(entry.key, { change: { ...now.change, base: entry.rev }, since: Date.now() });
      }
    }
    for (const sheet of sheetsOf(written.map((entry) => entry.key))) {
      const more = sheetsOf([...this.#waiting.keys()]).has(sheet);
      this.#say(sheet, more ? { saving: "waiting", at: this.status(sheet).at } : { saving: "kept", at: Date.now() });
    }
    const conflicts = written.filter((entry) => entry.others.length > 0).map((entry) => entry.key);
    if (conflicts.length > 0) {
      this.#emit("change", { keys: conflicts });
    }
  }

  #failed(taken: ReadonlyMap<string, Waiting>, trouble: Trouble): void {
    for (const sheet of sheetsOf([...taken.keys()])) {
      this.#say(sheet, { saving: "failed", at: this.status(sheet).at, trouble });
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), AGAIN);
  }

  #took(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.#kept.set(entry.key, entry);
    }
  }

  // Places.

  /** Looks for notes on the device. */
  async #find(): Promise<void> {
    this.#unread = undefined;
    try {
      const name = nameOf("n", this.#base);
      if (await exists(name, PATIENCE)) {
        const { Device } = await vault();
        this.#device = await Promise.race([Device.find(name, () => void this.#gone()), after(PATIENCE)]);
        this.#head = await this.#device?.head();
      }
    } catch (error) {
      this.#fail(troubleOf(error));
    }
    if (this.#head === undefined) {
      this.#device?.close();
      this.#device = undefined;
      this.#setState({ place: "tab", chosen: this.#flag("c") === "1", shut: false, older: false });
      return;
    }
    await this.#take(this.#head);
  }

  /** Makes the place that the device names the present one; opens a lock that this tab opened a moment ago. */
  async #take(head: Vault.Head): Promise<void> {
    const { Lock, Session } = await vault();
    const device = this.#device as Vault.Device;
    this.#session = head.place === "locked" ? new Session(device, nameOf("u", this.#base)) : undefined;
    this.#lock = undefined;
    const data = await this.#session?.take();
    if (data !== undefined) {
      this.#lock = await Lock.of(data, this.#base);
    }
    this.#setState({ place: head.place, chosen: true, shut: head.place === "locked" && this.#lock === undefined, older: device.older });
  }

  /** Another tab may have changed the passphrase. */
  async #freshHead(): Promise<void> {
    const there = await this.#device?.head().catch(() => undefined);
    if (there !== undefined && there.count === this.#head?.count) {
      this.#head = there;
    }
  }

  /** Before everything moves: what other tabs kept, which this one may not have heard of yet. */
  async #readDevice(): Promise<void> {
    const entries = await this.#deviceShelf?.load();
    if (entries !== undefined) {
      this.#kept = new Map([...[...this.#kept].filter(([key]) => this.#inTab(key)), ...entries.map((entry) => [entry.key, entry] as const)]);
    }
  }

  async #toTab(): Promise<void> {
    if (this.#state.older) {
      throw new NotKept("older"); // it would erase what it cannot read
    }
    await this.#readDevice();
    const entries = [...this.#kept.values()].filter((entry) => !this.#inTab(entry.key));
    await this.#tab.replace(entries);
    await this.#session?.end();
    this.#device?.close();
    if (this.#device !== undefined) {
      await (await vault()).erase(this.#base, "database");
      this.#tell({ place: true });
    }
    this.#device = this.#head = this.#lock = this.#session = undefined;
    this.#setFlag("c", "1");
    this.#setState({ place: "tab", chosen: true, shut: false, older: false });
    this.#sayAll();
  }

  async #toDevice(place: "device" | "locked", passphrase: string): Promise<void> {
    const { Device, erase, Lock, newDataKey, Session, wrap } = await vault();
    const data = place === "locked" ? newDataKey() : undefined;
    const device = this.#device ?? (await Device.open(nameOf("n", this.#base), () => void this.#gone()));
    if (device.older) {
      throw new NotKept("older");
    }
    // Another tab may have chosen meanwhile; what it kept is kept.
    const there = await device.head();
    if (there !== undefined && there.count !== this.#head?.count) {
      device.close();
      await this.#again();
      throw new NotKept("unknown");
    }
    const head: Vault.Head = {
      place,
      count: (there?.count ?? 0) + 1,
      ...(data === undefined ? {} : { header: await wrap(data, passphrase) }),
    };
    const lock = data === undefined ? undefined : await Lock.of(data, this.#base);
    await this.#readDevice();
    const entries = [...this.#kept.values()].filter((entry) => !isTabs(entry.key) && !this.#only.has(sheetOf(entry.key)));
    try {
      await device.begin(head, entries, lock);
    } catch (error) {
      if (this.#device === undefined) {
        device.close();
        await erase(this.#base, "database");
      }
      throw new NotKept(troubleOf(error), error);
    }
    await this.#session?.end();
    this.#device = device;
    this.#head = head;
    this.#lock = lock;
    this.#session = lock === undefined ? undefined : new Session(device, nameOf("u", this.#base));
    if (data !== undefined) {
      await this.#session?.keep(data);
    }
    await this.#tab.remove(entries.map((entry) => entry.key));
    this.#setState({ place, chosen: true, shut: false, older: false });
    this.#tell({ place: true });
    this.#sayAll();
  }

  #close(): void {
    const keys = [...this.#kept.keys()];
    this.#lock = undefined;
    this.#kept.clear();
    this.#status.clear();
    this.#setState({ ...this.#state, shut: true });
    this.#emit("change", { keys });
  }

  /** Reads everything again: the page came back, or another tab chose another place. */
  async #again(): Promise<void> {
    const before = new Set(this.#kept.keys());
    this.#device?.close();
    this.#device = this.#head = this.#lock = this.#session = undefined;
    this.#readFlags();
    await this.#find();
    await this.load();
    await this.#bringIn();
    this.#emit("change", { keys: [...new Set([...before, ...this.#kept.keys()])] });
    for (const sheet of new Set([...before, ...this.#kept.keys()].map(sheetOf))) {
      this.#emit("status", { sheet });
    }
  }

  /** The stores were taken away while this page had them open. */
  async #gone(): Promise<void> {
    const kept = new Map(this.#kept);
    const { place, shut } = this.#state;
    const erased = this.#erased;
    await this.#queue(async () => {
      await this.#again();
      if (this.#erased === erased && this.#state.place === "tab" && place !== "tab" && !shut && kept.size > 0) {
        // Nobody chose this: what the page still knows stays before the reader's eyes, and they are told.
        for (const [key, entry] of kept) {
          this.#kept.set(key, entry);
        }
        if (place === "device") { // what was locked is never put down in plain
          await this.#tab.replace([...kept.values()]).catch(() => {});
        }
        for (const sheet of new Set([...kept.keys()].map(sheetOf))) {
          this.#say(sheet, { saving: "failed", at: Date.now(), trouble: "lost" });
        }
      }
    });
  }

  async #heard(message: Message): Promise<void> {
    if ("erased" in message) {
      this.#erased++;
      this.#waiting.clear();
      this.#device?.close();
      this.#forgetAll();
      clearSession(this.#base);
    } else if ("shut" in message) {
      await this.#queue(() => this.#keepWaiting());
      this.#session?.forget();
      if (this.#state.place === "locked" && !this.#state.shut) {
        this.#close();
      }
    } else if ("place" in message) {
      await this.#queue(() => this.#again());
      this.#soon();
    } else {
      await this.#queue(() => this.#refresh(message.keys));
    }
  }

  async #refresh(keys: readonly string[]): Promise<void> {
    const mine = keys.filter((key) => !this.#inTab(key));
    const shelf = this.#deviceShelf;
    if (shelf === undefined || mine.length === 0) {
      return;
    }
    const found = await shelf.read(mine).catch(() => undefined);
    if (found === undefined) {
      return;
    }
    for (const key of mine) {
      const entry = found.get(key);
      if (entry === undefined) {
        this.#kept.delete(key);
      } else {
        this.#kept.set(key, entry);
      }
    }
    this.#emit("change", { keys: mine });
    for (const sheet of new Set(mine.map(sheetOf))) {
      this.#emit("status", { sheet });
    }
  }

  #inTab(key: string): boolean {
    return isTabs(key) || this.#state.place === "tab" || this.#only.has(sheetOf(key));
  }

  #forgetAll(): void {
    const keys = [...this.#kept.keys()];
    this.#device = this.#head = this.#lock = this.#session = undefined;
    this.#kept.clear();
    this.#only.clear();
    this.#status.clear();
    this.#unread = undefined;
    this.#setState({ place: "tab", chosen: false, shut: false, older: false });
    this.#emit("change", { keys });
  }

  // Flags of this tab: whether the reader chose to keep nothing, and sheets that stay in the tab.

  #readFlags(): void {
    this.#only.clear();
    for (const sheet of (this.#flag("o") ?? "").split(" ")) {
      if (sheet !== "") {
        this.#only.add(sheet);
      }
    }
  }

  #setOnly(sheet: string, tab: boolean): void {
    if (tab) {
      this.#only.add(sheet);
    } else {
      this.#only.delete(sheet);
    }
    this.#setFlag("o", [...this.#only].join(" "));
    this.#emit("status", { sheet });
  }

  #flag(name: string): string | null {
    try {
      return sessionStorage.getItem(nameOf(name, this.#base));
    } catch {
      return null;
    }
  }

  #setFlag(name: string, value: string): void {
    try {
      sessionStorage.setItem(nameOf(name, this.#base), value);
    } catch {
      // Asked again on the next page.
    }
  }

  // Telling.

  #queue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#work.then(work);
    this.#work = next.then(() => {}, () => {});
    return next;
  }

  #latest(sheet: string): number {
    return Math.max(0, ...[...this.#kept.values()].filter((entry) => sheetOf(entry.key) === sheet).map((entry) => entry.at));
  }

  #setState(state: State): void {
    this.#state = state;
    this.#emit("state", state);
  }

  #say(sheet: string, status: Status): void {
    this.#status.set(sheet, status);
    this.#emit("status", { sheet });
  }

  #sayAll(): void {
    for (const sheet of new Set([...this.#kept.keys()].map(sheetOf))) {
      this.#emit("status", { sheet });
    }
  }

  #fail(trouble: Trouble): void {
    this.#unread = trouble;
    for (const sheet of new Set([...this.#waiting.keys(), ...this.#kept.keys()].map(sheetOf))) {
      this.#say(sheet, { saving: "failed", at: 0, trouble });
    }
  }

  #changed(): void {
    this.#emit("change", { keys: [...this.#kept.keys()] });
    this.#sayAll();
  }

  #emit<E extends keyof NotesEvents>(event: E, detail: NotesEvents[E]): void {
    this.#events.dispatchEvent(new CustomEvent(event, { detail }));
  }

  #tell(message: Message): void {
    this.#channel?.postMessage(message);
  }
}

/** The sheet a key belongs to. */
export function sheetOf(key: string): string {
  return key.slice(0, Math.max(0, key.indexOf("/")));
}

/** Loads what keeps on the device. */
async function vault(): Promise<typeof Vault> {
  try {
    return await import("./vault.ts");
  } catch (error) {
    throw new NotKept("absent", error);
  }
}

function after(milliseconds: number): Promise<never> {
  return new Promise((_resolve, reject) => setTimeout(() => reject(new NotKept("refused")), milliseconds));
}

/** The sheets that some keys tell of: a timer's state is nothing that a reader wrote. */
function sheetsOf(keys: readonly string[]): Set<string> {
  return new Set(keys.filter((key) => !isTabs(key)).map(sheetOf));
}

/** What stays in the tab whatever was chosen. */
function isTabs(key: string): boolean {
  return readKey(key)?.class === "k";
}

function clearSession(base: string): void {
  try {
    for (const name of Object.keys(sessionStorage)) {
      if (isOwn(name, base)) {
        sessionStorage.removeItem(name);
      }
    }
  } catch {
    // A browser that refuses it has nothing in it.
  }
}
