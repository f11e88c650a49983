// Which schedules a run tries: every seed that has ever failed, then new ones; `SEED=…` runs that one alone.
import { readFileSync, writeFileSync } from 'node:fs';

type Suite = 'rooms' | 'server';

const file = new URL('./failing-seeds.json', import.meta.url);

/** Seeds to run; `FIRST_SEED` moves the new ones elsewhere. */
export function seedsOf(suite: Suite, count: number): number[] {
  const { SEED, FIRST_SEED } = process.env;
  if (SEED) return [Number(SEED)];
  const first = Number(FIRST_SEED ?? 1);
  return [...new Set([...kept()[suite], ...Array.from({ length: count }, (_, n) => first + n)])];
}

/** Runs the schedules, `atOnce` side by side; the first failure names its seed, and is kept where `KEEP_SEEDS` is set. */
export async function runSchedules(
  suite: Suite,
  seeds: readonly number[],
  atOnce: number,
  run: (seed: number) => Promise<void>
): Promise<void> {
  const left = [...seeds];
  let done = 0;
  const work = async () => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      try {
        await run(seed);
      } catch (error) {
        left.length = 0;
        if (process.env.KEEP_SEEDS) keep(suite, seed);
        throw new Error(`The schedule of seed ${seed} failed; run it alone with SEED=${seed}.`, { cause: error });
      }
      if (++done % 500 === 0) console.info(`${suite}: ${done} of ${seeds.length} schedules`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

function kept(): Record<Suite, number[]> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<Suite, number[]>;
}

function keep(suite: Suite, seed: number): void {
  const seeds = kept();
  if (!seeds[suite].includes(seed)) seeds[suite].push(seed);
  writeFileSync(file, `{ "rooms": ${JSON.stringify(seeds.rooms)}, "server": ${JSON.stringify(seeds.server)} }\n`);
}
