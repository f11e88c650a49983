// `pnpm soak`: the fault and convergence tests with full counts, for an hour nobody waits for; every count can be set by its variable.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const results = join(root, 'test-results', 'soak.json');
rmSync(results, { force: true });

const counts = {
  // New schedules each time; SEED=… runs one alone.
  FIRST_SEED: 1 + Math.floor(Math.random() * 1_000_000_000),
  SCHEDULES: 10_000,
  SERVER_SCHEDULES: 20,
  KILLS: 20,
  // Kills in the middle of paid runs, items of each run, and the longest time from a start to a kill.
  RUN_KILLS: 100,
  RUN_ITEMS: 1_000,
  RUN_PAUSE_MS: 4_000,
  POWER_CUTS: 10,
  SLOW_DISK_MS: 10,
  // Seeds that fail are written to tests/convergence/failing-seeds.json.
  KEEP_SEEDS: 1
};
const environment = { ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)])), ...process.env };
console.log(
  Object.keys(counts)
    .map((name) => `${name}=${environment[name]}`)
    .join(' ')
);

const started = Date.now();
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project=tests',
    '--no-file-parallelism',
    '--reporter=default',
    '--reporter=json',
    '--outputFile.json=test-results/soak.json',
    ...(process.argv.length > 2 ? process.argv.slice(2) : ['tests/convergence', 'tests/chaos', 'tests/contracts/socket-input'])
  ],
  { cwd: root, stdio: 'inherit', env: environment }
);

const {
  numPassedTests: passed = 0,
  numFailedTests = 0,
  numPendingTests: skipped = 0
} = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
const failed = Math.max(numFailedTests, status === 0 ? 0 : 1);
const minutes = ((Date.now() - started) / 60_000).toFixed(1);
console.log(`\nSoak of ${minutes} minutes: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed || !passed ? 1 : 0;
