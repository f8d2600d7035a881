import type { PageData, Say } from "../data.ts";
import { done, LAST, PATH } from "../notes/key.ts";
import type { Notes } from "../notes/types.ts";
import { showGates } from "./gate.ts";
import type { Home } from "./home.ts";
import { Lesson } from "./lesson.ts";
import { showOutline } from "./outline.ts";
import { Safety } from "./safety.ts";
import { offered, type Place, showTwo, type View, viewOf } from "./view.ts";

export interface Deps {
  readonly data: PageData;
  readonly say: Say;
  readonly notes: Notes;
}

/** The reader's way through the program, shown on every page that knows of ways. */
export interface Way {
  /** Whether lists and search offer a lesson or sheet now. */
  offered(place: Place): boolean;
  /** The path that the pages show: "unsure" after a red safety result, "" for none. */
  readonly path: string;
  /** Whether parts for two people are shown now. */
  readonly forTwo: boolean;
  /** Resolves when the page shows it. */
  readonly shown: Promise<void>;
}

export function startWay(deps: Deps): Way {
  return new Ways(deps);
}

class Ways implements Way {
  readonly #deps: Deps;
  readonly #safety: Safety;
  #home: Home | undefined; // on the first page only
  readonly #lesson: Lesson | undefined;
  /** What was chosen on this page while the notes are shut. */
  #chosen = "";
  readonly shown: Promise<void>;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#safety = new Safety(deps.data.base, () => this.#show());
    const article = document.querySelector<HTMLElement>("article[data-lesson]");
    this.#lesson = article === null ? undefined : new Lesson(article);
    this.shown = this.#start();
  }

  async #start(): Promise<void> {
    const { notes } = this.#deps;
    this.#safety.start();
    this.#lesson?.start(notes);
    document.addEventListener("click", ({ target }) => {
      const path = target instanceof Element ? target.closest<HTMLElement>("[data-choose]")?.dataset["choose"] : undefined;
      if (path !== undefined) {
        this.#choose(path);
      }
    });
    document.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLSelectElement && target.matches("[data-way]")) {
        this.#choose(target.value);
      }
    });
    notes.on("state", () => {
      this.#safety.look(); // erased, perhaps
      this.#show();
    });
    notes.on("change", ({ keys }) => {
      if (keys.some((key) => key.startsWith("~/"))) {
        this.#show();
      }
    });
    this.#show();
    if (document.querySelector("[data-go-on]") !== null) {
      this.#home = new (await import("./home.ts")).Home();
      this.#show();
    }
  }

  offered(place: Place): boolean {
    return offered(this.#view, place);
  }

  get path(): string {
    return this.#view.path;
  }

  get forTwo(): boolean {
    const { two } = this.#view;
    return two === "ask" || two === "on";
  }

  get #view(): View {
    const { data, notes } = this.#deps;
    const path = notes.state.shut ? this.#chosen : notes.value(PATH);
    return viewOf(data.paths.some(({ id }) => id === path) ? path : "", this.#safety.code);
  }

  #choose(path: string): void {
    this.#chosen = path;
    if (path === "") {
      void this.#forget();
    } else {
      this.#deps.notes.set(PATH, path);
      this.#show();
    }
  }

  async #forget(): Promise<void> {
    this.#chosen = "";
    await this.#deps.notes.remove([PATH]);
    this.#show();
  }

  #show(): void {
    const { data, say, notes } = this.#deps;
    const view = this.#view;
    const isDone = (lesson: string): boolean => notes.value(done(lesson)) === "1";
    showTwo(view.two);
    showOutline(view, say, isDone);
    showGates(view, { data, say });
    this.#lesson?.show(view, isDone);
    this.#home?.show(view, { data, say, last: notes.value(LAST), isDone, forget: () => this.#forget() });
  }
}
