// The disk is full to the last byte: edits are refused and said to be, what was promised stays, and when there is room again all goes on.
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CLOSE } from 'shared/sync';
import { expect, it } from 'vitest';
import { assertSame, Device, Promised, until } from '../support/documents.ts';
import { startServer } from '../support/process.ts';
import { visit } from '../support/visitor.ts';
import { cannotMount, mountMemory } from './support/mounts.ts';

const DISK_MB = 48;
/** Random, so that neither a snapshot nor the file system makes it smaller. */
const block = () => crypto.getRandomValues(new Uint8Array(32 * 1024));

it.skipIf(cannotMount)(
  `[OPS-5] refuses edits on a full disk, keeps what it had, and takes them when there is room again${cannotMount}`,
  async () => {
    using disk = mountMemory(DISK_MB);
    let server = await startServer(disk.path);
    const visitor = await visit(server.origin);
    const promised = new Promised();
    const name = `${visitor.workspaceId}/board/b1`;
    const device = () => new Device({ origin: () => server.origin, cookie: visitor.cookie, name, promised });
    const [writer, reader] = [device(), device()];
    try {
      await Promise.all([writer.synced(), reader.synced()]);
      const items = writer.doc.getMap<unknown>('items');
      items.set('before', block());
      await until(() => reader.doc.getMap('items').has('before') && writer.unacknowledged === 0);

      fill(join(disk.path, 'filler'));
      // The write-ahead log may have some room of its own left.
      for (let n = 0; !writer.closed && n < 200; n++) {
        items.set(`full ${n}`, block());
        await until(() => writer.unacknowledged === 0 || writer.closed !== undefined);
      }
      expect(writer.closed).toEqual({ code: CLOSE.tryLater, reason: 'no room left on the server' });
      expect([reader.isOpen, reader.closed]).toEqual([true, undefined]);
      expect((await fetch(`${server.origin}/api/health`)).status).toBe(200);
      const late = device();
      await late.synced();
      assertSame(late.doc, reader.doc, 'who comes while the disk is full differs from who was there');
      late.drop();
      // Coming again with what was refused changes nothing.
      await writer.connect();
      await until(() => writer.closed !== undefined);
      expect(writer.closed?.code).toBe(CLOSE.tryLater);

      const log = server.output();

      rmSync(join(disk.path, 'filler'));
      await writer.synced();
      items.set('after', 1);
      await until(() => writer.unacknowledged === 0 && reader.doc.getMap('items').has('after'));
      assertSame(writer.doc, reader.doc, 'the two differ when there is room again');

      await server.kill();
      server = await startServer(disk.path);
      const newcomer = await device().synced();
      newcomer.drop();
      expect(promised.missingFrom(newcomer.doc)).toBeUndefined();
      assertSame(newcomer.doc, writer.doc, 'the newcomer differs');
      expect([writer.fault, reader.fault]).toEqual([undefined, undefined]);
      // The operator was told why.
      expect(log).toContain('database or disk is full');
    } finally {
      for (const one of [writer, reader]) one.drop();
      await server.kill();
    }
  }
);

/** Writes until not a byte more fits. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  for (let size = 1024 * 1024; size >= 1;) {
    try {
      writeSync(file, new Uint8Array(size));
    } catch {
      size = Math.floor(size / 2);
    }
  }
  fsyncSync(file);
  closeSync(file);
}
