// A whole server in a folder of its own, and the people who visit it, for tests that try it from outside.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Role } from 'shared/accounts';
import { newId, randomHex } from 'shared/kernel';
import { readConfig } from './config/index.ts';
import { listen, type Application } from './listen.ts';
import { startServices } from './services.ts';

export interface Installation {
  readonly server: Application;
  /** Stops the server and removes its folder. */
  remove(): Promise<void>;
}

/** Starts a server on a free port; the sandbox answers at once. */
export async function install(): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'preset-installation-'));
  const webFolder = join(folder, 'web');
  await mkdir(webFolder);
  await writeFile(join(webFolder, 'index.html'), '<title>Preset</title>');
  const config = readConfig({ PORT: '0', SANDBOX_LATENCY_MS: '0', SANDBOX_DETAIL: 'quick' });
  const server = await listen(config, (port) => startServices({ config, folder, log: pino({ level: 'silent' }), port, webFolder }));
  return {
    server,
    remove: async () => {
      await server.drain();
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Somebody with a browser: a stranger until `signIn`. */
export class Person {
  readonly address: string;
  cookie = '';
  userId = '';

  constructor({ server }: Installation) {
    this.address = server.address;
  }

  async signIn(): Promise<this> {
    const response = await this.send('POST', '/api/auth/sign-in/anonymous', {});
    this.cookie = cookiesOf(response);
    ({ userId: this.userId } = (await response.json()) as { userId: string });
    return this;
  }

  send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.address}${path}`, {
      method,
      headers: { ...(this.cookie ? { cookie: this.cookie } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body)
    });
  }

  /** The answer of a request that succeeds. */
  async get<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.send(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  /** Makes a workspace; its id. */
  async makeWorkspace(): Promise<string> {
    const workspaceId = newId();
    await this.get('POST', '/api/workspaces/claim', { workspaceId, name: 'Test', secret: randomHex(32) });
    return workspaceId;
  }

  /** Lets a guest into a workspace of this owner's. */
  async admit(guest: Person, workspaceId: string, role: Exclude<Role, 'owner'>): Promise<void> {
    const secret = randomHex(32);
    await this.get('POST', `/api/workspaces/${workspaceId}/invites`, { id: newId(), secret, role });
    await guest.get('POST', '/api/invites/accept', { secret });
  }
}

/** What a browser sends back of an answer's cookies. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}
