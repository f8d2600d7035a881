// Reads what "go test -json" writes, and prints what failed tests printed and,
// as its last line, "N passed, N failed". Each test and subtest counts, and a
// package that ended badly without a test to blame.
import { createInterface } from "node:readline";

const count = { pass: 0, fail: 0 };
const outputs = new Map(); // of what has not ended yet
const blamed = new Set(); // packages with a failed test

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.startsWith("{")) {
    console.log(line); // a message of the go command itself
    continue;
  }
  const { Action: action, Package: pkg, ImportPath: path, Test: test, Output: output } = JSON.parse(line);
  const key = `${pkg ?? path} ${test ?? ""}`;
  if (action === "output" || action === "build-output") {
    outputs.set(key, (outputs.get(key) ?? "") + output);
    continue;
  }
  if (action === "fail" || action === "build-fail") {
    process.stdout.write(outputs.get(key) ?? "");
  }
  const ended = ["pass", "fail", "skip"].includes(action);
  if (ended && (test !== undefined || (action === "fail" && !blamed.has(pkg)))) {
    count[action] = (count[action] ?? 0) + 1;
  }
  if (action === "fail" && test !== undefined) {
    blamed.add(pkg);
  }
  if (ended) {
    outputs.delete(key);
  }
}
for (const [key, output] of outputs) {
  if (!key.endsWith(" ")) {
    process.stdout.write(output); // a test that never ended
  }
}
console.log(`${count.pass} passed, ${count.fail} failed`);
