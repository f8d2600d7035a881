import { type Field, localeOf } from "../data.ts";
import { announce, button, element } from "../dom.ts";
import { fieldKey } from "../notes/key.ts";
import { Bell } from "./bell.ts";
import { afterJump, afterOpening, at, type Clock, goOn, left, OFF, passed, pause, readClock, run, spoken, writeClock } from "./clock.ts";
import type { Form } from "./form.ts";
import { onPage } from "./names.ts";
import { type StageAt, stageAt } from "./stages.ts";

const RINGS = 60_000; // a bell long after the end would only startle

/** Makes the timers of a form live. */
export function timers(form: Form): void {
  for (const [field, place] of onPage(form)) {
    if (field.type === "timer") {
      new Timer(form, field, place).start();
    }
  }
}

/** One timer: its end is a time of day, so it is right after any sleep of the tab. */
class Timer {
  readonly #form: Form;
  readonly #field: Field;
  readonly #place: HTMLElement;
  readonly #whole: number;
  readonly #bell = new Bell();
  readonly #left = element("p", { class: "timer-left", role: "timer", "aria-live": "off" });
  readonly #words = element("p", { class: "timer-words" });
  readonly #buttons: Readonly<Record<"start" | "pause" | "on" | "turn" | "stop" | "sound", HTMLButtonElement>>;
  #clock: Clock = OFF;
  #silent = false;
  #note = "";
  #seen = { wall: 0, steady: 0 };
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(form: Form, field: Field, place: HTMLElement) {
    this.#form = form;
    this.#field = field;
    this.#place = place;
    this.#whole = (field.minutes ?? 0) * 60_000;
    const { say } = form;
    this.#buttons = {
      start: button(say("timer-start"), () => this.#set(run(this.#whole, Date.now()), "pause")),
      pause: button(say("timer-pause"), () => this.#set(pause(this.#clock, Date.now()), "on")),
      on: button(say("timer-on"), () => this.#set(goOn(this.#clock, Date.now()), "pause")),
      turn: button(say("timer-turn"), () => this.#set(run(this.#whole, Date.now(), 1 - this.#turn), "pause")),
      stop: button(say("timer-stop"), () => this.#set(OFF, "start")),
      sound: button(say("timer-silent"), () => this.#silence(), { "aria-pressed": "false" }),
    };
  }

  start(): void {
    const { signal } = this.#form;
    this.#place.append(element("div", { class: "timer-live" }, this.#left, this.#words, element("p", { class: "timer-buttons" }, ...Object.values(this.#buttons))));
    this.#place.dataset["live"] = "";
    let entry: string | undefined;
    this.#form.changed(() => {
      if (this.#form.entry !== entry) {
        entry = this.#form.entry;
        this.#read();
      }
    });
    let { shut } = this.#form.notes.state;
    this.#form.notes.on("state", (state) => {
      if (shut && !state.shut && this.#isKept) {
        this.#read();
      }
      shut = state.shut;
    }, signal);
    document.addEventListener("visibilitychange", () => this.#look(), { signal });
    addEventListener("pageshow", () => this.#look(), { signal });
    signal.addEventListener("abort", () => {
      clearInterval(this.#ticking);
      this.#bell.close();
    });
  }

  get #turn(): number {
    return this.#clock.is === "off" ? 0 : this.#clock.turn;
  }

  get #key(): string {
    return fieldKey(this.#form.sheet.id, this.#field.id, "k", { entry: this.#form.entry });
  }

  get #isKept(): boolean {
    return !this.#form.sheet.never && this.#field.never !== true;
  }

  #read(): void {
    const kept = readClock(this.#form.notes.value(this.#key), this.#whole);
    this.#clock = afterOpening(kept, Date.now());
    this.#note = "";
    if (this.#clock !== kept) {
      this.#note = this.#form.say("timer-moved");
      this.#keep();
    }
    this.#tick();
    this.#look();
  }

  #keep(): void {
    if (this.#isKept) {
      this.#form.notes.set(this.#key, writeClock(this.#clock));
    }
  }

  /** What a press does. The focus goes on to the button that now stands for the one that was pressed. */
  #set(clock: Clock, focus: "start" | "pause" | "on"): void {
    if (!this.#silent) {
      this.#bell.ready();
    }
    const begins = clock.is === "running";
    this.#clock = clock;
    this.#note = "";
    this.#keep();
    this.#tick();
    this.#show();
    this.#buttons[focus].focus();
    announce(begins ? this.#words.textContent : this.#left.textContent);
  }

  #silence(): void {
    this.#silent = !this.#silent;
    this.#buttons.sound.ariaPressed = String(this.#silent);
    if (!this.#silent) {
      this.#bell.ready();
    }
  }

  /** Looks at the clock once a second while it runs. */
  #tick(): void {
    this.#seen = { wall: Date.now(), steady: performance.now() };
    clearInterval(this.#ticking);
    this.#ticking = this.#clock.is === "running" ? setInterval(() => this.#look(), 1000) : undefined;
  }

  #look(): void {
    const now = Date.now();
    const steady = performance.now();
    const was = this.#clock;
    const clock = afterJump(was, now - this.#seen.wall, steady - this.#seen.steady);
    if (clock.is === "running") {
      this.#tell(left(was, this.#seen.wall), now, clock.end);
    }
    this.#seen = { wall: now, steady };
    this.#clock = at(clock, now);
    if (clock !== was) {
      this.#note = this.#form.say("timer-moved");
    }
    if (this.#clock !== was) {
      this.#keep();
    }
    if (this.#clock.is !== "running") {
      clearInterval(this.#ticking);
    }
    this.#show();
  }

  #tell(before: number, now: number, end: number): void {
    const moment = passed(before, end - now, this.#whole);
    if (moment !== "end" && this.#field.stages !== undefined) {
      this.#tellStage(before, end - now);
    } else if (moment !== undefined) {
      announce(moment === "end" ? this.#endText() : this.#form.say(moment === "half" ? "timer-half" : "timer-last"));
    }
    if (moment === "end" && now - end < RINGS && !this.#silent) {
      this.#bell.ring();
    }
  }

  /** Another part is told and heard as the end is. */
  #tellStage(before: number, now: number): void {
    const stage = this.#stage(now);
    if (stage === undefined || stage.index <= (this.#stage(before)?.index ?? stage.index)) {
      return;
    }
    announce(`${this.#stageText(stage)}. ${this.#spoken(stage.left)}`);
    if (stage.over < RINGS && !this.#silent) {
      this.#bell.ring();
    }
  }

  /** The part that runs while so much of the whole is left; undefined for a timer of one part. */
  #stage(remaining: number): StageAt | undefined {
    const { stages } = this.#field;
    return stages === undefined ? undefined : stageAt(stages, this.#whole - remaining);
  }

  #stageText({ index }: StageAt): string {
    const { say } = this.#form;
    const [now, next] = (this.#field.stages ?? []).slice(index);
    return [...(now === undefined ? [] : [say("timer-stage", now.label)]), ...(next === undefined ? [] : [say("timer-next", next.label)])].join(" · ");
  }

  #endText(): string {
    const { turns, stages } = this.#field;
    return this.#form.say(stages !== undefined ? "timer-end-stages" : turns === true ? "timer-end-turn" : "timer-end");
  }

  #show(): void {
    const clock = this.#clock;
    const { turns } = this.#field;
    set(this.#left, this.#leftText());
    const stage = clock.is === "running" || clock.is === "waiting" ? this.#stage(left(clock, Date.now())) : undefined;
    this.#place.querySelectorAll(".timer-stages > li").forEach((line, i) => { line.ariaCurrent = i === stage?.index ? "step" : null; });
    set(this.#words, [stage === undefined ? this.#turnText() : this.#stageText(stage), this.#backText(), this.#note].filter((text) => text !== "").join(" "));
    const { start, pause, on, turn, stop } = this.#buttons;
    start.hidden = clock.is === "running" || clock.is === "waiting";
    pause.hidden = clock.is !== "running";
    on.hidden = clock.is !== "waiting";
    turn.hidden = turns !== true || clock.is === "off";
    stop.hidden = clock.is === "off";
    this.#place.dataset["clock"] = clock.is;
  }

  #leftText(): string {
    const { say } = this.#form;
    if (this.#clock.is === "over") {
      return this.#endText();
    }
    if (this.#clock.is === "off") {
      return say("timer-whole", this.#field.minutes);
    }
    const rest = left(this.#clock, Date.now());
    return this.#spoken(this.#stage(rest)?.left ?? rest);
  }

  #spoken(milliseconds: number): string {
    const { unit, n } = spoken(milliseconds);
    return this.#form.say(unit === "minutes" ? "timer-minutes" : "timer-seconds", n);
  }

  #turnText(): string {
    if (this.#field.turns !== true) {
      return "";
    }
    return this.#form.say(this.#clock.is === "off" ? "timer-turns" : this.#turn === 0 ? "timer-first" : "timer-second");
  }

  #backText(): string {
    const { say, data } = this.#form;
    if (this.#clock.is !== "running") {
      return this.#clock.is === "waiting" ? say("timer-waits") : "";
    }
    if (this.#field.stages !== undefined) {
      return ""; // nobody is away
    }
    return say("timer-back", new Date(this.#clock.end).toLocaleTimeString(localeOf(data.lang), { hour: "2-digit", minute: "2-digit" }));
  }
}

/** A text that did not change is not written again: it would be read out again. */
function set(place: HTMLElement, text: string): void {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}
