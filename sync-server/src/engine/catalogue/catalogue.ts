// Keeps the catalogue fresh: asks the provider at the start and daily, remembers what it said, and answers pages with what is known.
import { createHash } from 'node:crypto';
import { setModels, shippedModels, type Catalogue as CatalogueAnswer, type Model } from 'shared/engine';
import type { Database } from '#platform/database';
import type { Engine } from '../engine.ts';
import { readCatalogue, type CatalogueItem } from './items.ts';
import { mergeCatalogue } from './merge.ts';

const SETTING = 'engine-catalogue';

export interface CatalogueOptions {
  readonly database: Database;
  /** The engine to ask; undefined where there is only the sandbox, which knows no more than this program. */
  readonly source: () => Promise<Engine | undefined>;
  readonly now?: () => number;
}

interface Remembered {
  readonly at: number;
  readonly items: readonly CatalogueItem[];
}

/** What became of asking the provider: a list that is not to be believed leaves everything as it was. */
export type Refreshing = 'refreshed' | 'not-believed' | 'nobody-to-ask';

export class Catalogue {
  readonly #options: CatalogueOptions;
  #answer: CatalogueAnswer = { refreshedAt: null, models: [...shippedModels] };
  #body = '';
  #tag = '';

  constructor(options: CatalogueOptions) {
    this.#options = options;
    this.#state(null, shippedModels);
  }

  /** Takes up what the provider said before the last stop. */
  async restore(): Promise<void> {
    const row = await this.#options.database.db.selectFrom('setting').select('value').where('key', '=', SETTING).executeTakeFirst();
    if (!row) return;
    const { at, items } = JSON.parse(row.value) as Remembered;
    const models = mergeCatalogue(shippedModels, items);
    if (models) this.#state(at, models);
  }

  /** Asks the provider. Throws what the engine throws when it cannot be asked; nothing changes then. */
  async refresh(): Promise<Refreshing> {
    const { database, source, now = Date.now } = this.#options;
    const engine = await source();
    if (!engine) return 'nobody-to-ask';
    const items = readCatalogue(await engine.catalogue());
    const models = items && mergeCatalogue(shippedModels, items);
    if (!models) return 'not-believed';
    const at = now();
    const kept = new Set(models.map(({ id }) => id));
    // The thousand models that nobody can choose are not worth keeping.
    const value = JSON.stringify({ at, items: items.filter(({ id }) => kept.has(id)) } satisfies Remembered);
    await database.db
      .insertInto('setting')
      .values({ key: SETTING, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
    this.#state(at, models);
    return 'refreshed';
  }

  /** The catalogue as JSON, and a tag that changes with its models alone. */
  get current(): { readonly body: string; readonly tag: string; readonly answer: CatalogueAnswer } {
    return { body: this.#body, tag: this.#tag, answer: this.#answer };
  }

  #state(refreshedAt: number | null, models: readonly Model[]): void {
    setModels(models);
    this.#answer = { refreshedAt, models: [...models] };
    this.#body = JSON.stringify(this.#answer);
    this.#tag = `"${createHash('sha256').update(JSON.stringify(models)).digest('base64url').slice(0, 22)}"`;
  }
}
