import { LIMITS } from "./format.ts";
import { Refusal } from "./refusal.ts";

/** A day as the reader's calendar has it: "2026-01-31". */
export function dayOf(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A file with a name that tells nothing: its kind and the month. */
export function fileOf(kind: "notes" | "page", day: string, content: string | Uint8Array<ArrayBuffer>): File {
  const plain = typeof content === "string";
  const name = `${kind}-${day.slice(0, 7)}.${plain ? "json" : "age"}`;
  return new File([content], name, { type: plain ? "application/json" : "application/octet-stream" });
}

/** Hands a file to the browser, which puts it where downloads go or asks where. */
export function handOut(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a phone asks first
}

/** Reads a file whole, if it is of a size that a file of ours can have. Rejects with a Refusal. */
export async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > LIMITS.file) {
    throw new Refusal("big");
  }
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Refusal("unread");
  }
}
