// Random schedules of edits and faults against the rooms of this process: whatever happens, all end up with the same document.
import { afterAll, beforeAll, it } from 'vitest';
import type { Database } from '../../sync-server/src/platform/database/index.ts';
import { describeDatabases, type TestDatabase } from '../../sync-server/src/platform/database/test-databases.ts';
import { runRoomsSchedule } from './rooms-schedule.ts';
import { runSchedules, seedsOf } from './seeds.ts';

const COUNT = Number(process.env.SCHEDULES ?? 60);
/** Schedules wait mostly for the disk, and share its commits. */
const AT_ONCE = 8;

describeDatabases((make) => {
  let stored: TestDatabase;
  let databases: [Database, Database];
  beforeAll(async () => {
    stored = await make();
    const one = await stored.open();
    // One process at a time may have SQLite's file open: its second one shares what the first has opened.
    databases = [one, stored.kind === 'sqlite' ? one : await stored.open()];
  });
  afterAll(async () => {
    for (const database of databases) await database.close();
    await stored.remove();
  });

  it(
    `[SYNC-1] [SYNC-2] [OPS-4] five devices at one or two servers converge and nothing promised is lost, in ${COUNT} schedules of edits, broken lines, kills, full disks and a bad bus`,
    {
      timeout: 60_000 + COUNT * 1_000
    },
    () => runSchedules('rooms', seedsOf('rooms', COUNT), AT_ONCE, (seed) => runRoomsSchedule(databases, seed))
  );
});
