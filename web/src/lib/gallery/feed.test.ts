// Proves that the gallery shows what its documents hold, follows new ones, and writes where each asset lives.
import 'fake-indexeddb/auto';
import { addAsset, readAsset, readAssets, SHARD_ASSETS, type Asset } from 'shared/gallery';
import { newId } from 'shared/kernel';
import { DIRECTORY_ID, readShards, registerShard } from 'shared/sync';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { WantedCopy } from '#lib/blobs';
import { PresetDatabase } from '../platform/database.ts';
import { Feed } from './feed.ts';
import { Gallery } from './gallery.svelte.ts';
import { OwnShard } from './own-shard.ts';

vi.mock('#lib/accounts', () => ({ account: { start: () => Promise.resolve() } }));

const workspaceId = newId();
const hash = (n: number) => n.toString(16).padStart(64, '0');
const asset = (id: string, createdAt: number): Asset => ({
  v: 1,
  id,
  kind: 'image',
  createdAt,
  hash: hash(createdAt),
  type: 'image/png',
  bytes: createdAt,
  width: 4,
  height: 3,
  thumb: { hash: hash(1_000_000 + createdAt), width: 4, height: 3 },
  thumbhash: 'AAAA',
  colour: '#aabbcc',
  parents: []
});
const { id: _id, v: _v, ...imported } = asset('d.x', 50);

let docs: Map<string, Y.Doc>;
let closed: string[];
let followed: Map<string, boolean>;
let replace: Map<string, () => void>;
let wanted: readonly WantedCopy[];
let keptForNext: string[];
/** When the server's state of every document is taken in. */
let heard: Promise<void>;
let gallery: Gallery;
let feed: Feed;

const doc = (name: string) => docs.get(name) ?? docs.set(name, new Y.Doc()).get(name)!;
const directory = (workspace = workspaceId) => doc(`${workspace}/directory/${DIRECTORY_ID}`);
const shard = (id: string, workspace = workspaceId) => doc(`${workspace}/gallery/${id}`);
const ids = () => gallery.assets.map(({ record }) => record.id);

function list(shardId: string, ...assets: Asset[]): void {
  registerShard(directory(), shardId, { writer: 'server', openedAt: 1 });
  for (const one of assets) addAsset(shard(shardId), one);
}

beforeEach(() => {
  docs = new Map();
  closed = [];
  replace = new Map();
  followed = new Map();
  wanted = [];
  keptForNext = [];
  heard = Promise.resolve();
  gallery = new Gallery();
  feed = new Feed({
    target: gallery,
    open: async (kind, docId, workspace) => {
      const name = `${workspace}/${kind}/${docId}`;
      const replaced = new Promise<void>((resolve) => replace.set(name, resolve));
      const close = () => void closed.push(name);
      return {
        doc: doc(name),
        ready: Promise.resolve(),
        heard,
        close,
        awareness: undefined as never,
        writable: true,
        replaced,
        follow: (on) => void followed.set(name, on)
      };
    },
    want: (copies) => (wanted = copies),
    keep: (_, assets) => (keptForNext = assets.map(({ record }) => record.id))
  });
});

describe('Feed', () => {
  it('[RUN-7] shows the assets of all shards together, and is loaded when all were read', async () => {
    list('srv1', asset('srv1.a', 3), asset('srv1.b', 1));
    list('d2', asset('d2.a', 2));
    expect(gallery.loaded).toBe(false);
    await feed.show(workspaceId);
    expect(gallery.loaded).toBe(true);
    expect(ids()).toEqual(['srv1.a', 'd2.a', 'srv1.b']);
  });

  it('[GAL-1] on a device that holds nothing yet, nothing is called empty before the server was heard', async () => {
    let hear = () => undefined as void;
    heard = new Promise((resolve) => (hear = resolve));
    await feed.show(workspaceId);
    expect([gallery.loaded, gallery.heard]).toEqual([true, false]);
    list('srv1', asset('srv1.a', 3));
    hear();
    await vi.waitFor(() => expect(gallery.heard).toBe(true));
    expect(ids()).toEqual(['srv1.a']);
    await feed.show(newId());
    await vi.waitFor(() => expect(gallery.heard).toBe(true));
    feed.close();
    gallery.clear();
    expect(gallery.heard).toBe(false);
  });

  it('[RUN-7] follows results and new shards as they arrive from elsewhere', async () => {
    list('srv1', asset('srv1.a', 1));
    await feed.show(workspaceId);
    addAsset(shard('srv1'), asset('srv1.b', 2));
    await vi.waitFor(() => expect(ids()).toEqual(['srv1.b', 'srv1.a']));
    list('srv2', asset('srv2.a', 3));
    await vi.waitFor(() => expect(ids()).toEqual(['srv2.a', 'srv1.b', 'srv1.a']));
  });

  it('[GAL-4] writes a field into the shard where the asset lives, and only there', async () => {
    list('srv1', asset('srv1.a', 1));
    list('srv2', asset('srv2.a', 2));
    await feed.show(workspaceId);
    const other = shard('srv2');
    const before = Y.encodeStateAsUpdate(other);
    await feed.write(['srv1.a', 'srv1.none', 'nowhere.a'], 'favourite', () => true);
    expect(readAsset(shard('srv1'), 'srv1.a')?.fields).toEqual({ favourite: true });
    expect(readAsset(shard('srv1'), 'srv1.none')).toBeUndefined();
    expect(Y.encodeStateAsUpdate(other)).toEqual(before);
    await vi.waitFor(() => expect(gallery.get('srv1.a')?.fields.favourite).toBe(true));
  });

  it('[PWA-2] wishes for copies of what is shown, newest first', async () => {
    list('srv1', asset('srv1.a', 1), asset('srv1.b', 2));
    await feed.show(workspaceId);
    await vi.waitFor(() => expect(wanted.map((copy) => copy.hash)).toEqual([hash(2), hash(1)]));
    expect(wanted[0]).toEqual({ hash: hash(2), bytes: 2, thumb: hash(1_000_002) });
  });

  it('[ACC-3] another workspace replaces everything, and late news of the first is not mixed in', async () => {
    const second = newId();
    list('srv1', asset('srv1.a', 1));
    registerShard(directory(second), 'srv9', { writer: 'server', openedAt: 1 });
    addAsset(shard('srv9', second), asset('srv9.a', 9));
    await feed.show(workspaceId);
    await feed.show(second);
    expect(ids()).toEqual(['srv9.a']);
    addAsset(shard('srv1'), asset('srv1.b', 2));
    await vi.waitFor(() => expect(closed).toContain(`${workspaceId}/gallery/srv1`));
    expect(ids()).toEqual(['srv9.a']);
  });
});

describe('Feed with a first screen', () => {
  const early = (one: Asset) => gallery.take(new Map([[one.id, { record: one, fields: {} }]]));

  it('[GAL-1] what was shown early holds until the documents are read, and then they alone count', async () => {
    list('s1', asset('s1.a', 10));
    const [stays, trashed, unknown] = [asset('s1.a', 10), asset('s1.b', 9), asset('s9.c', 8)];
    for (const one of [stays, trashed, unknown]) early(one);
    await expect.poll(ids).toEqual(['s1.a', 's1.b', 's9.c']);
    await feed.show(workspaceId, new Set(['s1.a', 's1.b', 's9.c']));
    expect(ids()).toEqual(['s1.a']);
  });

  it('[PWA-2] copies are wished for although everything was shown early', async () => {
    list('s1', asset('s1.a', 10));
    early(asset('s1.a', 10));
    await feed.show(workspaceId, new Set(['s1.a']));
    await vi.waitFor(() => expect(wanted.map((copy) => copy.hash)).toEqual([hash(10)]));
  });

  it('[GAL-1] a change of what was shown early waits for its document', async () => {
    list('s1', asset('s1.a', 10));
    early(asset('s1.a', 10));
    void feed.show(workspaceId, new Set(['s1.a']));
    await feed.write(['s1.a'], 'favourite', () => true);
    expect(readAsset(shard('s1'), 's1.a')?.fields).toEqual({ favourite: true });
  });

  it('[GAL-1] what is shown is kept for the next time, once everything is read', async () => {
    list('s1', asset('s1.a', 10), asset('s1.b', 11));
    await feed.show(workspaceId);
    expect(keptForNext).toEqual([]);
    await expect.poll(() => keptForNext, { timeout: 5_000 }).toEqual(['s1.b', 's1.a']);
  });
});

describe('Feed of many shards', () => {
  it("[SYNC-3] follows each writer's newest shard, and the others only until they are not", async () => {
    for (const [id, writer, openedAt] of [
      ['srv1', 'server', 1],
      ['srv2', 'server', 2],
      ['d1', 'device-a', 1]
    ] as const)
      registerShard(directory(), id, { writer, openedAt });
    await feed.show(workspaceId);
    const on = () =>
      [...followed]
        .filter(([, now]) => now)
        .map(([name]) => name.split('/')[2])
        .sort();
    await vi.waitFor(() => expect(on()).toEqual(['d1', 'srv2']));
    registerShard(directory(), 'srv3', { writer: 'server', openedAt: 3 });
    await vi.waitFor(() => expect(on()).toEqual(['d1', 'srv3']));
  });
});

describe('Feed of copies that were put aside', () => {
  it("[SYNC-4] shows the server's state in place of a copy that the server would not have", async () => {
    list('srv1', asset('srv1.a', 1), asset('srv1.b', 2));
    await feed.show(workspaceId);
    const name = `${workspaceId}/gallery/srv1`;
    docs.delete(name);
    addAsset(shard('srv1'), asset('srv1.a', 1));
    replace.get(name)?.();
    await vi.waitFor(() => expect(ids()).toEqual(['srv1.a']));
    expect(closed).toEqual([name]);
    addAsset(shard('srv1'), asset('srv1.c', 3));
    await vi.waitFor(() => expect(ids()).toEqual(['srv1.c', 'srv1.a']));
  });

  it('[SYNC-4] reads a workspace afresh whose directory was put aside', async () => {
    list('srv1', asset('srv1.a', 1));
    await feed.show(workspaceId);
    const name = `${workspaceId}/directory/${DIRECTORY_ID}`;
    docs.delete(name);
    list('srv2', asset('srv2.a', 2));
    replace.get(name)?.();
    await vi.waitFor(() => expect(ids()).toEqual(['srv2.a']));
  });
});

describe('imports', () => {
  it('[GAL-2] go to a shard of this device, which the directory lists', async () => {
    await feed.show(workspaceId);
    const own = new OwnShard(new PresetDatabase(newId()), workspaceId);
    const [one, two] = [await feed.add(own, imported), await feed.add(own, imported)];
    const [shardId] = one.split('.');
    expect(shardId).toMatch(/^d[0-9a-z]{12}$/);
    expect(two.split('.')[0]).toBe(shardId);
    const shards = readShards(directory());
    expect([...shards.keys()]).toEqual([shardId]);
    expect(shards.get(shardId ?? '')?.writer).toMatch(/^device-/);
    await vi.waitFor(() => expect(ids().sort()).toEqual([one, two].sort()));
  });

  it('[GAL-2] open the next shard when one is full, under the same writer', async () => {
    await feed.show(workspaceId);
    const own = new OwnShard(new PresetDatabase(newId()), workspaceId);
    const [full = ''] = (await feed.add(own, imported)).split('.');
    shard(full).transact(() => {
      for (let n = 1; n < SHARD_ASSETS; n += 1) addAsset(shard(full), asset(`${full}.${n}`, n));
    });
    const [next = ''] = (await feed.add(own, imported)).split('.');
    expect(next).not.toBe(full);
    expect(readAssets(shard(full)).size).toBe(SHARD_ASSETS);
    expect(new Set([...readShards(directory()).values()].map(({ writer }) => writer)).size).toBe(1);
  });

  it('[PWA-3] two tabs of a device write to one shard', async () => {
    const name = newId();
    const tabs = [new OwnShard(new PresetDatabase(name), workspaceId), new OwnShard(new PresetDatabase(name), workspaceId)];
    const notes = await Promise.all(tabs.map((own) => own.current(async () => 0)));
    expect(notes[0]).toEqual(notes[1]);
  });
});
