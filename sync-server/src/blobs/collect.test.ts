// Proves that blobs go 30 days after the last reference and never before, whatever fails or comes in between.
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { newId, sha256, type Hash } from 'shared/kernel';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '#platform/database';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';
import { openDiskStore } from './adapters/disk.ts';
import type { BlobStore } from './blob-store.ts';
import { Blobs } from './blobs.ts';
import { BlobCollector, type BlobReferences } from './collect.ts';
import { searchHashes } from './hash-search.ts';
import { picture } from './media.fixture.ts';

const DAY = 24 * 60 * 60 * 1000;
const running = new AbortController().signal;

describeDatabases((make) => {
  let folder: string;
  let stored: TestDatabase;
  let database: Database;
  let store: BlobStore;
  let blobs: Blobs;
  let pictures: Uint8Array<ArrayBuffer>[];
  /** What fails once when it comes to it. */
  let fault: 'none' | 'remove' | 'version' | 'read' = 'none';
  let now: number;
  let referred: Map<string, Set<Hash>>;
  let changes: number;
  let beforeRemoval: (() => Promise<void>) | undefined;
  let whileRead: () => Promise<void> | void;
  let logged: { message: string; facts: object }[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'preset-collect-'));
    stored = await make();
    database = await stored.open();
    const disk = await openDiskStore(join(folder, 'blobs'));
    store = new Proxy(disk, {
      get: (target, key) => {
        if (key === 'remove' && take('remove')) return () => Promise.reject(new Error('power cut'));
        if (key === 'remove' && beforeRemoval) return (hash: Hash) => beforeRemoval?.().then(() => target.remove(hash));
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      }
    });
    blobs = new Blobs({ database, store });
    const colours = ['#102030', '#405060', '#708090'];
    pictures = await Promise.all(colours.map((colour) => picture({ width: 40, height: 40, colour })));
  });
  afterAll(async () => {
    await database.close();
    await stored.remove();
    await rm(folder, { recursive: true });
  });
  beforeEach(() => {
    [fault, now, referred, changes, logged] = ['none', Date.now(), new Map(), 0, []];
    whileRead = () => undefined;
    beforeRemoval = undefined;
  });

  const take = (one: typeof fault) => {
    if (fault !== one) return false;
    fault = 'none';
    return true;
  };
  const references: BlobReferences = {
    async *read(workspaceId) {
      if (take('read')) throw new Error('power cut');
      const hashes = [...(referred.get(workspaceId) ?? [])];
      await whileRead();
      for (const hash of hashes) yield `{"hash":"${hash}"}`;
    },
    version() {
      if (take('version')) return Promise.reject(new Error('power cut'));
      return Promise.resolve(String(changes));
    }
  };
  const collect = () =>
    new BlobCollector({
      database,
      blobs,
      references: [references],
      log: { info: (facts, message) => logged.push({ facts, message }), error: (facts, message) => logged.push({ facts, message }) },
      now: () => now
    }).collect(running);
  const refer = (workspaceId: string, hash: Hash) => {
    changes++;
    referred.set(workspaceId, (referred.get(workspaceId) ?? new Set()).add(hash));
  };
  const readable = async (workspaceId: string, hash: Hash) =>
    (await blobs.readable([workspaceId], hash)) && (await blobs.size(hash)) !== undefined;
  /** Days pass, also for the files that lie there: whoever brings bytes does so by the real clock. */
  const pass = (days: number) => {
    now += days * DAY;
  };

  it('[SYNC-6] a blob and its thumbnail stay while one of them is referred to, and go 30 days after that', async () => {
    const workspace = newId();
    const { hash, thumb } = await blobs.keep(workspace, pictures[0]!);
    refer(workspace, hash);
    await collect();
    pass(400);
    await collect();
    expect([await readable(workspace, hash), await readable(workspace, thumb.hash)]).toEqual([true, true]);
    referred.clear();
    await collect();
    pass(30);
    now -= 1;
    await collect();
    expect(await readable(workspace, hash)).toBe(true);
    pass(1);
    await collect();
    expect([await readable(workspace, hash), await store.size(hash), await store.size(thumb.hash)]).toEqual([false, undefined, undefined]);
    expect(logged.map(({ message }) => message)).toContain('blobs that nothing refers to are due');
    const again = await blobs.keep(workspace, pictures[0]!);
    expect([again.hash, await readable(workspace, hash), await readable(workspace, thumb.hash)]).toEqual([hash, true, true]);
  });

  it('[SYNC-6] a blob that another workspace refers to stays for that one alone', async () => {
    const [one, two] = [newId(), newId()];
    const { hash } = await blobs.keep(one, pictures[1]!);
    await blobs.keep(two, pictures[1]!);
    refer(two, hash);
    await collect();
    pass(31);
    await collect();
    expect([await readable(one, hash), await readable(two, hash)]).toEqual([false, true]);
  });

  it('[SYNC-6] a reference that comes back, and bytes that are brought again, start the 30 days anew', async () => {
    const workspace = newId();
    const { hash } = await blobs.keep(workspace, pictures[2]!);
    await collect();
    pass(29);
    refer(workspace, hash);
    await collect();
    referred.clear();
    await collect();
    pass(29);
    await collect();
    expect(await readable(workspace, hash)).toBe(true);
    await database.db
      .updateTable('blob_grant')
      .set({ created_at: 1, unreferenced_since: 1 })
      .where('workspace_id', '=', workspace)
      .execute();
    whileRead = async () => {
      await blobs.keep(workspace, pictures[2]!);
    };
    now = Date.now();
    await collect();
    expect(await readable(workspace, hash)).toBe(true);
  });

  it('[SYNC-6] a reference that is made while the workspace is read is seen before anything is taken back', async () => {
    const workspace = newId();
    const { hash } = await blobs.keep(workspace, pictures[0]!);
    await collect();
    pass(31);
    whileRead = () => refer(workspace, hash);
    await collect();
    expect(await readable(workspace, hash)).toBe(true);
    whileRead = () => undefined;
    await collect();
    pass(31);
    await collect();
    expect(await readable(workspace, hash)).toBe(true);
  });

  it('[SYNC-6] bytes that are brought while their file is being removed are there afterwards', async () => {
    const workspace = newId();
    const bytes = await picture({ width: 30, height: 30, colour: '#aa5500' });
    const { hash, thumb } = await blobs.keep(workspace, bytes);
    await collect();
    pass(31);
    let keeping: Promise<unknown> | undefined;
    beforeRemoval = async () => {
      keeping ??= blobs.keep(workspace, bytes);
      // Long enough for the picture to be measured and written, if nothing held it up.
      await Promise.race([keeping, setTimeout(300)]);
    };
    await collect();
    await keeping;
    expect([keeping !== undefined, await readable(workspace, hash), await readable(workspace, thumb.hash)]).toEqual([true, true, true]);
  });

  it('[SYNC-6] a crash between row and file leaves a file that is swept a day later, and bytes kept again meanwhile stay', async () => {
    const workspace = newId();
    const { hash } = await blobs.keep(workspace, pictures[1]!);
    const grants = () => database.db.selectFrom('blob_grant').select('hash').where('hash', '=', hash).execute();
    for (const other of await database.db.selectFrom('blob_grant').select('workspace_id').where('hash', '=', hash).execute()) {
      if (other.workspace_id !== workspace)
        await database.db.deleteFrom('blob_grant').where('workspace_id', '=', other.workspace_id).execute();
    }
    await collect();
    pass(31);
    fault = 'remove';
    await collect();
    expect(await grants()).toEqual([]);
    const left = await store.size(hash);
    // Either of the two files was the one whose removal failed.
    const { thumb } = await blobs.keep(workspace, pictures[1]!);
    expect([await readable(workspace, hash), await readable(workspace, thumb.hash)]).toEqual([true, true]);
    expect([undefined, pictures[1]!.length]).toContain(left);

    const orphan = new Uint8Array([1, 2, 3]);
    const name = await sha256(orphan);
    await store.put(name, orphan);
    now = Date.now();
    await collect();
    expect(await store.size(name)).toBe(3);
    await utimes(join(folder, 'blobs', name.slice(0, 2), name), 1, 1);
    await collect();
    expect([await store.size(name), await readable(workspace, hash)]).toEqual([undefined, true]);
  });

  it('[SYNC-6] whatever fails and in whatever order, what is referred to can be read and nothing goes early', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('keep' as const), n: fc.nat(2) }),
      fc.record({ do: fc.constant('refer' as const), n: fc.nat(2) }),
      fc.record({ do: fc.constant('drop' as const), n: fc.nat(2) }),
      fc.record({ do: fc.constant('collect' as const), fault: fc.constantFrom('none', 'remove', 'version', 'read') }),
      fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) })
    );
    const hashes = await Promise.all(pictures.map((bytes) => sha256(bytes)));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const workspace = newId();
        [now, referred] = [Date.now(), new Map()];
        /** By the test's own reckoning: when a blob was last brought or referred to. */
        const last = new Map<Hash, number>();
        const used = () => referred.get(workspace) ?? new Set<Hash>();
        for (const one of steps) {
          if (one.do === 'wait') now += one.days * DAY;
          else if (one.do === 'keep') {
            await blobs.keep(workspace, pictures[one.n]!);
            last.set(hashes[one.n]!, now);
          } else if (one.do === 'refer' && (await readable(workspace, hashes[one.n]!))) refer(workspace, hashes[one.n]!);
          else if (one.do === 'drop') {
            changes++;
            if (used().delete(hashes[one.n]!)) last.set(hashes[one.n]!, now);
          } else if (one.do === 'collect') {
            fault = one.fault as typeof fault;
            await collect().catch(() => undefined);
            fault = 'none';
          }
          for (const hash of used()) expect(await readable(workspace, hash)).toBe(true);
          for (const [hash, at] of last) if (now - at < 30 * DAY) expect(await readable(workspace, hash)).toBe(true);
          const rows = await database.db.selectFrom('blob').select('hash').execute();
          for (const { hash } of rows) expect(await store.size(hash)).toBeDefined();
        }
      }),
      { numRuns: 15 }
    );
  }, 60_000);
});

it('[SYNC-6] hashes are found in text and bytes, with any neighbours, and nothing shorter is', async () => {
  const hash = 'ab'.repeat(32);
  const found = async (stored: string | Uint8Array) => {
    const all: string[] = [];
    await searchHashes(stored, (one) => all.push(one));
    return all;
  };
  expect(await found(`{"a":"${hash}"}`)).toEqual([hash]);
  expect(await found(hash.slice(1))).toEqual([]);
  expect(await found(`0${hash}f`)).toContain(hash);
  expect(await found(hash.toUpperCase())).toEqual([]);
  const large = Buffer.concat([Buffer.alloc(32 * 1024 - 20, 0xff), Buffer.from(hash), Buffer.alloc(100_000)]);
  expect(await found(large)).toEqual([hash]);
});
