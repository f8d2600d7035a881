import { Refusal, type Reason } from "./refusal.ts";

/** What the worker is asked. */
export type Job =
  | { readonly do: "seal"; readonly text: string; readonly passphrase: string }
  | { readonly do: "open"; readonly bytes: Uint8Array<ArrayBuffer>; readonly passphrase: string };

/** What the worker says. */
export type Answer = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly text: string } | { readonly refused: Reason };

/** Locks a text with a passphrase, beside the page. Rejects with a Refusal. */
export async function seal(text: string, passphrase: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await ask({ do: "seal", text, passphrase }, signal);
  if (!("bytes" in answer)) {
    throw new Refusal("refused" in answer ? answer.refused : "worker");
  }
  return answer.bytes;
}

/** Opens an age file, beside the page. Rejects with a Refusal. */
export async function open(bytes: Uint8Array<ArrayBuffer>, passphrase: string, signal?: AbortSignal): Promise<string> {
  const answer = await ask({ do: "open", bytes, passphrase }, signal);
  if (!("text" in answer)) {
    throw new Refusal("refused" in answer ? answer.refused : "worker");
  }
  return answer.text;
}

/** A worker for one job: stopping the job is ending the worker. */
function ask(job: Job, signal: AbortSignal | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      throw new Refusal("stopped");
    }
    const worker = start();
    const end = (): void => worker.terminate();
    worker.addEventListener("message", (event: MessageEvent<Answer>) => {
      end();
      resolve(event.data);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      end();
      reject(new Refusal("worker"));
    });
    signal?.addEventListener("abort", () => {
      end();
      reject(new Refusal("stopped"));
    });
    worker.postMessage(job);
  });
}

function start(): Worker {
  try {
    return new Worker(new URL(WORKER_FILE, import.meta.url), { type: "module" });
  } catch {
    throw new Refusal("worker");
  }
}
