import { erase } from "./erase.ts";
import { exists } from "./exists.ts";
import { Flags } from "./flags.ts";
import { isTabs, newId, readKey, sheetOf, sheetsOf } from "./key.ts";
import { clearTab } from "./leaving.ts";
import { type Change, join, same, settled } from "./merge.ts";
import { nameOf } from "./names.ts";
import { type Message, News } from "./news.ts";
import type { Opened } from "./opened.ts";
import { bring, change, drop, Moved, NotKept, remove, type Shelf, troubleOf } from "./shelf.ts";
import { TabShelf, type TextStore } from "./tab.ts";
import type { Entry, ErasedReport, Notes, NotesEvents, Place, State, Status, Trouble } from "./types.ts";
import { Waiting } from "./waiting.ts";

const AGAIN = 5000; // milliseconds before another try after a failure
const PATIENCE = 5000; // with a browser that never says which stores there are
const WORD = 300; // for another tab to say that it took the stores away on purpose

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
  #device: Opened | undefined;

  /** What is kept, as far as this page knows. */
  #kept = new Map<string, Entry>();
  readonly #waiting = new Waiting();
  /** Why what is kept could not be read. */
  #unread: Trouble | undefined;
  /** What was taken from the device while the page had it open, and is in this page's memory alone. */
  #adrift: readonly Entry[] = [];
  /** Nothing may be written down before the reader chooses again: what was locked has no place any more. */
  #held = false;
  /** Counts how often everything was erased: what was begun before brings nothing back. */
  #erased = 0;
  /** Counts how often another tab chose a place. */
  #moved = 0;
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

  /** Listens to other tabs, finds out where notes are, and reads them. */
  async start(): Promise<void> {
    this.#news.listen(this.#base, (message) => void this.#heard(message));
    this.#flags.read();
    await this.#queue(async () => {
      await this.#find();
      await this.load();
      await this.#bringIn();
      await this.#endMoves();
      await this.#takeAside();
    });
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
    return this.#change(async (goOn) => {
      await this.#keepWaiting();
      goOn();
      this.#took(await this.#shelf(key).update([key], (_key, current) => current && settled(current, value, Date.now())));
      this.#news.tell({ keys: [key] });
    });
  }

  remove(keys: readonly string[]): Promise<void> {
    return this.#queue(async () => {
      await this.#takeAside(); // what is kept later than it is removed would be back
      for (const key of keys) {
        this.#waiting.delete(key);
      }
      for (const [shelf, some] of this.#byShelf(keys)) {
        await remove(shelf, some);
      }
      for (const key of keys) {
        this.#kept.delete(key);
      }
      this.#adrift = this.#adrift.filter(({ key }) => !keys.includes(key));
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
    return this.#change(async (goOn) => {
      await this.#keepWaiting();
      if (this.#held) {
        throw new NotKept("lost");
      }
      const wanted = new Map(entries.map((entry) => [entry.key, entry]));
      for (const [shelf, some] of this.#byShelf([...wanted.keys()])) {
        this.#took(await shelf.update(some, (key, current) => {
          goOn();
          const entry = wanted.get(key) as Entry;
          return current === undefined || current.rev === this.#kept.get(key)?.rev ? entry : join(current, entry); // another tab wrote meanwhile
        }));
      }
      this.#changed([...wanted.keys()]);
    });
  }

  // Where it is kept, as the reader chose.

  isOnly(sheet: string): boolean {
    return this.#flags.isOnly(sheet);
  }

  only(sheet: string, tab: boolean): Promise<void> {
    return this.#change(async (goOn) => {
      await this.#keepWaiting();
      goOn();
      if (this.isOnly(sheet) === tab || this.#state.place === "tab") {
        this.#setOnly(sheet, tab);
        return;
      }
      const device = this.#deviceShelf;
      const [from, to] = tab ? [device, this.#tab] : [this.#tab, device];
      let left = await this.#ofSheet(from, sheet);
      goOn();
      const keys = new Set(left.map(({ key }) => key));
      if (tab) {
        await bring(to, left); // before the sheet is looked for there
      }
      this.#setOnly(sheet, tab);
      try {
        while (left.length > 0) {
          this.#took(await bring(to, left));
          left = await drop(from, left);
          goOn();
          left.forEach(({ key }) => keys.add(key));
        }
      } catch (error) {
        goOn();
        this.#setOnly(sheet, !tab);
        throw error;
      }
      this.#changed([...keys]);
      this.#news.unsay(sheet); // what is true is what is kept now
      this.#news.emit("status", { sheet });
    });
  }

  async #ofSheet(shelf: Shelf, sheet: string): Promise<readonly Entry[]> {
    return (await shelf.load()).filter(({ key }) => sheetOf(key) === sheet && !isTabs(key));
  }

  async choose(place: Place, passphrase = ""): Promise<void> {
    await this.#change(async (goOn) => {
      await this.#keepWaiting();
      await this.#takeAside();
      goOn();
      if (this.#state.shut) {
        throw new NotKept("refused");
      }
      if (this.#state.older) {
        throw new NotKept("older"); // it would erase what it cannot read
      }
      await (place === "tab" ? this.#toTab() : this.#toDevice(place, passphrase));
    });
    void this.flush();
    if (place !== "tab") {
      // It may ask the reader, who may never answer: nothing waits for it.
      void (navigator as Partial<Navigator>).storage?.persist?.().catch(() => false);
    }
  }

  open(passphrase: string): Promise<boolean> {
    return this.#queue(async () => {
      const device = this.#device;
      if (!this.#state.shut || device === undefined) {
        return true;
      }
      const erased = this.#erased;
      if (!(await device.unlock(passphrase))) {
        return false;
      }
      await this.load();
      await this.#bringIn();
      await this.#takeAside();
      if (this.#erased === erased) {
        this.#setState({ ...this.#state, shut: false }); // not before everything can be shown
        this.#news.emit("change", { keys: [...this.#kept.keys()] });
        this.#sayAll(this.#kept.keys());
        void this.flush();
      }
      return true;
    });
  }

  async shut(): Promise<void> {
    await this.flush();
    await this.#queue(async () => {
      if (this.#state.place !== "locked" || this.#state.shut) {
        return;
      }
      try {
        await this.#device?.end();
      } finally {
        this.#close();
        this.#news.tell({ shut: true });
      }
    });
  }

  async changePassphrase(present: string, next: string): Promise<boolean> {
    return (await this.#device?.changePassphrase(present, next)) ?? false;
  }

  erase(): Promise<ErasedReport> {
    clearTimeout(this.#timer);
    this.#news.tell({ erased: true });
    this.#forgetAll();
    return erase(this.#base);
  }

  /** Reads everything that is kept. */
  async load(): Promise<void> {
    const erased = this.#erased;
    const kept = new Map<string, Entry>();
    const read = async (shelf: Shelf | undefined, mine: (key: string) => boolean): Promise<void> => {
      try {
        for (const entry of (await shelf?.load()) ?? []) {
          if (mine(entry.key)) {
            kept.set(entry.key, entry);
          }
        }
      } catch (error) {
        if (this.#erased === erased) {
          this.#fail(troubleOf(error));
        }
      }
    };
    if (this.#device?.isShut !== true) {
      await read(this.#tab, () => true);
      await read(this.#device?.shelf, (key) => !this.#inTab(key)); // another tab may keep on the device what this one keeps itself
    }
    if (this.#erased === erased) {
      this.#kept = kept;
      this.#took(this.#state.shut ? [] : this.#adrift);
    }
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
    return this.#deviceShelf;
  }

  get #deviceShelf(): Shelf {
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
    if (this.#adrift.length > 0) {
      await this.#bringIn(); // there may be room now
    }
    if (this.#waiting.size === 0 || this.#state.shut) {
      return;
    }
    const taken = this.#waiting.changes();
    const erased = this.#erased;
    if (this.#state.older || this.#held) {
      this.#failed(taken, this.#state.older ? "older" : "lost");
      return;
    }
    try {
      for (const [shelf, keys] of this.#byShelf([...taken.keys()])) {
        const written = await change(shelf, new Map([...taken].filter(([key]) => keys.includes(key))));
        if (this.#erased !== erased) {
          return;
        }
        this.#done(taken, written);
        if (shelf !== this.#tab) {
          this.#news.tell({ keys });
        }
      }
      if (this.#aside && this.#waiting.keys.every((key) => this.#inTab(key))) {
        this.#aside = false;
        await this.#device?.dropAside(this.#id);
      }
    } catch (error) {
      if (this.#erased !== erased) {
        return;
      }
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
    for (const sheet of sheetsOf([...taken.keys()].filter((key) => this.#waiting.get(key) !== undefined))) {
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
    try {
      this.#aside = (waiting.size > 0 && this.#device?.putAside(this.#id, waiting)) || this.#aside;
    } catch {
      // The store is gone; flush says so.
    }
    void this.flush();
  }

  /** Takes up the last words of pages that went away before they could keep them: beside what stands, since they had not seen it all. */
  async #takeAside(): Promise<void> {
    const device = this.#device;
    const erased = this.#erased;
    const pages = (await device?.asides().catch(() => undefined)) ?? new Map<string, ReadonlyMap<string, Change>>();
    for (const [id, changes] of pages) {
      if (id === this.#id || device?.shelf === undefined) {
        continue; // what this page put aside waits here
      }
      try {
        const written = await change(device.shelf, changes);
        await device.dropAside(id);
        if (this.#erased !== erased) {
          return;
        }
        this.#took(written.filter(({ key }) => !this.#inTab(key)));
        this.#changed([...changes.keys()]);
      } catch {
        // They stay aside.
      }
    }
  }

  // Places.

  /** Looks for notes on the device. */
  async #find(): Promise<void> {
    const erased = this.#erased;
    const moved = this.#moved;
    let device: Opened | undefined;
    this.#unread = undefined;
    try {
      if (await exists(nameOf("n", this.#base), PATIENCE)) {
        device = await (await opened()).find(this.#base, () => void this.#gone(erased, moved));
      }
    } catch (error) {
      if (this.#erased === erased) {
        this.#fail(troubleOf(error));
      }
    }
    if (this.#erased !== erased) {
      device?.close();
      return;
    }
    this.#device = device;
    const { place, isShut: shut, isOlder: older } = device ?? { place: "tab", isShut: false, isOlder: false };
    this.#setState({ place, chosen: place !== "tab" || this.#flags.keepsNothing, shut, older });
  }

  async #toTab(): Promise<void> {
    const device = this.#device;
    await bring(this.#tab, this.#adrift);
    if (device !== undefined) {
      const erased = this.#erased;
      await device.empty(async (entries) => {
        this.#mayGoOn(erased);
        await bring(this.#tab, entries); // what other tabs kept is among it
      });
      this.#news.tell({ place: true });
      this.#device = undefined;
      await erase(this.#base, "database");
      this.#mayGoOn(erased);
    }
    this.#flags.keepNothing();
    await this.#settleIn("tab");
  }

  /** A place was chosen, and everything is there. */
  async #settleIn(place: Place): Promise<void> {
    this.#adrift = [];
    this.#held = false;
    this.#unread = undefined;
    this.#news.unsay(); // what is true is what is kept now
    this.#setState({ place, chosen: true, shut: false, older: false });
    await this.load();
    this.#sayAll(this.#kept.keys());
  }

  async #toDevice(place: "device" | "locked", passphrase: string): Promise<void> {
    const erased = this.#erased;
    const moved = this.#moved;
    const stays = ({ key }: Entry): boolean => isTabs(key) || this.isOnly(sheetOf(key));
    const mine = [...(this.#state.place === "tab" ? this.#kept.values() : []), ...this.#adrift].filter((entry) => !stays(entry));
    try {
      await bring(this.#tab, this.#adrift.filter(stays));
      const device = await (await opened()).begin(this.#base, () => void this.#gone(erased, moved), this.#device, place, passphrase, (there) => {
        this.#mayGoOn(erased);
        const all = new Map(there.map((entry) => [entry.key, entry]));
        mine.forEach((entry) => all.set(entry.key, join(all.get(entry.key), entry)));
        return [...all.values()];
      });
      if (this.#erased !== erased) {
        device.close();
        this.#mayGoOn(erased);
      }
      this.#device = device;
    } catch (error) {
      if (!(error instanceof Moved)) {
        throw error;
      }
      await this.#again();
      if (this.#state.place === place && place === "device" && this.#adrift.length === 0 && (await this.#tab.load()).every(({ key }) => this.#inTab(key))) {
        return; // another tab chose the same, and this one's notes are there now
      }
      throw new NotKept("unknown", error);
    }
    this.#news.tell({ place: true });
    await remove(this.#tab, mine.map((entry) => entry.key)).catch(() => {}); // what is left there comes later
    await this.#settleIn(place);
  }

  /** Throws when everything was erased meanwhile: nothing of it may come back. */
  #mayGoOn(erased: number): void {
    if (this.#erased !== erased) {
      throw new NotKept("lost");
    }
  }

  /** What only this tab has goes to the device that was chosen elsewhere: beside what stands there, never over it. */
  async #bringIn(): Promise<void> {
    const erased = this.#erased;
    const shelf = this.#state.place === "tab" || this.#state.older ? undefined : this.#device?.shelf;
    const inTab = shelf === undefined ? [] : (await this.#tab.load().catch(() => [])).filter(({ key }) => !this.#inTab(key));
    const mine = [...inTab, ...this.#adrift];
    if (shelf === undefined || this.#erased !== erased) {
      return;
    }
    if (mine.length === 0) {
      this.#held = false;
      return;
    }
    const gone = mine.filter(({ key, value }) => value === "0" && readKey(key)?.class === "x").map(({ key }) => key.replace(/\/+x$/, "/"));
    const wanted = mine.filter(({ key }) => !gone.some((removed) => key.startsWith(removed)));
    const keys = mine.map(({ key }) => key);
    try {
      const written = await bring(shelf, wanted);
      if (this.#erased !== erased) {
        return;
      }
      this.#took(written);
      this.#adrift = [];
      this.#held = false;
      await remove(this.#tab, inTab.map(({ key }) => key));
      this.#news.tell({ keys });
      sheetsOf(keys).forEach((sheet) => this.#news.unsay(sheet)); // what is true is what is kept now
      this.#sayAll(keys);
    } catch (error) {
      for (const sheet of this.#erased === erased ? sheetsOf(keys) : []) {
        this.#news.say(sheet, { saving: "failed", at: this.#latest(sheet), trouble: troubleOf(error) });
      }
    }
  }

  /** Ends the move of a sheet into this tab that was cut short. */
  async #endMoves(): Promise<void> {
    const shelf = this.#flags.hasOnly ? this.#device?.shelf : undefined;
    if (shelf === undefined || this.#state.older) {
      return;
    }
    try {
      const here = new Map((await this.#tab.load()).map((entry) => [entry.key, entry]));
      await drop(shelf, (await shelf.load()).filter((entry) => {
        const mine = here.get(entry.key);
        return this.#inTab(entry.key) && mine !== undefined && same(mine, entry);
      }));
    } catch {
      // The next page tries again.
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
      await this.#queue(async () => {
        await this.#keepWaiting();
        this.#device?.forget();
        if (this.#state.place === "locked" && !this.#state.shut) {
          this.#close();
        }
      });
    } else if ("place" in message) {
      this.#moved++;
      await this.#queue(() => this.#again());
      this.#soon();
    } else {
      await this.#queue(() => this.#refresh(message.keys));
    }
  }

  async #refresh(keys: readonly string[]): Promise<void> {
    const mine = keys.filter((key) => !this.#inTab(key));
    const erased = this.#erased;
    const found = mine.length === 0 ? undefined : await this.#device?.shelf?.read(mine).catch(() => undefined);
    if (found === undefined || this.#erased !== erased) {
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

  /** The stores were taken away while this page had them open; erased and moved are what counted when it opened them. */
  async #gone(erased: number, moved: number): Promise<void> {
    const { place, shut } = this.#state;
    const kept = shut || place === "tab" ? [] : [...this.#kept.values()].filter(({ key }) => !this.#inTab(key));
    await this.#queue(async () => {
      await new Promise((resolve) => setTimeout(resolve, WORD));
      await this.#again();
      if (this.#erased !== erased || this.#moved !== moved || this.#state.place !== "tab" || place === "tab") {
        return;
      }
      // Nobody chose this: what the page still knows stays before the reader's eyes, and they are told.
      this.#took(kept);
      // What was locked is never put down in the open; what was shut is not shown.
      const put = place === "device" && (await bring(this.#tab, kept).then(() => true, () => false));
      this.#adrift = put ? [] : kept;
      this.#held = !put;
      if (shut) {
        this.#waiting.clear();
      }
      for (const sheet of new Set(kept.map(({ key }) => sheetOf(key)))) {
        this.#news.say(sheet, { saving: "failed", at: Date.now(), trouble: "lost" });
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
    this.#adrift = [];
    this.#held = false;
    this.#flags.forget();
    this.#news.unsay();
    this.#unread = undefined;
    this.#setState({ place: "tab", chosen: false, shut: false, older: false });
    this.#news.emit("change", { keys });
  }

  /** Work that the reader asked for, after what was begun before; goOn throws when everything was erased since. */
  #change<T>(work: (goOn: () => void) => Promise<T>): Promise<T> {
    const erased = this.#erased;
    const goOn = (): void => this.#mayGoOn(erased);
    return this.#queue(async () => {
      goOn();
      return work(goOn);
    });
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

/** Loads what keeps on the device: only where something is kept there, or the reader asks for it. */
async function opened(): Promise<typeof Opened> {
  try {
    return (await import("./opened.ts")).Opened;
  } catch (error) {
    throw new NotKept("absent", error);
  }
}
