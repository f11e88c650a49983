// What this device keeps aside, as settings show it, and the word to the person when something was put there.
import { parseName, type DocumentKind } from 'shared/sync';
import { db, lead, type AsideRow } from '#lib/platform';
import { toaster } from '#lib/ui';

/** Milliseconds between looks for copies whose time is over. */
const SWEEP_EVERY = 3_600_000;

/** What can be told of a copy without reading it. */
export type AsideCopy = Omit<AsideRow, 'state'>;

/** Owns the open documents of which a copy can be put aside. */
interface Owner {
  readonly names: readonly string[];
  setAside(name: string, generation?: number): Promise<boolean>;
}

const nouns: Record<DocumentKind, string> = { directory: 'workspace', gallery: 'gallery', preset: 'preset', board: 'board' };

class Aside {
  #copies = $state.raw<readonly AsideCopy[]>([]);
  #following = false;

  /** What is kept aside, newest first. */
  get copies(): readonly AsideCopy[] {
    return this.#copies;
  }

  /** Follows the copies of all tabs: a replica that one has put aside is given up by the others. Runs as long as the page. */
  async follow(owner: Owner): Promise<void> {
    if (this.#following) return;
    this.#following = true;
    try {
      const [database, { liveQuery }] = await Promise.all([db(), import('dexie')]);
      liveQuery(() => database.aside.orderBy('at').reverse().toArray()).subscribe({
        next: (rows) => {
          this.#copies = rows.map(({ name, generation, why, at }) => ({ name, generation, why, at }));
          const open = new Set(owner.names);
          for (const { name, generation } of rows) if (open.has(name)) void owner.setAside(name, generation);
        },
        error: () => (this.#copies = [])
      });
    } catch {
      return;
    }
    lead('aside', async (signal) => {
      const { sweepAside } = await import('./set-aside.ts');
      const sweep = () => void sweepAside().catch(() => undefined);
      sweep();
      const timer = setInterval(sweep, SWEEP_EVERY);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      clearInterval(timer);
    });
  }

  /** The server would not have a document's edits: puts the copy aside and says so. */
  async refused(owner: Owner, name: string): Promise<void> {
    if (await owner.setAside(name)) toaster.show({ message: sentence(name, await this.#whyOf(name)), stay: true });
  }

  /** Everything that is kept of some copies, as a file that holds each state whole and, where it is a flat document, in words. */
  async fileOf(copies: readonly AsideCopy[]): Promise<File> {
    const { asideFile } = await import('./aside-file.ts');
    const { aside } = await db();
    const rows = await aside.bulkGet(copies.map(({ name, generation }) => [name, generation]));
    return asideFile(rows.filter((row) => row !== undefined));
  }

  /** The whole state of a copy as a V2 update; undefined for one that is gone. */
  async stateOf({ name, generation }: AsideCopy): Promise<Uint8Array | undefined> {
    const { aside } = await db();
    return (await aside.get([name, generation]))?.state;
  }

  /** Deletes copies for good. */
  async discard(copies: readonly AsideCopy[]): Promise<void> {
    const { discardAside } = await import('./set-aside.ts');
    await discardAside(copies);
  }

  async #whyOf(name: string): Promise<AsideRow['why']> {
    const { aside } = await db();
    const rows = await aside.where('[name+generation]').between([name, 0], [name, Infinity]).toArray();
    return rows.at(-1)?.why ?? 'view-only';
  }
}

export const aside = new Aside();

function sentence(name: string, why: AsideRow['why']): string {
  const noun = nouns[parseName(name)?.kind ?? 'board'];
  const what = why === 'view-only' ? `You can view this ${noun}, not edit it.` : `You are no longer a member where this ${noun} is.`;
  return `${what} Your version is kept aside for 30 days: see Settings, Storage.`;
}
