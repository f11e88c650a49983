// What is being composed in each mode: kept on the device while it is typed, and there again after a reload.
import { newId } from 'shared/kernel';
import { recipeOfItem, type NewRun } from 'shared/runs';
import { account } from '#lib/accounts';
import { destination, gallery } from '#lib/gallery';
import { db, deviceStorage, type DraftRow } from '#lib/platform';
import { progressOf, runQuotes, runs, submitRun } from '#lib/runs';
import { draftFrom, type Asking } from './draft-from.ts';
import { readDraft } from './draft-storage.ts';
import { carriedInto, firstDraft, withSource, type Draft, type DraftReference } from './draft.ts';
import { keepFigures } from './keep-figures.ts';
import { leave, newer } from './last-words.ts';
import { modeIds, type Mode } from './mode-rules.ts';
import { nameOf, pixelsOf } from './pictures.svelte.ts';
import { runTitle } from './titles.ts';
import { askedOf, reasonsAgainst, type Asked } from './request.ts';

/** Quiet time before what was typed is written. */
const SAVE_MS = 300;

type Drafts = Readonly<Record<Mode, Draft>>;

/** One draft a mode, made by `make`. */
const draftsBy = (make: (mode: Mode) => Draft) => Object.fromEntries(modeIds.map((mode) => [mode, make(mode)])) as Drafts;

const keyOf = (workspaceId: string, mode: Mode) => `${workspaceId}/playground/${mode}`;

class Playground {
  #mode = $state.raw<Mode>('generate');
  #drafts = $state.raw<Drafts>(draftsBy(firstDraft));
  #loaded = $state.raw(false);
  #workspaceId = '';
  readonly #unsaved = new Set<Mode>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #started = false;

  readonly #reasons = $derived(reasonsAgainst(this.draft));
  readonly #asked = $derived(askedOf(this.draft));
  readonly #quote = $derived(runQuotes.of({ workspaceId: account.workspace.id, ...this.#asked }));

  get mode(): Mode {
    return this.#mode;
  }
  /** Shows another mode; what it has nothing of comes along from the one before. */
  set mode(mode: Mode) {
    const from = this.draft;
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.change((draft) => carriedInto(draft, from));
  }

  /** The draft of the mode in sight. */
  get draft(): Draft {
    return this.#drafts[this.#mode];
  }

  /** The drafts of all modes. */
  get drafts(): readonly Draft[] {
    return modeIds.map((mode) => this.#drafts[mode]);
  }

  /** Whether the device's own drafts have been read; until then nothing may be overwritten. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Why it cannot be asked for, as sentences; empty when it can. */
  get reasons(): readonly string[] {
    return account.workspace.role === 'viewer'
      ? ['You can view this workspace, not generate in it. Ask an owner to make you an editor.']
      : this.#reasons.length === 0 && this.#quote.is !== 'known'
        ? // Nothing is sent whose price nobody has told.
          [this.#quote.is === 'asking' ? 'Asking for the price.' : this.#quote.why]
        : this.#reasons;
  }

  /** Micro-dollars of all images; null while nobody has told a price. */
  get total(): number | null {
    return this.#quote.is === 'known' ? this.#quote.total : null;
  }

  /** Asks the provider for the price of what is composed, where it has no fixed one. */
  askForPrice(): void {
    if (this.#reasons.length === 0) runQuotes.ask({ workspaceId: account.workspace.id, ...this.#asked });
  }

  /** Reads the drafts of the workspace in sight and keeps them; once for the page's life. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    account.onWorkspace(({ id }) => void this.#show(id));
    const hide = () => {
      leave(this.#rows());
      void this.flush();
    };
    addEventListener('pagehide', hide);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && hide());
  }

  /** Changes the draft in sight, or that of another mode. */
  change(edit: (draft: Draft) => Draft, mode: Mode = this.#mode): void {
    const before = this.#drafts[mode];
    const after = keepFigures(before, edit(before));
    if (after === before) return;
    this.#drafts = { ...this.#drafts, [mode]: after };
    this.#unsaved.add(mode);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), SAVE_MS);
  }

  /** Asks for what is composed. Resolves when it is safe on this device; nothing happens while there are reasons against it. */
  async generate(): Promise<void> {
    if (this.reasons.length > 0 || this.total === null) return;
    await this.ask(this.#asked, this.total);
  }

  /** Asks for something, for new pictures where it was asked for before: the variation that made the old ones is left behind. */
  async ask(
    { recipe: { variation: _, ...recipe }, count, mode, each }: Omit<Asked, 'mode'> & Pick<NewRun, 'mode'>,
    price: number | null
  ): Promise<void> {
    const workspaceId = account.workspace.id;
    const title = runTitle({ recipe, ...(mode ? { mode } : {}), ...(each ? { each } : {}) }, nameOf);
    const run: NewRun = {
      id: newId(),
      workspaceId,
      recipe,
      count,
      ...(title ? { title } : {}),
      ...(mode ? { mode } : {}),
      ...(each ? { each } : {}),
      ...(destination.current && mode !== 'prompt' ? { collection: destination.current.id } : {})
    };
    await submitRun(run, price, account.engine);
  }

  /** Fills the composer from what was asked for before, in the mode it belongs to. */
  use(asked: Asking): void {
    const draft = draftFrom(asked, pixelsOf);
    this.#mode = draft.mode;
    this.change(() => draft, draft.mode);
  }

  /** Puts a picture into a mode that works from one, as its source. */
  startFrom(source: DraftReference, mode: 'edit' | 'video' | 'style-variations' = 'edit'): void {
    this.#mode = mode;
    this.change((draft) => withSource(draft, source), mode);
  }

  /** Fills the composer from an asset's recipe or with an asset as source; answers false where the asset or its recipe is not here. */
  async open(what: 'recipe' | 'edit', assetId: string): Promise<boolean> {
    await gallery.start();
    await this.ready();
    const record = gallery.get(assetId)?.record;
    if (!record || (what === 'recipe' && !record.recipe)) return false;
    if (what === 'recipe' && record.recipe) this.use({ recipe: record.recipe, count: 1 });
    else this.startFrom({ hash: record.hash, assetId: record.id, width: record.width, height: record.height });
    return true;
  }

  /** Fills the composer from a run as it was asked for, or from one of its items; answers false where the run is not to be had. */
  async openRun(runId: string, itemId: string | null): Promise<boolean> {
    await this.ready();
    const run = await runs.whole(runId);
    if (!run) return false;
    const items = run.items ?? [];
    const item = items.find(({ id }) => id === itemId);
    if (itemId && !item) return false;
    const each = items.flatMap(({ change }) => change ?? []);
    const mode = run.mode ? { mode: run.mode } : {};
    if (item) this.use({ recipe: recipeOfItem(run.recipe, item.change), count: 1, ...(item.change ? {} : mode) });
    else this.use({ recipe: run.recipe, count: progressOf(run).total, ...mode, ...(each.length > 0 ? { each } : {}) });
    return true;
  }

  /** Writes what was changed, now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const rows = this.#rows();
    if (rows.length === 0) return;
    this.#unsaved.clear();
    try {
      await (await db()).drafts.bulkPut(rows);
    } catch (error) {
      deviceStorage.failed(error);
    }
  }

  #rows(): DraftRow[] {
    const workspaceId = this.#workspaceId;
    if (!workspaceId) return [];
    return [...this.#unsaved].map((mode) => ({ key: keyOf(workspaceId, mode), value: this.#drafts[mode], at: Date.now() }));
  }

  readonly #waiting: (() => void)[] = [];

  /** Resolves when the device's own drafts have been read, so that changes go on from them. */
  ready(): Promise<void> {
    this.start();
    return this.#loaded ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #show(workspaceId: string): Promise<void> {
    if (this.#workspaceId === workspaceId) return;
    if (this.#workspaceId) {
      await this.flush();
      this.#drafts = draftsBy(firstDraft);
    }
    this.#workspaceId = workspaceId;
    try {
      const keys = modeIds.map((mode) => keyOf(workspaceId, mode));
      const rows = await (await db()).drafts.bulkGet(keys);
      const read = new Map(modeIds.map((mode, index) => [mode, readDraft(mode, newer(rows[index], keys[index]!)?.value)]));
      if (this.#workspaceId === workspaceId)
        this.#drafts = draftsBy((mode) => (this.#unsaved.has(mode) ? undefined : read.get(mode)) ?? this.#drafts[mode]);
    } catch {
      // Nothing is kept on this device, which the shell shows.
    }
    this.#loaded = true;
    // What was typed before the device knew its workspace had nowhere to be kept.
    void this.flush();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

export const playground = new Playground();
