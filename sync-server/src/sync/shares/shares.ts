// Share links: a secret in a link's fragment lets whoever holds it see one document, until the link is over or revoked.
import { accountProblem } from 'shared/accounts';
import { problem } from 'shared/kernel';
import { formatName, syncProblem, type DocumentName, type NewShare, type OpenedShare, type Share } from 'shared/sync';
import { hashOfLink } from '#area/accounts';
import type { Database, Query } from '#platform/database';
import { passes } from './pass.ts';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;
/** Milliseconds for which a pass is good before the link has to be opened again. */
const PASS = 12 * HOUR;
/** Working share links of one workspace. */
const MOST_SHARES = 500;

export interface SharesOptions {
  readonly database: Database;
  /** Signs the visitors' passes: at least 32 characters of secret entropy. */
  readonly key: string;
  /** Told of a visitor id (see `visitorOf`) whose link is over, after that was committed. */
  readonly ended: (visitorId: string, workspaceId: string) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

export interface Opened {
  readonly share: OpenedShare;
  /** What `visitorOf` takes. */
  readonly pass: string;
}

export class Shares {
  readonly #database: Database;
  readonly #passes: ReturnType<typeof passes>;
  readonly #ended: SharesOptions['ended'];
  readonly #now: () => number;

  constructor({ database, key, ended, now = Date.now }: SharesOptions) {
    this.#database = database;
    this.#passes = passes(key);
    this.#ended = ended;
    this.#now = now;
  }

  /** Makes a link; the same id again answers the link as it is. Throws `too-many-links`, `not-found` for an id of another workspace. */
  async create({ id, workspaceId, kind, docId, secret, days }: NewShare, userId: string): Promise<Share> {
    const now = this.#now();
    return this.#database.db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('share')
        .values({
          id,
          workspace_id: workspaceId,
          kind,
          doc_id: docId,
          secret_hash: hashOfLink(secret),
          expires_at: now + days * DAY,
          created_by: userId,
          created_at: now
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const working = await sharesOf(transaction, workspaceId, now);
      const made = working.find((share) => share.id === id);
      if (!made) throw problem('not-found');
      if (working.length > MOST_SHARES) throw accountProblem('too-many-links');
      return made;
    });
  }

  /** The links of a workspace that still work, newest first. */
  list(workspaceId: string): Promise<Share[]> {
    return sharesOf(this.#database.db, workspaceId, this.#now());
  }

  /** Ends a link and sends its visitors away; one that is not there stays so. */
  async revoke(workspaceId: string, id: string): Promise<void> {
    const gone = await this.#database.db
      .deleteFrom('share')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (gone) this.#ended(visitorId(id), workspaceId);
  }

  /** Opens a link. Throws `share-over` for a wrong, an expired and a revoked one alike. */
  async open(secret: string): Promise<Opened> {
    const now = this.#now();
    const row = await this.#database.db
      .selectFrom('share')
      .select(columns)
      .where('secret_hash', '=', hashOfLink(secret))
      .where('expires_at', '>', now)
      .executeTakeFirst();
    if (!row) throw syncProblem('share-over');
    const { id, workspaceId, kind, docId } = row as Share;
    const name = { workspaceId, kind, docId };
    const expiresAt = Math.min(row.expiresAt, now + PASS);
    return { share: { ...name, expiresAt }, pass: this.#passes.make({ shareId: id, expiresAt }, name) };
  }

  /** Stands for all who come by the link of this pass, if it opens this document now; else undefined. */
  async visitorOf(pass: string | undefined, name: DocumentName): Promise<string | undefined> {
    const now = this.#now();
    const read = pass === undefined ? undefined : this.#passes.read(pass, name, now);
    if (!read) return undefined;
    const working = (await sharesOf(this.#database.db, name.workspaceId, now, read.shareId)).at(0);
    return working && formatName(working) === formatName(name) ? visitorId(working.id) : undefined;
  }

  /** Forgets links that are over and sends their visitors away; to be called now and then. */
  async endExpired(): Promise<void> {
    const over = await this.#database.db
      .deleteFrom('share')
      .where('expires_at', '<=', this.#now())
      .returning(['id', 'workspace_id'])
      .execute();
    for (const { id, workspace_id } of over) this.#ended(visitorId(id), workspace_id);
  }
}

/** No user's id has a colon. */
const visitorId = (shareId: string) => `share:${shareId}`;

const columns = [
  'id',
  'workspace_id as workspaceId',
  'kind',
  'doc_id as docId',
  'expires_at as expiresAt',
  'created_at as createdAt'
] as const;

async function sharesOf(query: Query, workspaceId: string, now: number, id?: string): Promise<Share[]> {
  const rows = await query
    .selectFrom('share')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('expires_at', '>', now)
    .$if(id !== undefined, (one) => one.where('id', '=', id ?? ''))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  // What was shared was of a kind that can be shared.
  return rows as Share[];
}
