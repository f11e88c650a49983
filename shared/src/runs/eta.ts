// When a run will be done, told honestly: from the key's limits, what stands before it in the queue, and how long such items took.

const MINUTE = 60_000;

/** Queued items of one run, as the queue sees them. */
export interface QueuedRun {
  readonly runId: string;
  readonly userId: string;
  readonly queued: number;
  /** Higher is served first among one member's runs. */
  readonly priority: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/**
 * How many queued items of others are sent before the last item of a run: those of the member's own runs that come first, and as many of
 * every other member as turns pass until then.
 */
export function aheadOf(queue: readonly QueuedRun[], runId: string): number {
  const run = queue.find((one) => one.runId === runId);
  if (!run) return 0;
  const comesFirst = (one: QueuedRun) =>
    one.priority > run.priority ||
    (one.priority === run.priority && (one.createdAt < run.createdAt || (one.createdAt === run.createdAt && one.runId < run.runId)));
  const own = sum(queue.filter((one) => one.userId === run.userId && one !== run && comesFirst(one)));
  const turns = own + run.queued;
  const others = Map.groupBy(
    queue.filter(({ userId }) => userId !== run.userId),
    ({ userId }) => userId
  );
  return own + [...others.values()].reduce((total, runs) => total + Math.min(sum(runs), turns), 0);
}

export interface EtaFacts {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Items of the run that are still to be sent, and others that are sent before its last. */
  readonly queued: number;
  readonly ahead: number;
  /** Items with the provider through the same key, of whatever run. */
  readonly inFlight: number;
  /** Items of the same kind (picture or clip) that were sent in the last minute. */
  readonly sent: number;
  /** The account's limits. */
  readonly perMinute: number;
  readonly concurrent: number;
  /** Milliseconds that an item takes from sending to its end. */
  readonly took: number;
  /** When the run's newest item was sent; null where none is under way. */
  readonly lastSentAt: number | null;
}

/** Epoch milliseconds at which the last item of a run is expected, never before `now`. */
export function etaOf({ now, queued, ahead, inFlight, sent, perMinute, concurrent, took, lastSentAt }: EtaFacts): number {
  if (queued === 0) return Math.max(now, Math.round((lastSentAt ?? now) + took));
  const place = ahead + queued;
  const free = Math.max(0, perMinute - sent);
  const byRate = Math.ceil(Math.max(0, place - free) / perMinute) * MINUTE;
  const byPlaces = (Math.ceil((inFlight + place) / concurrent) - 1) * took;
  return Math.round(now + Math.max(byRate, byPlaces) + took);
}

function sum(queue: readonly QueuedRun[]): number {
  return queue.reduce((total, { queued }) => total + queued, 0);
}
