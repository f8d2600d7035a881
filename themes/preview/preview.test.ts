import assert from "node:assert/strict";
import { test } from "node:test";
import { delayAfter } from "./backoff.ts";
import { parseMessage, type Problem } from "./protocol.ts";
import { counts, sourceWithCaret } from "./problems.ts";
import { collect, type Control, find, keyOf, parseState, restore } from "./state.ts";
import { stem } from "./style.ts";

test("messages are checked before use", () => {
  assert.deepEqual(parseMessage('{"type":"reload"}'), { type: "reload" });
  assert.deepEqual(parseMessage('{"type":"style","href":"/a/style-2.css"}'), { type: "style", href: "/a/style-2.css" });
  assert.deepEqual(parseMessage('{"type":"problems","problems":[{"file":"a.md","line":"3","severity":"x"}]}'), {
    type: "problems",
    problems: [{ file: "a.md", line: 0, column: 0, severity: "error", message: "", hint: "", source: "" }],
  });
  for (const odd of ["", "7", "null", "{", '{"type":"style"}', '{"type":"problems"}', '{"type":"new"}', undefined]) {
    assert.equal(parseMessage(odd), undefined, String(odd));
  }
});

test("a file keeps its name when its fingerprint changes", () => {
  const base = "http://localhost/p/1/";
  assert.equal(stem("/a/style-XYZ.css", base), "/a/style-");
  assert.equal(stem("../../a/style-1.css", base), stem("/a/style-2.css", base));
  assert.notEqual(stem("/a/print-1.css", base), stem("/a/style-1.css", base));
  assert.equal(stem("/a/plain.css", base), "");
});

test("waits grow up to three seconds", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 30].map(delayAfter), [250, 500, 1000, 2000, 3000, 3000]);
});

const problem = (severity: Problem["severity"]): Problem => ({
  file: "a.md", line: 1, column: 1, severity, message: "m", hint: "", source: "",
});

test("counts are in words", () => {
  assert.equal(counts([problem("warning")]), "1 warning");
  assert.equal(
    counts([problem("error"), problem("error"), problem("warning"), problem("warning")]),
    "2 problems, 2 warnings. The page stays as it was until they are mended.",
  );
});

test("the caret stands under the character, whatever its bytes and tabs", () => {
  assert.equal(sourceWithCaret("\taé😀x", 5), "\taé😀x\n\t   ^");
  assert.equal(sourceWithCaret("title", 0), "title");
});

const text = (id: string, value: string): Control => ({ id, type: "text", value });
const box = (id: string, checked: boolean): Control => ({ id, type: "checkbox", value: "on", checked });
const choice = (...on: boolean[]): Control => ({
  id: "", type: "select-one", value: "", options: on.map((selected) => ({ selected })),
});

test("what was typed comes back by id and by order", () => {
  const before = [text("", "first"), text("b", "named"), box("", true), choice(false, true), text("", "second")];
  // The edited page has moved the named field to the front and a new box to the end.
  const after = [text("b", ""), text("", ""), box("", false), choice(true, false), text("", "second"), box("", false)];
  const changed = restore(after, collect(before));
  assert.deepEqual(after.map((c) => c.value), ["named", "first", "on", "", "second", "on"]);
  assert.deepEqual(after.map((c) => c.checked), [undefined, undefined, true, undefined, undefined, false]);
  assert.deepEqual(after[3]?.options, [{ selected: false }, { selected: true }]);
  assert.deepEqual(changed, after.slice(0, 4), "only what changed is told");
});

test("passphrases and files are not kept", () => {
  const secret: Control = { id: "p", type: "password", value: "secret" };
  assert.deepEqual(collect([secret, { id: "f", type: "file", value: "C:\\x" }]), []);
});

test("a control of another kind under the same id is left alone", () => {
  const after = [box("a", false)];
  assert.deepEqual(restore(after, collect([text("a", "x")])), []);
});

test("the focus is found again", () => {
  const before = [text("", "1"), text("", "2")];
  const after = [text("", "1"), text("", "2")];
  assert.equal(find(after, keyOf(before, before[1] ?? text("", ""))), after[1]);
  assert.equal(find(after, "text:9"), undefined);
});

test("kept state survives JSON and nothing else passes", () => {
  const state = { x: 0, y: 120, focus: "text#a", selection: [1, 2], controls: collect([text("a", "x")]) };
  assert.deepEqual(parseState(JSON.stringify(state)), state);
  assert.deepEqual(parseState(JSON.stringify({ ...state, selection: ["1"], controls: [7, {}] })), { ...state, selection: null, controls: [] });
  for (const odd of [null, "", "[]", "{}", "{"]) {
    assert.equal(parseState(odd), undefined);
  }
});
