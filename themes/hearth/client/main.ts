import { readMark, writeMark } from "../components/leave/mark.ts";
import { type PageData, pageData, sayer } from "./data.ts";
import { whenNear } from "./near.ts";
import { erase } from "./notes/erase.ts";
import { openNotes } from "./notes/notes.ts";
import { type Deps, startWay } from "./way/way.ts";

const page = pageData();
if (page !== undefined) {
  void start(page);
}

async function start(data: PageData): Promise<void> {
  const say = sayer(data);
  await asTheReaderLikes(data.base);
  const notes = await openNotes(data.base);
  const deps = { data, say, notes };
  watchLock(deps);
  const way = startWay(deps);
  const inLesson = document.querySelector("article[data-lesson]") !== null;
  whenNear("gs-sheet", !inLesson || notes.all().some(({ key }) => !key.startsWith("~/")), async () => {
    (await import("./sheet/start.ts")).startSheets({ ...deps, way });
  });
  void way.shown.then(() => document.documentElement.classList.add("live"));

  const notebook = document.querySelector<HTMLElement>("#notebook");
  if (notebook !== null) {
    const { openNotebook } = await import("./book/open.ts");
    await openNotebook(notebook, deps);
  }
  if (document.querySelector("[data-find]") !== null) {
    const { find } = await import("./find/find.ts");
    find(document, { data, say, offered: (found) => way.offered(found), forTwo: () => way.forTwo });
  }
}

/** What the reader chose about leaving: no Back list, and erasing that was begun when they left. */
async function asTheReaderLikes(base: string): Promise<void> {
  const { trail, due } = readMark();
  if (!trail) {
    (await import("./settings/trail.ts")).startTrail(base);
  }
  if (due) {
    const { databases, session } = await erase(base, "left");
    writeMark("due", databases.length + session.length > 0); // else the next page tries again
  }
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && readMark().due) {
      location.reload(); // a page that Back brought out of the browser's memory: it knows what is to be erased
    }
  });
}

/** Open notes shut themselves when nobody uses them. */
function watchLock({ data, say, notes }: Deps): void {
  const stop = new AbortController();
  const look = async (): Promise<void> => {
    if (notes.state.place === "locked" && !stop.signal.aborted) {
      stop.abort();
      (await import("./lock/idle.ts")).startIdle(notes, say, data.base);
    }
  };
  notes.on("state", () => void look(), stop.signal);
  void look();
}
