// What the gallery shows first when it is opened again: its newest assets, kept apart on this device, so that nobody waits for documents.
import { db } from '#lib/platform';
import type { AssetEntry } from './collection.ts';

/** One more than fit a large screen at the usual size. */
const MOST = 120;
const KEY = 'gallery-first-screen';
/** Raised when what is kept means something else; what an earlier program kept is then not shown. */
const VERSION = 1;

interface Kept {
  readonly version: number;
  readonly workspaceId: string;
  readonly entries: readonly AssetEntry[];
}

/** The newest assets of a workspace as this device last showed them; none where it does not know. Never rejects. */
export async function readFirstScreen(workspaceId: string): Promise<readonly AssetEntry[]> {
  try {
    const kept = (await (await db()).keyValue.get(KEY))?.value as Partial<Kept> | undefined;
    return kept?.version === VERSION && kept.workspaceId === workspaceId ? (kept.entries ?? []) : [];
  } catch {
    return [];
  }
}

let last: readonly AssetEntry[] = [];

/** Keeps the newest of these for the next time, if they are not kept already; they replace those of any other workspace. */
export async function keepFirstScreen(workspaceId: string, assets: readonly AssetEntry[]): Promise<void> {
  const entries = assets.slice(0, MOST);
  if (entries.length === last.length && entries.every((entry, index) => entry === last[index])) return;
  last = entries;
  try {
    await (await db()).keyValue.put({ key: KEY, value: { version: VERSION, workspaceId, entries } satisfies Kept });
  } catch {
    // The next time begins with the documents.
  }
}
