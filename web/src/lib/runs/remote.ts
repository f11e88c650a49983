// The server's side of runs: one function a request, so that states and actions know no addresses.
import { Problem } from 'shared/kernel';
import type { NewRun, Run, RunPage } from 'shared/runs';
import { api, call } from '#lib/platform';

/** One page of a workspace's runs, newest first. */
export async function fetchPage(workspaceId: string, cursor?: string): Promise<RunPage> {
  return call(api().runs.$get({ query: { workspaceId, ...(cursor ? { cursor } : {}) } }));
}

export async function fetchRun(id: string): Promise<Run> {
  return call(api().runs[':id'].$get({ param: { id }, query: {} }));
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
