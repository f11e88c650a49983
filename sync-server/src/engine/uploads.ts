// Remembers where the provider has which file, so that a thousand items with one reference hand it over once, also across restarts.
import type { Database } from '#platform/database';
import type { Engine } from './engine.ts';
import type { KeyName } from './keys.ts';

const DAY = 24 * 60 * 60_000;
/** How long the provider keeps an upload (wavespeed-contract, "Retention"). */
const KEPT_FOR = 7 * DAY;
/** An address is not used on its last day: a run may wait in the queue for a while. */
const SPARED = DAY;

/** A file as the provider takes it. */
export interface FileToUpload {
  readonly bytes: Uint8Array;
  /** Media type, such as `image/png`. */
  readonly type: string;
}

export class Uploads {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #underWay = new Map<string, Promise<string>>();

  constructor({ database, now = Date.now }: { database: Database; now?: () => number }) {
    this.#database = database;
    this.#now = now;
  }

  /**
   * The address of a file (by its SHA-256) with an engine's key; `read` gives its bytes when the provider does not have it (any more).
   * Callers that ask at once share one upload. Failures of reading and uploading are passed on and not remembered.
   */
  address(engine: Engine, hash: string, read: () => Promise<FileToUpload>): Promise<string> {
    const key = `${engine.keyName}/${hash}`;
    const underWay = this.#underWay.get(key) ?? this.#find(engine, hash, read).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, underWay);
    return underWay;
  }

  /** Forgets everything that was handed over with a key, such as one that was taken away. */
  async forget(keyName: KeyName): Promise<void> {
    await this.#database.db.deleteFrom('engine_upload').where('key_name', '=', keyName).execute();
  }

  /** Removes what the provider has thrown away. */
  async sweep(): Promise<void> {
    await this.#database.db.deleteFrom('engine_upload').where('expires_at', '<=', this.#now()).execute();
  }

  async #find(engine: Engine, hash: string, read: () => Promise<FileToUpload>): Promise<string> {
    const { keyName } = engine;
    const known = await this.#database.db
      .selectFrom('engine_upload')
      .select('url')
      .where('key_name', '=', keyName)
      .where('hash', '=', hash)
      .where('expires_at', '>', this.#now() + SPARED)
      .executeTakeFirst();
    if (known) return known.url;
    const { bytes, type } = await read();
    const at = this.#now();
    const url = await engine.upload(bytes, type, `${hash.slice(0, 16)}.${type.split('/')[1] ?? 'bin'}`);
    const row = { url, expires_at: at + KEPT_FOR };
    await this.#database.db
      .insertInto('engine_upload')
      .values({ key_name: keyName, hash, ...row })
      .onConflict((conflict) => conflict.columns(['key_name', 'hash']).doUpdateSet(row))
      .execute();
    return url;
  }
}
