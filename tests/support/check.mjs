// `pnpm check`: format, lint, floors and circles, types (the service worker's too) and unused code; names every step that failed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const bin = (folder, name) => join(root, folder, 'node_modules', '.bin', name);

const steps = [
  ['format', '.', 'prettier', '--check', '.'],
  ['kit', 'web', 'svelte-kit', 'sync'],
  ['lint', 'web', 'eslint', '.'],
  ['floors', '.', 'depcruise', 'shared/src', 'sync-server/src', 'web/src', '--config', '.dependency-cruiser.mjs'],
  ['types of shared', 'shared', join(root, 'node_modules/.bin/tsc'), '-p', '.'],
  ['types of sync-server', 'sync-server', join(root, 'node_modules/.bin/tsc'), '-p', '.'],
  ['types of tests', 'tests', join(root, 'node_modules/.bin/tsc'), '-p', '.'],
  ['types of web', 'web', 'svelte-check', '--tsgo', '--fail-on-warnings'],
  ['types of the service worker', 'web', 'tsc', '--noEmit', '-p', 'src/service-worker'],
  ['unused code', '.', 'knip']
];

const failed = steps.filter(([name, folder, command, ...args]) => {
  console.log(`\n— ${name}`);
  const path = existsSync(command) ? command : existsSync(bin(folder, command)) ? bin(folder, command) : bin('.', command);
  return spawnSync(path, args, { cwd: join(root, folder), stdio: 'inherit' }).status !== 0;
});
console.log(failed.length ? `\nFailed: ${failed.map(([name]) => name).join(', ')}` : '\nAll checks passed.');
process.exitCode = failed.length ? 1 : 0;
