// Proves that results reach gallery documents once, in shards that the directory lists first.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Rooms } from '#area/sync';
import { openDatabase, type Database } from '#platform/database';
import { readAssets, setField, type Asset } from 'shared/gallery';
import { newId } from 'shared/kernel';
import { DIRECTORY_ID, formatName, readShards, type DocumentName } from 'shared/sync';
import { Galleries } from './galleries.ts';

let folder: string;
let database: Database;
let rooms: Rooms;
let galleries: Galleries;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-gallery-'));
  database = await openDatabase({ file: join(folder, 'preset.db') });
  rooms = new Rooms({
    database,
    report: (error) => {
      throw error;
    }
  });
  galleries = new Galleries({ database, rooms });
});
afterAll(async () => {
  await rooms.drain();
  await database.close();
  await rm(folder, { recursive: true });
});

const gallery = (workspaceId: string, docId: string): DocumentName => ({ workspaceId, kind: 'gallery', docId });
const asset = (shard: string, n: number): Asset => ({
  v: 1,
  id: `${shard}.a${n}`,
  kind: 'image',
  createdAt: n,
  hash: n.toString(16).padStart(64, '0'),
  type: 'image/png',
  bytes: 1,
  width: 1,
  height: 1,
  thumb: { hash: 'f'.repeat(64), width: 1, height: 1 },
  thumbhash: 'AA',
  colour: '#000000',
  parents: []
});

it('[RUN-7] shards are filled to 1,000 assets, also when many runs reserve at once', async () => {
  const workspace = newId();
  const shards = await Promise.all(Array.from({ length: 300 }, () => galleries.reserve(workspace, 7)));
  const counts = new Map<string, number>();
  for (const shard of shards) counts.set(shard, (counts.get(shard) ?? 0) + 7);
  expect([...counts.values()].sort()).toEqual([112, 994, 994]);
  const rows = await database.db.selectFrom('gallery_shard').select(['shard_id', 'assets']).where('workspace_id', '=', workspace).execute();
  expect(new Map(rows.map((row) => [row.shard_id, row.assets]))).toEqual(counts);
  for (const shard of counts.keys()) expect(shard).toMatch(/^srv[0-9a-z]{12}$/);
  const whole = await galleries.reserve(workspace, 1_000);
  expect(counts.has(whole)).toBe(false);
  expect(await galleries.reserve(newId(), 1)).not.toBe(shards[0]);
  for (const wrong of [0, 1_001, 1.5]) await expect(galleries.reserve(workspace, wrong)).rejects.toThrow(RangeError);
});

it('[RUN-7] delivered assets are in their shards, and the shards in the directory', async () => {
  const workspace = newId();
  const [one, two] = [await galleries.reserve(workspace, 999), await galleries.reserve(workspace, 2)];
  expect(one).not.toBe(two);
  await galleries.deliver(workspace, [asset(one, 1), asset(two, 1), asset(one, 2)]);
  expect(await rooms.read(gallery(workspace, one), (doc) => [...readAssets(doc).keys()])).toEqual([`${one}.a1`, `${one}.a2`]);
  expect(await rooms.read(gallery(workspace, two), (doc) => [...readAssets(doc).keys()])).toEqual([`${two}.a1`]);
  const shards = await rooms.read({ workspaceId: workspace, kind: 'directory', docId: DIRECTORY_ID }, readShards);
  expect([...shards].map(([id, { writer }]) => [id, writer]).sort()).toEqual(
    [
      [one, 'server'],
      [two, 'server']
    ].sort()
  );
});

it('[RUN-2] delivering again, also by a program that was restarted, changes nothing', async () => {
  const workspace = newId();
  const shard = await galleries.reserve(workspace, 2);
  await galleries.deliver(workspace, [asset(shard, 1)]);
  await rooms.change(gallery(workspace, shard), (doc) => setField(doc, `${shard}.a1`, 'title', 'Mine'));
  const seq = async () =>
    (
      await database.db
        .selectFrom('document')
        .select('seq')
        .where('name', '=', formatName(gallery(workspace, shard)))
        .executeTakeFirstOrThrow()
    ).seq;
  const before = await seq();
  await galleries.deliver(workspace, [{ ...asset(shard, 1), bytes: 99 }]);
  await new Galleries({ database, rooms }).deliver(workspace, [asset(shard, 1)]);
  expect(await seq()).toBe(before);
  const entry = await rooms.read(gallery(workspace, shard), (doc) => readAssets(doc).get(`${shard}.a1`));
  expect(entry).toMatchObject({ record: { bytes: 1 }, fields: { title: 'Mine' } });
});

it('[RUN-7] a shard that cannot be listed gets no asset', async () => {
  const workspace = newId();
  const changed: string[] = [];
  const failing = new Galleries({
    database,
    rooms: {
      change: (name) => {
        changed.push(name.kind);
        return Promise.reject(new Error('down'));
      }
    }
  });
  await expect(failing.deliver(workspace, [asset('srv000000000000', 1)])).rejects.toThrow('down');
  expect(changed).toEqual(['directory']);
});
