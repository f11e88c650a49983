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

/** An answer as an entry. */
export function entryOf(answer: Answer): RunEntry {
  const items = 'items' in answer ? answer.items : undefined;
  return { ...answer, items, itemsRevision: items ? answer.revision : -1 };
}

/** The newest of both for each part; the same object when the incoming one says nothing new. */
export function mergeRun(known: RunEntry | undefined, incoming: RunEntry): RunEntry {
  if (!known) return incoming;
  const summary = incoming.revision > known.revision ? incoming : known;
  const items = incoming.itemsRevision > known.itemsRevision ? incoming : known;
  if (summary === known && items === known) return known;
  return { ...summary, items: items.items, itemsRevision: items.itemsRevision };
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
