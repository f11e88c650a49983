// The server is asked to stop while people edit, and started again: nothing is lost, clients come back by themselves, and nobody can keep it from stopping.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from 'shared/kernel';
import { CLOSE, MESSAGE } from 'shared/sync';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { openDatabase } from '../../sync-server/src/platform/database/index.ts';
import { Rooms } from '../../sync-server/src/sync/rooms.ts';
import { Line } from '../convergence/line.ts';
import { assertSame, frame, Promised, Replica, until } from '../support/documents.ts';
import { startServer, temporaryFolder } from '../support/process.ts';
import { visit } from '../support/visitor.ts';
import { Crowd } from './support/crowd.ts';
import { RawSocket } from './support/raw-socket.ts';

/** Three times what open connections are given to end by themselves. */
const STOP_MS = 15_000;

it('[OPS-3] stops in the middle of editing without losing anything, and stock clients come back to it by themselves', async () => {
  await using folder = await temporaryFolder();
  let server = await startServer(folder.path);
  const { port } = new URL(server.origin);
  const visitor = await visit(server.origin);
  const crowd = new Crowd({ origin: () => server.origin, visitor, documents: 2, devices: 3, seed: 1 });
  class WithCookie extends WebSocket {
    constructor(address: string, protocols?: string[]) {
      super(address, protocols, { headers: { cookie: visitor.cookie } });
    }
  }
  const providers = crowd.documents.map(
    ({ name }) =>
      new WebsocketProvider(`${server.origin.replace('http', 'ws')}/sync`, name, new Y.Doc(), {
        WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
        disableBc: true
      })
  );
  const returns = providers.map(() => 0);
  for (const [at, provider] of providers.entries()) provider.on('sync', (isSynced) => (returns[at]! += isSynced ? 1 : 0));
  try {
    for (let stop = 1; stop <= 2; stop++) {
      await crowd.enter();
      await until(() => returns.every((count) => count === stop));
      crowd.start();
      await crowd.acknowledged(40);
      await server.stop();
      await crowd.stop();
      await crowd.offline();
      for (const { closed } of crowd.devices) expect(closed?.code).toBe(1001);
      // Edited while nobody is there.
      for (const [at, { doc }] of providers.entries()) doc.getMap('items').set(`offline ${at}`, stop);
      server = await startServer(folder.path, { PORT: port });
      await crowd.assertKept();
    }
    await crowd.enter();
    await until(() => returns.every((count) => count === 3));
    await until(() =>
      crowd.documents.every(({ devices }, at) => devices.every(({ doc }) => doc.getMap('items').get(`offline ${at}`) === 2))
    );
    await crowd.assertConverged();
    for (const [at, { devices }] of crowd.documents.entries()) assertSame(providers[at]!.doc, devices[0]!.doc, 'the stock client differs');
    expect(server.output()).not.toContain('failed');
  } finally {
    for (const provider of providers) provider.destroy();
    crowd.leave();
    await server.kill();
  }
});

it('[OPS-3] stops although a stranger whose socket was refused never hangs up', async () => {
  await using folder = await temporaryFolder();
  const server = await startServer(folder.path);
  const socket = await RawSocket.open(server.origin, '/sync/nowhere/board/b1', '');
  if (typeof socket === 'number') throw new Error(`Not upgraded: ${socket}`);
  try {
    await until(() => socket.closeCode === CLOSE.badRequest);
    const isStopped = await Promise.race([server.stop().then(() => true), wait(STOP_MS, false)]);
    expect(isStopped).toBe(true);
  } finally {
    socket.destroy();
    await server.kill();
  }
});

it('[OPS-3] a socket that ends after the server drained opens nothing again', async () => {
  await using folder = await temporaryFolder();
  const database = await openDatabase({ file: join(folder.path, 'preset.db') });
  const errors: unknown[] = [];
  const rooms = new Rooms({ database, report: (error) => errors.push(error) });
  const name = { workspaceId: newId(), kind: 'board', docId: 'b1' } as const;
  const line = new Line({ rooms, name, userId: 'ada', replica: new Replica(new Y.Doc()), promised: new Promised() });
  // Somebody who is seen by others: whose leaving is something to tell.
  line.sendUp(frame(MESSAGE.awareness, Uint8Array.from([1, 7, 1, 2, ...Buffer.from('{}')])));
  line.moveUp(Infinity);
  await until(() => line.receipts.open === 0 && !line.isEmpty);
  await rooms.drain();
  await database.close();
  line.leaveServer();
  await wait(1);
  await until(() => rooms.counts.rooms === 0);
  expect(errors).toEqual([]);
});
