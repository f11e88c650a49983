// The workspace's runs as this device knows them: from its own cache at once, then from the server, then by hints.
import { untrack } from 'svelte';
import type { EngineKind } from 'shared/accounts';
import { Problem } from 'shared/kernel';
import { account } from '#lib/accounts';
import { db, deviceStorage, onHint } from '#lib/platform';
import { byNewest, entryOf, isComplete, mergeRuns, type Answer, type RunEntry } from './merge.ts';
import { isLive, progressOf } from './progress.ts';
import { fetchPage, fetchRun } from './remote.ts';
import { Refresher } from './refresher.ts';

/** Runs kept on the device for each workspace; older ones come from the server. */
const MOST_CACHED = 300;

/** How long changes gather before they are written to the device's database; they are a copy of what the server has. */
const KEEP_MS = 3_000;

class Runs {
  #known = $state.raw<ReadonlyMap<string, RunEntry>>(new Map());
  #loaded = $state.raw(false);
  #more = $state.raw(false);
  #told = $state.raw(false);
  #cursor: string | null | undefined;
  /** Runs of which the server says that they are not there for this workspace. */
  #missing = $state.raw<ReadonlySet<string>>(new Set());
  #workspaceId = '';
  #stop: (() => void) | undefined;
  readonly #unkept = new Set<string>();
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #refresher = new Refresher((id) => this.#fetch(id));

  readonly #list = $derived([...this.#known.values()].sort(byNewest));
  readonly #live = $derived(this.#list.filter(isLive));

  /** Newest first. */
  get list(): readonly RunEntry[] {
    return this.#list;
  }

  /** Runs that have not ended, newest first. */
  get live(): readonly RunEntry[] {
    return this.#live;
  }

  /** Whether this device's own copy has been read, so that an empty list means that there are none here. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Whether the server has said which runs there are, so that an empty list means that there are none at all. */
  get told(): boolean {
    return this.#told;
  }

  /** Whether the server has older runs than the list shows. */
  get more(): boolean {
    return this.#more;
  }

  /** Whether the server has said that it has no such run for this person. */
  isMissing(id: string): boolean {
    return this.#missing.has(id);
  }

  get(id: string): RunEntry | undefined {
    return this.#known.get(id);
  }

  /** What an image of this model took lately, the median in milliseconds from sending to the end; undefined when none is known. */
  typical(model: string, engine: EngineKind | undefined): number | undefined {
    const times: number[] = [];
    for (const entry of this.#list) {
      if (entry.recipe.model !== model || (engine && entry.engine !== engine)) continue;
      for (const { state, submittedAt, finishedAt } of entry.items ?? []) {
        if (state === 'succeeded' && submittedAt !== null && finishedAt !== null) times.push(finishedAt - submittedAt);
      }
      if (times.length >= 50) break;
    }
    return times.sort((one, other) => one - other)[Math.floor(times.length / 2)];
  }

  /** How long a new run of this model would take, in milliseconds, by the pace of the last ones; undefined when none is known. */
  expect(model: string, engine: EngineKind | undefined, count: number): number | undefined {
    const like = this.#list.filter(
      (run) =>
        run.recipe.model === model && run.engine === engine && !run.cancelled && run.finishedAt !== null && progressOf(run).failed === 0
    );
    const paces = like.slice(0, 9).map((run) => ((run.finishedAt ?? 0) - run.createdAt) / Math.max(1, progressOf(run).total));
    const pace = paces.sort((one, other) => one - other)[Math.floor(paces.length / 2)];
    return pace === undefined ? undefined : Math.max(this.typical(model, engine) ?? 0, pace * count);
  }

  /** Shows the current workspace's runs, and follows when another is shown; once for the page's life. */
  start(): void {
    if (this.#stop) return;
    const stops = [
      account.onWorkspace(({ id }) => void this.#show(id)),
      account.onConnected(() => void this.#refresh()),
      onHint(({ kind, id, revision }) => {
        if (kind !== 'run') return;
        if (id === '*') void this.#refresh();
        else if ((this.#known.get(id)?.itemsRevision ?? -1) < revision) this.#refresher.want(id);
      })
    ];
    if (typeof addEventListener === 'function') addEventListener('pagehide', this.#keepNow);
    this.#stop = () => stops.forEach((stop) => stop());
  }

  /** Takes in what the server answered, whoever asked. Words about a prompt are no result to list. */
  take(...answers: readonly Answer[]): void {
    const before = this.#known;
    const own = answers.filter(({ workspaceId, mode }) => workspaceId === this.#workspaceId && mode !== 'prompt');
    this.#known = mergeRuns(
      before,
      own.map((answer) => entryOf(answer, before.get(answer.id)))
    );
    if (this.#known !== before) for (const { id } of own) this.#keepSoon(id);
  }

  /** Fetches a run's items unless they are here and as new as the run. */
  want(id: string): void {
    // Effects ask for a run once; how it goes on is the hints' business.
    const entry = untrack(() => this.#known.get(id));
    if (account.connected && !(entry && isComplete(entry))) this.#refresher.want(id);
  }

  /** A run with its items, from this device or from the server; as much of it as is here where the server does not answer. */
  async whole(id: string): Promise<RunEntry | undefined> {
    const known = this.#known.get(id);
    if (!known || !isComplete(known)) await this.#fetch(id);
    return this.#known.get(id);
  }

  /** Fetches the next page of older runs. Problems are left to the caller. */
  async loadMore(): Promise<void> {
    if (!this.#cursor || !account.connected) return;
    const workspaceId = this.#workspaceId;
    const page = await fetchPage(workspaceId, this.#cursor);
    if (workspaceId !== this.#workspaceId) return;
    this.#turn(page.next);
    this.take(...page.runs);
  }

  async #show(workspaceId: string): Promise<void> {
    if (this.#workspaceId === workspaceId) return;
    this.#workspaceId = workspaceId;
    this.#known = new Map();
    this.#loaded = false;
    this.#cursor = undefined;
    this.#more = false;
    this.#told = false;
    const cached = await readCache(workspaceId);
    if (this.#workspaceId !== workspaceId) return;
    this.#known = mergeRuns(
      this.#known,
      cached.map((answer) => entryOf(answer))
    );
    this.#loaded = true;
    if (account.connected) await this.#refresh();
  }

  /** The newest page, and every run that this device still takes for unfinished. */
  async #refresh(): Promise<void> {
    const workspaceId = this.#workspaceId;
    if (!workspaceId || !account.connected) return;
    try {
      const page = await fetchPage(workspaceId);
      if (workspaceId !== this.#workspaceId) return;
      if (this.#cursor === undefined) this.#turn(page.next);
      this.take(...page.runs);
      this.#told = true;
      for (const entry of this.#live)
        if (!isComplete(entry) || !page.runs.some(({ id }) => id === entry.id)) this.#refresher.want(entry.id);
    } catch {
      // Not reached: after the next connection everything counts as changed, and this runs again.
    }
  }

  #turn(cursor: string | null): void {
    this.#cursor = cursor;
    this.#more = cursor !== null;
  }

  async #fetch(id: string): Promise<void> {
    try {
      const known = this.#known.get(id);
      this.take(await fetchRun(id, known?.items && known.itemsRevision));
    } catch (error) {
      if (error instanceof Problem && error.code === 'not-found') this.#missing = new Set([...this.#missing, id]);
      // As above; a run that is gone stays as last seen.
    }
  }

  /** A run of 1,000 items changes many times a second, and writing it whole each time would be most of the work. */
  #keepSoon(id: string): void {
    this.#unkept.add(id);
    // What has ended changes no more, and the page may be left at any moment.
    if (this.#known.get(id)?.finishedAt !== null) this.#keepNow();
    else this.#keepTimer ??= setTimeout(this.#keepNow, KEEP_MS);
  }

  readonly #keepNow = (): void => {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = undefined;
    const entries = [...this.#unkept].flatMap((one) => this.#known.get(one) ?? []);
    this.#unkept.clear();
    if (entries.length > 0) void this.#keep(entries);
  };

  async #keep(entries: readonly RunEntry[]): Promise<void> {
    const rows = entries.flatMap((entry) => {
      const { items, itemsRevision: _, ...summary } = entry;
      // Items older than their summary would be read back as current: the fetch that is due writes both.
      if (items && !isComplete(entry)) return [];
      const { id, workspaceId, createdAt } = entry;
      return [{ id, workspaceId, createdAt, run: items ? { ...summary, items: [...items] } : summary }];
    });
    try {
      await (await db()).runs.bulkPut(rows);
    } catch (error) {
      deviceStorage.failed(error);
    }
  }
}

async function readCache(workspaceId: string): Promise<Answer[]> {
  try {
    const { runs: table } = await db();
    const range = table.where('[workspaceId+createdAt]').between([workspaceId, 0], [workspaceId, Infinity]).reverse();
    const rows = await range.toArray();
    if (rows.length > MOST_CACHED) await table.bulkDelete(rows.slice(MOST_CACHED).map(({ id }) => id));
    return rows.slice(0, MOST_CACHED).map(({ run }) => run);
  } catch {
    return [];
  }
}

export const runs = new Runs();
