// A sandbox on a folder of its own and a client for it, for the tests of this folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { accountLevels } from '../engine.ts';
import type { Sandbox, SandboxOptions } from './options.ts';
import { createSandbox } from './sandbox.ts';

export const ORIGIN = 'http://localhost:4400/sandbox';
export const MODEL = 'bytedance/seedream-v4';

interface WireAnswer {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly error?: string;
  // Answers are compared with expectations, which check their shape.
  readonly data: Record<string, never>;
}

export interface Bench {
  readonly folder: string;
  readonly sandbox: Sandbox;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<WireAnswer>;
  /** The answer as it came; the path stands below the mount. */
  raw(path: string, init?: RequestInit): Promise<Response>;
  /** Polls until a prediction has ended, as clients do. */
  ended(id: string): Promise<EndedPrediction>;
}

interface EndedPrediction {
  readonly id: string;
  readonly status: string;
  readonly outputs: string[];
  readonly has_nsfw_contents: boolean[];
  readonly error: string;
  readonly code: number;
  readonly created_at: string;
}

/** Opens a sandbox that is closed and deleted after the test; `folder` takes up an earlier one. */
export async function bench(options: Partial<SandboxOptions> = {}): Promise<Bench> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'preset-sandbox-')));
  const sandbox = await createSandbox({
    origin: ORIGIN,
    latencyMs: 0,
    failureRate: 0,
    nsfwRate: 0,
    limits: accountLevels.gold,
    painters: 1,
    quick: true,
    fetchInput: () => Promise.reject(new Error('There is no network here.')),
    ...options,
    folder
  });
  onTestFinished(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });
  const raw = async (path: string, init: RequestInit = {}) => sandbox.fetch(new Request(ORIGIN + path, init));
  const call: Bench['call'] = async (method, path, body, headers = {}) => {
    const response = await raw(`/api/v3${path}`, {
      method,
      headers: { authorization: 'Bearer any', 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body)
    });
    return { status: response.status, ...((await response.json()) as Omit<WireAnswer, 'status'>) };
  };
  const ended = async (id: string): Promise<EndedPrediction> => {
    for (;;) {
      const { data } = await call('GET', `/predictions/${id}/result`);
      const prediction = data as unknown as EndedPrediction;
      if (!['created', 'processing'].includes(prediction.status)) return prediction;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { folder, sandbox, raw, call, ended };
}

/** A picture with a red ball before a grey wall, encoded. */
export async function ball(format: 'jpeg' | 'png' = 'png', size = 256): Promise<Uint8Array<ArrayBuffer>> {
  const drawing = `<svg width="${size}" height="${size}"><defs><linearGradient id="wall"><stop offset="0" stop-color="#b9bcc0"/><stop offset="1" stop-color="#8d9196"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#wall)"/><circle cx="50%" cy="55%" r="22%" fill="#c32a20"/></svg>`;
  return new Uint8Array(await sharp(Buffer.from(drawing)).toFormat(format).toBuffer());
}
