// Proves over real sockets that a restore is an ordinary edit: everybody sees it, and what others do at the same time stays.
import { newId } from 'shared/kernel';
import { parseName, restoreTopLevel, type DocumentName } from 'shared/sync';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Peer, until } from '../peer.fixture.ts';
import { startServer, type TestServer } from '../server.fixture.ts';
import { DocumentHistory } from './history.ts';
import { describeDatabases, type TestDatabase } from '../../platform/database/test-databases.ts';

describeDatabases((make) => {
  const stored: TestDatabase[] = [];
  const fresh = async () => {
    const made = await make();
    stored.push(made);
    return made;
  };

  let server: TestServer;
  const peers: Peer[] = [];
  beforeEach(async () => {
    server = await startServer((await fresh()).address);
  });
  afterEach(async () => {
    for (const peer of peers.splice(0)) peer.destroy();
    await server.stop();
    for (const made of stored.splice(0)) await made.remove();
  });

  it('[SYNC-6] a restore reaches everybody, keeps cursors and merges with what is typed meanwhile', async () => {
    const document = `${newId()}/board/b`;
    const name = parseName(document) as DocumentName;
    const peer = async () => {
      const one = await new Peer(server.url, document).synced();
      peers.push(one);
      return one;
    };
    const [ada, ben] = [await peer(), await peer()];
    const text = (one: Peer) => one.doc.getText('notes');
    text(ada).insert(0, 'Two boats at dawn');
    ada.map.set('a', 1);
    await until(() => text(ben).length > 0 && ben.map.get('a') === 1);
    const { database, rooms } = server;
    const failing = (error: unknown) => {
      throw error;
    };
    const history = new DocumentHistory({
      database,
      rooms,
      restore: { board: restoreTopLevel },
      named: 9,
      workspaceBytes: 1_000_000,
      report: failing
    });
    const id = newId();
    await history.keep(name, { id, name: 'Dawn', by: 'ada' });

    text(ada).insert(0, 'Wrong: ');
    ada.map.set('a', 2);
    ada.map.set('b', 2);
    await until(() => ben.map.get('b') === 2 && text(ben).toString().startsWith('Wrong'));
    const cursor = Y.createRelativePositionFromTypeIndex(text(ben), text(ben).toString().indexOf('dawn'));
    const restoring = history.restore(id);
    ben.map.set('c', 'typed meanwhile');
    text(ben).insert(text(ben).length, ', one gull');
    await restoring;
    const restored = 'Two boats at dawn, one gull';
    const items = (one: Peer) => JSON.stringify([one.map.get('a'), one.map.has('b')]);
    await until(() => [ada, ben].every((one) => items(one) === '[1,false]' && one.doc.getMap('test').size >= 1));
    await until(() => text(ada).toString() === text(ben).toString() && !text(ada).toString().startsWith('Wrong'));
    // Whether the typing came before the restore, which then took it back, or after it, nobody is left with another text.
    expect([restored, 'Two boats at dawn']).toContain(text(ada).toString());
    expect(Y.createAbsolutePositionFromRelativePosition(cursor, ben.doc)?.index).toBe('Two boats at '.length);
    expect(server.errors).toEqual([]);
  });
});
