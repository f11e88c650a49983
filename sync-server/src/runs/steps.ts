// What the steps of an item share: their surroundings, waiting that ends when the server drains, and growing delays.
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '#area/engine';
import type { Held } from './held.ts';
import type { Histories } from './histories.ts';
import type { KeyPause } from './key-pause.ts';
import type { Arrivals } from './arrivals.ts';
import type { Pace } from './pace.ts';
import type { BlobKeeper, FileHandOver, GalleryWriter, Log, Timings } from './ports.ts';
import type { Places } from './places.ts';
import type { RunStore } from './store.ts';

export interface Works {
  readonly store: RunStore;
  readonly engine: Engine;
  readonly blobs: BlobKeeper;
  readonly galleries: GalleryWriter;
  readonly timings: Timings;
  readonly keyPause: KeyPause;
  readonly uploads: FileHandOver;
  readonly pace: Pace;
  readonly webhook: ((token: string) => string) | undefined;
  readonly arrivals: Arrivals;
  readonly histories: Histories;
  /** Results are held in memory while they are copied, so only a few at once. */
  readonly copying: Places;
  /** Aborted when the server drains. */
  readonly stop: AbortSignal;
  readonly log: Log;
}

/** One step of an item. True when its next step can follow at once, false when this process no longer holds it. */
export type Step = (works: Works, item: Held) => Promise<boolean>;

/** The server drains; the item goes on from its committed state elsewhere or later. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Waits without keeping the process alive; throws `Stopped` when the server drains. */
export async function pause(works: Works, ms: number): Promise<void> {
  await wait(ms, undefined, { signal: works.stop, ref: false }).catch(() => undefined);
  if (works.stop.aborted) throw new Stopped();
}

/** The promise's result, or `Stopped` as soon as the server drains: for calls that may be repeated. */
export async function unlessStopped<Result>(works: Works, promise: Promise<Result>): Promise<Result> {
  if (works.stop.aborted) throw new Stopped();
  let onAbort = () => {};
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => reject(new Stopped());
    works.stop.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    works.stop.removeEventListener('abort', onAbort);
  }
}

/** A delay that doubles with the age of what is waited for, from `first` to `longest` milliseconds. */
export function delayAt(age: number, first: number, longest: number): number {
  return Math.min(Math.max(age, first), longest);
}
