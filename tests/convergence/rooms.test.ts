// Random schedules of edits and faults against the rooms of this process: whatever happens, all end up with the same document.
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { openDatabase, type Database } from '../../sync-server/src/platform/database/index.ts';
import { temporaryFolder } from '../support/process.ts';
import { runRoomsSchedule } from './rooms-schedule.ts';
import { runSchedules, seedsOf } from './seeds.ts';

const COUNT = Number(process.env.SCHEDULES ?? 60);
/** Schedules wait mostly for the disk, and share its commits. */
const AT_ONCE = 8;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
beforeAll(async () => {
  folder = await temporaryFolder();
  database = await openDatabase({ file: join(folder.path, 'preset.db') });
});
afterAll(async () => {
  await database.close();
  await folder[Symbol.asyncDispose]();
});

it(
  `[SYNC-1] [SYNC-2] five devices converge and nothing promised is lost, in ${COUNT} schedules of edits, broken lines, kills and full disks`,
  {
    timeout: 60_000 + COUNT * 1_000
  },
  () => runSchedules('rooms', seedsOf('rooms', COUNT), AT_ONCE, (seed) => runRoomsSchedule(database, seed))
);
