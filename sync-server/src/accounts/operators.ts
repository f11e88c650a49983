// Who operates the installation: the holder of the one-time set-up link, or on loopback whoever comes first.
import { createHash, randomBytes } from 'node:crypto';
import type { Database, Query } from '#platform/database';

const TOKEN = 'setup-token';
const FIRST = 'first-operator';

export class Operators {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Whether this user is an operator. */
  async has(userId: string): Promise<boolean> {
    const row = await this.#database.db.selectFrom('operator').select('user_id').where('user_id', '=', userId).executeTakeFirst();
    return row !== undefined;
  }

  /** Makes the user operator if there never was one; of any number of callers at once, one succeeds. */
  async addFirst(userId: string): Promise<boolean> {
    return this.#database.db.transaction().execute(async (transaction) => {
      if (await anyone(transaction)) return false;
      // The key decides between callers that all saw no operator, as on PostgreSQL they may.
      const won = await transaction
        .insertInto('setting')
        .values({ key: FIRST, value: userId })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('key')
        .executeTakeFirst();
      if (!won) return false;
      await add(transaction, userId);
      await transaction.deleteFrom('setting').where('key', '=', TOKEN).execute();
      return true;
    });
  }

  /** A new set-up token that replaces the last one, or undefined once there is an operator. Only its hash is kept. */
  async newToken(): Promise<string | undefined> {
    return this.#database.db.transaction().execute(async (transaction) => {
      if (await anyone(transaction)) return undefined;
      const token = randomBytes(16).toString('hex');
      const value = hashOf(token);
      await transaction
        .insertInto('setting')
        .values({ key: TOKEN, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute();
      return token;
    });
  }

  /** Makes the user operator if the token is the current one, which is then used up. */
  async redeem(token: string, userId: string): Promise<boolean> {
    return this.#database.db.transaction().execute(async (transaction) => {
      const used = await transaction
        .deleteFrom('setting')
        .where('key', '=', TOKEN)
        .where('value', '=', hashOf(token))
        .returning('key')
        .executeTakeFirst();
      if (!used) return false;
      await add(transaction, userId);
      return true;
    });
  }
}

async function anyone(query: Query): Promise<boolean> {
  return (await query.selectFrom('operator').select('user_id').limit(1).executeTakeFirst()) !== undefined;
}

async function add(query: Query, userId: string): Promise<void> {
  await query
    .insertInto('operator')
    .values({ user_id: userId, created_at: Date.now() })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute();
}

function hashOf(token: string): string {
  return createHash('sha256').update(token, 'hex').digest('hex');
}
