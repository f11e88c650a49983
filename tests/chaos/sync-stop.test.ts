// The server is asked to stop while people edit, and started again: nothing is lost, and clients come back by themselves.
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { assertSame, until } from '../support/documents.ts';
import { startServer, temporaryFolder } from '../support/process.ts';
import { visit } from '../support/visitor.ts';
import { Crowd } from './support/crowd.ts';

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
    await until(() => crowd.documents.every(({ devices }, at) => devices.every(({ doc }) => doc.getMap('items').get(`offline ${at}`) === 2)));
    await crowd.assertConverged();
    for (const [at, { devices }] of crowd.documents.entries()) assertSame(providers[at]!.doc, devices[0]!.doc, 'the stock client differs');
    expect(server.output()).not.toContain('failed');
  } finally {
    for (const provider of providers) provider.destroy();
    crowd.leave();
    await server.kill();
  }
});
