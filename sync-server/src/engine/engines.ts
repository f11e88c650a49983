// Engines by key: the sandbox, the server's own account, and the accounts of workspaces that brought a key of their own.
import { engineProblem } from 'shared/engine';
import type { Database } from '#platform/database';
import { seal, unseal } from '#platform/secret';
import type { AccountLevel, Engine } from './engine.ts';
import type { KeyName } from './keys.ts';

/** Makes an engine out of a key. */
export type EngineMaker = (key: string, level: AccountLevel, keyName: KeyName) => Engine;

export interface EnginesOptions {
  readonly database: Database;
  /** Key of `keyFor` that workspaces' keys are sealed with. */
  readonly sealingKey: string;
  readonly sandbox: Engine;
  /** The engine with the server's own key, where it has one. */
  readonly server?: Engine;
  readonly make: EngineMaker;
  readonly now?: () => number;
}

/** What may be told of a workspace's key. */
export interface KeyFacts {
  /** Its last four characters. */
  readonly ending: string;
  readonly level: AccountLevel;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** Told when a workspace's key was set, replaced or taken away. */
export type KeyListener = (keyName: KeyName) => void;

export class Engines {
  readonly #options: EnginesOptions;
  readonly #made = new Map<string, { sealed: string; level: AccountLevel; engine: Engine }>();
  readonly #listeners = new Set<KeyListener>();

  constructor(options: EnginesOptions) {
    this.#options = options;
  }

  /** The engine that new runs of a workspace go through: its own key's, else the server's, else the sandbox. */
  async for(workspaceId: string): Promise<Engine> {
    return (await this.#ofWorkspace(workspaceId)) ?? this.standard;
  }

  /** The engine of workspaces without a key of their own. */
  get standard(): Engine {
    return this.#options.server ?? this.#options.sandbox;
  }

  /** The engine of a key; undefined where the key is not there (any more). */
  async get(keyName: KeyName): Promise<Engine | undefined> {
    if (keyName === 'sandbox') return this.#options.sandbox;
    if (keyName === 'server') return this.#options.server;
    return this.#ofWorkspace(keyName.slice('workspace:'.length));
  }

  /** Every key there is. */
  async keyNames(): Promise<KeyName[]> {
    const rows = await this.#options.database.db.selectFrom('engine_key').select('workspace_id').execute();
    const own = rows.map((row): KeyName => `workspace:${row.workspace_id}`);
    return ['sandbox', ...(this.#options.server ? (['server'] as const) : []), ...own];
  }

  /** Calls a listener whenever a workspace's key changes; answers how to stop that. */
  onChange(listener: KeyListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What may be told of a workspace's own key, undefined where it has none. */
  async facts(workspaceId: string): Promise<KeyFacts | undefined> {
    const row = await this.#row(workspaceId);
    return row && { ending: row.ending, level: row.level, since: row.created_at };
  }

  /**
   * Sets or replaces a workspace's key once the provider has shown the account's balance for it.
   * Throws `key-refused` when the provider does not take it, `provider-unavailable` when it cannot be asked; nothing is changed then.
   */
  async setKey(workspaceId: string, key: string, level: AccountLevel, by: string): Promise<KeyFacts> {
    const { database, sealingKey, make, now = Date.now } = this.#options;
    const keyName: KeyName = `workspace:${workspaceId}`;
    await make(key, level, keyName).balance();
    const row = {
      sealed: seal(sealingKey, key, workspaceId),
      ending: key.slice(-4),
      level,
      created_by: by,
      created_at: now()
    };
    await database.db
      .insertInto('engine_key')
      .values({ workspace_id: workspaceId, ...row })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
      .execute();
    this.#changed(keyName);
    return { ending: row.ending, level, since: row.created_at };
  }

  /** Takes a workspace's key away; where there is none, nothing happens. */
  async removeKey(workspaceId: string): Promise<void> {
    await this.#options.database.db.deleteFrom('engine_key').where('workspace_id', '=', workspaceId).execute();
    this.#made.delete(workspaceId);
    this.#changed(`workspace:${workspaceId}`);
  }

  async #ofWorkspace(workspaceId: string): Promise<Engine | undefined> {
    const { sealingKey, make } = this.#options;
    const row = await this.#row(workspaceId);
    if (!row) return undefined;
    const made = this.#made.get(workspaceId);
    if (made?.sealed === row.sealed && made.level === row.level) return made.engine;
    const key = unseal(sealingKey, row.sealed, workspaceId);
    if (key === undefined) throw engineProblem('key-unreadable');
    const engine = make(key, row.level, `workspace:${workspaceId}`);
    this.#made.set(workspaceId, { sealed: row.sealed, level: row.level, engine });
    return engine;
  }

  async #row(workspaceId: string) {
    return this.#options.database.db.selectFrom('engine_key').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();
  }

  #changed(keyName: KeyName): void {
    for (const listener of this.#listeners) listener(keyName);
  }
}
