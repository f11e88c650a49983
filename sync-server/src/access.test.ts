// Tries every route and every kind of document as everybody there is, and holds the answers against the access table.
import { allows, type Role } from 'shared/accounts';
import { newId, randomHex } from 'shared/kernel';
import { documentKinds, MESSAGE, type DocumentKind } from 'shared/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { documentAccess, routeAccess, type Rule } from './access-table.ts';
import { cookiesOf, install, Person, type Installation } from './installation.fixture.ts';
import type { Application } from './listen.ts';

type Who = 'stranger' | 'share visitor' | Role | 'other owner';
const people: Who[] = ['stranger', 'share visitor', 'viewer', 'editor', 'owner', 'other owner'];

let installation: Installation;
let server: Application;
let workspaceId: string;
let runId: string;
let stateId: string;
const visitors = new Map<Who, Person>();
const visitor = (person: Who) => visitors.get(person) as Person;

beforeAll(async () => {
  installation = await install();
  ({ server } = installation);
  for (const person of people) visitors.set(person, new Person(installation));
  for (const person of people.slice(2)) await visitor(person).signIn();
  workspaceId = await visitor('owner').makeWorkspace();
  await visitor('other owner').makeWorkspace();
  await visitor('owner').admit(visitor('viewer'), workspaceId, 'viewer');
  await visitor('owner').admit(visitor('editor'), workspaceId, 'editor');
  await openShare('board', 'shared');
  runId = newId();
  const recipe = { v: 1, model: 'bytedance/seedream-v4', prompt: 'a vase', params: { size: '512*512' } };
  await visitor('owner').get('POST', '/api/runs', { id: runId, workspaceId, recipe });
  stateId = await keepState();
}, 60_000);

afterAll(() => installation.remove());

/** Writes a board as its owner's page would and keeps its state under a name. */
async function keepState(): Promise<string> {
  const doc = new Y.Doc();
  doc.getMap('items').set('a', 1);
  const update = Y.encodeStateAsUpdate(doc);
  const { promise: committed, resolve, reject } = Promise.withResolvers<void>();
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}/sync/${workspaceId}/board/kept?ack=1`, {
    headers: { cookie: visitor('owner').cookie }
  });
  socket.on('error', reject);
  socket.on('open', () => socket.send(new Uint8Array([0, 2, update.length, ...update])));
  socket.on('message', (frame: Buffer) => frame[0] === MESSAGE.committed && resolve());
  await committed;
  socket.terminate();
  const id = newId();
  await visitor('owner').get('POST', '/api/documents/history', { id, workspaceId, kind: 'board', docId: 'kept', name: 'Kept' });
  return id;
}

/** Gives the share visitor the cookie of a link to one document. */
async function openShare(kind: DocumentKind, docId: string): Promise<void> {
  const secret = randomHex(32);
  await visitor('owner').get('POST', '/api/shares', { id: newId(), workspaceId, kind, docId, secret });
  visitor('share visitor').cookie = cookiesOf(await send('stranger', 'POST', '/api/shares/open', { secret }));
}

const send = (person: Who, method: string, path: string, body?: unknown) => visitor(person).send(method, path, body);

/** A request of the route about the workspace or its run, with a body that is as wrong as can be in all else. */
async function attempt(person: Who, route: string): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  // What one person forgets, the next would not find.
  if (route === 'DELETE /api/documents/history/:id') stateId = await keepState();
  const address = path
    .replace(':hash', '0'.repeat(64))
    .replace(':id', path.startsWith('/api/documents/history') ? stateId : runId)
    .replace(':workspaceId', workspaceId)
    .replace(':userId', 'nobody');
  const query = path.startsWith('/media') || path.includes('/auth/') ? '' : `?workspaceId=${workspaceId}`;
  return send(person, method, `${address}${query}`, method === 'GET' ? undefined : { workspaceId });
}

/** What the access table promises of a person: a status that only a denial has, or undefined when the handler may decide. */
function denial(person: Who, rule: Rule): number | undefined {
  if (rule === 'anyone' || rule === 'document') return undefined;
  if (person === 'stranger' || person === 'share visitor') return 401;
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
        headers: { cookie: visitor(person).cookie },
        signal: stopping.signal
      });
      expect([person, response.status]).toEqual([person, denial(person, routeAccess['GET /api/events'] as Rule) ?? 200]);
      stopping.abort();
    }
  });

  it('[ACC-3] lets a member leave, who may remove nobody else', async () => {
    const guest = await new Person(installation).signIn();
    await visitor('owner').admit(guest, workspaceId, 'viewer');
    const path = `/api/workspaces/${workspaceId}/members`;
    const colleague = `${path}/${visitor('editor').userId}`;
    expect(await (await guest.send('DELETE', colleague)).json()).toMatchObject({ status: 403, code: 'owners-only' });
    expect((await guest.send('PUT', `${path}/${guest.userId}`, { role: 'owner' })).status).toBe(403);
    expect((await guest.send('DELETE', `${path}/${guest.userId}`)).status).toBe(200);
    expect((await guest.send('DELETE', colleague)).status).toBe(404);
    expect(await visitor('owner').get('GET', path)).toMatchObject({ members: [{ role: 'owner' }, { role: 'viewer' }, { role: 'editor' }] });
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
      const isMember = person === 'viewer' || person === 'editor' || person === 'owner';
      const may = read !== undefined && isMember && allows(person, read);
      expect([person, await opens(person, `/sync/${workspaceId}/${kind}/main`)]).toEqual([person, may]);
      // The share visitor's link is to the board of this id; a document of another kind may have the same.
      const mayShared = may || (kind === 'board' && person === 'share visitor');
      expect([person, await opens(person, `/sync/${workspaceId}/${kind}/shared`)]).toEqual([person, mayShared]);
    }
  });

  it('[ACC-4] refuses sockets that pages of other sites open', async () => {
    expect(await opens('owner', `/sync/${workspaceId}/directory/main`, 'https://evil.example')).toBe(false);
  });
});

/** Whether a socket gets a message of the document before it is closed. */
function opens(person: Who, path: string, origin?: string): Promise<boolean> {
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}${path}`, {
    headers: { cookie: visitor(person).cookie },
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
