// Files that somebody might give a reader to open, each with what must become
// of it: the reason why it is refused, or "taken" when all that is sound in it
// may be shown. Made anew in each run; none is larger on disk than this script.

const MB = 2 ** 20;
const NOW = 1_769_850_000_000;
const SCRIPT = `<img src=x onerror="document.title='ran';alert(1)"><script>document.title='ran'</script><iframe srcdoc="<script>parent.document.title='ran'</script>"></iframe>javascript:alert(1)`;

const text = (value) => JSON.stringify(value);
const notes = (records, rest = {}) => text({ goldseam: "notes", format: 1, day: "2026-01-31", program: "Steady Ground", records, ...rest });
const record = (key = "steady-plan//words///t", value = "words", at = NOW, ...rest) => [key, value, at, ...rest];
const ofType = (members) => text({ goldseam: "notes", format: 1, day: "2026-01-31", program: "", records: [], ...members });
const repeat = (times, make) => Array.from({ length: times }, (_, i) => make(i));
const utf16 = (value) => Buffer.from(`\ufeff${value}`, "utf16le");

const SALT = "A".repeat(22);
const BODY = "B".repeat(43);
const age = (stanza, { body = BODY, mac = BODY, rest = "C".repeat(100) } = {}) => `age-encryption.org/v1\n-> ${stanza}\n${body}\n--- ${mac}\n${rest}`;
const scrypt = (work) => age(`scrypt ${SALT} ${work}`);
const armor = (content) => `-----BEGIN AGE ENCRYPTED FILE-----\n${Buffer.from(content, "latin1").toString("base64").replace(/.{64}/g, "$&\n")}\n-----END AGE ENCRYPTED FILE-----\n`;

/** All files: [name, content, what becomes of it]. */
export function hostile() {
  return [
    // What it says it is.
    ["nothing", "", "empty"],
    ["spaces alone", " \n\t ", "empty"],
    ["a byte-order mark alone", "\ufeff", "empty"],
    ["words", "Dear diary", "kind"],
    ["a page", `<!doctype html><title>x</title>${SCRIPT}`, "kind"],
    ["another program's JSON", text({ name: "x", version: 1 }), "kind"],
    ["a list", text([1, 2, 3]), "kind"],
    ["null", "null", "kind"],
    ["a number", "1e999", "kind"],
    ["a text", text("goldseam"), "kind"],
    ["wrong magic", notes([]).replace("notes", "note"), "kind"],
    ["magic as a list", ofType({ goldseam: ["notes"] }), "kind"],
    ["magic in a prototype", `{"__proto__":{"goldseam":"notes","format":1,"day":"2026-01-31","program":"","records":[]}}`, "kind"],
    ["a shared page", text({ goldseam: "page", format: 1, day: "2026-01-31", title: "T", neutral: "Sheet 1", lines: [["a", "b"]] }), "page"],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0x00]), "kind"],
    ["UTF-16", utf16(notes([record()])), "kind"],
    ["bytes that are no UTF-8", Buffer.concat([Buffer.from('{"goldseam":"notes","x":"'), Buffer.from([0xc3, 0x28, 0xf0, 0x90])]), "kind"],
    ["a compressed file", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), "kind"],

    // Cut, bent, too large.
    ["cut off", notes([record()]).slice(0, -10), "broken"],
    ["a comma too many", notes([record()]).replace("]]}", "],]}"), "broken"],
    ["two documents", notes([]) + notes([]), "broken"],
    ["single quotes", "{'goldseam':'notes'}", "kind"],
    ["brackets a million deep", "[".repeat(MB), "kind"],
    ["objects half a million deep", '{"a":'.repeat(MB / 2), "kind"],
    ["depth within a record", notes([]).replace("[]", `[${"[".repeat(50_000)}${"]".repeat(50_000)}]`), "kind"],
    ["depth hidden behind quotes", notes([]).replace('"records"', `"a\\"":${"[".repeat(9000)}${"]".repeat(9000)},"records"`), "kind"],
    ["six million signs", notes([record("a//b///t", "x".repeat(6 * MB))]), "big"],
    ["eleven million bytes", Buffer.alloc(11 * MB, 0x20), "big"],
    ["one word a million times", notes(repeat(19_000, (i) => record(`a//f${i}///t`, "ha".repeat(200)))), "big"],
    ["20,001 records", notes(repeat(20_001, (i) => record(`a//f${i}///t`, "x"))), "many"],
    ["a million empty lists", notes(repeat(1_000_000, () => [])), "many"],

    // Members of the document.
    ["no records", text({ goldseam: "notes", format: 1, day: "2026-01-31", program: "" }), "broken"],
    ["records as an object", ofType({ records: { length: 1, 0: record() } }), "broken"],
    ["records as a text", ofType({ records: "all of them" }), "broken"],
    ["no format", text({ goldseam: "notes", day: "2026-01-31", program: "", records: [] }), "broken"],
    ["format as a text", ofType({ format: "1" }), "broken"],
    ["format 0", ofType({ format: 0 }), "broken"],
    ["format 1.5", ofType({ format: 1.5 }), "broken"],
    ["format 2", ofType({ format: 2 }), "newer"],
    ["format without end", ofType({}).replace('"format":1', '"format":1e400'), "broken"],
    ["a day that is none", ofType({ day: "2026-13-45" }), "broken"],
    ["a day with a script", ofType({ day: SCRIPT }), "broken"],
    ["a day as a number", ofType({ day: 20260131 }), "broken"],
    ["a program as a list", ofType({ program: ["x"] }), "broken"],
    ["a program of 10,000 signs", ofType({ program: "x".repeat(10_000) }), "broken"],
    ["members twice", notes([record()]).replace('"day"', '"records":[["evil//x///t","evil",1]],"day"'), "taken"],
    ["members nobody knows", notes([record()], { settings: { theme: SCRIPT }, constructor: { prototype: { polluted: "yes" } } }), "taken"],
    ["prototype members", notes([record()]).replace('"day"', '"__proto__":{"polluted":"yes"},"day"'), "taken"],

    // Records.
    ["a script in every place", notes([record("steady-plan//words///t", SCRIPT, NOW, 1, [[SCRIPT, 1]], [[SCRIPT, 2]]), record(SCRIPT, SCRIPT), record(`${SCRIPT}//x///t`, SCRIPT)], { program: SCRIPT }), "taken"],
    ["scripts in a known sheet's options", notes([record("steady-plan//words///c", SCRIPT), record("steady-plan//words//x-y/m", "1"), record("steady-plan//words///d", SCRIPT), record("steady-plan//words///n", "1e308")]), "taken"],
    ["records of other shapes", notes([null, 1, "x", {}, [], ["a//b///t"], ["a//b///t", "x"], [["a"], "x", 1], [null, null, null]]), "taken"],
    ["prototype keys", notes([record("__proto__//__proto__///t"), record("constructor//prototype///t"), record("tostring//valueof///t")]), "taken"],
    ["keys with slashes", notes([record("a/b/c/d/e/t/more"), record("a//b//t"), record("//////t"), record("a//b///")]), "taken"],
    ["keys that climb", notes([record("../../etc//passwd///t"), record("a//../..///t"), record("..//..///t"), record("C:\\\\x//f///t")]), "taken"],
    ["states that remove everything", notes([record("steady-plan/////x", "0"), record("steady-plan//safe_people///x", "0"), record("steady-plan/e1////x", "0"), record("steady-plan//safe_people/1//x", "0")]), "taken"],
    ["other classes", notes([record("a//b///z"), record("a//b///tt"), record("a//b///k", "running"), record("a//b///T")]), "taken"],
    ["a key of a million signs", notes([record("a".repeat(MB) + "//b///t")]), "taken"],
    ["keys of other alphabets", notes([record("пароль//поле///t"), record("a//\u202ef///t"), record("a//b\0///t")]), "taken"],
    ["values of other types", notes([record("a//b///t", 1), record("a//c///t", null), record("a//d///t", { toString: "x" }), record("a//e///t", ["x"])]), "taken"],
    ["a value of 100,001 signs", notes([record("a//b///t", "x".repeat(100_001))]), "taken"],
    ["times that are none", notes([record("a//b///t", "x", null), record("a//c///t", "x", "NaN"), record("a//d///t", "x", -1), record("a//e///t", "x", 1.5)]), "taken"],
    ["times without end", notes([record()]).replace(String(NOW), "1e400"), "taken"],
    ["a time in the year 9999", notes([record("a//b///t", "x", 253_370_764_800_000)]), "taken"],
    ["revisions beyond counting", notes([record("a//b///t", "x", NOW, 2 ** 52), record("a//c///t", "x", NOW, -5), record("a//d///t", "x", NOW, "1")]), "taken"],
    ["others as anything", notes([record("a//b///t", "x", NOW, 1, "y"), record("a//c///t", "x", NOW, 1, [["y"]]), record("a//d///t", "x", NOW, 1, [{}]), record("a//e///t", "x", NOW, 1, [], [["y", "z"]])]), "taken"],
    ["a thousand others", notes([record("a//b///t", "x", NOW, 1, repeat(1000, (i) => [`y${i}`, i]))]), "taken"],
    ["records longer than they can be", notes([[...record("a//b///t", "x", NOW, 1, [], []), "more", { and: "more" }]]), "taken"],
    ["one key a thousand times", notes(repeat(1000, (i) => record("a//b///t", `x${i % 7}`, NOW + i))), "taken"],
    ["one key 20,000 times, each with another text", notes(repeat(20_000, (i) => record("a//b///t", `x${i}`, NOW + i))), "taken"],
    ["a hundred answers with a hundred texts each", notes(repeat(2000, (i) => record(`a//f${i % 100}///t`, `v${i}`, i, 1, repeat(50, (j) => [`${i}o${j}`, j]), repeat(50, (j) => [`${i}e${j}`, j])))), "taken"],
    ["halves of signs and NUL", notes([record("a//b///t", "\ud800x\udc00 \0 \u0007")]), "taken"],
    ["words that turn around", notes([record("steady-plan//words///t", "\u202egpj.exe\u2066 \u200f")]), "taken"],
    ["marks upon marks", notes([record("a//b///t", "Z" + "\u0301\u0489".repeat(20_000))]), "taken"],
    ["a byte-order mark before it", `\ufeff${notes([record()])}`, "taken"],
    ["another edition's file", notes([record("our-own-sheet//our-own///t", "kept"), record("~//path///c", "no-such-path"), record("~//done//no-such/m", "1")], { program: "Another program" }), "taken"],
    ["answers that are never kept", notes([record("safety-check//afraid///c", "yes"), record("safety-check//place-ok///c", "no")]), "taken"],
    ["20,000 records", notes(repeat(20_000, (i) => record(`a//f${i}///t`, "x"))), "taken"],

    // Files behind a passphrase.
    ["work factor 21", scrypt(21), "work"],
    ["work factor 22", scrypt(22), "work"],
    ["work factor 30", scrypt(30), "work"],
    ["work factor 255", scrypt(255), "work"],
    ["work factor 0", scrypt(0), "work"],
    ["a negative work factor", scrypt(-1), "work"],
    ["a work factor in words", scrypt("eighteen"), "work"],
    ["a work factor of sixteen digits", scrypt("1000000000000000"), "work"],
    ["a work factor with a leading zero", scrypt("016"), "work"],
    ["a hexadecimal work factor", scrypt("0x10"), "work"],
    ["a work factor with a point", scrypt("16.0"), "work"],
    ["no work factor", age(`scrypt ${SALT}`), "broken"],
    ["no salt", age("scrypt 16"), "broken"],
    ["a short salt", age("scrypt AAAA 16"), "broken"],
    ["two passphrases", age(`scrypt ${SALT} 16\n${BODY}\n-> scrypt ${SALT} 30`), "broken"],
    ["a passphrase and a key", age(`scrypt ${SALT} 16\n${BODY}\n-> X25519 ${BODY}`), "broken"],
    ["a key", age(`X25519 ${BODY}`), "key"],
    ["a lock of another kind", age("ssh-ed25519 AAAA BBBB"), "key"],
    ["the first line alone", "age-encryption.org/v1\n", "broken"],
    ["another version", scrypt(16).replace("v1", "v2"), "kind"],
    ["a header without an end", `age-encryption.org/v1\n-> scrypt ${SALT} 16\n${"B".repeat(5 * MB)}`, "broken"],
    ["armor around work factor 30", armor(scrypt(30)), "work"],
    ["armor that ends nowhere", armor(scrypt(16)).slice(0, -40), "broken"],
    ["armor around nothing", armor(""), "broken"],
    ["armor around signs", "-----BEGIN AGE ENCRYPTED FILE-----\n<script>\n-----END AGE ENCRYPTED FILE-----\n", "broken"],
  ].map(([name, content, becomes]) => ({ name, bytes: new Uint8Array(typeof content === "string" ? Buffer.from(content, "utf8") : content), becomes }));
}
