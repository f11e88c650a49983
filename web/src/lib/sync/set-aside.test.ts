// Proves that edits the server will not have are kept aside whole, and that the document then shows what the server has.
import 'fake-indexeddb/auto';
import { newId } from 'shared/kernel';
import { CLOSE } from 'shared/sync';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { db, network } from '#lib/platform';
import { aside } from './aside.svelte.ts';
import { documents } from './documents.ts';
import type { OpenDocument } from './open-document.ts';
import { FakeRoom } from './room.fixture.ts';
import { generationOf, putAside, sweepAside } from './set-aside.ts';
import { syncState } from './sync-state.svelte.ts';

const workspaceId = newId();
const session = vi.hoisted((): { role: string | undefined } => ({ role: 'editor' }));

vi.mock('#lib/accounts', () => ({
  account: {
    start: () => Promise.resolve(),
    connected: true,
    get workspace() {
      return { id: workspaceId, role: session.role ?? 'viewer' };
    },
    get me() {
      return { workspaces: session.role ? [{ id: workspaceId, role: session.role }] : [] };
    },
    onConnected: (listener: () => void) => {
      listener();
      return () => undefined;
    }
  }
}));
const show = vi.hoisted(() => vi.fn<(toast: { message: string }) => void>());
vi.mock('#lib/ui', () => ({ toaster: { show } }));

let room: FakeRoom;
let docId: string;
let name: string;
const open: OpenDocument[] = [];

async function opened(): Promise<OpenDocument> {
  const document = await documents.open('gallery', docId);
  open.push(document);
  await document.ready;
  return document;
}

const write = ({ doc }: OpenDocument, key: string) => void doc.getMap('assets').set(key, key);
const keys = (doc: Y.Doc) => [...doc.getMap('assets').keys()].sort();
const kept = async () => {
  const rows = (await (await db()).aside.toArray()).filter((row) => row.name === name);
  return rows.map(({ state, why }) => {
    const doc = new Y.Doc();
    Y.applyUpdateV2(doc, state);
    return { why, keys: keys(doc) };
  });
};

beforeEach(() => {
  vi.stubGlobal('location', { protocol: 'http:', host: 'localhost:4400' });
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({})));
  room = new FakeRoom();
  vi.stubGlobal('WebSocket', room.socketClass());
  session.role = 'editor';
  docId = `d${newId().slice(0, 12)}`;
  name = `${workspaceId}/gallery/${docId}`;
  network.answered();
});

afterEach(() => {
  for (const document of open.splice(0)) document.close();
  show.mockClear();
  vi.unstubAllGlobals();
});

/** An editor has written `a`, which the server has, and then without a connection `b`, which it never will have. */
async function editedApart(): Promise<OpenDocument> {
  const document = await opened();
  write(document, 'a');
  await vi.waitFor(() => expect(keys(room.doc)).toEqual(['a']));
  room.reachable = false;
  network.failed();
  write(document, 'b');
  return document;
}

async function comeBack(): Promise<void> {
  room.reachable = true;
  network.answered();
  await Promise.resolve();
}

describe('a role that was lost', () => {
  it('[SYNC-4] keeps the edits of who may only view now aside, and shows what the server has', async () => {
    const document = await editedApart();
    [room.viewOnly, session.role] = [true, 'viewer'];
    await comeBack();
    await document.replaced;
    expect(await kept()).toEqual([{ why: 'view-only', keys: ['a', 'b'] }]);
    document.close();
    const fresh = await opened();
    expect(fresh.writable).toBe(false);
    await vi.waitFor(() => expect(keys(fresh.doc)).toEqual(['a']));
    expect(keys(room.doc)).toEqual(['a']);
    await vi.waitFor(() => expect([syncState.state, syncState.count]).toEqual(['saved', 0]));
    await vi.waitFor(() => expect(show).toHaveBeenCalledTimes(1));
    expect(show.mock.calls[0]?.[0].message).toContain('You can view this gallery, not edit it. Your version is kept aside');
  });

  it('[SYNC-4] keeps what a removed member had aside once, without trying again for ever', async () => {
    const document = await editedApart();
    session.role = 'editor';
    room.reachable = true;
    network.answered();
    await vi.waitFor(() => expect(keys(room.doc)).toEqual(['a', 'b']));
    session.role = undefined;
    room.closeAll(CLOSE.noAccess);
    await document.replaced;
    document.close();
    expect(await kept()).toEqual([{ why: 'no-member', keys: ['a', 'b'] }]);
    const fresh = await opened();
    expect(keys(fresh.doc)).toEqual([]);
    expect(room.sockets.size).toBe(0);
    expect(await generationOf(name)).toBe(1);
  });

  it('[SYNC-4] leaves a document alone that cannot be kept aside, and says that it is not saved', async () => {
    const document = await editedApart();
    const full = vi.spyOn((await db()).aside, 'put').mockRejectedValue(new DOMException('No room.', 'QuotaExceededError'));
    [room.viewOnly, session.role] = [true, 'viewer'];
    await comeBack();
    await vi.waitFor(() => expect(full).toHaveBeenCalled());
    await vi.waitFor(() => expect(syncState.state).toBe('could-not-save'));
    expect(keys(document.doc)).toEqual(['a', 'b']);
    full.mockRestore();
  });

  it('[SYNC-4] viewers who changed nothing keep their document', async () => {
    const document = await opened();
    room.doc.getMap('assets').set('a', 'a');
    await vi.waitFor(() => expect(room.sockets.size).toBe(1));
    room.viewOnly = true;
    session.role = 'viewer';
    room.closeAll(CLOSE.tryLater);
    network.failed();
    network.answered();
    await vi.waitFor(() => expect(room.sockets.size).toBe(1));
    await vi.waitFor(() => expect(keys(document.doc)).toEqual(['a']));
    expect(await kept()).toEqual([]);
  });
});

describe('copies that are kept aside', () => {
  const stateWith = (key: string) => {
    const doc = new Y.Doc();
    doc.getMap('assets').set(key, key);
    return Y.encodeStateAsUpdateV2(doc);
  };

  it('[SYNC-4] hold what all tabs had of one replica', async () => {
    await Promise.all(['a', 'b'].map((key) => putAside({ name, generation: 0, why: 'view-only', state: stateWith(key) })));
    expect(await kept()).toEqual([{ why: 'view-only', keys: ['a', 'b'] }]);
    expect(await generationOf(name)).toBe(1);
  });

  it('[SYNC-4] a replica that another tab put aside is given up here, with what this tab had', async () => {
    const document = await opened();
    write(document, 'b');
    await putAside({ name, generation: 0, why: 'view-only', state: stateWith('a') });
    await document.replaced;
    expect((await kept())[0]?.keys).toEqual(['a', 'b']);
  });

  it('[SYNC-4] are deleted after 30 days and not a moment before', async () => {
    const at = 1_000_000;
    await putAside({ name, generation: 0, why: 'view-only', state: stateWith('a') }, at);
    await sweepAside(at + 30 * 86_400_000 - 1);
    expect(await kept()).toHaveLength(1);
    await sweepAside(at + 30 * 86_400_000);
    expect(await kept()).toEqual([]);
    expect(await generationOf(name)).toBe(1);
  });

  it('[SYNC-4] can be had as a file that loses nothing', async () => {
    await putAside({ name, generation: 0, why: 'view-only', state: stateWith('a') });
    const file = await aside.fileOf([{ name, generation: 0, why: 'view-only', at: 0 }]);
    const { documents: held } = JSON.parse(await file.text()) as { documents: { content: unknown; state: string }[] };
    expect(held[0]?.content).toEqual({ assets: { a: 'a' } });
    const doc = new Y.Doc();
    Y.applyUpdateV2(
      doc,
      Uint8Array.from(atob(held[0]?.state ?? ''), (character) => character.charCodeAt(0))
    );
    expect(keys(doc)).toEqual(['a']);
  });
});
