import assert from "node:assert/strict";
import { createDecipheriv, hkdfSync, pbkdf2Sync } from "node:crypto";
import { test } from "node:test";
import { ITERATIONS, Lock, newDataKey, stretch, unwrap, wrap } from "./lock.ts";

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const hex = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

// PBKDF2-HMAC-SHA256, 32 bytes, the inputs of RFC 6070 with the other hash.
for (const [passphrase, salt, iterations, key] of [
  ["password", "salt", 1, "120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b"],
  ["password", "salt", 2, "ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43"],
  ["password", "salt", 4096, "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"],
] as const) {
  test(`a passphrase becomes the key of the vector with ${iterations} iterations`, async () => {
    const stretched = await stretch(passphrase, bytes(salt), iterations);
    const vector = await crypto.subtle.importKey("raw", hex(key), "AES-GCM", false, ["decrypt"]);
    const iv = new Uint8Array(12);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, stretched, bytes("words"));
    assert.equal(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, vector, sealed)), "words");
  });
}

test("AES-256-GCM is that of the published test case 14 of its specification", async () => {
  const key = await crypto.subtle.importKey("raw", new Uint8Array(32), "AES-GCM", false, ["encrypt"]);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, new Uint8Array(16)));
  assert.deepEqual(sealed, hex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"));
});

test("what is sealed here is opened by another implementation, from the passphrase on", async () => {
  const data = newDataKey();
  const header = await wrap(data, "four plain warm words");
  assert.equal(header.iterations, ITERATIONS);
  const key = pbkdf2Sync("four plain warm words", header.salt, header.iterations, 32, "sha256");
  const gcm = (secret: Uint8Array, sealed: Uint8Array, context: string): Buffer => {
    const open = createDecipheriv("aes-256-gcm", secret, sealed.subarray(0, 12));
    open.setAAD(Buffer.from(context));
    open.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([open.update(sealed.subarray(12, -16)), open.final()]);
  };
  const unwrapped = gcm(key, header.wrapped, `notes lock 1 ${header.iterations}`);
  assert.deepEqual(new Uint8Array(unwrapped), data);

  const lock = await Lock.of(data, "/");
  const name = await lock.nameOf("plan//note///t");
  const sealed = await lock.seal("a hard day, ünd mehr", name, 7);
  const seal = new Uint8Array(hkdfSync("sha256", data, new Uint8Array(0), "notes seal 1", 32));
  assert.equal(gcm(seal, sealed, JSON.stringify(["/", name, 7])).toString(), "a hard day, ünd mehr");
});

test("a wrong passphrase opens nothing, and the same words in another writing do", async () => {
  const data = newDataKey();
  const header = await wrap(data, "cafe\u0301 au lait", 1000);
  assert.equal(await unwrap(header, "cafe au lait"), undefined);
  assert.deepEqual(await unwrap(header, "caf\u00e9 au lait"), data);
});

test("a header that was changed opens nothing, and one that asks for too much is not tried", async () => {
  const header = await wrap(newDataKey(), "words", 1000);
  const wrapped = header.wrapped.slice();
  wrapped[20] = (wrapped[20] ?? 0) ^ 1;
  assert.equal(await unwrap({ ...header, wrapped }, "words"), undefined);
  assert.equal(await unwrap({ ...header, iterations: 999 }, "words"), undefined);
  for (const iterations of [0, -1, 1.5, Number.NaN, 4_294_967_295]) {
    assert.equal(await unwrap({ ...header, iterations }, "words"), undefined);
  }
});

test("a sealed record opens under its own name, revision, edition and lock alone", async () => {
  const data = newDataKey();
  const lock = await Lock.of(data, "/a/");
  const sealed = await lock.seal("text", "name", 3);
  assert.equal(await lock.open(sealed, "name", 3), "text");
  const changed = sealed.slice();
  changed[15] = (changed[15] ?? 0) ^ 1;
  await assert.rejects(lock.open(changed, "name", 3));
  await assert.rejects(lock.open(sealed, "other", 3));
  await assert.rejects(lock.open(sealed, "name", 2));
  await assert.rejects((await Lock.of(data, "/b/")).open(sealed, "name", 3));
  await assert.rejects((await Lock.of(newDataKey(), "/a/")).open(sealed, "name", 3));
});

test("the same text is never sealed to the same bytes, and a name tells nothing", async () => {
  const lock = await Lock.of(newDataKey(), "/");
  assert.notDeepEqual(await lock.seal("text", "n", 1), await lock.seal("text", "n", 1));
  assert.equal(await lock.nameOf("plan//note///t"), await lock.nameOf("plan//note///t"));
  assert.match(await lock.nameOf("plan//note///t"), /^[A-Za-z0-9+/]{22}==$/);
});
