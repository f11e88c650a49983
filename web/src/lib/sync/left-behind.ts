// Sees to edits that closed tabs and earlier visits have left unconfirmed, whether or not a page has their documents open.
import { liveQuery } from 'dexie';
import { parseName } from 'shared/sync';
import { account } from '#lib/accounts';
import { db, lead, network, tabId, type PresetDatabase } from '#lib/platform';
import type { DocumentOwner, OpenDocument } from './open-document.ts';
import { syncState } from './sync-state.svelte.ts';
import { leftBehind } from './unsent.ts';

/** Milliseconds between looks for tabs that have gone since. */
const LOOK_EVERY = 20_000;

/** Shows what waits elsewhere on this device and, in one tab, brings it to the server. Runs as long as the page. */
export async function followLeftBehind(documents: DocumentOwner): Promise<void> {
  let database: PresetDatabase;
  try {
    database = await db();
  } catch {
    return;
  }
  liveQuery(() => database.unsent.toArray()).subscribe({
    next: (rows) => syncState.noteElsewhere(rows.reduce((sum, { tab, count }) => (tab === tabId ? sum : sum + count), 0)),
    error: () => syncState.noteElsewhere(0)
  });
  lead('left-behind', (signal) => bring(documents, signal));
}

async function bring(documents: DocumentOwner, signal: AbortSignal): Promise<void> {
  const held = new Map<string, OpenDocument>();
  const look = async () => {
    const accepted = new Set(account.connected ? account.me?.workspaces.map(({ id }) => id) : []);
    const names = new Set((await leftBehind()).map(({ name }) => name).filter((name) => accepted.has(parseName(name)?.workspaceId ?? '')));
    for (const [name, document] of held) {
      if (names.has(name)) continue;
      document.close();
      held.delete(name);
    }
    for (const name of names) {
      if (held.has(name)) continue;
      held.set(name, await documents.openByName(name, false));
      await documents.adopt(name);
    }
  };
  let looking = false;
  const tryLook = () => {
    if (looking) return;
    looking = true;
    void look()
      .catch(() => undefined)
      .finally(() => (looking = false));
  };
  const timer = setInterval(tryLook, LOOK_EVERY);
  const stops = [account.onConnected(tryLook), network.onRetry(tryLook)];
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  clearInterval(timer);
  for (const stop of stops) stop();
  for (const document of held.values()) document.close();
}
