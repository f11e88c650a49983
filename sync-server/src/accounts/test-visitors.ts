// People for tests: visitors with a cookie jar who call the routes of accounts as a browser would.
import { Hono } from 'hono';
import { PROBLEM_TYPE, Problem, newId, randomHex } from 'shared/kernel';
import type { EngineKind } from 'shared/accounts';
import type { Database } from '#platform/database';
import { answer, type Env } from '#platform/http';
import { Accounts } from './accounts.ts';
import { createAuth, type AuthOptions } from './auth.ts';
import { accountRoutes } from './routes.ts';

export interface TestServerOptions extends Partial<Omit<AuthOptions, 'database'>> {
  readonly engine?: EngineKind;
  readonly grant?: number;
}

/** A server that has accounts and nothing else. */
export function testServer(database: Database, { engine = 'sandbox', grant = 0, ...options }: TestServerOptions = {}) {
  const auth = createAuth({
    database,
    secret: 'a secret of tests that is long enough',
    publicUrl: 'http://localhost:4400',
    trustedOrigins: ['http://127.0.0.1:4400'],
    loopback: false,
    ...options
  });
  const accounts = new Accounts({ database, auth, engine, grant });
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set('caller', await accounts.sessionOf(c.req.raw.headers));
    await next();
  });
  app.route('/api', accountRoutes(accounts));
  app.onError((error, c) => {
    if (error instanceof Problem) return answer(c, error.document);
    throw error;
  });
  return { auth, accounts, visitor: () => new Visitor(app) };
}

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** Values of `set-cookie`. */
  readonly cookies: string[];
}

/** One browser: keeps its cookies, and makes workspaces as a device does. */
export class Visitor {
  readonly #app: Hono<Env>;
  readonly cookies = new Map<string, string>();
  /** What its device made before the server ever answered. */
  readonly device = { workspaceId: newId(), name: 'My workspace', secret: randomHex(32) };

  constructor(app: Hono<Env>) {
    this.#app = app;
  }

  async call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
    const headers = new Headers();
    if (this.cookies.size) headers.set('cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '));
    if (body !== undefined) headers.set('content-type', 'application/json');
    const response = await this.#app.request(`/api${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body)
    });
    const cookies = response.headers.getSetCookie();
    for (const cookie of cookies) {
      const [name = '', value = ''] = cookie.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
      this.cookies.set(name, value);
    }
    const type = response.headers.get('content-type');
    if (response.status >= 400 && type !== PROBLEM_TYPE) throw new Error(`${method} ${path} failed with ${type}`);
    return { status: response.status, body: (await response.json()) as Answer['body'], cookies };
  }

  /** Makes an anonymous session; the user's id. */
  async signIn(): Promise<string> {
    return String((await this.call('POST', '/auth/sign-in/anonymous')).body.userId);
  }

  claim(claim: object = this.device): Promise<Answer> {
    return this.call('POST', '/workspaces/claim', claim);
  }

  renew({ workspaceId, secret }: { workspaceId: string; secret: string } = this.device): Promise<Answer> {
    return this.call('POST', '/auth/device-renew', { workspaceId, secret });
  }

  me(): Promise<Answer> {
    return this.call('GET', '/me');
  }
}
