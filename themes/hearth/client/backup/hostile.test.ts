import assert from "node:assert/strict";
import { test } from "node:test";
import { hostile } from "../../../browser/hostile.mjs";
import { readKey } from "../notes/key.ts";
import type { Entry } from "../notes/types.ts";
import { inspect } from "./container.ts";
import { type Backup, LIMITS, readDocument } from "./format.ts";
import { bySheet } from "./labels.ts";
import { plan } from "./merge.ts";
import { Refusal, reasonOf } from "./refusal.ts";

const NOW = 1_769_850_000_000;
const FILES = hostile();

/** Reads a file as far as it can be read without a passphrase. */
function read(bytes: Uint8Array<ArrayBuffer>): Backup | string {
  try {
    const container = inspect(bytes);
    if (container.kind === "age") {
      return "opened";
    }
    const found = readDocument(container.text, NOW);
    return found.kind === "notes" ? found : "page";
  } catch (error) {
    assert.ok(error instanceof Refusal, `an error nobody thought of: ${String(error)}`);
    return reasonOf(error);
  }
}

test("there are enough of them, each by a name of its own", () => {
  assert.ok(FILES.length >= 60);
  assert.equal(new Set(FILES.map((file) => file.name)).size, FILES.length);
});

for (const { name, bytes, becomes } of FILES) {
  test(`a hostile file: ${name}`, () => {
    const before = process.cpuUsage();
    const found = read(bytes);
    if (typeof found === "string") {
      assert.equal(found, becomes);
    } else {
      assert.equal("taken", becomes);
      soundness(found);
      bySheet(plan(found.entries, []).steps, [], { me: "me", other: "other" });
    }
    assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 3_000_000, `took ${(user + system) / 1000} ms of work`);
  });
}

/** Whatever was taken holds to the format. */
function soundness(found: Backup): void {
  assert.ok(found.entries.length <= LIMITS.records);
  assert.ok(found.program.length <= LIMITS.name);
  assert.match(found.day, /^\d{4}-\d\d-\d\d$/);
  assert.equal(new Set(found.entries.map((entry) => entry.key)).size, found.entries.length);
  found.entries.forEach(sound);
  for (const name of found.leftOut) {
    assert.ok(name.length <= 80);
  }
}

function sound(entry: Entry): void {
  const key = readKey(entry.key);
  assert.ok(key !== undefined && key.class !== "k", entry.key);
  assert.ok(Number.isSafeInteger(entry.rev) && entry.rev >= 1);
  for (const { value, at } of [entry, ...entry.others, ...entry.earlier]) {
    assert.ok(value.length <= LIMITS.value);
    assert.doesNotMatch(value, /[\0\p{Cs}]/u);
    assert.ok(Number.isSafeInteger(at) && at >= 0 && at <= NOW + 24 * 3_600_000);
  }
}

test("what is left out of a file is named, and what is nobody's is counted", () => {
  const found = read(FILES.find((file) => file.name === "other classes")?.bytes ?? new Uint8Array());
  assert.ok(typeof found !== "string");
  assert.deepEqual([found.entries.length, found.leftOut], [0, ["a//b///z", "a//b///tt", "a//b///k", "a//b///T"]]);
  const more = read(FILES.find((file) => file.name === "members nobody knows")?.bytes ?? new Uint8Array());
  assert.ok(typeof more !== "string");
  assert.equal(more.aside, 2);
});
