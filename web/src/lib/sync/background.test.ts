// Proves that documents without a socket are as honest about "saved" as those with one, and come up to date by exchanges.
import 'fake-indexeddb/auto';
import { newId } from 'shared/kernel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Y from 'yjs';
import { db, network } from '#lib/platform';
import { documents } from './documents.ts';
import { FakeExchange } from './exchange.fixture.ts';
import type { OpenDocument } from './open-document.ts';
import { FakeRoom } from './room.fixture.ts';
import { syncState } from './sync-state.svelte.ts';

const session = vi.hoisted(() => ({ workspaceId: '', connected: true, listeners: new Set<() => void>() }));

vi.mock('#lib/accounts', () => ({
  account: {
    start: () => Promise.resolve(),
    get connected() {
      return session.connected;
    },
    get workspace() {
      return { id: session.workspaceId, role: 'editor' };
    },
    get me() {
      return { workspaces: [{ id: session.workspaceId, role: 'editor' }] };
    },
    onConnected: (listener: () => void) => {
      session.listeners.add(listener);
      if (session.connected) listener();
      return () => session.listeners.delete(listener);
    }
  }
}));
vi.mock('#lib/ui', () => ({ toaster: { show: vi.fn() } }));

let server: FakeExchange;
let room: FakeRoom;
const open: OpenDocument[] = [];

async function opened(docId: string, followed = false): Promise<OpenDocument> {
  const document = await documents.open('gallery', docId, undefined, followed);
  open.push(document);
  await document.ready;
  return document;
}

const nameOf = (docId: string) => `${session.workspaceId}/gallery/${docId}`;
const keys = (doc: Y.Doc) => [...doc.getMap('assets').keys()].sort();
const waiting = async () => (await (await db()).unsent.toArray()).length;

beforeEach(() => {
  session.workspaceId = newId();
  session.connected = true;
  server = new FakeExchange();
  room = new FakeRoom();
  vi.stubGlobal('location', { protocol: 'http:', host: 'localhost:4400' });
  vi.stubGlobal('WebSocket', room.socketClass());
  vi.stubGlobal('fetch', async (input: string, init?: { body?: Blob }) => {
    if (input !== '/api/sync/exchange' || !init?.body) return Response.json({});
    return new Response(await server.post(init.body));
  });
  network.answered();
});

afterEach(() => {
  for (const document of open.splice(0)) document.close();
  vi.unstubAllGlobals();
});

describe('documents without a socket', () => {
  it('[SYNC-2] an edit is being saved until an exchange has confirmed it, and then its mark is gone', async () => {
    const document = await opened('s1');
    document.doc.getMap('assets').set('a', 1);
    expect([syncState.state, syncState.count]).toEqual(['saving', 1]);
    await vi.waitFor(() => expect([syncState.state, syncState.count]).toEqual(['saved', 0]), 5_000);
    expect(keys(server.doc(nameOf('s1')))).toEqual(['a']);
    await vi.waitFor(async () => expect(await waiting()).toBe(0));
    expect(room.sockets.size).toBe(0);
  });

  it('[SYNC-3] opening many makes one exchange and no socket', async () => {
    const ids = Array.from({ length: 40 }, (_, n) => `s${n}`);
    for (const id of ids) server.doc(nameOf(id)).getMap('assets').set(id, id);
    const held = await Promise.all(ids.map((id) => opened(id)));
    await vi.waitFor(() => expect(held.map(({ doc }) => keys(doc))).toEqual(ids.map((id) => [id])), 5_000);
    expect(server.sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2 * ids.length);
    expect(server.sizes.length).toBeLessThanOrEqual(2);
    expect(room.sockets.size).toBe(0);
  });

  it('[SYNC-1] edits made without a connection wait, over a restart too, and go out when the server is back', async () => {
    session.connected = false;
    const before = await opened('s1');
    before.doc.getMap('assets').set('a', 1);
    await vi.waitFor(() => expect([syncState.state, syncState.count]).toEqual(['on-this-device', 1]));
    before.close();
    await vi.waitFor(async () => expect(await waiting()).toBe(1));
    const after = await opened('s1');
    expect(keys(after.doc)).toEqual(['a']);
    session.connected = true;
    for (const listener of session.listeners) listener();
    await vi.waitFor(() => expect(keys(server.doc(nameOf('s1')))).toEqual(['a']), 5_000);
    await vi.waitFor(async () => expect(await waiting()).toBe(0), 5_000);
  });

  it('[SYNC-3] a document gets its socket when it is followed and gives it up afterwards', async () => {
    const document = await opened('s1', true);
    await vi.waitFor(() => expect(room.sockets.size).toBe(1));
    document.follow(false);
    await vi.waitFor(() => expect(room.sockets.size).toBe(0));
    document.doc.getMap('assets').set('a', 1);
    await vi.waitFor(() => expect(keys(server.doc(nameOf('s1')))).toEqual(['a']), 5_000);
    document.follow(true);
    await vi.waitFor(() => expect(room.sockets.size).toBe(1));
    await vi.waitFor(() => expect(keys(room.doc)).toEqual(['a']));
  });

  it("[SYNC-4] an entry that the server refuses as a viewer's is put aside", async () => {
    const document = await opened('s1');
    server.refusals.set(nameOf('s1'), 'forbidden');
    document.doc.getMap('assets').set('a', 1);
    await document.replaced;
    const rows = (await (await db()).aside.toArray()).filter(({ name }) => name === nameOf('s1'));
    expect(rows).toHaveLength(1);
    await vi.waitFor(async () => expect(await waiting()).toBe(0));
  });
});
