/** A name for what has these words: small letters, digits and _, beginning with a letter, and like no other. */
export function identifier(words: string, taken: ReadonlySet<string>): string {
  const plain = words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const parts = (plain.match(/[a-z0-9]+/g) ?? []).slice(0, 4);
  const stem = parts.join("_").slice(0, 30).replace(/^[^a-z]+/, "") || "q";
  for (let n = 1; ; n++) {
    const name = n === 1 ? stem : `${stem}_${n}`;
    if (!taken.has(name)) {
      return name;
    }
  }
}
