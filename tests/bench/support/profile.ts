// Reads a CPU profile: which functions and which places took the time of a server's main thread.
import { mkdtempSync, writeFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Prints the functions in which most time was spent themselves, in percent of the busy time, and keeps the profile for a viewer. */
export function printProfile(title: string, profile: Profiler.Profile, top = 40): void {
  const file = join(mkdtempSync(join(tmpdir(), 'preset-bench-profile-')), `${title.replaceAll(/[^a-z0-9]+/gi, '-')}.cpuprofile`);
  writeFileSync(file, JSON.stringify(profile));
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const spent = new Map<string, number>();
  let busy = 0;
  profile.samples?.forEach((id, index) => {
    const frame = nodes.get(id)?.callFrame;
    if (!frame || frame.functionName === '(idle)') return;
    const time = profile.timeDeltas?.[index] ?? 0;
    busy += time;
    const place = frame.url.replace(/^.*\/(node_modules|src)\//, '').replace(/^\.pnpm\/[^/]+\/node_modules\//, '');
    const key = `${frame.functionName || '(anonymous)'} ${place}:${frame.lineNumber + 1}`;
    spent.set(key, (spent.get(key) ?? 0) + time);
  });
  console.error(`\n${title}: ${Math.round(busy / 1000)} ms busy; ${file}`);
  for (const [key, time] of [...spent].sort(([, a], [, b]) => b - a).slice(0, top)) {
    console.error(`${((100 * time) / busy).toFixed(1).padStart(6)} %  ${key}`);
  }
}
