// The two clients that must understand the sandbox alike: the provider's own, unmodified, and the one of our server.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'wavespeed';
import { createProvider } from '../../sync-server/src/engine/index.ts';
import type { Running } from './process.ts';

/** What became of one request, in words that both clients share. */
export type Outcome =
  | { readonly is: 'completed'; readonly outputs: readonly string[] }
  /** It was accepted and failed; the provider's own words. */
  | { readonly is: 'failed'; readonly why: string }
  /** Nothing was started. */
  | { readonly is: 'refused'; readonly why: string }
  /** A synchronous answer came too late: it goes on and is followed by its id. */
  | { readonly is: 'late'; readonly id: string };

export interface ContractClient {
  run(model: string, inputs: Record<string, unknown>, options?: { sync?: boolean }): Promise<Outcome>;
  /** Hands over a file; its address. */
  upload(bytes: Uint8Array, name: string): Promise<string>;
}

/** The official client. It tells what was accepted by the id of the task. */
function official({ origin }: Running): ContractClient {
  const client = new Client('any-key', { baseUrl: `${origin}/sandbox`, maxConnectionRetries: 0 });
  return {
    async run(model, inputs, { sync = false } = {}) {
      const { outputs, detail } = await client.runNoThrow(model, inputs, { pollInterval: 0.05, enableSyncMode: sync });
      if (outputs) return { is: 'completed', outputs: outputs.map(String) };
      const why = String(detail.error);
      if (detail.status === 'processing') return { is: 'late', id: detail.taskId };
      return { is: /HTTP [45]\d\d/.test(why) ? 'refused' : 'failed', why };
    },
    async upload(bytes, name) {
      const folder = await mkdtemp(join(tmpdir(), 'preset-upload-'));
      const path = join(folder, name);
      await writeFile(path, bytes);
      return client.upload(path).finally(() => rm(folder, { recursive: true }));
    }
  };
}

/** The client that our server sends everything with. */
function own({ origin }: Running): ContractClient {
  const engine = createProvider({ baseUrl: `${origin}/sandbox`, key: 'any-key', level: 'gold' });
  return {
    async run(model, inputs, { sync = false } = {}) {
      const submission = await engine.submit(model, { ...inputs, ...(sync ? { enable_sync_mode: true } : {}) });
      if (submission.outcome === 'refused') return { is: 'refused', why: submission.problem.remedy };
      if (submission.outcome === 'unknown') throw new Error(submission.error);
      let { prediction } = submission;
      if (sync && prediction.status === 'running') return { is: 'late', id: prediction.id };
      for (; prediction.status === 'running'; prediction = await engine.result(prediction.id)) await wait(50);
      if (prediction.status === 'completed') return { is: 'completed', outputs: prediction.outputs };
      return { is: 'failed', why: prediction.problem?.remedy ?? '' };
    },
    upload: (bytes, name) => engine.upload(bytes, 'image/png', name)
  };
}

export const contractClients: readonly (readonly [name: string, connect: (sandbox: Running) => ContractClient])[] = [
  ['the official client 0.3.2', official],
  ['our server’s client', own]
];
