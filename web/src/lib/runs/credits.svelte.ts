// What the workspace has spent and may spend, as the server last said: followed by hints, kept while there is no network.
import type { Caps, Credits, LedgerEntry } from 'shared/accounts';
import { Problem, type ProblemDocument } from 'shared/kernel';
import { account } from '#lib/accounts';
import { onHint, Unreachable } from '#lib/platform';
import { toaster } from '#lib/ui';
import { fetchCredits, putCaps } from './remote.ts';

/** Hints come with every entry of the ledger; people read no faster than this. */
const PAUSE_MS = 500;

class CreditsState {
  #value = $state.raw<Credits>();
  #older = $state.raw<readonly LedgerEntry[]>([]);
  #next = $state.raw<string | null>(null);
  #problem = $state.raw<ProblemDocument>();
  #workspaceId = '';
  #started = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watchers = 0;

  /** Undefined until the server has answered for this workspace. */
  get value(): Credits | undefined {
    return this.#value;
  }

  /** The ledger's entries that are here, newest first. */
  get entries(): readonly LedgerEntry[] {
    const newest = this.#value?.entries ?? [];
    const known = new Set(newest.map(({ id }) => id));
    return [...newest, ...this.#older.filter(({ id }) => !known.has(id))];
  }

  get more(): boolean {
    return this.#next !== null;
  }

  /** Why the server would not say. */
  get problem(): ProblemDocument | undefined {
    return this.#problem;
  }

  /** Follows the workspace in sight; once for the page's life. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    account.onWorkspace(({ id }) => {
      if (id === this.#workspaceId) return;
      this.#workspaceId = id;
      this.#value = undefined;
      this.#older = [];
      this.#next = null;
      if (account.connected) void this.refresh();
    });
    account.onConnected(() => void this.refresh());
    onHint(({ kind }) => {
      // Every item of a run moves money: while nobody looks at the ledger, its end is soon enough.
      if (kind === 'credits' || (kind === 'run' && this.#watchers > 0)) this.#soon();
    });
  }

  /** Somebody looks at it: it is kept fresh until the answer is called. */
  watch(): () => void {
    this.#watchers += 1;
    void this.refresh();
    return () => (this.#watchers -= 1);
  }

  /** Asks the server afresh. */
  async refresh(): Promise<void> {
    const workspaceId = this.#workspaceId;
    if (!workspaceId || !account.connected) return;
    try {
      const answer = await fetchCredits(workspaceId);
      if (workspaceId !== this.#workspaceId) return;
      this.#value = answer;
      if (this.#older.length === 0) this.#next = answer.next;
      this.#problem = undefined;
    } catch (error) {
      if (error instanceof Problem) this.#problem = error.document;
      else if (!(error instanceof Unreachable)) throw error;
    }
  }

  /** Fetches the page of older entries. */
  async loadMore(): Promise<void> {
    const workspaceId = this.#workspaceId;
    if (this.#next === null) return;
    try {
      const page = await fetchCredits(workspaceId, this.#next);
      if (workspaceId !== this.#workspaceId) return;
      this.#older = [...this.#older, ...page.entries];
      this.#next = page.next;
    } catch (error) {
      if (error instanceof Problem) toaster.error(`${error.message} ${error.document.remedy}`);
      else if (error instanceof Unreachable) toaster.error('The server cannot be reached. Older entries are there when you are connected.');
      else throw error;
    }
  }

  /** Sets caps of the workspace; those not named stay. Answers whether the server took it. */
  async setCaps(change: Partial<Caps>): Promise<boolean> {
    try {
      const caps = await putCaps(this.#workspaceId, change);
      if (this.#value) this.#value = { ...this.#value, caps };
      return true;
    } catch (error) {
      if (error instanceof Problem) toaster.error(`${error.message} ${error.document.remedy}`);
      else if (error instanceof Unreachable) toaster.error('The server cannot be reached, so the cap was not changed.');
      else throw error;
      return false;
    }
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.refresh();
    }, PAUSE_MS);
  }
}

export const credits = new CreditsState();
