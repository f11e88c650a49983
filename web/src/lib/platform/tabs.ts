// Several tabs are one device: who leads, who is alive, and who may do a thing alone.
import { newId } from 'shared/kernel';

/** This tab's id, for as long as the page lives. */
export const tabId = newId();

const TAB_LOCK = 'preset-tab-';
// Pages without a secure context have no locks: every tab then works for itself, which is wasteful and still right.
const locks = (): LockManager | undefined => globalThis.navigator?.locks;

let alive: Promise<void> | undefined;

/** Holds a lock with this tab's name, so that others can tell whether its unfinished work was abandoned. */
function announce(): Promise<void> {
  alive ??= new Promise((resolve) => {
    const manager = locks();
    if (!manager) return resolve();
    void manager.request(TAB_LOCK + tabId, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
  return alive;
}

/** The ids of all tabs of this device that are open now; only this one where the browser cannot tell. */
export async function liveTabs(): Promise<Set<string>> {
  await announce();
  const held = (await locks()?.query())?.held ?? [];
  const names = held.flatMap(({ name }) => (name?.startsWith(TAB_LOCK) ? [name.slice(TAB_LOCK.length)] : []));
  return new Set([...names, tabId]);
}

/** Does `work` while no other tab does work of the same name. */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  const manager = locks();
  return manager ? await manager.request(`preset-${name}`, work) : work();
}

/**
 * Runs `work` in one tab of the device at a time: here as soon as no other tab does it. `signal` aborts when this tab is to
 * stop; `work` then has to end. The answer gives up leading (or waiting for it).
 */
export function lead(name: string, work: (signal: AbortSignal) => Promise<void>): () => void {
  const stop = new AbortController();
  const manager = locks();
  const led = manager ? manager.request(`preset-lead-${name}`, { signal: stop.signal }, () => work(stop.signal)) : work(stop.signal);
  Promise.resolve(led).catch((error: unknown) => {
    if (!stop.signal.aborted) console.error(`Leading ${name} failed.`, error);
  });
  return () => stop.abort();
}
