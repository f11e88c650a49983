// A run of 1,000 items at an account's rate limit: how much of the limit it uses, and what an item costs the server.
import { setTimeout } from 'node:timers/promises';
import { accountLevels } from '../../../sync-server/src/engine/engine.ts';
import { measurePicture } from '../../../sync-server/src/blobs/picture.ts';
import { printProfile } from '../support/profile.ts';
import type { BenchOptions } from '../support/report.ts';
import { LATENCY_MS, open, type Workshop } from './batch.ts';

const MINUTE = 60_000;
const LEVEL = 'silver';
/** Pictures that are measured alone, and how many at once, as the server does. */
const SAMPLES = 100;
const AT_ONCE = 2;

export async function run({ report, short, profile, wants }: BenchOptions): Promise<void> {
  if (!wants('preset')) return;
  const items = short ? 50 : 1_000;
  const { imagesPerMinute } = accountLevels[LEVEL];
  const workshop = await open(LEVEL);
  try {
    await setTimeout(3_000);
    const cost = await costOf(workshop, items, profile);
    const picture = await costOfPictures(workshop, Math.min(items, SAMPLES));
    const sent = workshop.sentAt();
    const rates = sharesOfMinutes(sent, imagesPerMinute);
    report.measured(`${items} items, ${imagesPerMinute} a minute allowed, ${LATENCY_MS} ms each at the provider`, 'preset', {
      seconds: cost.ms / 1_000,
      secondsAtLeast: (MINUTE * Math.floor((items - 1) / imagesPerMinute) + LATENCY_MS) / 1_000,
      sent: sent.length,
      percentOfLimit: percent(mean(rates)),
      percentOfLimitLeast: percent(Math.min(...rates)),
      cpuMsPerItem: round(cost.cpuMs / items),
      thumbnailMsPerItem: round(picture.cpuMs),
      bytesPerItem: picture.bytes,
      restMsPerItem: round(cost.cpuMs / items - picture.cpuMs)
    });
    report.goal({
      goal: 'time between two items against what the limit allows, as a ratio',
      ours: 1 / mean(rates),
      limit: 1 / 0.95,
      why: 'fewer items than the limit allows in a minute'
    });
    report.goal({
      goal: 'server CPU per item without drawing and thumbnails, ms',
      ours: cost.cpuMs / items - picture.cpuMs,
      limit: 15
    });
  } finally {
    await workshop.end();
  }
}

/** CPU of all threads of the server from asking for the run to its end, and how long that took. */
async function costOf({ program, accept, ended }: Workshop, items: number, profile: boolean): Promise<{ cpuMs: number; ms: number }> {
  const began = { at: Date.now(), cpu: await program.process.cpuOfAll() };
  const work = async () => ended(await accept(items));
  if (profile) printProfile(`run of ${items} items`, await program.process.profiled(work));
  else await work();
  return { cpuMs: ((await program.process.cpuOfAll()) - began.cpu) / 1_000, ms: Date.now() - began.at };
}

/** What the server does with a picture itself — measuring it, its thumbnail, its colours — done here with the same code and files. */
async function costOfPictures({ outputs }: Workshop, samples: number): Promise<{ cpuMs: number; bytes: number }> {
  const files = await outputs(samples);
  const waiting = [...files];
  // The first picture warms the code up.
  for (const file of files.slice(0, 5)) await measurePicture(file, 'image/jpeg');
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let file = waiting.pop(); file; file = waiting.pop()) await measurePicture(file, 'image/jpeg');
    })
  );
  const { user, system } = process.cpuUsage(before);
  return {
    cpuMs: (user + system) / 1_000 / files.length,
    bytes: Math.round(files.reduce((sum, file) => sum + file.length, 0) / files.length)
  };
}

/**
 * What share of the limit each minute used, of those that end while items are still sent: one begins every second.
 * A client that sends as early as the limit lets it has 1 in all of them.
 */
function sharesOfMinutes(sent: readonly number[], limit: number): number[] {
  const [first = 0, last = 0] = [sent[0], sent.at(-1)];
  const shares: number[] = [];
  for (let from = first; from + MINUTE <= last; from += 1_000) {
    shares.push(sent.filter((at) => at >= from && at < from + MINUTE).length / limit);
  }
  return shares;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (share: number) => round(share * 100);
const round = (value: number) => Math.round(value * 10) / 10;
