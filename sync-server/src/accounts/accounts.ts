// What the other areas ask about people: who calls, where they may work, who operates and who pays.
import { APIError } from 'better-auth/api';
import { accountProblem, type Claim, type EngineKind, type Me, type Renew, type Role, type Workspace } from 'shared/accounts';
import { problem, type Micros } from 'shared/kernel';
import type { Database } from '#platform/database';
import type { Caller } from '#platform/http';
import type { Auth } from './auth.ts';
import { playPurse } from './caps.ts';
import { claimWorkspace, roleOf, workspacesOf } from './devices.ts';
import { Operators } from './operators.ts';
import { availableIn, grantOnce, serverPurse, type Purse } from './purse.ts';

export interface AccountsOptions {
  readonly database: Database;
  readonly auth: Auth;
  /** Which engine runs are sent to. */
  readonly engine: EngineKind;
  /** Micro-dollars of credit that a registered account is given once. */
  readonly grant: Micros;
}

/** A session that was just made, and the cookies that carry it to the browser. */
export interface NewSession {
  readonly userId: string;
  /** Values of `set-cookie` headers. */
  readonly cookies: string[];
}

export class Accounts {
  readonly #database: Database;
  readonly #auth: Auth;
  readonly #engine: EngineKind;
  readonly #grant: Micros;
  readonly #operators: Operators;

  constructor({ database, auth, engine, grant }: AccountsOptions) {
    this.#database = database;
    this.#auth = auth;
    this.#engine = engine;
    this.#grant = grant;
    this.#operators = new Operators(database);
  }

  /** Whose session the request's cookie belongs to; undefined without a live one. Never prolongs it: `renewCookies` does. */
  async sessionOf(headers: Headers): Promise<Caller | undefined> {
    if (!headers.has('cookie')) return undefined;
    const found = await this.#auth.api.getSession({ headers, query: { disableRefresh: true } });
    return found ? { userId: found.user.id, sessionId: found.session.id, anonymous: Boolean(found.user.isAnonymous) } : undefined;
  }

  /** Prolongs the session, once a day, and answers the cookies to send for it. */
  async renewCookies(headers: Headers): Promise<string[]> {
    return (await this.#auth.api.getSession({ headers, returnHeaders: true })).headers.getSetCookie();
  }

  /** Makes an anonymous user with a session. The request must not have a session. */
  async signInAnonymously(headers: Headers): Promise<NewSession> {
    const made = await this.#auth.api.signInAnonymous({ headers, returnHeaders: true });
    return { userId: made.response.user.id, cookies: made.headers.getSetCookie() };
  }

  /** Makes a new session of the user whose device made the workspace; throws `device-unknown` when secret and workspace do not fit. */
  async renewSession(renew: Renew, headers: Headers): Promise<NewSession> {
    try {
      const made = await this.#auth.api.renewDevice({ body: renew, headers, returnHeaders: true });
      return { userId: made.response.userId, cookies: made.headers.getSetCookie() };
    } catch (error) {
      throw error instanceof APIError && error.body?.code === 'device-unknown' ? accountProblem('device-unknown') : error;
    }
  }

  /** Who the caller is, where they may work and what they may spend. */
  async me({ userId, anonymous }: Caller): Promise<Me> {
    const user = await this.#database.db.selectFrom('user').select('name').where('id', '=', userId).executeTakeFirst();
    if (!user) throw problem('signed-out');
    const [operator, workspaces, { spending, available }] = await Promise.all([
      this.isOperator(userId),
      this.workspacesOf(userId),
      this.#spending(this.#engine, { userId, anonymous })
    ]);
    return { user: { id: userId, name: user.name, anonymous, operator }, workspaces, balance: available, engine: this.#engine, spending };
  }

  /**
   * Claims the workspace that a device made offline; the same claim twice is one workspace.
   * Throws `device-known` (renew the device's session first) or, when the workspace is somebody else's, `not-found`.
   */
  claim(claim: Claim, caller: Caller): Promise<Workspace> {
    return claimWorkspace(this.#database, caller.userId, claim);
  }

  /** What others are told that this person is called. */
  async nameOf(userId: string): Promise<string | undefined> {
    return (await this.#database.db.selectFrom('user').select('name').where('id', '=', userId).executeTakeFirst())?.name;
  }

  /** The user's role in the workspace, undefined when not a member. */
  role(userId: string, workspaceId: string): Promise<Role | undefined> {
    return roleOf(this.#database, userId, workspaceId);
  }

  /** The user's workspaces with their roles, oldest first. */
  workspacesOf(userId: string): Promise<Workspace[]> {
    return workspacesOf(this.#database.db, userId);
  }

  /** Ids of the users who are members of the workspace. */
  async memberIds(workspaceId: string): Promise<string[]> {
    const rows = await this.#database.db.selectFrom('member').select('user_id').where('workspace_id', '=', workspaceId).execute();
    return rows.map((row) => row.user_id);
  }

  isOperator(userId: string): Promise<boolean> {
    return this.#operators.has(userId);
  }

  /** A new token for the set-up link to print at the start, which replaces the last one; undefined once there is an operator. */
  setupToken(): Promise<string | undefined> {
    return this.#operators.newToken();
  }

  /** Makes the caller operator with the token of the set-up link, once; an operator may repeat it. Throws `setup-link-used`. */
  async setUp(token: string, caller: Caller): Promise<Me> {
    const done = (await this.#operators.redeem(token, caller.userId)) || (await this.isOperator(caller.userId));
    if (!done) throw accountProblem('setup-link-used');
    return this.me(caller);
  }

  /** Who pays for a run of this caller in this workspace, and how much may still be spent. */
  async purse({
    engine,
    own = false,
    caller,
    workspaceId
  }: {
    engine: EngineKind;
    /** The workspace's own key pays. */
    own?: boolean;
    caller: Pick<Caller, 'userId' | 'anonymous'>;
    workspaceId: string;
  }): Promise<Purse> {
    if (own) return { purse: `workspace:${workspaceId}`, spending: 'own', available: null };
    const purse = engine === 'sandbox' ? playPurse(workspaceId) : serverPurse(caller.userId);
    return { purse, ...(await this.#spending(engine, caller)) };
  }

  async #spending(
    engine: EngineKind,
    { userId, anonymous }: Pick<Caller, 'userId' | 'anonymous'>
  ): Promise<{ spending: Me['spending']; available: Micros | null }> {
    if (engine === 'sandbox') return { spending: 'free', available: null };
    if (await this.isOperator(userId)) return { spending: 'operator', available: null };
    // Whatever the ledger says: anyone can make anonymous users, so they never reach the server's key.
    if (anonymous) return { spending: 'no-credit', available: 0 };
    await grantOnce(this.#database.db, userId, this.#grant);
    const available = await availableIn(this.#database.db, serverPurse(userId));
    return { spending: available > 0 ? 'granted' : 'no-credit', available };
  }
}
