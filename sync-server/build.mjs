// Builds the web app if anything it is made from has changed since the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const web = join(root, 'web');
const stampFile = join(web, 'build', '.inputs');

/** Hash of all inputs of the build; also its version, so that an unchanged tree is never fetched again by anybody. */
function inputsHash() {
  const patterns = ['web/{src,static}/**/*', 'web/*.{ts,json}', 'shared/src/**/*', 'shared/package.json', 'pnpm-lock.yaml'];
  const files = globSync(patterns, { cwd: root, withFileTypes: true, exclude: (entry) => /\.test\.ts$/.test(entry.name ?? entry) })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** Builds when needed. Throws when the build fails; the stamp is written only after success. */
export function build() {
  const inputs = inputsHash();
  const built = existsSync(join(web, 'build', 'index.html')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === inputs;
  if (built) return;
  console.log('Building the web app (only when something changed) …');
  const done = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    cwd: web,
    stdio: 'inherit',
    env: { ...process.env, BUILD_ID: inputs }
  });
  if (done.status !== 0) throw new Error('The web app could not be built; the lines above say why.');
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, inputs);
}

if (import.meta.main) build();
