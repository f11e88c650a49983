// Proves what "saved" means for a document: on this device when its transaction has ended, on the server when that confirmed it.
import 'fake-indexeddb/auto';
import { newId } from 'shared/kernel';
import { CLOSE } from 'shared/sync';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { db, network, tabId } from '#lib/platform';
import { FakeRoom } from './room.fixture.ts';
import { LiveDocument } from './live-document.ts';
import { syncState } from './sync-state.svelte.ts';

const workspaceId = newId();
const connected = vi.hoisted(() => ({ listeners: new Set<() => void>(), now: true }));

vi.mock('#lib/accounts', () => ({
  account: {
    get connected() {
      return connected.now;
    },
    get me() {
      return connected.now ? { workspaces: [{ id: workspaceId }] } : undefined;
    },
    onConnected: (listener: () => void) => {
      connected.listeners.add(listener);
      if (connected.now) listener();
      return () => connected.listeners.delete(listener);
    }
  }
}));

let room: FakeRoom;
let name: string;
const open: LiveDocument[] = [];

function opened(): LiveDocument {
  const live = new LiveDocument(name, { Socket: room.socketClass() });
  open.push(live);
  return live;
}

const write = (live: LiveDocument, key: string) => void live.doc.getMap('map').set(key, key);
const keys = (doc: { getMap(name: string): { keys(): Iterable<string> } }) => [...doc.getMap('map').keys()].sort();
const rows = async () => (await (await db()).unsent.toArray()).filter((row) => row.name === name);

beforeEach(() => {
  vi.stubGlobal('location', { protocol: 'http:', host: 'localhost:4400' });
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({})));
  connected.now = true;
  room = new FakeRoom();
  name = `${workspaceId}/gallery/d${newId().slice(0, 12)}`;
  network.answered();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((live) => live.close()));
  vi.unstubAllGlobals();
});

describe('LiveDocument', () => {
  it('[SYNC-2] an edit is being saved until the server has confirmed it, and then it is saved', async () => {
    const live = opened();
    await live.ready;
    await vi.waitFor(() => expect(room.sockets.size).toBe(1));
    room.holding = true;
    write(live, 'a');
    expect([syncState.state, syncState.count]).toEqual(['saving', 1]);
    await vi.waitFor(() => expect(keys(room.doc)).toEqual(['a']));
    expect(syncState.state).toBe('saving');
    room.release();
    await vi.waitFor(() => expect([syncState.state, syncState.count]).toEqual(['saved', 0]));
  });

  it('[SYNC-2] each document says for itself how safe it is', async () => {
    room.holding = true;
    const [one, other] = [opened(), new LiveDocument(`${name}-other`, { Socket: new FakeRoom().socketClass() })];
    open.push(other);
    await Promise.all([one.ready, other.ready]);
    write(one, 'a');
    write(other, 'b');
    await vi.waitFor(() => expect(syncState.unsaved).toEqual([{ name, state: 'saving', count: 1, problem: undefined }]));
    room.closeAll(1006);
    network.failed();
    await vi.waitFor(() => expect(syncState.unsaved).toEqual([{ name, state: 'on-this-device', count: 1, problem: undefined }]));
    room.release();
    network.answered();
    await vi.waitFor(() => expect(syncState.unsaved).toEqual([]));
  });

  it('[SYNC-1] edits made without a server are kept over a restart and reach it afterwards', async () => {
    connected.now = false;
    const before = opened();
    await before.ready;
    write(before, 'a');
    write(before, 'b');
    await vi.waitFor(() => expect([syncState.state, syncState.count]).toEqual(['on-this-device', 2]));
    await vi.waitFor(async () => expect(await rows()).toMatchObject([{ tab: tabId, count: 2 }]));
    await before.close();

    const after = opened();
    await after.ready;
    expect(keys(after.doc)).toEqual(['a', 'b']);
    connected.now = true;
    for (const listener of connected.listeners) listener();
    await vi.waitFor(() => expect(keys(room.doc)).toEqual(['a', 'b']));
    await vi.waitFor(async () => expect(await rows()).toEqual([]));
  });

  it('[SYNC-1] says when the server was heard, with all that it has, and not before', async () => {
    connected.now = false;
    room.doc.getMap('map').set('theirs', 1);
    const live = opened();
    let heard = false;
    void live.heard.then(() => (heard = true));
    await live.ready;
    expect(heard).toBe(false);
    connected.now = true;
    for (const listener of connected.listeners) listener();
    await live.heard;
    expect(keys(live.doc)).toEqual(['theirs']);
  });

  it('[SYNC-1] what is read from this device is no edit, and an edit made in answer to it is one', async () => {
    connected.now = false;
    const before = opened();
    await before.ready;
    write(before, 'a');
    await before.close();

    const after = opened();
    const heard: unknown[] = [];
    after.doc.on('update', (_update: Uint8Array, origin: unknown) => heard.push(origin));
    after.doc.getMap('map').observe(({ keysChanged }) => keysChanged.has('a') && after.doc.transact(() => write(after, 'answer'), 'me'));
    await after.ready;
    expect(heard).toEqual(['me']);
    await vi.waitFor(() => expect([syncState.state, syncState.count]).toEqual(['on-this-device', 1]));
    connected.now = true;
    for (const listener of connected.listeners) listener();
    await vi.waitFor(() => expect(keys(room.doc)).toEqual(['a', 'answer']));
    await after.close();
    await expect.poll(async () => (await rows()).length).toBe(0);
    const again = opened();
    await again.ready;
    expect(keys(again.doc)).toEqual(['a', 'answer']);
  });

  it('[SYNC-2] what a crashed tab left is still told after the restart, until the server has confirmed it', async () => {
    connected.now = false;
    const crashed = opened();
    await crashed.ready;
    write(crashed, 'a');
    await vi.waitFor(async () => expect(await rows()).toHaveLength(1));
    await vi.waitFor(() => expect(syncState.state).toBe('on-this-device'));
    // A tab that is gone holds no lock; its row stays behind under its own name.
    const { unsent } = await db();
    const [row] = await rows();
    await unsent.put({ ...row!, tab: 'gone' });
    await crashed.close();

    room.holding = true;
    connected.now = true;
    const after = opened();
    await after.ready;
    await vi.waitFor(() => expect(keys(room.doc)).toEqual(['a']));
    expect((await rows()).map(({ tab }) => tab)).toContain('gone');
    room.release();
    await vi.waitFor(async () => expect(await rows()).toEqual([]));
  });

  it('[SYNC-1] edits of a broken connection arrive with the next one, once', async () => {
    const live = opened();
    await live.ready;
    await vi.waitFor(() => expect(room.sockets.size).toBe(1));
    room.reachable = false;
    network.failed();
    expect(room.sockets.size).toBe(0);
    write(live, 'a');
    await vi.waitFor(() => expect(syncState.state).toBe('on-this-device'));
    room.reachable = true;
    network.answered();
    await vi.waitFor(() => expect(keys(room.doc)).toEqual(['a']));
    await vi.waitFor(() => expect(syncState.state).toBe('saved'));
    expect(room.sockets.size).toBe(1);
  });

  it('[SYNC-1] two tabs share edits without a server', async () => {
    connected.now = false;
    const [one, two] = [opened(), opened()];
    await Promise.all([one.ready, two.ready]);
    write(one, 'a');
    await vi.waitFor(() => expect(keys(two.doc)).toEqual(['a']));
    write(two, 'b');
    await vi.waitFor(() => expect(keys(one.doc)).toEqual(['a', 'b']));
  });

  it('[SYNC-4] a final close is not tried again, and what it keeps from being saved is said', async () => {
    const live = opened();
    await live.ready;
    await vi.waitFor(() => expect(room.sockets.size).toBe(1));
    room.closeAll(CLOSE.noAccess);
    network.failed();
    network.answered();
    write(live, 'a');
    await vi.waitFor(() => expect(syncState.state).toBe('could-not-save'));
    expect(syncState.unsaved).toMatchObject([{ name, state: 'could-not-save', count: 1, problem: { code: 'document-forbidden' } }]);
    expect(room.sockets.size).toBe(0);
  });

  it('[SYNC-2] a device that cannot write says so, and keeps everything once it can again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    connected.now = false;
    const live = opened();
    await live.ready;
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    transaction.mockImplementation(() => {
      throw new DOMException('No room.', 'QuotaExceededError');
    });
    write(live, 'a');
    expect(syncState.state).toBe('could-not-save');
    expect(syncState.unsaved[0]?.problem?.code).toBe('device-full');
    transaction.mockRestore();
    write(live, 'b');
    await vi.advanceTimersByTimeAsync(6_000);
    await vi.waitFor(() => expect(syncState.state).toBe('on-this-device'));
    vi.useRealTimers();
    const again = opened();
    await again.ready;
    expect(keys(again.doc)).toEqual(['a', 'b']);
  });
});
