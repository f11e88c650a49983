// The server's side of runs: one function a request, so that states and actions know no addresses.
import type { Caps, Credits } from 'shared/accounts';
import { Problem, type Micros } from 'shared/kernel';
import type { ItemDetail, NewRun, Priority, Run, RunPage, Settlement } from 'shared/runs';
import { api, call } from '#lib/platform';

/** One page of a workspace's runs, newest first. */
export async function fetchPage(workspaceId: string, cursor?: string): Promise<RunPage> {
  return call(api().runs.$get({ query: { workspaceId, ...(cursor ? { cursor } : {}) } }));
}

/** The newest runs whose results land in a collection. */
export async function fetchCollectionRuns(workspaceId: string, collection: string): Promise<RunPage['runs']> {
  return (await call(api().runs.$get({ query: { workspaceId, collection } }))).runs;
}

/** A run with its items; with `since` only those that changed after that revision. */
export async function fetchRun(id: string, since?: number): Promise<Run> {
  return call(api().runs[':id'].$get({ param: { id }, query: since === undefined ? {} : { since: String(since) } }));
}

/** The run of an id; undefined when the server does not have it. */
export async function findRun(id: string): Promise<Run | undefined> {
  try {
    return await fetchRun(id);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** Asks for a run; the same id twice is the same run. */
export async function postRun(json: NewRun): Promise<Run> {
  return call(api().runs.$post({ json }));
}

/** Micro-dollars that the server would charge for a whole run now. */
export async function quoteRun({
  workspaceId,
  recipe,
  count,
  each
}: Pick<NewRun, 'workspaceId' | 'recipe' | 'count' | 'each'>): Promise<Micros> {
  return (await call(api().engine.quote.$post({ json: { workspaceId, recipe, count, ...(each ? { each } : {}) } }))).total;
}

/** One item with its recipe, its way so far, and what is known while its answer is lost. */
export async function fetchItem(id: string, itemId: string): Promise<ItemDetail> {
  return call(api().runs[':id'].items[':itemId'].$get({ param: { id, itemId } }));
}

/** Says of an item whose answer was lost for good whether it stands on the bill. */
export async function postSettlement(id: string, itemId: string, as: Settlement['as']): Promise<Run> {
  return call(api().runs[':id'].items[':itemId'].settle.$post({ param: { id, itemId }, json: { as } }));
}

export async function postPriority(id: string, priority: Priority): Promise<Run> {
  return call(api().runs[':id'].priority.$post({ param: { id }, json: { priority } }));
}

export type Order = 'cancel' | 'pause' | 'resume' | 'retry';

/** Gives an order for a whole run, or to cancel or retry one of its items, and answers the run as it is then. */
export async function order(id: string, what: Order, itemId?: string): Promise<Run> {
  const param = { id };
  const json = itemId ? { itemId } : {};
  const one = api().runs[':id'];
  switch (what) {
    case 'cancel':
      return call(one.cancel.$post({ param, json }));
    case 'pause':
      return call(one.pause.$post({ param }));
    case 'resume':
      return call(one.resume.$post({ param }));
    case 'retry':
      return call(one.retry.$post({ param, json }));
  }
}

/** What a workspace has spent and may spend, with a page of its ledger. */
export async function fetchCredits(workspaceId: string, cursor?: string): Promise<Credits> {
  return call(api().credits.$get({ query: { workspaceId, ...(cursor ? { cursor } : {}) } }));
}

/** Changes the caps that are named, and answers all as they are then. */
export async function putCaps(workspaceId: string, change: Partial<Caps>): Promise<Caps> {
  return call(api().credits.caps.$put({ json: { workspaceId, ...change } }));
}
