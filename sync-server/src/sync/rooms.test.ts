// Proves that people edit one document together, live and after being away, through real sockets and y-websocket's own provider.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newId } from 'shared/kernel';
import { CLOSE, formatName, type DocumentName } from 'shared/sync';
import * as Y from 'yjs';
import { Peer, RawPeer, until, type PeerOptions } from './peer.fixture.ts';
import { unpackState } from './stored-state.ts';
import { startServer, type TestServer } from './server.fixture.ts';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';

describeDatabases((make) => {
  const stored: TestDatabase[] = [];
  const fresh = async () => {
    const made = await make();
    stored.push(made);
    return made;
  };

  let server: TestServer;
  const peers: Peer[] = [];
  beforeAll(async () => {
    server = await startServer((await fresh()).address, { snapshotEvery: 30 });
  });
  afterEach(() => {
    for (const peer of peers.splice(0)) peer.destroy();
  });
  afterAll(async () => {
    await server.stop();
    for (const made of stored.splice(0)) await made.remove();
  });

  const board = (): DocumentName => ({ workspaceId: newId(), kind: 'board', docId: 'b1' });
  function visit(name: DocumentName, options: PeerOptions & { at?: TestServer } = {}): Peer {
    const peer = new Peer((options.at ?? server).url, formatName(name), options);
    peers.push(peer);
    return peer;
  }
  const equal = (docs: readonly Y.Doc[]) => docs.every((doc) => Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(docs[0]!)));

  it('[SYNC-1] edits of several people at once converge', async () => {
    const name = board();
    const team = [visit(name), visit(name, { user: 'ben' }), visit(name, { user: 'cleo' })];
    for (const peer of team) await peer.synced();
    for (let n = 0; n < 60; n++) {
      const peer = team[n % 3]!;
      peer.map.set(`k${n % 7}`, n);
      peer.doc.getText('text').insert(0, `${n} `);
      if (n % 10 === 0) await until(() => team[0]!.provider.synced);
    }
    await until(() => equal(team.map(({ doc }) => doc)));
    expect(team[1]!.doc.getText('text').toString().split(' ').length).toBe(61);
  });

  it('[SYNC-1] what was edited offline merges when the device comes back', async () => {
    const name = board();
    const [one, two] = [await visit(name).synced(), await visit(name, { user: 'ben' }).synced()];
    one.map.set('shared', 1);
    await until(() => two.map.get('shared') === 1);
    one.provider.disconnect();
    for (let n = 0; n < 50; n++) one.map.set(`offline${n}`, n);
    one.map.delete('shared');
    two.map.set('meanwhile', true);
    one.provider.connect();
    await until(() => equal([one.doc, two.doc]) && one.map.get('meanwhile') === true);
    expect([two.map.get('offline49'), two.map.has('shared')]).toEqual([49, false]);
  });

  it('[SYNC-1] who comes late gets everything, also when nobody else is there any more', async () => {
    const name = board();
    const one = await visit(name).synced();
    for (let n = 0; n < 40; n++) one.map.set(`k${n}`, n);
    await until(() => one.committed >= 1 && one.map.size === 40);
    const two = await visit(name, { user: 'ben' }).synced();
    await until(() => two.map.size === 40);
    await until(() => one.committed === 41);
    one.destroy();
    two.destroy();
    const three = await visit(name, { user: 'cleo' }).synced();
    expect(three.map.size).toBe(40);
  });

  it('[SYNC-4] presence bears the name that the server knows, whatever the client says it is', async () => {
    const name = board();
    const [one, two] = [await visit(name).synced(), await visit(name, { user: 'ben' }).synced()];
    one.provider.awareness.setLocalState({ cursor: 1, user: { id: 'ben', name: 'Ben', color: '#0a0' } });
    await until(() => two.provider.awareness.getStates().get(one.doc.clientID)?.cursor === 1);
    expect(two.provider.awareness.getStates().get(one.doc.clientID)).toEqual({
      cursor: 1,
      user: { id: 'ada', name: 'ada by name', color: '#0a0' }
    });
  });

  it('[SYNC-2] a server that stops closes many sockets at moments of their own and keeps what was acknowledged', async () => {
    const file = (await fresh()).address;
    const stopping = await startServer(file, { spreadMs: 300 });
    const name = board();
    const crowd = Array.from({ length: 40 }, () => new RawPeer(stopping.url, formatName(name), 'user=ada&role=editor'));
    for (const peer of crowd) await peer.opened();
    const writer = await visit(name, { at: stopping }).synced();
    writer.map.set('kept', 1);
    await until(() => writer.committed >= 1 && writer.map.get('kept') === 1);
    await until(() => writer.committed === 2);
    await stopping.stop();
    await until(() => crowd.every(({ closed }) => closed === CLOSE.goingAway));
    const again = await startServer(file);
    expect((await visit(name, { at: again, user: 'ben' }).synced()).map.get('kept')).toBe(1);
    await again.stop();
  });

  it('[SYNC-2] a server that is started again on the same data has everything, and clients come back by themselves', async () => {
    const name = board();
    const file = (await fresh()).address;
    const first = await startServer(file);
    const port = Number(new URL(first.url).port);
    const one = await visit(name, { at: first }).synced();
    one.map.set('before', 1);
    await until(() => one.committed === 2);
    await first.stop();
    one.map.set('between', 2);
    const second = await startServer(file, { port });
    const two = await visit(name, { user: 'ben', at: second }).synced();
    expect(two.map.get('before')).toBe(1);
    await until(() => two.map.get('between') === 2);
    one.destroy();
    two.destroy();
    await second.stop();
  });

  it('[SYNC-2] acknowledges every message once it is durable, in order, and starts anew with each connection', async () => {
    const name = board();
    const one = await visit(name).synced();
    await until(() => one.committed === 1);
    for (let n = 0; n < 20; n++) one.map.set('k', n);
    await until(() => one.committed === 21);
    one.map.delete('k');
    await until(() => one.committed === 22);
    one.provider.disconnect();
    one.provider.connect();
    await until(() => one.committed === 1);
    const rows = await server.database.db
      .selectFrom('document')
      .select('seq')
      .where('name', '=', formatName(name))
      .executeTakeFirstOrThrow();
    one.map.set('k', 'again');
    await until(() => one.committed === 2);
    const after = await server.database.db
      .selectFrom('document')
      .select('seq')
      .where('name', '=', formatName(name))
      .executeTakeFirstOrThrow();
    expect(after.seq).toBe(rows.seq + 1);
  });

  it('[SYNC-4] viewers read and are seen, and a write of theirs ends the connection for good and changes nothing', async () => {
    const name = board();
    const editor = await visit(name).synced();
    editor.map.set('k', 1);
    editor.map.set('gone', 1);
    editor.map.delete('gone');
    const viewer = await visit(name, { user: 'vic', role: 'viewer' }).synced();
    await until(() => viewer.map.get('k') === 1);
    viewer.provider.awareness.setLocalStateField('user', { name: 'Vic' });
    await until(() => editor.provider.awareness.getStates().has(viewer.doc.clientID));
    viewer.provider.disconnect();
    viewer.provider.connect();
    await until(() => viewer.provider.synced);
    expect(viewer.closed).toBeUndefined();
    viewer.map.set('k', 2);
    await until(() => viewer.closed === CLOSE.noAccess);
    editor.map.set('after', 1);
    const another = await visit(name, { user: 'ben' }).synced();
    await until(() => another.map.get('after') === 1);
    expect(another.map.get('k')).toBe(1);
  });

  it('[SYNC-4] a viewer makes no document, and one whose replica holds more is told so by the final close', async () => {
    const name = board();
    const doc = new Y.Doc();
    await visit(name, { role: 'viewer' }).synced();
    const rows = () => server.database.db.selectFrom('document').select('name').where('name', '=', formatName(name)).execute();
    expect(await rows()).toEqual([]);
    doc.getMap('test').set('mine', 1);
    const former = visit(name, { user: 'ben', role: 'viewer', doc });
    await until(() => former.closed === CLOSE.noAccess);
    expect(await rows()).toEqual([]);
  });

  it('[SYNC-2] an edit of the server reaches everyone and is durable when it returns', async () => {
    const name = board();
    const one = await visit(name).synced();
    await server.rooms.change(name, (doc) => doc.getMap('test').set('server', 1));
    const rows = await server.database.db.selectFrom('update_log').select('seq').where('document', '=', formatName(name)).execute();
    expect(rows.length).toBe(1);
    await until(() => one.map.get('server') === 1);
    one.map.set('client', 2);
    await until(() => one.committed === 2);
    expect(await server.rooms.read(name, (doc) => doc.getMap('test').toJSON())).toEqual({ server: 1, client: 2 });
  });

  it('[SYNC-2] an edit that throws half-way leaves nothing behind, and what came in with it is kept', async () => {
    const name = board();
    const one = await visit(name).synced();
    const failing = server.rooms.change(name, (doc) => {
      doc.getMap('test').set('half', 1);
      throw new Error('changed my mind');
    });
    const whole = server.rooms.change(name, (doc) => doc.getMap('test').set('whole', 1));
    one.map.set('client', 1);
    await expect(failing).rejects.toThrow('changed my mind');
    await whole;
    await until(() => one.committed === 2 && one.map.get('whole') === 1);
    const late = await visit(name, { user: 'ben' }).synced();
    expect(late.map.toJSON()).toEqual({ whole: 1, client: 1 });
  });

  it('[SYNC-2] long logs become snapshots that hold the same, and a quiet room leaves memory', async () => {
    const name = board();
    const quick = await startServer((await fresh()).address, { snapshotEvery: 30, idleMs: 20 });
    const one = await visit(name, { at: quick }).synced();
    for (let n = 0; n < 100; n++) {
      one.map.set(`k${n % 5}`, n);
      if (n % 10 === 9) await until(() => one.committed === n + 2);
    }
    for (let n = 0; n < 40; n++) await quick.rooms.change(name, (doc) => doc.getMap('test').set('server', n));
    const logged = async () =>
      (await quick.database.db.selectFrom('update_log').select('seq').where('document', '=', formatName(name)).execute()).length;
    await until(async () => (await logged()) < 30);
    one.destroy();
    await until(() => quick.rooms.counts.rooms === 0);
    expect(await logged()).toBe(0);
    const late = await visit(name, { user: 'ben', at: quick }).synced();
    expect(late.map.toJSON()).toEqual({ k0: 95, k1: 96, k2: 97, k3: 98, k4: 99, server: 39 });
    late.map.set('on', 1);
    await until(() => late.committed === 2);
    late.destroy();
    await quick.stop();
  });

  it('[SYNC-7] people see each other come, move and go', async () => {
    const name = board();
    const [one, two] = [await visit(name).synced(), await visit(name, { user: 'ben' }).synced()];
    one.provider.awareness.setLocalStateField('cursor', { x: 1 });
    await until(() => (two.provider.awareness.getStates().get(one.doc.clientID)?.cursor as { x: number } | undefined)?.x === 1);
    two.provider.awareness.setLocalStateField('cursor', { x: 2 });
    const three = await visit(name, { user: 'cleo' }).synced();
    await until(() => three.provider.awareness.getStates().size === 3);
    const client = one.doc.clientID;
    one.destroy();
    await until(() => !two.provider.awareness.getStates().has(client) && !three.provider.awareness.getStates().has(client));
  });

  it('[SYNC-7] who comes back after a broken line is seen again at once', async () => {
    const name = board();
    const [one, two] = [await visit(name).synced(), await visit(name, { user: 'ben' }).synced()];
    one.provider.awareness.setLocalStateField('cursor', { x: 7 });
    const isSeen = () => (two.provider.awareness.getStates().get(one.doc.clientID)?.cursor as { x: number } | undefined)?.x === 7;
    await until(isSeen);
    (one.provider.ws as unknown as { terminate(): void }).terminate();
    await until(() => !isSeen());
    await until(isSeen);
  });

  it('[ACC-3] a role that ends closes the sockets on that workspace and no others', async () => {
    const [name, other] = [board(), board()];
    const [one, elsewhere, colleague] = [
      await visit(name).synced(),
      await visit(other).synced(),
      await visit(name, { user: 'ben' }).synced()
    ];
    server.rooms.closeFor('ada', name.workspaceId);
    await until(() => one.closed === CLOSE.noAccess);
    server.rooms.closeSession('session-of-ben');
    await until(() => colleague.closed === CLOSE.noSession);
    expect([elsewhere.closed, elsewhere.provider.wsconnected]).toEqual([undefined, true]);
  });

  it('[OPS-3] draining keeps what came in, folds the logs and sends everyone away to come again', async () => {
    const name = board();
    const file = (await fresh()).address;
    const draining = await startServer(file);
    const one = await visit(name, { at: draining }).synced();
    const codes: (number | undefined)[] = [];
    one.provider.on('connection-close', (event) => codes.push(event?.code));
    one.map.set('last', 1);
    await until(() => one.committed === 2);
    const folded = draining.rooms.change(name, (doc) => doc.getMap('test').set('later', 1));
    await draining.rooms.drain();
    await folded;
    await until(() => codes[0] === CLOSE.goingAway);
    const log = await draining.database.db.selectFrom('update_log').selectAll().where('document', '=', formatName(name)).execute();
    const snapshot = await draining.database.db
      .selectFrom('snapshot')
      .selectAll()
      .where('document', '=', formatName(name))
      .executeTakeFirstOrThrow();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await unpackState(snapshot.state));
    expect([log.length, doc.getMap('test').toJSON()]).toEqual([0, { last: 1, later: 1 }]);
    await expect(draining.rooms.change(name, () => undefined)).rejects.toMatchObject({ code: 'shutting-down' });
    one.destroy();
    await draining.stop();
  });
});
