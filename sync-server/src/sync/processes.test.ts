// Proves that several processes on one database serve a document as one does, over a bus that may lose, double and reorder everything.
import { createDecoder, readVarUint } from 'lib0/decoding';
import { newId } from 'shared/kernel';
import { CLOSE, formatName, MESSAGE, type DocumentName } from 'shared/sync';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Bus } from '#platform/bus';
import { BusHub } from '../platform/bus/in-process.ts';
import { LossyBus } from '../platform/bus/lossy-bus.fixture.ts';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';
import { loadDocument } from './document-log.ts';
import { updateFrame } from './frames.ts';
import { Peer, RawPeer, until, type PeerOptions } from './peer.fixture.ts';
import { startServer, type TestServer } from './server.fixture.ts';

describeDatabases((make) => {
  let stored: TestDatabase;
  const servers: TestServer[] = [];
  const peers: Peer[] = [];
  beforeAll(async () => {
    stored = await make();
  });
  afterEach(async () => {
    for (const peer of peers.splice(0)) peer.destroy();
    for (const server of servers.splice(0)) await server.stop();
  });
  afterAll(() => stored.remove());

  const board = (): DocumentName => ({ workspaceId: newId(), kind: 'board', docId: 'b1' });
  const hub = () => {
    const shared = new BusHub();
    return () => shared.join();
  };
  async function serve(bus: Bus, options: Partial<Parameters<typeof startServer>[1]> = {}): Promise<TestServer> {
    const server = await startServer('', { open: () => stored.open(), bus, ...options });
    servers.push(server);
    return server;
  }
  const visit = (server: TestServer, name: DocumentName, options: PeerOptions = {}) => {
    const peer = new Peer(server.url, formatName(name), options);
    peers.push(peer);
    return peer.synced();
  };
  const equal = (docs: readonly Y.Doc[]) => docs.every((doc) => Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(docs[0]!)));
  const deaf = (bus: Bus) => new LossyBus(bus, { lost: 1, doubled: 0, late: 0, random: () => 0 });
  const whole = async (server: TestServer, name: DocumentName) => (await loadDocument(server.database, formatName(name))).doc;
  const faultsOf = () => servers.flatMap(({ errors }) => errors);

  /** Edits at both processes at once, with deletions, until everybody has had `count`. */
  async function editEverywhere(team: readonly Peer[], count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const peer = team[n % team.length]!;
      peer.map.set(`k${n % 9}`, n);
      if (n % 4 === 0) peer.map.delete(`k${(n + 4) % 9}`);
      peer.doc.getText('text').insert(0, `${n} `);
      if (n % 7 === 6) peer.doc.getText('text').delete(0, 2);
      if (n % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  it('[OPS-4] people on two processes edit one document together and hear of each other by the bus', async () => {
    const join = hub();
    const name = board();
    // Nobody looks at the log by the clock here.
    const [one, two] = [await serve(join(), { beatMs: 1_000_000 }), await serve(join(), { beatMs: 1_000_000 })];
    const team = [await visit(one, name), await visit(two, name, { user: 'ben' }), await visit(two, name, { user: 'cleo' })];
    await editEverywhere(team, 60);
    await until(() => equal(team.map(({ doc }) => doc)));
    await one.rooms.change(name, (doc) => doc.getMap('test').set('server', 1));
    await until(() => team.every(({ map }) => map.get('server') === 1));
    expect([equal([team[0]!.doc, await whole(two, name)]), faultsOf()]).toEqual([true, []]);
  });

  it('[OPS-4] they converge over a bus that loses, doubles and reorders, and through folded logs', async () => {
    const join = hub();
    const name = board();
    let state = 7;
    const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    const bad = () => new LossyBus(join(), { lost: 0.3, doubled: 0.15, late: 0.25, random });
    const settings = { beatMs: 40, snapshotEvery: 12 };
    const [one, two] = [await serve(bad(), settings), await serve(bad(), settings)];
    const team = [await visit(one, name), await visit(two, name, { user: 'ben' }), await visit(two, name, { user: 'cleo' })];
    for (let round = 0; round < 5; round++) {
      await editEverywhere(team, 40);
      await until(() => equal(team.map(({ doc }) => doc)));
    }
    await until(() => team.every(({ provider }) => provider.wsconnected));
    expect([equal([team[0]!.doc, await whole(one, name)]), faultsOf()]).toEqual([true, []]);
  });

  it('[SYNC-2] what is being committed on one process is shown on no other before it is durable', async () => {
    const join = hub();
    const name = board();
    let gate: PromiseWithResolvers<void> | undefined;
    let isWaiting = false;
    const one = await serve(join(), {
      wrap: (database) => ({
        ...database,
        appendUpdates: async (entries) => {
          isWaiting = gate !== undefined;
          await gate?.promise;
          return database.appendUpdates(entries);
        }
      })
    });
    const two = await serve(join(), { beatMs: 10 });
    const [ada, ben] = [await visit(one, name), await visit(two, name, { user: 'ben' })];
    gate = Promise.withResolvers();
    ada.map.set('k', 'held');
    await until(() => isWaiting);
    // What ben writes takes the whole way to ada while hers waits for the disk, or at least into the log.
    ben.map.set('other', 1);
    await until(() => ben.committed === 2);
    const cleo = await visit(two, name, { user: 'cleo' });
    expect([ben.map.has('k'), cleo.map.has('k'), ada.committed]).toEqual([false, false, 1]);
    gate.resolve();
    gate = undefined;
    await until(() => ben.map.get('k') === 'held' && cleo.map.get('k') === 'held' && ada.map.get('other') === 1 && ada.committed === 2);
    expect(faultsOf()).toEqual([]);
  });

  it('[SYNC-5] an update whose ground another process holds is taken after a look into the log, without a question', async () => {
    const join = hub();
    const name = board();
    const [one, two] = [await serve(deaf(join())), await serve(join())];
    const ben = await visit(two, name, { user: 'ben' });
    const ada = await visit(one, name);
    ada.map.set('first', 1);
    await until(() => ada.committed === 2);
    expect(ben.map.has('first')).toBe(false);
    const known = Y.encodeStateVector(ada.doc);
    const late = new RawPeer(two.url, formatName(name), 'user=ada&role=editor&ack=1');
    await late.opened();
    ada.provider.disconnect();
    ada.map.set('second', 2);
    late.socket.send(updateFrame(Y.encodeStateAsUpdate(ada.doc, known)));
    await until(() => ben.map.get('first') === 1 && ben.map.get('second') === 2);
    await until(() => late.framesOf(MESSAGE.committed).length === 1);
    const questions = late.framesOf(MESSAGE.sync).filter((bytes) => {
      const decoder = createDecoder(bytes);
      readVarUint(decoder);
      return readVarUint(decoder) === 0;
    });
    // The greeting's alone.
    expect([questions.length, faultsOf()]).toEqual([1, []]);
    late.socket.terminate();
  });

  it('[OPS-4] a process that heard nothing catches up from the snapshot into which others have folded the log', async () => {
    const join = hub();
    const name = board();
    const [one, two] = [await serve(deaf(join()), { snapshotEvery: 5 }), await serve(join(), { beatMs: 1_000_000 })];
    const ben = await visit(two, name, { user: 'ben' });
    const ada = await visit(one, name);
    ben.map.set('before', 1);
    await until(() => ada.map.get('before') === 1);
    for (let n = 0; n < 23; n++) {
      ada.map.set(`k${n}`, n);
      await until(() => ada.committed === n + 2);
    }
    ada.map.delete('k0');
    await until(() => ada.committed === 25);
    await until(
      async () =>
        (await one.database.db.selectFrom('snapshot').select('seq').where('document', '=', formatName(name)).execute())[0]!.seq > 9
    );
    expect(ben.map.has('k1')).toBe(false);
    // Its own next commit finds that others were before it.
    ben.map.set('after', 1);
    await until(() => equal([ada.doc, ben.doc]));
    expect([ben.map.has('k0'), ben.map.size, faultsOf()]).toEqual([false, 24, []]);
  });

  it('[OPS-5] a process that has to read its document again after a full disk shows what others wrote meanwhile', async () => {
    const join = hub();
    const name = board();
    const full = Object.assign(new Error('no room'), { code: stored.kind === 'sqlite' ? 'SQLITE_FULL' : '53100' });
    const one = await serve(deaf(join()));
    const two = await serve(join(), {
      wrap: (database) => ({ ...database, appendUpdates: () => Promise.reject(full) })
    });
    const [ada, ben] = [await visit(one, name), await visit(two, name, { user: 'ben' })];
    let hasDropped = false;
    ben.provider.on('connection-close', () => (hasDropped = true));
    ada.map.set('unheard', 1);
    await until(() => ada.committed === 2);
    await expect(two.rooms.change(name, (doc) => doc.getMap('test').set('refused', 1))).rejects.toMatchObject({ code: 'disk-full' });
    await until(() => ben.map.get('unheard') === 1);
    expect([ben.map.has('refused'), hasDropped]).toEqual([false, false]);
  });

  it('[OPS-4] the last message of all may be lost too: a look at the log by the clock finds what it spoke of', async () => {
    const join = hub();
    const name = board();
    const [one, two] = [await serve(deaf(join())), await serve(join(), { beatMs: 20 })];
    const [ada, ben] = [await visit(one, name), await visit(two, name, { user: 'ben' })];
    ada.map.set('last', 1);
    await until(() => ben.map.get('last') === 1);
  });

  it('[OPS-4] a room in which nobody is stays closed whatever others write, and is up to date when somebody comes', async () => {
    const join = hub();
    const name = board();
    const [one, two] = [await serve(join()), await serve(join(), { idleMs: 30 })];
    await two.rooms.read(name, () => undefined);
    const ada = await visit(one, name);
    const writing = setInterval(() => ada.map.set('k', Math.random()), 5);
    await until(() => two.rooms.counts.rooms === 0 && ada.committed > 3);
    clearInterval(writing);
    ada.map.set('k', 'end');
    await until(async () => (await whole(one, name)).getMap('test').get('k') === 'end');
    expect(await two.rooms.read(name, (doc) => doc.getMap('test').get('k'))).toBe('end');
  });

  it('[SYNC-7] people on two processes see each other come, move and go', async () => {
    const join = hub();
    const name = board();
    const [one, two] = [await serve(join()), await serve(join())];
    const ada = await visit(one, name);
    const stateOf = (peer: Peer, of: Peer) => peer.provider.awareness.getStates().get(of.doc.clientID);
    ada.provider.awareness.setLocalState({ cursor: 1, user: { id: 'ben', name: 'Ben' } });
    await until(() => stateOf(ada, ada) !== undefined);
    // Who comes later is told, too: its process asks the others.
    const ben = await visit(two, name, { user: 'ben' });
    await until(() => stateOf(ben, ada)?.cursor === 1);
    expect(stateOf(ben, ada)?.user).toEqual({ id: 'ada', name: 'ada by name' });
    ben.provider.awareness.setLocalState({ cursor: 2 });
    await until(() => stateOf(ada, ben)?.cursor === 2);
    ada.provider.awareness.setLocalState({ cursor: 3 });
    await until(() => stateOf(ben, ada)?.cursor === 3);
    ada.provider.disconnect();
    await until(() => stateOf(ben, ada) === undefined);
    // It comes back by the other process.
    const again = await visit(two, name, { doc: ada.doc });
    again.provider.awareness.setLocalState({ cursor: 4 });
    await until(() => stateOf(ben, again)?.cursor === 4);
    expect(faultsOf()).toEqual([]);
  });

  it('[ACC-3] [SYNC-4] the end of a role, of a session and of a document reaches the sockets of every process', async () => {
    const join = hub();
    const [name, doomed] = [board(), board()];
    const [one, two] = [await serve(join()), await serve(join())];
    const [ada, ben, cleo] = [await visit(two, name), await visit(two, name, { user: 'ben' }), await visit(two, doomed, { user: 'cleo' })];
    const before = two.rooms.revocations;
    one.rooms.closeFor('ada', name.workspaceId);
    await until(() => ada.closed === CLOSE.noAccess);
    one.rooms.closeSession('session-of-ben');
    await until(() => ben.closed === CLOSE.noSession);
    one.rooms.endPurged(doomed);
    await until(() => cleo.closed === CLOSE.purged);
    // Admissions that were being made meanwhile are made again.
    expect(two.rooms.revocations).toBe(before + 2);
  });

  it('[ACC-3] a process that missed the end of a role notices, and everybody there is admitted anew', async () => {
    const join = hub();
    const name = board();
    let isDeaf = true;
    const bus = new LossyBus(join(), { lost: 1, doubled: 0, late: 0, random: () => (isDeaf ? 0 : 1) });
    const [one, two] = [await serve(bus, { beatMs: 20 }), await serve(join())];
    const ada = await visit(two, name);
    let dropped = 0;
    ada.provider.on('connection-close', (event) => (dropped = event?.code ?? 0));
    isDeaf = false;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(dropped).toBe(0);
    isDeaf = true;
    one.rooms.closeFor('ada', name.workspaceId);
    isDeaf = false;
    await until(() => dropped === CLOSE.tryLater);
    await until(() => ada.provider.wsconnected);
  });
});
