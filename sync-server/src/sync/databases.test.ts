// Proves that documents are kept, folded and given out again alike on every database that there is.
import { expect, it } from 'vitest';
import { newId } from 'shared/kernel';
import { formatName } from 'shared/sync';
import * as Y from 'yjs';
import { describeDatabases } from '../platform/database/test-databases.ts';
import { Peer, until } from './peer.fixture.ts';
import { startServer } from './server.fixture.ts';
import { StoredDocuments } from './stored-documents.ts';

describeDatabases((make) => {
  it('[SYNC-2] what several people wrote, deletions included, outlives the server, from snapshot and log', async () => {
    const made = await make();
    const name = formatName({ workspaceId: newId(), kind: 'board', docId: 'b1' });
    const first = await startServer('', { open: () => made.open(), snapshotEvery: 10 });
    const [ada, ben] = [await new Peer(first.url, name).synced(), await new Peer(first.url, name, { user: 'ben' }).synced()];
    for (let n = 0; n < 25; n++) {
      (n % 2 ? ada : ben).map.set(`k${n}`, { n });
      await until(() => ada.map.has(`k${n}`) && ben.map.has(`k${n}`));
      if (n % 5 === 0) ada.map.delete(`k${n}`);
    }
    ada.map.set('last', true);
    await until(() => ben.map.get('last') === true && Y.equalSnapshots(Y.snapshot(ada.doc), Y.snapshot(ben.doc)));
    await until(async () => (await first.database.db.selectFrom('snapshot').select('seq').execute()).length === 1);
    const whole = new Y.Doc();
    for (const update of await new StoredDocuments(first.database).whole(name)) Y.applyUpdate(whole, update);
    expect(whole.getMap('test').toJSON()).toEqual(ada.map.toJSON());
    const expected = Y.snapshot(ada.doc);
    ada.destroy();
    ben.destroy();
    await first.stop();

    const again = await startServer('', { open: () => made.open() });
    const cleo = await new Peer(again.url, name, { user: 'cleo' }).synced();
    expect([Y.equalSnapshots(Y.snapshot(cleo.doc), expected), again.errors]).toEqual([true, []]);
    cleo.destroy();
    await again.stop();
    await made.remove();
  });
});
