/**
 * The preview's live reload: one socket to the preview's server, never part of
 * a built site. On every connection it says which page is shown, and the server
 * answers with what is new since then.
 */
import { showBar } from "./bar.ts";
import { restorePage, savePage } from "./page.ts";
import { ProblemPanel } from "./problems.ts";
import { parseMessage } from "./protocol.ts";
import { swapStyle } from "./style.ts";
import { delayAfter } from "./backoff.ts";

const script = document.querySelector<HTMLScriptElement>("script[data-page][data-base]");
const page = script?.dataset["page"] ?? "";
const base = script?.dataset["base"] ?? "/";

const edit = script?.dataset["edit"];
const ways = [];
if (edit !== undefined) {
  ways.push({ words: "Edit", address: `${base}_goldseam/edit/${edit}` });
}
if (script?.dataset["handbook"] !== undefined) {
  ways.push({ words: "Handbook", address: `${base}_goldseam/help/` });
}
showBar(ways);
const panel = new ProblemPanel();
let socket: WebSocket | undefined;
let failures = 0;
let retry: ReturnType<typeof setTimeout> | undefined;

function connect(): void {
  clearTimeout(retry);
  const address = new URL(`${base}_goldseam/live`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const mine = new WebSocket(address);
  socket = mine;
  mine.addEventListener("open", () => {
    failures = 0;
    mine.send(JSON.stringify({ path: location.pathname, page }));
  });
  mine.addEventListener("message", (event: MessageEvent<unknown>) => hear(event.data));
  mine.addEventListener("close", () => {
    if (socket === mine) {
      socket = undefined;
      retry = setTimeout(connect, delayAfter(failures++));
    }
  });
}

function disconnect(): void {
  clearTimeout(retry);
  const old = socket;
  socket = undefined;
  old?.close();
}

function hear(data: unknown): void {
  const message = parseMessage(data);
  switch (message?.type) {
    case "reload":
      savePage();
      disconnect(); // nothing more is wanted by this page
      location.reload();
      break;
    case "style":
      swapStyle(document, message.href);
      break;
    case "problems":
      panel.show(message.problems);
      break;
    default: // a newer server's message
  }
}

// After load: the page's own scripts have put in what they keep, and its height is known.
if (document.readyState === "complete") {
  restorePage();
} else {
  addEventListener("load", restorePage, { once: true });
}
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && socket === undefined) {
    connect();
  }
});
// An open socket would keep the page out of the back/forward cache, and Back
// would then behave differently here than on the built site.
addEventListener("pagehide", disconnect);
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    connect();
  }
});
connect();
