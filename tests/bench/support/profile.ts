// Reads a CPU profile: which functions and which places took the time of a server's main thread.
import { mkdtempSync, writeFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Samples that are no work of the server: waiting, and the recording itself. */
const IDLE = new Set(['(idle)', 'post node:inspector']);

/**
 * Prints in percent of the busy time where most of it was spent: by functions themselves, and by the server's own functions
 * together with all that they call. Keeps the profile for a viewer.
 */
export function printProfile(title: string, profile: Profiler.Profile, top = 25): void {
  const file = join(mkdtempSync(join(tmpdir(), 'preset-bench-profile-')), `${title.replaceAll(/[^a-z0-9]+/gi, '-')}.cpuprofile`);
  writeFileSync(file, JSON.stringify(profile));
  const spent = new Map<number, number>();
  profile.samples?.forEach((id, index) => spent.set(id, (spent.get(id) ?? 0) + (profile.timeDeltas?.[index] ?? 0)));

  const [itself, withCalls] = [new Map<string, number>(), new Map<string, number>()];
  let busy = 0;
  const callers = callersOf(profile);
  for (const node of profile.nodes) {
    const time = spent.get(node.id) ?? 0;
    const name = nameOf(node);
    if (time === 0 || IDLE.has(name.replace(/:\d+$/, ''))) continue;
    busy += time;
    add(itself, name, time);
    const chain = new Set<string>();
    for (let at: Profiler.ProfileNode | undefined = node; at; at = callers.get(at.id)) chain.add(nameOf(at));
    for (const each of chain) if (/ [^ ]+\//.test(each)) add(withCalls, each, time);
  }
  console.error(`\n${title}: ${Math.round(busy / 1_000)} ms busy; ${file}`);
  for (const [heading, times] of [
    ['themselves', itself],
    ['with all they call', withCalls]
  ] as const) {
    console.error(`  ${heading}`);
    for (const [name, time] of [...times].sort(([, a], [, b]) => b - a).slice(0, top)) {
      console.error(`${((100 * time) / busy).toFixed(1).padStart(8)} %  ${name}`);
    }
  }
}

function callersOf({ nodes }: Profiler.Profile): Map<number, Profiler.ProfileNode> {
  return new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)));
}

function nameOf({ callFrame }: Profiler.ProfileNode): string {
  const place = callFrame.url.replace(/^.*\/(node_modules|src)\//, '').replace(/^\.pnpm\/[^/]+\/node_modules\//, '');
  return place ? `${callFrame.functionName || '(anonymous)'} ${place}:${callFrame.lineNumber + 1}` : callFrame.functionName;
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}
