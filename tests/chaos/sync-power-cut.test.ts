// The power goes: only what the disk really had is there again, and that must be everything that was acknowledged or seen.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startServer, temporaryFolder } from '../support/process.ts';
import { visit } from '../support/visitor.ts';
import { Crowd } from './support/crowd.ts';
import { cannotMount, copyImage, makeImage, mountImage } from './support/mounts.ts';

const CUTS = Number(process.env.POWER_CUTS ?? 0);
const DISK_MB = 256;
/** Given, so that this is about documents; that the server's own secret survives has a test of its own. */
const environment = { PRESET_SECRET: 'a secret that no power cut can reach' };
const reason = cannotMount || (CUTS === 0 ? ' (skipped: takes long, runs in pnpm soak)' : '');

it.skipIf(cannotMount)(
  `[OPS-5] starts again, with everybody's session, when the power goes soon after the first start${cannotMount}`,
  async () => {
    await using folder = await temporaryFolder();
    using disks = new DisposableStack();
    const [before, after] = [join(folder.path, 'before'), join(folder.path, 'after')];
    makeImage(before, DISK_MB);
    let disk = disks.use(mountImage(before));
    let server = await startServer(disk.path);
    try {
      const visitor = await visit(server.origin);
      await server.kill();
      copyImage(before, after);
      disk.unmount();
      disk = disks.use(mountImage(after));
      server = await startServer(disk.path);
      const me = await fetch(`${server.origin}/api/me`, { headers: { cookie: visitor.cookie } });
      expect(me.status).toBe(200);
    } finally {
      await server.kill();
    }
  }
);

it.skipIf(reason)(
  `[SYNC-2] loses nothing that was acknowledged or seen in ${CUTS} power cuts${reason}`,
  { timeout: 60_000 + CUTS * 30_000 },
  async () => {
    await using folder = await temporaryFolder();
    using disks = new DisposableStack();
    const image = (cut: number) => join(folder.path, `disk-${cut}`);
    makeImage(image(0), DISK_MB);
    let disk = disks.use(mountImage(image(0)));
    let server = await startServer(disk.path, environment);
    const visitor = await visit(server.origin);
    const crowd = new Crowd({ origin: () => server.origin, visitor, documents: 2, devices: 5, seed: CUTS });
    try {
      for (let cut = 1; cut <= CUTS; cut++) {
        await crowd.enter();
        crowd.start();
        await crowd.acknowledged(30 + ((cut * 23) % 90));
        await server.kill();
        copyImage(image(cut - 1), image(cut));
        await crowd.stop();
        await crowd.offline();
        disk.unmount();
        disk = disks.use(mountImage(image(cut)));
        server = await startServer(disk.path, environment);
        await crowd.assertKept();
        console.info(`${cut} of ${CUTS} power cuts`);
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
