// Sends one run and finds out what became of it, whatever the network does in between.
import type { Problem } from 'shared/kernel';
import type { NewRun, Run } from 'shared/runs';
import { referencesOf, type OutboxEntry } from './outbox.ts';

/** What sending needs from the outside. */
export interface SendingPorts {
  /** Resolves when the server knows this device and its workspace. */
  connected(): Promise<void>;
  /** Resolves when the server has the bytes; rejects with a `Problem` when it refuses them. */
  uploaded(hash: string): Promise<unknown>;
  /** Rejects with a `Problem` or with `isUnreachable`. */
  post(run: NewRun): Promise<Run>;
  /** The run of an id, undefined when the server does not have it. */
  find(id: string): Promise<Run | undefined>;
  isProblem(error: unknown): error is Problem;
  isUnreachable(error: unknown): boolean;
  /** Resolves when the server cannot be reached any more, so that waiting for uploads ends. */
  disconnected(): Promise<void>;
  /** Called before the POST, so that a closed page is known to have tried. */
  trying(): Promise<void>;
}

export type Outcome =
  | { readonly kind: 'accepted'; readonly run: Run }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** It did not go out, or nobody knows: `tried` says which. */
  | { readonly kind: 'waiting'; readonly tried: boolean };

/** How often one agreement of the person may send the same id; the server takes it once. */
const MOST_POSTS = 3;

/** Sends a run that the person agreed to. An answer that was lost is looked up by id, and the same id is sent again only if it is not there. */
export async function send(entry: OutboxEntry, ports: SendingPorts): Promise<Outcome> {
  let tried = entry.tried;
  try {
    const hashes = new Set(referencesOf(entry.newRun).map(({ hash }) => hash));
    const ready = ports.connected().then(() => Promise.all([...hashes].map((hash) => ports.uploaded(hash))));
    const arrived = await Promise.race([ready.then(() => true), ports.disconnected().then(() => false)]);
    if (!arrived) return { kind: 'waiting', tried };
    for (let posts = 0; posts < MOST_POSTS; posts += 1) {
      if (tried) {
        const found = await ports.find(entry.id);
        if (found) return { kind: 'accepted', run: found };
      }
      await ports.trying();
      tried = true;
      const run = await posted(entry.newRun, ports);
      if (run) return { kind: 'accepted', run };
    }
    return { kind: 'waiting', tried };
  } catch (error) {
    if (ports.isProblem(error)) return { kind: 'refused', problem: error };
    if (ports.isUnreachable(error)) return { kind: 'waiting', tried };
    throw error;
  }
}

/** The accepted run; undefined when the answer was lost. */
async function posted(run: NewRun, ports: SendingPorts): Promise<Run | undefined> {
  try {
    return await ports.post(run);
  } catch (error) {
    if (ports.isUnreachable(error)) return undefined;
    throw error;
  }
}
