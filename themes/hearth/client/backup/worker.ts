import { open, seal } from "./age.ts";
import type { Answer, Job } from "./locksmith.ts";
import { reasonOf } from "./refusal.ts";

addEventListener("message", (event: MessageEvent<Job>) => {
  void work(event.data).then((answer) => postMessage(answer));
});

async function work(job: Job): Promise<Answer> {
  try {
    return job.do === "seal"
      ? { bytes: await seal(job.text, job.passphrase) }
      : { text: await open(job.bytes, job.passphrase) };
  } catch (error) {
    return { refused: error instanceof RangeError ? "memory" : reasonOf(error) };
  }
}
