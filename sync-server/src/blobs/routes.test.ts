// Proves what the routes of blobs answer: bytes only under their own hash, ranges, caching, and nothing for strangers.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blobInfoSchema } from 'shared/blobs';
import { newId, Problem, sha256 } from 'shared/kernel';
import { openDatabase, type Database } from '#platform/database';
import { answer, router } from '#platform/http';
import { openDiskStore } from './adapters/disk.ts';
import { Blobs } from './blobs.ts';
import { picture } from './media.fixture.ts';
import { blobRoutes } from './routes.ts';
import { serveBlob } from './serve.ts';

let folder: string;
let database: Database;
const workspace = newId();
const app = router();
const ask = (path: string, init: RequestInit & { user?: string } = {}) =>
  app.request(path, { ...init, headers: { 'x-user': init.user ?? 'ada', ...(init.headers as Record<string, string>) } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-routes-'));
  database = await openDatabase({ file: join(folder, 'preset.db') });
  const blobs = new Blobs({ database, store: await openDiskStore(join(folder, 'blobs')) });
  const workspacesOf = (caller: { userId: string } | undefined) => Promise.resolve(caller?.userId === 'ada' ? [workspace] : []);
  app.use((c, next) => {
    c.set('caller', { userId: c.req.header('x-user') ?? '', sessionId: 's', anonymous: true });
    return next();
  });
  app.onError((error, c) => {
    if (error instanceof Problem) return answer(c, error.document);
    throw error;
  });
  app.route('/api', blobRoutes(blobs, workspacesOf));
  app.get('/media/:hash', serveBlob(blobs, workspacesOf));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

async function kept(): Promise<{ bytes: Uint8Array<ArrayBuffer>; hash: string }> {
  const bytes = await picture({ width: 50, height: 40, format: 'jpeg' });
  const hash = await sha256(bytes);
  const response = await ask(`/api/blobs/${hash}?workspaceId=${workspace}`, { method: 'PUT', body: bytes });
  expect(response.status).toBe(200);
  expect(blobInfoSchema.parse(await response.json()).hash).toBe(hash);
  return { bytes, hash };
}
const code = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];

it('[GAL-2] bytes sent under their hash are kept, again and again, and read back by address', async () => {
  const { bytes, hash } = await kept();
  await kept();
  for (const path of [`/api/blobs/${hash}`, `/media/${hash}`]) {
    const response = await ask(path);
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(bytes.length),
      'content-disposition': `inline; filename="${hash.slice(0, 12)}.jpg"`,
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      etag: `"${hash}"`
    });
  }
});

it('[OPS-5] bytes under another hash, unknown media and bad names are refused', async () => {
  const bytes = await picture({ width: 51, height: 40 });
  const wrong = 'a'.repeat(64);
  expect(await code(await ask(`/api/blobs/${wrong}?workspaceId=${workspace}`, { method: 'PUT', body: bytes }))).toEqual([
    422,
    'hash-mismatch'
  ]);
  const text = new TextEncoder().encode('no picture at all');
  expect(await code(await ask(`/api/blobs/${await sha256(text)}?workspaceId=${workspace}`, { method: 'PUT', body: text }))).toEqual([
    415,
    'unknown-media'
  ]);
  expect(await code(await ask(`/api/blobs/short?workspaceId=${workspace}`, { method: 'PUT', body: text }))).toEqual([400, 'invalid-input']);
  expect(await code(await ask(`/api/blobs/${wrong}`, { method: 'PUT', body: text }))).toEqual([400, 'invalid-input']);
});

it('[OPS-5] a body that is announced or turns out too large is not taken', async () => {
  const path = `/api/blobs/${'b'.repeat(64)}?workspaceId=${workspace}`;
  expect(await code(await ask(path, { method: 'PUT', body: 'x', headers: { 'content-length': String(300 * 1024 * 1024) } }))).toEqual([
    413,
    'body-too-large'
  ]);
  const chunk = new Uint8Array(1024 * 1024);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent++;
      controller.enqueue(chunk);
    }
  });
  expect(await code(await ask(path, { method: 'PUT', body: endless, duplex: 'half' } as RequestInit))).toEqual([413, 'body-too-large']);
  expect(sent).toBeLessThan(210);
});

it('[GAL-5] answers ranges, conditions and HEAD as players and caches ask', async () => {
  const { bytes, hash } = await kept();
  const path = `/media/${hash}`;
  const part = await ask(path, { headers: { range: 'bytes=2-5' } });
  expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
    206,
    `bytes 2-5/${bytes.length}`,
    '4'
  ]);
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(2, 6));
  const tail = await ask(path, { headers: { range: 'bytes=-3', 'if-range': `"${hash}"` } });
  expect(new Uint8Array(await tail.arrayBuffer())).toEqual(bytes.slice(-3));
  const changed = await ask(path, { headers: { range: 'bytes=-3', 'if-range': '"other"' } });
  expect([changed.status, (await changed.arrayBuffer()).byteLength]).toEqual([200, bytes.length]);
  const beyond = await ask(path, { headers: { range: `bytes=${bytes.length}-` } });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`]);
  expect((await ask(path, { headers: { 'if-none-match': `"${hash}"` } })).status).toBe(304);
  const head = await ask(path, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), (await head.arrayBuffer()).byteLength]).toEqual([200, String(bytes.length), 0]);
});

it('[ACC-4] what is not granted and what is not there answer alike', async () => {
  const { hash } = await kept();
  const foreign = await ask(`/media/${hash}`, { user: 'eve' });
  const missing = await ask(`/media/${'c'.repeat(64)}`, { user: 'eve' });
  const odd = await ask('/media/no-hash');
  expect(await code(foreign.clone())).toEqual([404, 'not-found']);
  expect([await foreign.text(), foreign.status]).toEqual([await missing.text(), missing.status]);
  expect(odd.status).toBe(404);
});
