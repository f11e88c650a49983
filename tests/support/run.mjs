// `pnpm test`: unit, contract and fault tests, then the journeys in a browser; closes with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './chromium.mjs';
import { build } from '../../sync-server/build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });

const run = (folder, script, ...args) =>
  spawnSync(process.execPath, [script, ...args], { cwd: join(root, folder), stdio: 'inherit', env: process.env }).status ?? 1;
const read = (file) => (existsSync(join(results, file)) ? JSON.parse(readFileSync(join(results, file), 'utf8')) : {});

process.env.CHROMIUM_PATH = findChromium();
build();
const codes = [
  run('.', 'node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/vitest.json'),
  run('tests', 'node_modules/@playwright/test/cli.js', 'test')
];

const unit = read('vitest.json');
const { stats: browser = {} } = read('playwright.json');
const passed = (unit.numPassedTests ?? 0) + (browser.expected ?? 0) + (browser.flaky ?? 0);
/** A file that cannot even load counts no failed test, but fails its runner. */
const failures = (code, count = 0) => Math.max(count, code === 0 ? 0 : 1);
const failed = failures(codes[0], unit.numFailedTests) + failures(codes[1], browser.unexpected);
const skipped = (unit.numPendingTests ?? 0) + (browser.skipped ?? 0);
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed || !passed ? 1 : 0;
