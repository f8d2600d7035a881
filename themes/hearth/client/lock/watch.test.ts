import assert from "node:assert/strict";
import { test } from "node:test";
import { UNSEEN, UNUSED, Watch, WARNED } from "./watch.ts";

test("notes shut after ten minutes without use, said one minute before", () => {
  const watch = new Watch(0);
  assert.equal(watch.at(UNUSED - WARNED - 1), "open");
  assert.equal(watch.at(UNUSED - WARNED), "soon");
  assert.equal(watch.at(UNUSED), "shut");
  assert.equal(watch.wait(0), UNUSED - WARNED);
  assert.equal(watch.wait(UNUSED - WARNED), WARNED);
});

test("use begins the time anew, also during the warning", () => {
  const watch = new Watch(0);
  watch.use(UNUSED - 1);
  assert.equal(watch.at(UNUSED), "open");
  assert.equal(watch.at(2 * UNUSED - 1), "shut");
});

test("a tab out of view shuts them after a minute, one that is looked at before does not", () => {
  const watch = new Watch(0);
  watch.hide(1000);
  watch.hide(2000);
  assert.equal(watch.wait(1000), UNSEEN);
  assert.equal(watch.at(1000 + UNSEEN - 1), "open");
  watch.show(1000 + UNSEEN - 1);
  assert.equal(watch.at(1000 + UNSEEN), "open");
  assert.equal(new Watch(0, true).at(UNSEEN), "shut", "a tab opened in the background");
});

test("coming back or a key cannot undo what should have shut while the device slept", () => {
  const slept = new Watch(0);
  slept.hide(0);
  slept.show(UNSEEN);
  slept.use(UNSEEN);
  assert.equal(slept.at(UNSEEN), "shut");
  const idle = new Watch(0);
  idle.use(UNUSED + 5);
  assert.equal(idle.at(UNUSED + 5), "shut");
});

test("a tab in the background waits while another tab of the site is in view", () => {
  const watch = new Watch(0);
  watch.hide(0);
  watch.elsewhere(UNSEEN - 1);
  assert.equal(watch.at(UNSEEN), "open");
  assert.equal(watch.at(2 * UNSEEN - 1), "shut");
});
