import type { PageData, Say } from "../data.ts";
import { announce, element } from "../dom.ts";
import { excerpt } from "./excerpt.ts";
import type { Found } from "./found.ts";
import type { Indexes } from "./indexes.ts";

const MOST = 20;
const AFTER_TYPING = 200; // milliseconds
const AFTER_SHOWING = 800;

export interface FindDeps {
  readonly data: PageData;
  readonly say: Say;
  /** Whether the reader's way offers what was found. */
  readonly offered: (found: Found) => boolean;
  /** Whether it shows parts for two people. */
  readonly forTwo: () => boolean;
}

/**
 * The search on its page: an input [data-find] and a place for what is found,
 * [data-found]. The index and what reads it are loaded when the input is used.
 * What is typed stays in the input: no address and no storage has it.
 */
export function find(root: ParentNode, deps: FindDeps): void {
  const input = root.querySelector<HTMLInputElement>("[data-find]");
  const list = root.querySelector<HTMLElement>("[data-found]");
  if (input === null || list === null) {
    return;
  }
  let loading: Promise<Indexes> | undefined;
  const load = (): Promise<Indexes> => {
    loading ??= loadIndexes((input.dataset["index"] ?? "").split(" ").filter((address) => address !== ""));
    return loading;
  };
  let latest = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let telling: ReturnType<typeof setTimeout> | undefined;
  const run = async (): Promise<void> => {
    const turn = ++latest;
    const query = input.value.trim();
    clearTimeout(telling);
    const shown = query === "" ? [] : await answer(query, load, deps).catch(() => {
      loading = undefined; // a next try loads again
      return sorry(deps);
    });
    if (turn !== latest) {
      return; // more was typed meanwhile
    }
    list.replaceChildren(...shown);
    const said = list.querySelector("p")?.textContent ?? "";
    if (said !== "") {
      telling = setTimeout(() => { announce(said); }, AFTER_SHOWING);
    }
  };
  input.addEventListener("focus", () => { void load().catch(() => { loading = undefined; }); });
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => { void run(); }, AFTER_TYPING);
  });
  if (input.value !== "") {
    void run(); // typed before this script was there
  }
}

async function loadIndexes(addresses: readonly string[]): Promise<Indexes> {
  const [{ Indexes: Made }, ...texts] = await Promise.all([import("./indexes.ts"), ...addresses.map(loadText)]);
  return new Made(texts);
}

async function loadText(address: string): Promise<string> {
  const module = (await import(address)) as { readonly default: string }; // made by the build
  return module.default;
}

async function answer(query: string, load: () => Promise<Indexes>, deps: FindDeps): Promise<readonly Node[]> {
  const found = (await load()).search(query).filter(deps.offered);
  if (found.length === 0) {
    return nothing(deps);
  }
  const { say } = deps;
  return [
    element("p", { class: "note" }, say("find-count", found.length)),
    element("ol", { class: "found" }, ...found.slice(0, MOST).map((one) => result(one, deps))),
  ];
}

function result(found: Found, { say, forTwo }: FindDeps): HTMLElement {
  const kind = found.kind === "sheet" ? element("span", { class: "tag" }, say("find-sheet")) : undefined;
  const pieces = excerpt(forTwo() ? `${found.text} ${found.two}`.trim() : found.text, found.terms).map(({ text, hit }) => (hit ? element("mark", {}, text) : text));
  return element("li", {}, element("a", { href: found.url }, found.title), kind, element("p", {}, ...pieces));
}

function nothing({ data, say }: FindDeps): readonly Node[] {
  return [element("p", {}, say("find-nothing")), ways(data, say)];
}

function sorry({ data, say }: FindDeps): readonly Node[] {
  return [element("p", {}, say("find-failed")), ways(data, say)];
}

/** What is there whatever was looked for. */
function ways({ urls }: PageData, say: Say): HTMLElement {
  const outline = element("li", {}, element("a", { href: urls.outline }, say("find-outline")));
  const help = urls.help === "" ? undefined : element("li", {}, element("a", { href: urls.help }, say("find-help")));
  return element("ul", { class: "links" }, outline, help);
}
