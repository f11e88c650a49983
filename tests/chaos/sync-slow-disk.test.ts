// Every flush of the disk takes long: the server goes on answering, and edits arrive in the order in which they were made.
import { expect, it } from 'vitest';
import { Device, until } from '../support/documents.ts';
import { startServer, temporaryFolder } from '../support/process.ts';
import { visit } from '../support/visitor.ts';
import { noSlowDisk, slowDisk } from './support/slow-disk.ts';

const FLUSH_MS = Number(process.env.SLOW_DISK_MS ?? 0);
const WRITERS = 4;
const EDITS = 100;
const reason = noSlowDisk || (FLUSH_MS === 0 ? ' (skipped: takes long, runs in pnpm soak)' : '');

it.skipIf(reason)(`[SYNC-2] answers and keeps the order of edits on a disk whose flush takes ${FLUSH_MS} ms${reason}`, async () => {
  await using folder = await temporaryFolder();
  await using shim = await temporaryFolder();
  const server = await startServer(folder.path, slowDisk(shim.path, FLUSH_MS));
  const visitor = await visit(server.origin);
  const device = () => new Device({ origin: () => server.origin, cookie: visitor.cookie, name: `${visitor.workspaceId}/board/b1` });
  const [reader, ...writers] = Array.from({ length: WRITERS + 1 }, device) as [Device, ...Device[]];
  const seen = writers.map((): number[] => []);
  try {
    await Promise.all([reader, ...writers].map((one) => one.synced()));
    const items = reader.doc.getMap<number>('items');
    items.observe(({ keysChanged }) => {
      for (const key of keysChanged as Set<string>) seen[Number(key)]?.push(items.get(key)!);
    });
    let isEditing = true;
    const delays: number[] = [];
    const health = (async () => {
      while (isEditing) {
        const asked = performance.now();
        expect((await fetch(`${server.origin}/api/health`)).status).toBe(200);
        delays.push(performance.now() - asked);
      }
    })();
    for (let n = 1; n <= EDITS; n++) {
      for (const [at, { doc }] of writers.entries()) doc.getMap('items').set(String(at), n);
      await until(() => writers.every(({ unacknowledged }) => unacknowledged < 5));
    }
    await until(() => writers.every(({ unacknowledged }) => unacknowledged === 0) && seen.every((list) => list.at(-1) === EDITS));
    isEditing = false;
    await health;
    for (const list of seen) expect(list).toEqual([...new Set(list)].sort((a, b) => a - b));
    delays.sort((a, b) => a - b);
    const at = (share: number) => delays[Math.floor(share * (delays.length - 1))]!.toFixed(1);
    console.info(
      `health with flushes of ${FLUSH_MS} ms: ${delays.length} answers, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`
    );
    for (const { fault } of [reader, ...writers]) expect(fault).toBeUndefined();
  } finally {
    for (const one of [reader, ...writers]) one.drop();
    await server.kill();
  }
});
