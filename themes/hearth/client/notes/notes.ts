import { exists } from "./exists.ts";
import { Flags } from "./flags.ts";
import { isTabs, newId, readKey, sheetOf, sheetsOf } from "./key.ts";
import { clearTab } from "./leaving.ts";
import { type Change, isText, settled } from "./merge.ts";
import { nameOf } from "./names.ts";
import { type Message, News } from "./news.ts";
import { Moved, NotKept, type Shelf, troubleOf } from "./shelf.ts";
import { TabShelf, type TextStore } from "./tab.ts";
import type * as Vault from "./vault.ts";
import type { Entry, ErasedReport, Notes, NotesEvents, Place, State, Status, Trouble } from "./types.ts";
import { Waiting } from "./waiting.ts";

const AGAIN = 5000; // milliseconds before another try after a failure
const PATIENCE = 5000; // with a browser that never says which stores there are

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

class Keeper implements Notes {
  readonly #base: string;
  readonly #tab: Shelf;
  readonly #flags: Flags;
  readonly #news = new News();
  #state: State = { place: "tab", chosen: false, shut: false, older: false };
  /** What is on the device, if anything is. */
  #device: Vault.Opened | undefined;

  /** What is kept, as far as this page knows. */
  #kept = new Map<string, Entry>();
  readonly #waiting = new Waiting();
  /** Why what is kept could not be read. */
  #unread: Trouble | undefined;
  /** Counts how often everything was erased: what was begun before brings nothing back. */
  #erased = 0;
  /** Names what this page puts aside when it goes away. */
  readonly #id = newId();
  #aside = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Writing is done one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(base: string, tab: Shelf) {
    this.#base = base;
    this.#tab = tab;
    this.#flags = new Flags(base);
  }

  get state(): State {
    return this.#state;
  }

  /** Finds out where notes are, reads them, and listens to other tabs. */
  async start(): Promise<void> {
    this.#flags.read();
    await this.#find();
    await this.load();
    await this.#queue(() => this.#bringIn());
    await this.#queue(() => this.#takeAside());
    this.#news.listen(this.#base, (message) => void this.#heard(message));
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
    this.#news.on(event, call, signal);
  }

  // What the reader wrote.

  get(key: string): Entry | undefined {
    const kept = this.#kept.get(key);
    const waiting = this.#waiting.get(key);
    if (waiting === undefined || this.#state.shut) {
      return kept;
    }
    return { ...(kept ?? { key, rev: 0, others: [], earlier: [] }), value: waiting.value, at: waiting.since };
  }

  value(key: string): string {
    return this.get(key)?.value ?? "";
  }

  all(prefix = ""): readonly Entry[] {
    const keys = new Set([...this.#kept.keys(), ...this.#waiting.keys].filter((key) => key.startsWith(prefix)));
    return [...keys].sort().map((key) => this.get(key)).filter((entry) => entry !== undefined);
  }

  set(key: string, value: string, unseen = false): void {
    const sheet = sheetOf(key);
    const kept = this.#kept.get(key);
    if (this.#waiting.get(key) === undefined && (kept?.value ?? "") === value) {
      return;
    }
    this.#waiting.set(key, value, kept, unseen);
    if (!isTabs(key) && this.status(sheet).saving !== "failed") {
      this.#news.say(sheet, { saving: "waiting", at: this.status(sheet).at });
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
    const said = this.#news.said(sheet);
    if (said !== undefined) {
      return said;
    }
    const at = this.#latest(sheet);
    if (sheetsOf(this.#waiting.keys).has(sheet)) {
      return { saving: "waiting", at };
    }
    if (sheetsOf(this.#kept.keys()).has(sheet)) {
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
        this.#news.tell({ keys: [key] });
      }
    });
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
      this.#changed(keys);
      const waiting = sheetsOf(this.#waiting.keys);
      for (const sheet of new Set(keys.map(sheetOf))) {
        if (!waiting.has(sheet)) {
          this.#news.unsay(sheet);
        }
        this.#news.emit("status", { sheet });
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
      this.#changed(keys);
    });
  }

  // Where it is kept, as the reader chose.

  isOnly(sheet: string): boolean {
    return this.#flags.isOnly(sheet);
  }

  only(sheet: string, tab: boolean): Promise<void> {
    return this.#queue(async () => {
      await this.#keepWaiting();
      if (this.isOnly(sheet) === tab || this.#state.place === "tab") {
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
      this.#news.tell({ keys: entries.map((entry) => entry.key) });
      this.#news.say(sheet, { saving: entries.length === 0 ? "empty" : "kept", at: Date.now() });
    });
  }

  async choose(place: Place, passphrase = ""): Promise<void> {
    if (this.#state.shut) {
      throw new NotKept("refused");
    }
    await this.#queue(async () => {
      await this.#keepWaiting();
      await this.#takeAside();
      if (this.#state.older) {
        throw new NotKept("older"); // it would erase what it cannot read
      }
      await (place === "tab" ? this.#toTab() : this.#toDevice(place, passphrase));
    });
    if (place !== "tab") {
      // It may ask the reader, who may never answer: nothing waits for it.
      void (navigator as Partial<Navigator>).storage?.persist?.().catch(() => false);
    }
  }

  async open(passphrase: string): Promise<boolean> {
    const device = this.#device;
    if (!this.#state.shut || device === undefined) {
      return true;
    }
    if (!(await device.unlock(passphrase))) {
      return false;
    }
    if (this.#device !== device) {
      return this.open(passphrase); // another tab chose another place meanwhile
    }
    await this.load();
    await this.#queue(() => this.#bringIn());
    this.#setState({ ...this.#state, shut: false }); // not before everything can be shown
    this.#news.emit("change", { keys: [...this.#kept.keys()] });
    this.#sayAll(this.#kept.keys());
    void this.flush();
    return true;
  }

  async shut(): Promise<void> {
    if (this.#state.place !== "locked" || this.#state.shut) {
      return;
    }
    await this.flush();
    try {
      await this.#device?.end();
    } finally {
      this.#close();
      this.#news.tell({ shut: true });
    }
  }

  async changePassphrase(present: string, next: string): Promise<boolean> {
    return (await this.#device?.changePassphrase(present, next)) ?? false;
  }

  async erase(): Promise<ErasedReport> {
    clearTimeout(this.#timer);
    this.#news.tell({ erased: true });
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
    for (const shelf of this.#state.shut && this.#device?.isShut === true ? [] : [this.#tab, this.#device?.shelf]) {
      try {
        for (const entry of (await shelf?.load()) ?? []) {
          kept.set(entry.key, entry);
        }
      } catch (error) {
        this.#fail(troubleOf(error));
      }
    }
    this.#kept = kept;
  }

  // What is kept where.

  #inTab(key: string): boolean {
    return isTabs(key) || this.#state.place === "tab" || this.isOnly(sheetOf(key));
  }

  #shelf(key: string): Shelf {
    return isTabs(key) ? this.#tab : this.#shelfOf(sheetOf(key));
  }

  #shelfOf(sheet: string): Shelf {
    if (this.#state.place === "tab" || this.isOnly(sheet)) {
      return this.#tab;
    }
    const shelf = this.#device?.shelf;
    if (shelf === undefined) {
      throw new NotKept("lost");
    }
    return shelf;
  }

  #byShelf(keys: readonly string[]): [Shelf, string[]][] {
    const out: [Shelf, string[]][] = [];
    const tab = keys.filter((key) => this.#inTab(key));
    const device = keys.filter((key) => !this.#inTab(key));
    if (tab.length > 0) {
      out.push([this.#tab, tab]);
    }
    if (device[0] !== undefined) {
      out.push([this.#shelf(device[0]), device]);
    }
    return out;
  }

  // Keeping what waits.

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), this.#waiting.due());
  }

  async #keepWaiting(): Promise<void> {
    if (this.#waiting.size === 0 || this.#state.shut) {
      return;
    }
    const taken = this.#waiting.changes();
    const erased = this.#erased;
    if (this.#state.older) {
      this.#failed(taken, "older");
      return;
    }
    try {
      for (const [shelf, keys] of this.#byShelf([...taken.keys()])) {
        const written = await shelf.change(new Map([...taken].filter(([key]) => keys.includes(key))));
        if (this.#erased !== erased) {
          return;
        }
        this.#done(taken, written);
        if (shelf !== this.#tab) {
          this.#news.tell({ keys });
        }
      }
      if (this.#aside) {
        await this.#device?.dropAside(this.#id);
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
  #done(taken: ReadonlyMap<string, Change>, written: readonly Entry[]): void {
    this.#took(written);
    for (const entry of written) {
      this.#waiting.settle(entry, taken);
    }
    const more = sheetsOf(this.#waiting.keys);
    for (const sheet of sheetsOf(written.map((entry) => entry.key))) {
      this.#news.say(sheet, more.has(sheet) ? { saving: "waiting", at: this.status(sheet).at } : { saving: "kept", at: Date.now() });
    }
    const conflicts = written.filter((entry) => entry.others.length > 0).map((entry) => entry.key);
    if (conflicts.length > 0) {
      this.#news.emit("change", { keys: conflicts });
    }
  }

  #failed(taken: ReadonlyMap<string, Change>, trouble: Trouble): void {
    for (const sheet of sheetsOf(taken.keys())) {
      this.#news.say(sheet, { saving: "failed", at: this.status(sheet).at, trouble });
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), AGAIN);
  }

  #took(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.#kept.set(entry.key, entry);
    }
  }

  /** The page may be gone in a moment. */
  #leaving(): void {
    this.#device?.touch();
    const waiting = new Map([...this.#waiting.changes()].filter(([key]) => !this.#inTab(key)));
    if (waiting.size > 0 && this.#device?.mayPutAside === true) {
      try {
        this.#device.putAside(this.#id, waiting);
        this.#aside = true;
      } catch {
        // The store is gone; flush says so.
      }
    }
    void this.flush();
  }

  /** Takes up the last words of pages that went away before they could keep them. */
  async #takeAside(): Promise<void> {
    const device = this.#device?.mayPutAside === true ? this.#device : undefined;
    for (const changes of (await device?.takeAside().catch(() => [])) ?? []) {
      try {
        // One page's after the other's, and beside what is being typed: none of them has seen the others.
        this.#took((await device?.shelf?.change(changes)) ?? []);
        this.#changed([...changes.keys()]);
      } catch {
        this.#waiting.take(changes);
      }
    }
    await this.#keepWaiting();
  }

  // Places.

  /** Looks for notes on the device. */
  async #find(): Promise<void> {
    this.#unread = undefined;
    try {
      if (await exists(nameOf("n", this.#base), PATIENCE)) {
        this.#device = await (await vault()).Opened.find(this.#base, () => void this.#gone());
      }
    } catch (error) {
      this.#fail(troubleOf(error));
    }
    const { place, isShut: shut, isOlder: older } = this.#device ?? { place: "tab", isShut: false, isOlder: false };
    this.#setState({ place, chosen: place !== "tab" || this.#flags.keepsNothing, shut, older });
  }

  async #toTab(): Promise<void> {
    const entries = (await this.#device?.shelf?.load()) ?? []; // what other tabs kept is among it
    await this.#tab.replace(entries);
    if (this.#device !== undefined) {
      await this.#device.end();
      this.#device.close();
      await (await vault()).erase(this.#base, "database");
      this.#news.tell({ place: true });
    }
    this.#device = undefined;
    this.#took(entries);
    this.#flags.keepNothing();
    this.#setState({ place: "tab", chosen: true, shut: false, older: false });
    this.#sayAll(this.#kept.keys());
  }

  async #toDevice(place: "device" | "locked", passphrase: string): Promise<void> {
    const { Opened } = await vault();
    const mine = this.#state.place !== "tab" ? [] : [...this.#kept.values()].filter((entry) => !isTabs(entry.key) && !this.isOnly(sheetOf(entry.key)));
    let entries: readonly Entry[] = [];
    try {
      this.#device = await Opened.begin(this.#base, () => void this.#gone(), this.#device, place, passphrase, (there) => {
        entries = [...there, ...mine];
        return entries;
      });
    } catch (error) {
      if (!(error instanceof Moved)) {
        throw error;
      }
      await this.#again();
      if (this.#state.place === place && place === "device") {
        return; // another tab chose the same, and this one's notes are there now
      }
      throw new NotKept("unknown", error);
    }
    this.#took(entries);
    await this.#tab.remove(mine.map((entry) => entry.key));
    this.#setState({ place, chosen: true, shut: false, older: false });
    this.#news.tell({ place: true });
    this.#sayAll(this.#kept.keys());
  }

  /** What this tab kept before the device was chosen elsewhere goes there too: beside what stands there, never over it. */
  async #bringIn(): Promise<void> {
    const shelf = this.#state.place === "tab" || this.#state.older ? undefined : this.#device?.shelf;
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
      this.#news.tell({ keys });
    } catch (error) {
      for (const sheet of sheetsOf(keys)) {
        this.#news.say(sheet, { saving: "failed", at: this.#latest(sheet), trouble: troubleOf(error) });
      }
    }
  }

  #close(): void {
    const keys = [...this.#kept.keys()];
    this.#device?.shut();
    this.#kept.clear();
    this.#news.unsay();
    this.#setState({ ...this.#state, shut: true });
    this.#news.emit("change", { keys });
  }

  #setOnly(sheet: string, tab: boolean): void {
    this.#flags.setOnly(sheet, tab);
    this.#news.emit("status", { sheet });
  }

  // What happens elsewhere.

  async #heard(message: Message): Promise<void> {
    if ("erased" in message) {
      this.#forgetAll();
      clearTab(this.#base);
    } else if ("shut" in message) {
      await this.#queue(() => this.#keepWaiting());
      this.#device?.forget();
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
    const found = mine.length === 0 ? undefined : await this.#device?.shelf?.read(mine).catch(() => undefined);
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
    this.#news.emit("change", { keys: mine });
    this.#sayAll(mine);
  }

  /** Reads everything again: the page came back, or another tab chose another place. */
  async #again(): Promise<void> {
    const before = [...this.#kept.keys()];
    this.#device?.close();
    this.#device = undefined;
    this.#flags.read();
    await this.#find();
    await this.load();
    await this.#bringIn();
    const keys = new Set([...before, ...this.#kept.keys()]);
    this.#news.emit("change", { keys: [...keys] });
    this.#sayAll(keys);
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
        this.#took([...kept.values()]);
        if (place === "device") { // what was locked is never put down in plain
          await this.#tab.replace([...kept.values()]).catch(() => {});
        }
        for (const sheet of new Set([...kept.keys()].map(sheetOf))) {
          this.#news.say(sheet, { saving: "failed", at: Date.now(), trouble: "lost" });
        }
      }
    });
  }

  #forgetAll(): void {
    const keys = [...this.#kept.keys()];
    this.#erased++;
    this.#waiting.clear();
    this.#device?.close();
    this.#device = undefined;
    this.#kept.clear();
    this.#flags.forget();
    this.#news.unsay();
    this.#unread = undefined;
    this.#setState({ place: "tab", chosen: false, shut: false, older: false });
    this.#news.emit("change", { keys });
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#work.then(work);
    this.#work = next.then(() => {}, () => {});
    return next;
  }

  // Telling.

  #latest(sheet: string): number {
    return Math.max(0, ...[...this.#kept.values()].filter((entry) => sheetOf(entry.key) === sheet).map((entry) => entry.at));
  }

  #setState(state: State): void {
    this.#state = state;
    this.#news.emit("state", state);
  }

  #changed(keys: readonly string[]): void {
    this.#news.tell({ keys });
    this.#news.emit("change", { keys });
  }

  #sayAll(keys: Iterable<string>): void {
    for (const sheet of new Set([...keys].map(sheetOf))) {
      this.#news.emit("status", { sheet });
    }
  }

  #fail(trouble: Trouble): void {
    this.#unread = trouble;
    for (const sheet of new Set([...this.#waiting.keys, ...this.#kept.keys()].map(sheetOf))) {
      this.#news.say(sheet, { saving: "failed", at: 0, trouble });
    }
  }
}

/** Loads what keeps on the device. */
async function vault(): Promise<typeof Vault> {
  try {
    return await import("./vault.ts");
  } catch (error) {
    throw new NotKept("absent", error);
  }
}
