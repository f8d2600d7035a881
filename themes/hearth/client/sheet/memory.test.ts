import assert from "node:assert/strict";
import test from "node:test";
import type { Field, Sheet } from "../data.ts";
import { memoryNotes } from "../notes/notes.ts";
import { fieldKey, readKey, type Class, type Key } from "../notes/key.ts";
import { Answers } from "./memory.ts";

const fields: readonly Field[] = [
  { id: "line", type: "text", label: "A line", was: "words" },
  { id: "secret", type: "text", label: "Secret", never: true, was: "hidden" },
  { id: "rows", type: "rows", label: "Rows", never: true, columns: [{ id: "name", type: "text", label: "Name" }] },
];
const sheet: Sheet = {
  id: "s", number: 1, title: "S", neutral: "Sheet 1", url: "/s/1/", fill: "alone", never: false, print: true, share: "none", tracker: false,
  held: false, privacy: [], fields, rules: [], card: [], table: false,
};

function key(field: string, kind: Class = "t", row = "", part = ""): Key {
  const read = readKey(fieldKey("s", field, kind, { row, part }));
  assert.ok(read);
  return read;
}

test("only what may be kept reaches the notes", async () => {
  const notes = await memoryNotes();
  const answers = new Answers(sheet, notes);
  assert.equal(answers.set(key("line"), "open"), true);
  assert.equal(answers.set(key("secret"), "hidden"), false);
  assert.equal(answers.set(key("rows", "t", "1", "name"), "hidden"), false);
  assert.equal(answers.set(key("rows", "x", "1"), "0"), false);
  await notes.flush();
  assert.deepEqual(notes.all().map((entry) => entry.value), ["open"]);
  assert.equal(answers.get(key("secret")), "hidden");
  answers.memory.clear();
  assert.equal(answers.get(key("secret")), undefined);
});

test("nothing of a sheet that is never kept reaches the notes, whatever its key", async () => {
  const notes = await memoryNotes();
  const answers = new Answers({ ...sheet, never: true }, notes);
  for (const one of [key("line"), key("secret"), key("gone"), key("rows", "x", "1")]) {
    answers.set(one, "1");
  }
  await notes.flush();
  assert.deepEqual(notes.all(), []);
});

test("an answer under an earlier name shows until there is one under the new name, and stays", async () => {
  const notes = await memoryNotes();
  const answers = new Answers(sheet, notes);
  notes.set("s//words///t", "before");
  assert.equal(answers.get(key("line")), undefined);
  assert.equal(answers.former(key("line")), "before");
  assert.deepEqual(answers.keys().map((one) => one.field), ["line"]);
  answers.set(key("line"), "now");
  assert.equal(notes.value("s//words///t"), "before");
});
