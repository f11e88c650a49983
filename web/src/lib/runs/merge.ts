// Merging what the server says about runs: answers may arrive in any order, and none may undo a newer one.
import type { Item, Run, RunSummary } from 'shared/runs';

/** A run as this device knows it; items come only with a run's own answer, so they may be older than the summary. */
export interface RunEntry extends RunSummary {
  readonly items: readonly Item[] | undefined;
  /** The revision that the items belong to; -1 without items. */
  readonly itemsRevision: number;
}

/** A run with or without items, as the API answers it. */
export type Answer = Run | RunSummary;

/** An answer as an entry; one that holds only what changed has no items of its own before it is laid over those known. */
export function entryOf(answer: Answer, known?: RunEntry): RunEntry {
  const { items, since, ...summary } = { items: undefined, since: undefined, ...answer };
  if (!items) return { ...summary, items: undefined, itemsRevision: -1 };
  if (since === undefined) return { ...summary, items, itemsRevision: answer.revision };
  if (!known?.items || known.itemsRevision < since) return { ...summary, items: undefined, itemsRevision: -1 };
  return { ...summary, items: laidOver(known.items, items), itemsRevision: answer.revision };
}

/** The newest of both for each part; the same object when the incoming one says nothing new. */
export function mergeRun(known: RunEntry | undefined, incoming: RunEntry): RunEntry {
  if (!known) return incoming;
  const summary = incoming.revision > known.revision ? incoming : known;
  const newer = incoming.itemsRevision > known.itemsRevision;
  if (summary === known && !newer) return known;
  if (!newer) return { ...summary, items: known.items, itemsRevision: known.itemsRevision };
  return { ...summary, items: shared(known.items, incoming.items), itemsRevision: incoming.itemsRevision };
}

/** Changed items in place of those known by the same index. */
function laidOver(known: readonly Item[], changed: readonly Item[]): readonly Item[] {
  const all = [...known];
  for (const item of changed) all[item.index] = item;
  return all;
}

/** The incoming items, with the known object wherever nothing changed, so that only what did is drawn again. */
function shared(known: readonly Item[] | undefined, incoming: readonly Item[] | undefined): readonly Item[] | undefined {
  if (!known || !incoming) return incoming;
  return incoming.map((item, index) => {
    const before = known[index];
    return before !== undefined && alike(before, item) ? before : item;
  });
}

/** Whether two JSON values are equal. */
function alike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => key in other && alike(one[key as never], other[key as never]));
}

/** Newest first; the id decides between runs of the same millisecond, as in the server's lists. */
export function byNewest(one: Pick<RunSummary, 'createdAt' | 'id'>, other: Pick<RunSummary, 'createdAt' | 'id'>): number {
  return other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1);
}

/** All entries after an answer of several runs; the same map when nothing changed. */
export function mergeRuns(known: ReadonlyMap<string, RunEntry>, incoming: readonly RunEntry[]): ReadonlyMap<string, RunEntry> {
  let merged: Map<string, RunEntry> | undefined;
  for (const entry of incoming) {
    const before = (merged ?? known).get(entry.id);
    const after = mergeRun(before, entry);
    if (after === before) continue;
    merged ??= new Map(known);
    merged.set(entry.id, after);
  }
  return merged ?? known;
}

/** Whether the items of an entry are as new as its summary. */
export function isComplete(entry: RunEntry): boolean {
  return entry.items !== undefined && entry.itemsRevision === entry.revision;
}
