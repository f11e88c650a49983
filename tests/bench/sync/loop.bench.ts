// How long the server's event loop keeps others waiting while people edit, runs are drawn and every flush of the disk takes long.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { newId } from '../../../shared/src/kernel/index.ts';
import { noSlowDisk, slowDisk } from '../../chaos/support/slow-disk.ts';
import { printProfile } from '../support/profile.ts';
import { start, type Program } from '../support/programs.ts';
import type { BenchOptions } from '../support/report.ts';
import { editors, seat } from './editors.ts';

/** What a flush takes longer, in milliseconds. */
const FLUSH_MS = 10;
/** Items of one run; the next one is asked for when half of it is made, so that some are always being made. */
const ITEMS = 40;
/** Milliseconds between two looks of the page that shows the run. */
const LOOK_EVERY = 500;

export async function run({ report, short, profile, wants }: BenchOptions): Promise<void> {
  if (!wants('preset')) return;
  const goal = `event-loop delay p99 with flushes of ${FLUSH_MS} ms, edits and runs, ms`;
  if (noSlowDisk) {
    report.goal({ goal, ours: undefined, limit: 10, why: noSlowDisk });
    return;
  }
  const seconds = short ? 5 : 30;
  const shim = await mkdtemp(join(tmpdir(), 'preset-bench-shim-'));
  const program = await start('preset', { environment: slowDisk(shim, FLUSH_MS) });
  try {
    // The painter warms up at the start.
    await setTimeout(3_000);
    const idle = await program.process.loopDelay(() => setTimeout(short ? 2_000 : 5_000));
    report.measured('nobody there', 'preset', { ...idle });
    const crowd = await seat(program);
    const editing = new AbortController();
    const edits = crowd.edit(editing.signal);
    const alone = await program.process.loopDelay(() => setTimeout(seconds * 500));
    report.measured(`${editors} people edit`, 'preset', { ...alone, ...crowd.figures() });
    const batch = await accept(program);
    const watching = batch.keepGoing(editing.signal);
    const before = await batch.done();
    let busy = idle;
    const measure = async () => void (busy = await program.process.loopDelay(() => setTimeout(seconds * 1_000)));
    if (profile) printProfile('loop with edits and runs', await program.process.profiled(measure));
    else await measure();
    const done = (await batch.done()) - before;
    report.measured(`${editors} people edit, runs of ${ITEMS} items are made`, 'preset', {
      ...busy,
      ...crowd.figures(),
      itemsMade: done,
      itemsASecond: Math.round((done * 10) / seconds) / 10,
      flushMs: FLUSH_MS
    });
    editing.abort();
    await Promise.allSettled([edits, watching]);
    crowd.leave();
    // Without items being made it would be another measurement.
    report.goal({ goal, ours: done > 0 ? busy.p99Ms : undefined, limit: 10, why: 'no item was made meanwhile' });
  } finally {
    await program.end();
    await rm(shim, { recursive: true, force: true });
  }
}

/** A batch of items for the sandbox, and a page that shows it. */
async function accept({ process, place }: Program) {
  if (!place) throw new Error('Runs are made by Preset alone.');
  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const headers = { ...place.headers(0), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(`${process.origin}${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body)
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const recipe = { v: 1, model: 'bytedance/seedream-v4', prompt: 'a red vase on a plinth at dawn', params: { size: '1024*1024' } };
  const ids: string[] = [];
  const accepted = async () => {
    const id = newId();
    await send('POST', '/api/runs', { id, workspaceId: place.workspaceId, count: ITEMS, recipe });
    ids.push(id);
  };
  const made = async (id = '') => ((await send('GET', `/api/runs/${id}`)) as { counts: { succeeded: number } }).counts.succeeded;
  await accepted();
  return {
    async done() {
      let sum = 0;
      for (const id of ids) sum += await made(id);
      return sum;
    },
    /** Shows the newest run, and asks for the next in time. */
    async keepGoing(signal: AbortSignal) {
      while (!signal.aborted) {
        if ((await made(ids.at(-1))) >= ITEMS / 2) await accepted();
        await setTimeout(LOOK_EVERY);
      }
    }
  };
}
