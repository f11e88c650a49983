// A run of many items that goes to a provider in a process of its own, as benches ask for it and look at it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { newId } from '../../../shared/src/kernel/index.ts';
import type { Run } from '../../../shared/src/runs/index.ts';
import { MeasuredProcess } from '../support/measured-process.ts';
import { start, type Program } from '../support/programs.ts';

/** What the provider takes for a picture at least, in milliseconds. */
export const LATENCY_MS = 5_000;
const MODEL = 'bytedance/seedream-v4';
/** Milliseconds between two looks at a run. */
const LOOK_EVERY = 500;
/** A revision that no run reaches: the answer has the counts and no items. */
const NO_ITEMS = 1_000_000_000;

export interface Workshop {
  readonly program: Program;
  /** Asks for so many pictures; answers the run's id. */
  accept(items: number): Promise<string>;
  /** How far a run is, without its items. */
  look(runId: string): Promise<Pick<Run, 'counts'>>;
  /** Waits until a run has ended. Throws when an item failed. */
  ended(runId: string): Promise<void>;
  /** When each submission reached the provider, epoch milliseconds in their order. */
  sentAt(): number[];
  /** Files that the provider handed out, as many as there are up to `most`. */
  outputs(most: number): Promise<Uint8Array<ArrayBuffer>[]>;
  end(): Promise<void>;
}

/** A server with a key of an account of this level at a sandbox of its own, whose pictures cost no drawing. */
export async function open(level: 'silver' | 'gold'): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'preset-bench-provider-'));
  const provider = await MeasuredProcess.start(new URL('../../../sync-server/src/sandbox.ts', import.meta.url), {
    PRESET_DATA_DIR: folder,
    PORT: '0',
    SANDBOX_LATENCY_MS: String(LATENCY_MS),
    SANDBOX_PAINTER: new URL('./ready-painter.ts', import.meta.url).href,
    WAVESPEED_ACCOUNT_LEVEL: level
  });
  const program = await start('preset', {
    environment: { WAVESPEED_API_KEY: 'bench', WAVESPEED_BASE_URL: `${provider.origin}/sandbox`, WAVESPEED_ACCOUNT_LEVEL: level }
  });
  const { place } = program;
  if (!place) throw new Error('Runs are made by Preset alone.');
  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${program.process.origin}${path}`, {
      method,
      headers: { ...place.headers(0), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body)
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const read = <Row>(statement: string): Row[] => {
    const file = new DatabaseSync(join(folder, 'sandbox', 'sandbox.db'), { readOnly: true, timeout: 5_000 });
    try {
      return file.prepare(statement).all() as Row[];
    } finally {
      file.close();
    }
  };
  const look = async (runId: string) => (await send('GET', `/api/runs/${runId}?since=${NO_ITEMS}`)) as Run;
  return {
    program,
    look,
    async accept(items) {
      const id = newId();
      const recipe = { v: 1, model: MODEL, prompt: 'a red vase on a plinth at dawn', params: { size: '1024*1024' } };
      await send('POST', '/api/runs', { id, workspaceId: place.workspaceId, count: items, recipe });
      return id;
    },
    async ended(runId) {
      for (;;) {
        const { counts, finishedAt } = await look(runId);
        if (counts.failed > 0) throw new Error(`${counts.failed} items failed.`);
        if (finishedAt !== null) return;
        await setTimeout(LOOK_EVERY);
      }
    },
    sentAt: () => read<{ at: number }>('select created_at as at from prediction order by seq').map(({ at }) => at),
    async outputs(most) {
      const rows = read<{ outputs: string }>(`select outputs from prediction where status = 'completed' limit ${most}`);
      const files = rows.flatMap(({ outputs }) => (JSON.parse(outputs) as { file: string }[]).map(({ file }) => file));
      return Promise.all(
        files.map(async (file) => new Uint8Array(await (await fetch(`${provider.origin}/sandbox/files/${file}`)).arrayBuffer()))
      );
    },
    async end() {
      await program.end();
      await provider.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  };
}
