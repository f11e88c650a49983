// `pnpm bench <group> [name …]`: installs the opponents when needed, then runs the benches asked for and prints their figures as JSON lines.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const groups = readdirSync(here).filter((group) => namesOf(group).length > 0);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    only: { type: 'string' }
  }
});
const [group, ...asked] = positionals;

if (Number(process.versions.node.split('.')[0]) < 24) stop('The benches need Node 24: run them as `npx --yes pnpm@12.21.0 bench …`.');
if (!group || !groups.includes(group) || asked.some((name) => !namesOf(group).includes(name))) stop(usage());

install();
const { Report } = await import('./support/report.ts');
const only = values.only?.split(',');
for (const name of asked.length > 0 ? asked : namesOf(group)) {
  const report = new Report(`${group} ${name}`);
  const { run } = await import(`./${group}/${name}.bench.ts`);
  await run({ report, short: values.short, profile: values.profile, wants: (program) => !only || only.includes(program) });
  if (values.keep) report.keep(join(here, 'results'), `${group}-${name}`);
}
// Sockets of the load that are still closing are nobody's any more.
process.exit(0);

function namesOf(folder) {
  if (folder === 'node_modules' || !statSync(join(here, folder)).isDirectory()) return [];
  return readdirSync(join(here, folder)).flatMap((file) => (file.endsWith('.bench.ts') ? [file.slice(0, -'.bench.ts'.length)] : []));
}

function usage() {
  const known = groups.map((folder) => `  ${folder}: ${namesOf(folder).join(', ')}`).join('\n');
  return `pnpm bench <group> [name …] [--short] [--keep] [--profile] [--only program,program]\n${known}`;
}

/** The opponents have a lockfile of their own; a stamp beside them says for which one they were installed. */
function install() {
  const stamp = join(here, 'node_modules', '.installed-for');
  const lock = createHash('sha256')
    .update(readFileSync(join(here, 'pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const { npm_execpath: pnpm } = process.env;
  const [command, ...before] = pnpm?.includes('pnpm')
    ? /\.[cm]?js$/.test(pnpm)
      ? [process.execPath, pnpm]
      : [pnpm]
    : ['npx', '--yes', 'pnpm@12.21.0'];
  const { status } = spawnSync(command, [...before, 'install', '--frozen-lockfile'], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) stop('The opponents could not be installed; see above.');
  writeFileSync(stamp, lock);
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
