// Proves runs with their real neighbours: results are kept as blobs, entered into the gallery's document, and served over HTTP.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { newId } from 'shared/kernel';
import { readAsset } from 'shared/gallery';
import { runPageSchema, runSchema } from 'shared/runs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Blobs, openDiskStore } from '#area/blobs';
import { Galleries } from '#area/gallery';
import { Rooms } from '#area/sync';
import { openDatabase, type Database } from '#platform/database';
import { router } from '#platform/http';
import { runRoutes } from './routes.ts';
import { scriptedEngine } from './scripted-engine.fixture.ts';
import type { Runs } from './service.ts';
import { caller, finished, makeWorld, newRun, PRICE, until } from './world.fixture.ts';

let folder: string;
let database: Database;
let rooms: Rooms;
let runs: Runs | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-runs-'));
  database = await openDatabase({ file: join(folder, 'preset.db') });
  rooms = new Rooms({
    database,
    report: (error) => {
      throw error;
    }
  });
});
afterEach(async () => {
  await runs?.drain();
  await rooms.drain();
  await database.close();
  await rm(folder, { recursive: true });
});

async function makeStudio() {
  const engine = scriptedEngine();
  engine.download = async () =>
    new Uint8Array(
      await sharp({ create: { width: 640, height: 480, channels: 3, background: '#336699' } })
        .png()
        .toBuffer()
    );
  const blobs = new Blobs({ database, store: await openDiskStore(join(folder, 'blobs')) });
  const galleries = new Galleries({ database, rooms });
  const world = makeWorld(database, { engine, blobs, galleries });
  runs = world.runs;
  await runs.start();
  const app = router()
    .use(async (c, next) => {
      c.set('caller', caller);
      await next();
    })
    .route('/', runRoutes(runs));
  app.onError((error, c) => c.json('document' in error ? (error.document as object) : {}, 'document' in error ? 400 : 500));
  const send = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await app.request(path, init);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return { ...world, blobs, send };
}

it('[RUN-7] puts what was made into the gallery’s document, its bytes under their hash', async () => {
  const { blobs, send, workspaceId, ...world } = await makeStudio();
  const request = newRun(workspaceId, { count: 3 });
  const accepted = await send('POST', '/runs', request);
  expect(accepted.status).toBe(200);
  const run = await until(world.runs, request.id, finished);
  expect(run.counts.succeeded).toBe(3);
  for (const {
    assets: [id = '']
  } of run.items) {
    const [docId = ''] = id.split('.');
    const entry = await rooms.read({ workspaceId, kind: 'gallery', docId }, (doc) => readAsset(doc, id));
    const record = entry?.record;
    expect(record).toMatchObject({ id, kind: 'image', width: 640, height: 480, made: { runId: request.id, cost: PRICE } });
    expect(await blobs.info(workspaceId, record?.hash ?? '')).toMatchObject({ type: 'image/png' });
  }
});

it('[RUN-7] puts results into the collection that the run names, and says so of the run', async () => {
  const { send, workspaceId, ...world } = await makeStudio();
  const collection = newId();
  const request = { ...newRun(workspaceId, { count: 2 }), collection };
  await send('POST', '/runs', request);
  const run = await until(world.runs, request.id, finished);
  expect(run.collection).toBe(collection);
  for (const id of run.items.flatMap(({ assets }) => assets)) {
    const [docId = ''] = id.split('.');
    const entry = await rooms.read({ workspaceId, kind: 'gallery', docId }, (doc) => readAsset(doc, id));
    expect(entry?.fields.collections).toEqual([collection]);
  }
  await send('POST', '/runs', newRun(workspaceId));
  const page = await send('GET', `/runs?workspaceId=${workspaceId}&collection=${collection}`);
  expect(runPageSchema.parse(page.body).runs.map(({ id }) => id)).toEqual([request.id]);
  expect(await send('POST', '/runs', { ...request, id: newId(), collection: 'salt' })).toMatchObject({ status: 400 });
});

it('[RUN-4] answers every route with the run as the schema states it, and problems as problems', async () => {
  const { send, workspaceId, runs: service } = await makeStudio();
  const request = newRun(workspaceId, { count: 2 });
  await send('POST', '/runs', request);
  await until(service, request.id, finished);
  const calls = [
    await send('POST', '/runs', request),
    await send('GET', `/runs/${request.id}`),
    await send('POST', `/runs/${request.id}/cancel`),
    await send('POST', `/runs/${request.id}/cancel`, {}),
    await send('POST', `/runs/${request.id}/pause`),
    await send('POST', `/runs/${request.id}/resume`),
    await send('POST', `/runs/${request.id}/retry`, {})
  ];
  for (const { status, body } of calls) expect([status, runSchema.parse(body).counts.succeeded]).toEqual([200, 2]);
  const page = await send('GET', `/runs?workspaceId=${workspaceId}`);
  expect(runPageSchema.parse(page.body)).toMatchObject({ runs: [{ id: request.id, state: 'finished' }], next: null });
  expect(await send('GET', `/runs/${newId()}`)).toMatchObject({ body: { code: 'not-found' } });
  expect(await send('POST', '/runs', { ...request, count: 1_001 })).toMatchObject({
    status: 400,
    body: { code: 'invalid-input', fields: [{ path: 'count' }] }
  });
  expect(await send('GET', `/runs?workspaceId=${workspaceId}&cursor=x`)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
});
