import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { open, seal } from "./age.ts";
import { inspect } from "./container.ts";
import { Refusal } from "./refusal.ts";

const VECTORS = "browser/testdata/age"; // made by filippo.io/age; see its README

/** The file as inspect hands it to the worker. */
function age(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const container = inspect(bytes);
  assert.equal(container.kind, "age");
  return container.kind === "age" ? container.bytes : new Uint8Array();
}

async function reason(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "opened";
  } catch (error) {
    return error instanceof Refusal ? error.reason : String(error);
  }
}

for (const name of ["binary.age", "armored.age"]) {
  test(`a file of another age is read: ${name}`, async () => {
    const bytes = age(new Uint8Array(readFileSync(`${VECTORS}/${name}`)));
    assert.equal(await open(bytes, "correct horse battery staple"), '{"goldseam":"notes","made":"elsewhere"}\n');
  });
}

test("what is sealed is opened with the passphrase and with no other", async () => {
  const sealed = await seal("words 🌱", "pass phrase one");
  assert.equal(await open(age(sealed), "pass phrase one"), "words 🌱");
  assert.equal(await reason(open(sealed, "pass phrase two")), "passphrase");
  assert.match(new TextDecoder("latin1").decode(sealed.subarray(0, 60)), /^age-encryption\.org\/v1\n-> scrypt \S{22} 16\n/);
});

test("a space that a keyboard added and an accent in two parts make no other passphrase", async () => {
  const sealed = await seal("words", "caf\u00e9 river ");
  assert.equal(await open(sealed, "cafe\u0301 river"), "words");
});

test("a passphrase is also tried as it was typed", async () => {
  const bytes = age(new Uint8Array(readFileSync(`${VECTORS}/spaced.age`)));
  assert.equal(await open(bytes, " spaces at both ends "), "spaced\n");
});

test("a sealed file that was cut or changed is damaged, whatever was changed", async () => {
  const sealed = await seal("words".repeat(1000), "pass phrase");
  const cut = sealed.slice(0, -1);
  const changed = Uint8Array.from(sealed, (byte, i) => (i === sealed.length - 20 ? byte ^ 1 : byte));
  const head = Uint8Array.from(sealed, (byte, i) => (i === 150 ? byte ^ 1 : byte));
  assert.equal(await reason(open(cut, "pass phrase")), "broken");
  assert.equal(await reason(open(changed, "pass phrase")), "broken");
  assert.equal(await reason(open(head, "pass phrase")), "broken");
});
