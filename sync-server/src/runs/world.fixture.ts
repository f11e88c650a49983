// Everything runs need, for tests: a real database, a scripted engine, and small stand-ins for blobs and galleries.
import { createHash } from 'node:crypto';
import type { BlobInfo } from 'shared/blobs';
import type { Asset } from 'shared/gallery';
import { newId, sha256 } from 'shared/kernel';
import { finalStates, type Item, type NewRun, type Run } from 'shared/runs';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Database } from '#platform/database';
import { Hints } from '#platform/events';
import type { Caller } from '#platform/http';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';
import type { Engine } from '#area/engine';
import type { BlobKeeper, EngineSource, FileHandOver, GalleryWriter, Purse, RunsOptions, Timings } from './ports.ts';
import { scriptedEngine, type ScriptedEngine } from './scripted-engine.fixture.ts';
import { Runs } from './service.ts';

/** Waits so short that tests do not notice them, and a lease so long that no slow machine loses one. */
const quick: Partial<Timings> = {
  poll: { sandbox: 1, image: 1, video: 1 },
  pollMost: 5,
  lookUp: 1,
  copyAgain: 1,
  keyPause: 1,
  longest: 20,
  lease: 60_000
};

export const caller: Caller = { userId: 'ada', sessionId: 's', anonymous: false };

/** Price of one item of `newRun` in micro-dollars. */
export const PRICE = 27_000;

class MemoryBlobs implements BlobKeeper {
  readonly kept = new Map<string, { info: BlobInfo; bytes: Uint8Array }>();
  /** Throws where keeping should fail. */
  onKeep: (bytes: Uint8Array) => void = () => {};

  async keep(workspaceId: string, bytes: Uint8Array): Promise<BlobInfo> {
    this.onKeep(bytes);
    const hash = await sha256(Uint8Array.from(bytes));
    const info: BlobInfo = {
      hash,
      type: 'image/png',
      bytes: bytes.length,
      width: 64,
      height: 64,
      thumb: { hash, width: 64, height: 64 },
      thumbhash: 'AAAA',
      colour: '#808080'
    };
    this.kept.set(`${workspaceId}/${hash}`, { info, bytes });
    return info;
  }

  async bytes(workspaceId: string, hash: string): Promise<Uint8Array | undefined> {
    return this.kept.get(`${workspaceId}/${hash}`)?.bytes;
  }

  async info(workspaceId: string, hash: string): Promise<BlobInfo | undefined> {
    return this.kept.get(`${workspaceId}/${hash}`)?.info;
  }
}

class MemoryGalleries implements GalleryWriter {
  readonly assets = new Map<string, Asset>();
  /** Throws where delivering should fail. */
  onDeliver: (records: Asset[]) => void = () => {};

  async reserve(): Promise<string> {
    return 'srv000000000000';
  }

  async deliver(_workspaceId: string, records: Asset[]): Promise<void> {
    this.onDeliver(records);
    for (const record of records) if (!this.assets.has(record.id)) this.assets.set(record.id, record);
  }
}

export interface World {
  readonly database: Database;
  readonly engine: ScriptedEngine;
  readonly blobs: MemoryBlobs;
  readonly galleries: MemoryGalleries;
  readonly hints: Hints;
  readonly runs: Runs;
  readonly workspaceId: string;
  readonly options: RunsOptions;
}

export function makeWorld(database: Database, changes: Partial<RunsOptions> & { engine?: ScriptedEngine } = {}): World {
  const { engine = scriptedEngine(), ...rest } = changes;
  const blobs = new MemoryBlobs();
  const galleries = new MemoryGalleries();
  const hints = new Hints();
  const workspaceId = newId();
  const options: RunsOptions = {
    database,
    engines: sourceOf(engine),
    uploads: uploads(),
    price: (one, recipe) => one.quote(recipe.model, recipe.params),
    blobs,
    galleries,
    hints,
    purseOf: async (_, workspace) => playPurse(workspace),
    ...rest,
    timings: { ...quick, ...rest.timings }
  };
  return { database, engine, blobs, galleries, hints, workspaceId, options, runs: new Runs(options) };
}

/** Engines as runs find them; the first takes new runs. */
export function sourceOf(...engines: [Engine, ...Engine[]]): EngineSource {
  return {
    for: async () => engines[0],
    get: async (keyName) => engines.find((engine) => engine.keyName === keyName),
    keyNames: async () => engines.map((engine) => engine.keyName),
    onChange: () => () => {}
  };
}

/** Hands every file over once an engine. */
export function uploads(): FileHandOver {
  const made = new Map<string, Promise<string>>();
  return {
    address(engine, hash, read) {
      const key = `${engine.keyName}/${hash}`;
      const address = made.get(key) ?? read().then(({ bytes, type }) => engine.upload(bytes, type, `${hash.slice(0, 16)}.png`));
      made.set(key, address);
      address.catch(() => made.delete(key));
      return address;
    }
  };
}

function playPurse(workspaceId: string): Purse {
  return { purse: `play:${workspaceId}`, spending: 'free', available: null };
}

export function newRun(workspaceId: string, changes: Partial<NewRun> = {}): NewRun {
  return {
    id: newId(),
    workspaceId,
    count: 1,
    recipe: { v: 1, model: 'bytedance/seedream-v4', prompt: 'A lighthouse at dusk', params: {}, references: [] },
    ...changes
  };
}

/** The run once the condition holds. */
export async function until(runs: Runs, id: string, holds: (run: Run) => boolean): Promise<Run> {
  return vi.waitFor(
    async () => {
      const run = await runs.get(id);
      if (!holds(run)) throw new Error(`still ${JSON.stringify(run.counts)}, ${JSON.stringify(run.items[0])}`);
      return run;
    },
    { timeout: 20_000, interval: 3 }
  );
}

export const finished = (run: Run) => run.state === 'finished';
export const all = (state: Item['state']) => (run: Run) => run.items.every((item) => item.state === state);

/** What the ledger says of a run: sums that must equal what its items say, at any moment. */
export async function books({ database }: Pick<World, 'database'>, runId: string) {
  const begin = database.db.transaction();
  // One moment for all three selects; SQLite has no other.
  return (database.kind === 'postgres' ? begin.setIsolationLevel('repeatable read') : begin).execute(async (tx) => {
    const items = await tx.selectFrom('item').selectAll().where('run_id', '=', runId).execute();
    const entries = await tx.selectFrom('ledger').selectAll().where('run_id', '=', runId).execute();
    const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
    const settled = new Set(entries.filter(({ kind }) => kind === 'settle').map(({ id }) => id));
    const open = items.filter(
      (item) => !finalStates.includes(item.state as Item['state']) && !settled.has(`${item.id}:settle:${item.attempts}`)
    );
    return {
      ledger: { reserved: sum(entries.map((entry) => entry.reserved)), spent: sum(entries.map((entry) => entry.spent)) },
      items: { reserved: sum(open.map((item) => item.price)), spent: sum(items.map((item) => item.charged)) }
    };
  });
}

/** The id of a blob that the workspace has. */
export async function keepReference({ blobs, workspaceId }: Pick<World, 'blobs' | 'workspaceId'>, words: string): Promise<string> {
  await blobs.keep(workspaceId, new TextEncoder().encode(words));
  return createHash('sha256').update(words).digest('hex');
}

/** Registers tests that get a fresh database each; runs that a test starts through `start` are drained after it. */
export function describeRuns(tests: (fresh: { database(): Database; start(runs: Runs): Promise<Runs> }) => void): void {
  describeDatabases((make) => {
    let subject: TestDatabase;
    let database: Database;
    const started: Runs[] = [];
    beforeEach(async () => {
      subject = await make();
      database = await subject.open();
    });
    afterEach(async () => {
      await Promise.all(started.splice(0).map((runs) => runs.drain()));
      await database.close();
      await subject.remove();
    });
    tests({
      database: () => database,
      async start(runs) {
        started.push(runs);
        await runs.start();
        return runs;
      }
    });
  });
}
