// Tries every route and every kind of document as everybody there is, and holds the answers against the access table.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pino from 'pino';
import { allows, type Role } from 'shared/accounts';
import { newId, randomHex } from 'shared/kernel';
import { documentKinds, type DocumentKind } from 'shared/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { documentAccess, routeAccess, type Rule } from './access-table.ts';
import { readConfig } from './config/index.ts';
import { listen, type Application } from './listen.ts';
import { startServices } from './services.ts';

type Person = 'stranger' | Role | 'other owner';
const people: Person[] = ['stranger', 'viewer', 'editor', 'owner', 'other owner'];

let folder: string;
let server: Application;
let workspaceId: string;
let runId: string;
const cookies = new Map<Person, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-access-'));
  const webFolder = join(folder, 'web');
  await mkdir(webFolder);
  await writeFile(join(webFolder, 'index.html'), '<title>Preset</title>');
  const config = readConfig({ PORT: '0', SANDBOX_LATENCY_MS: '0' });
  server = await listen(config, (port) => startServices({ config, folder, log: pino({ level: 'silent' }), port, webFolder }));
  for (const person of people.slice(1)) cookies.set(person, await signIn());
  workspaceId = await claim('owner');
  await claim('other owner');
  await admit('viewer');
  await admit('editor');
  runId = newId();
  const recipe = { v: 1, model: 'bytedance/seedream-v4', prompt: 'a vase', params: { size: '512*512' } };
  const accepted = await send('owner', 'POST', '/api/runs', { id: runId, workspaceId, recipe });
  expect([accepted.status, accepted.ok ? '' : await accepted.text()]).toEqual([200, '']);
}, 60_000);

afterAll(async () => {
  await server.drain();
  await rm(folder, { recursive: true, force: true });
});

async function signIn(): Promise<string> {
  const response = await fetch(`${server.address}/api/auth/sign-in/anonymous`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}'
  });
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

async function claim(person: Person): Promise<string> {
  const id = newId();
  const response = await send(person, 'POST', '/api/workspaces/claim', { workspaceId: id, name: 'Test', secret: randomHex(32) });
  expect(response.status).toBe(200);
  return id;
}

/** There is no invitation yet, so the member row is written as an invitation would. */
async function admit(role: Role): Promise<void> {
  const { user } = (await (await send(role, 'GET', '/api/me')).json()) as { user: { id: string } };
  const file = new Sqlite(join(folder, 'preset.db'), { timeout: 5_000 });
  file
    .prepare('insert into member (workspace_id, user_id, role, created_at) values (?, ?, ?, ?)')
    .run(workspaceId, user.id, role, Date.now());
  file.close();
}

function send(person: Person, method: string, path: string, body?: unknown): Promise<Response> {
  const cookie = cookies.get(person);
  return fetch(`${server.address}${path}`, {
    method,
    headers: { ...(cookie ? { cookie } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body)
  });
}

/** A request of the route about the workspace or its run, with a body that is as wrong as can be in all else. */
function attempt(person: Person, route: string): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  const address = path.replace(':hash', '0'.repeat(64)).replace(':id', runId);
  const query = path.startsWith('/media') || path.includes('/auth/') ? '' : `?workspaceId=${workspaceId}`;
  return send(person, method, `${address}${query}`, method === 'GET' ? undefined : { workspaceId });
}

/** What the access table promises of a person: a status that only a denial has, or undefined when the handler may decide. */
function denial(person: Person, rule: Rule): number | undefined {
  if (rule === 'anyone' || rule === 'document') return undefined;
  if (person === 'stranger') return 401;
  if (rule === 'session') return undefined;
  if (person === 'other owner') return 404;
  return allows(person, rule.role) ? undefined : 403;
}

describe('routes', () => {
  it('[ACC-4] lists every route in the access table, and nothing that is no route', () => {
    const guarded = ['/api/', '/media/', '/sync/'];
    const routes = server.app.routes
      .filter(({ method, path }) => method !== 'ALL' && guarded.some((prefix) => path.startsWith(prefix)))
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(routes)].sort()).toEqual(Object.keys(routeAccess).sort());
  });

  const routes = Object.keys(routeAccess).filter((route) => !route.includes('/sync/') && route !== 'GET /api/events');
  it.each(routes)('[ACC-4] %s answers each person as the table says', async (route) => {
    for (const person of people) {
      const rule = routeAccess[route] as Rule;
      const expected = denial(person, rule);
      const { status, headers } = await attempt(person, route);
      if (expected !== undefined) {
        expect([person, status, headers.get('content-type')]).toEqual([person, expected, 'application/problem+json']);
      } else if (rule === 'anyone' || rule === 'session') {
        expect([person, [403, 429, 500].includes(status)]).toEqual([person, false]);
      } else {
        expect([person, [401, 403, 404, 429, 500].includes(status)]).toEqual([person, false]);
      }
    }
  });

  it('[ACC-4] opens event streams to members only', async () => {
    for (const person of people) {
      const stopping = new AbortController();
      const response = await fetch(`${server.address}/api/events?workspaceId=${workspaceId}`, {
        headers: { cookie: cookies.get(person) ?? '' },
        signal: stopping.signal
      });
      expect([person, response.status]).toEqual([person, denial(person, routeAccess['GET /api/events'] as Rule) ?? 200]);
      stopping.abort();
    }
  });

  it('[ACC-4] answers what is not there as what is not yours', async () => {
    const body = async (path: string) => (await send('other owner', 'GET', path)).json();
    expect(await body(`/api/runs/${runId}`)).toEqual(await body(`/api/runs/${newId()}`));
    expect(await body(`/api/nothing`)).toMatchObject({ code: 'not-found' });
  });
});

describe('documents', () => {
  const kinds: (DocumentKind | 'unheard-of')[] = [...documentKinds, 'unheard-of'];
  it.each(kinds)('[ACC-4] opens a document of kind %s to those whom the table names', async (kind) => {
    for (const person of people) {
      const read = kind === 'unheard-of' ? undefined : documentAccess[kind].read;
      const may = read !== undefined && person !== 'stranger' && person !== 'other owner' && allows(person, read);
      expect([person, await opens(person, `/sync/${workspaceId}/${kind}/main`)]).toEqual([person, may]);
    }
  });

  it('[ACC-4] refuses sockets that pages of other sites open', async () => {
    expect(await opens('owner', `/sync/${workspaceId}/directory/main`, 'https://evil.example')).toBe(false);
  });
});

/** Whether a socket gets a message of the document before it is closed. */
function opens(person: Person, path: string, origin?: string): Promise<boolean> {
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}${path}`, {
    headers: { cookie: cookies.get(person) ?? '' },
    origin
  });
  return new Promise((answer) => {
    socket.on('error', () => answer(false));
    socket.on('close', () => answer(false));
    socket.on('message', () => {
      answer(true);
      socket.terminate();
    });
    // Step 1 of the sync protocol with an empty state vector.
    socket.on('open', () => socket.send(new Uint8Array([0, 0, 1, 0])));
  });
}
