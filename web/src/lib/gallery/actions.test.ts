// Proves that actions on assets can be taken back, and that taking back never overrules somebody else's later change.
import { addAsset, readAsset, setField, type Asset } from 'shared/gallery';
import { registerShard } from 'shared/sync';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { restore, rename, setFavourite, setRating, trash } from './actions.ts';
import { gallery } from './gallery.svelte.ts';
import { importFiles } from './import-files.ts';

const docs = new Map<string, Y.Doc>();
const doc = (name: string) => docs.get(name) ?? docs.set(name, new Y.Doc()).get(name)!;

const workspace = vi.hoisted(() => ({ id: 'w', role: 'owner' }));

vi.mock('#lib/accounts', () => ({
  account: { start: () => Promise.resolve(), workspace, onWorkspace: () => () => undefined }
}));
vi.mock('#lib/blobs', () => ({ deviceCopies: { want: () => undefined } }));
vi.mock('#lib/sync', () => ({
  documents: {
    open: (kind: string, docId: string) =>
      Promise.resolve({
        doc: doc(`${kind}/${docId}`),
        ready: Promise.resolve(),
        heard: Promise.resolve(),
        replaced: new Promise(() => undefined),
        follow: () => undefined,
        close: () => undefined
      })
  }
}));

const hash = 'a'.repeat(64);
const asset = (id: string): Asset => ({
  v: 1,
  id,
  kind: 'image',
  createdAt: 1,
  hash,
  type: 'image/png',
  bytes: 1,
  width: 4,
  height: 3,
  thumb: { hash, width: 4, height: 3 },
  thumbhash: 'AAAA',
  colour: '#aabbcc',
  parents: []
});
let n = 0;
let id: string;
const fields = () => readAsset(doc('gallery/srv1'), id)?.fields;

beforeAll(() => {
  registerShard(doc('directory/main'), 'srv1', { writer: 'server', openedAt: 1 });
  return gallery.start();
});
beforeEach(async () => {
  id = `srv1.a${(n += 1)}`;
  addAsset(doc('gallery/srv1'), asset(id));
  await vi.waitFor(() => expect(gallery.get(id)).toBeDefined());
});

describe('actions', () => {
  it('[GAL-4] trash hides an asset, and undo brings it back as it was', async () => {
    await setRating(id, 4);
    const undo = await trash([id]);
    await vi.waitFor(() => expect(gallery.trashed.map(({ record }) => record.id)).toEqual([id]));
    expect(gallery.assets.some(({ record }) => record.id === id)).toBe(false);
    await undo();
    await vi.waitFor(() => expect(gallery.trashed).toEqual([]));
    expect(fields()).toEqual({ rating: 4 });
  });

  it('[GAL-4] undo goes back to what each asset had before', async () => {
    await rename(id, 'First');
    await vi.waitFor(() => expect(gallery.get(id)?.fields.title).toBe('First'));
    const undo = await rename(id, '  Second ');
    expect(fields()).toEqual({ title: 'Second' });
    await undo();
    expect(fields()).toEqual({ title: 'First' });
  });

  it('[GAL-4] undo leaves alone what somebody changed since', async () => {
    const undo = await setRating(id, 2);
    setField(doc('gallery/srv1'), id, 'rating', 5);
    await undo();
    expect(fields()).toEqual({ rating: 5 });
  });

  it('[GAL-4] taking a mark back removes it rather than storing that there is none', async () => {
    await setFavourite(id, true);
    await vi.waitFor(() => expect(gallery.get(id)?.fields.favourite).toBe(true));
    await setFavourite(id, false);
    await setRating(id, 3);
    await vi.waitFor(() => expect(gallery.get(id)?.fields.rating).toBe(3));
    await setRating(id, 0);
    expect(fields()).toEqual({});
    await trash(id);
    await vi.waitFor(() => expect(gallery.trashed).toHaveLength(1));
    await restore(id);
    expect(fields()).toEqual({});
  });

  it('[SYNC-4] a viewer changes nothing and is told so', async () => {
    workspace.role = 'viewer';
    await expect(setFavourite(id, true)).rejects.toMatchObject({ code: 'gallery-view-only' });
    await expect(importFiles([new File(['x'], 'x.png')])).rejects.toMatchObject({ code: 'gallery-view-only' });
    workspace.role = 'owner';
    expect(fields()).toEqual({});
  });
});
