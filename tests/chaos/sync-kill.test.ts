// The server is killed while devices edit and delete; what it had acknowledged or shown to anybody must be there again.
import { expect, it } from 'vitest';
import { startServer, temporaryFolder } from '../support/process.ts';
import { visit } from '../support/visitor.ts';
import { Crowd } from './support/crowd.ts';

const KILLS = Number(process.env.KILLS ?? 2);

it(
  `[SYNC-2] loses nothing that was acknowledged or seen in ${KILLS} kills while ten devices edit and delete`,
  {
    timeout: 60_000 + KILLS * 30_000
  },
  async () => {
    await using folder = await temporaryFolder();
    let server = await startServer(folder.path);
    const visitor = await visit(server.origin);
    const crowd = new Crowd({ origin: () => server.origin, visitor, documents: 2, devices: 5, seed: KILLS });
    try {
      for (let kill = 1; kill <= KILLS; kill++) {
        await crowd.enter();
        crowd.start();
        await crowd.acknowledged(30 + ((kill * 17) % 60));
        await server.kill();
        await crowd.stop();
        await crowd.offline();
        server = await startServer(folder.path);
        await crowd.assertKept();
        if (kill % 5 === 0) console.info(`${kill} of ${KILLS} kills`);
      }
      await crowd.enter();
      await crowd.assertConverged();
      expect(server.output()).not.toContain('room failed');
    } finally {
      crowd.leave();
      await server.kill();
    }
  }
);
