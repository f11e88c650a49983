// How long the server's event loop keeps others waiting while people edit and a run of 1,000 items goes to the provider and comes back.
import { setTimeout } from 'node:timers/promises';
import { editors, seat } from '../sync/editors.ts';
import type { LoopDelay } from '../support/measured-process.ts';
import { printProfile } from '../support/profile.ts';
import type { BenchOptions } from '../support/report.ts';
import { open } from './batch.ts';

/** An account whose limits never make the run wait, so that items are moving all the while. */
const LEVEL = 'gold';

export async function run({ report, short, profile, wants }: BenchOptions): Promise<void> {
  if (!wants('preset')) return;
  const items = short ? 60 : 1_000;
  const workshop = await open(LEVEL);
  const { program } = workshop;
  try {
    await setTimeout(3_000);
    const crowd = await seat(program);
    const editing = new AbortController();
    const edits = crowd.edit(editing.signal);
    const alone = await program.process.loopDelay(() => setTimeout(short ? 3_000 : 10_000));
    report.measured(`${editors} people edit`, 'preset', { ...alone, ...crowd.figures() });
    const began = Date.now();
    let busy: LoopDelay = alone;
    const measure = async () =>
      void (busy = await program.process.loopDelay(async () => {
        await workshop.ended(await workshop.accept(items));
      }));
    if (profile) printProfile('loop with edits and a run', await program.process.profiled(measure));
    else await measure();
    report.measured(`${editors} people edit, a run of ${items} items`, 'preset', {
      ...busy,
      ...crowd.figures(),
      seconds: (Date.now() - began) / 1_000
    });
    editing.abort();
    await Promise.allSettled([edits]);
    crowd.leave();
    report.goal({ goal: 'event-loop delay p99 with edits and runs, ms', ours: busy.p99Ms, limit: 10 });
  } finally {
    await workshop.end();
  }
}
