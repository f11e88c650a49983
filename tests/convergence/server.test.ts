// Random schedules against real servers that are stopped and killed: the sockets, the writer thread and the file take part.
import { it } from 'vitest';
import { runSchedules, seedsOf } from './seeds.ts';
import { runServerSchedule } from './server-schedule.ts';

const COUNT = Number(process.env.SERVER_SCHEDULES ?? 2);

it(
  `[SYNC-1] [SYNC-2] five devices converge and nothing promised is lost, in ${COUNT} schedules over a server that is stopped and killed`,
  {
    timeout: 60_000 + COUNT * 30_000
  },
  () => runSchedules('server', seedsOf('server', COUNT), 2, runServerSchedule)
);
