/**
 * The preview's editing page: a text as a form, checked while somebody types and
 * written into the edition's folder by the server. Never part of a built site.
 */
import { Desk } from "./desk.ts";
import { editText } from "./text.ts";
import { listTexts } from "./texts.ts";

const main = document.getElementById("desk");
if (main !== null) {
  const { base = "/", token = "", nonce = "", text = "" } = main.dataset;
  const own = `${base}_goldseam/`;
  const desk = new Desk(own, token);
  const [kind, language, id = ""] = text.split("/");
  if (kind === undefined || kind === "" || language === undefined) {
    void listTexts(main, desk, own);
  } else {
    void editText(main, desk, own, nonce, { kind, language, id });
  }
}
