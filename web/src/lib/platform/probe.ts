// While the server cannot be reached, one request at a time asks whether it is back; everything else waits for the answer.
import { request } from './api.ts';
import { backoff } from './backoff.ts';
import { network } from './network.svelte.ts';

/** Longest pause between questions, in milliseconds. */
const PATIENCE = 15_000;

let asking = false;

/** Keeps asking for as long as the network is known to be gone, from now on. Call once. */
export function watchForReturn(): void {
  network.onChange((state) => {
    if (state === 'offline' && !asking) void ask();
  });
}

async function ask(): Promise<void> {
  asking = true;
  for (let attempt = 0; network.state === 'offline'; attempt += 1) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, backoff(attempt, 1_000, PATIENCE));
      const stop = network.onRetry(done);
      function done() {
        clearTimeout(timer);
        stop();
        resolve();
      }
    });
    // Its answer, or that there is none, is noted by `request` itself.
    if (network.state === 'offline') await request('/api/health').catch(() => undefined);
  }
  asking = false;
}
