// Proves that a blob queued once reaches the server, through failures and restarts, and that a refusal is kept and told.
import 'fake-indexeddb/auto';
import { newId, Problem } from 'shared/kernel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PresetDatabase } from '../platform/database.ts';
import { evict, keepBlob, keptBlobs } from './blob-table.ts';
import { queueUpload, UploadQueue, type SendBlob } from './upload-queue.ts';

const workspaceId = newId();
const hash = (n: number) => n.toString(16).padStart(64, '0');
let database: PresetDatabase;
const queues: UploadQueue[] = [];

beforeEach(() => {
  database = new PresetDatabase(`uploads-${newId()}`);
});
afterEach(() => {
  for (const queue of queues.splice(0)) queue.stop();
});

async function add(n: number): Promise<void> {
  await keepBlob(database, hash(n), new Blob([`bytes ${n}`]), 'image/png', 'original');
  await queueUpload(database, { hash: hash(n), workspaceId, kind: 'original', bytes: 7 });
}

function queueWith(send: SendBlob, accepted: () => boolean = () => true): UploadQueue {
  const queue = new UploadQueue({ database, send, accepted, changed: () => undefined, wait: () => 5 });
  queues.push(queue);
  return queue;
}

const refusal = (status: number, code = 'refused') => new Problem(code, { status, title: 'Refused.', remedy: 'Choose another.' });
const empty = () => vi.waitFor(async () => expect(await database.uploads.count()).toBe(0));

describe('UploadQueue', () => {
  it('[PWA-3] sends every blob with its bytes, and never more than two at once', async () => {
    const sent: string[] = [];
    let under = 0;
    let most = 0;
    let both = () => undefined as void;
    const twoAtOnce = new Promise<void>((resolve) => (both = resolve));
    for (let n = 0; n < 6; n += 1) await add(n);
    const queue = queueWith(async (_row, blob) => {
      most = Math.max(most, (under += 1));
      if (under === 2) both();
      await twoAtOnce;
      sent.push(await blob.text());
      under -= 1;
    });
    await queue.work();
    await empty();
    expect(sent.sort()).toEqual([0, 1, 2, 3, 4, 5].map((n) => `bytes ${n}`));
    expect(most).toBe(2);
  });

  it('[PWA-3] tries again after silence, after limits and after a lost session, until the server has it', async () => {
    await add(1);
    const answers = [new Error('nobody'), refusal(429), refusal(401), refusal(503)];
    const send = vi.fn<SendBlob>(() => {
      const error = answers.shift();
      return error ? Promise.reject(error) : Promise.resolve();
    });
    await queueWith(send).work();
    await empty();
    expect(send).toHaveBeenCalledTimes(5);
  });

  it.each([
    [413, 'body-too-large'],
    [415, 'unknown-media'],
    [507, 'quota-reached']
  ])('[PWA-3] keeps a refusal for good (%i %s) to be shown, with the bytes', async (status, code) => {
    await add(1);
    const send = vi.fn<SendBlob>(() => Promise.reject(refusal(status, code)));
    const queue = queueWith(send);
    await queue.work();
    await vi.waitFor(async () => expect((await database.uploads.get(hash(1)))?.problem).toMatchObject({ code, remedy: 'Choose another.' }));
    await queue.hurry();
    expect(send).toHaveBeenCalledTimes(1);
    expect(await database.blobs.count()).toBe(1);
  });

  it('[PWA-3] one refused blob does not stop the others', async () => {
    for (const n of [1, 2, 3]) await add(n);
    await queueWith((row) => (row.hash === hash(1) ? Promise.reject(refusal(415)) : Promise.resolve())).work();
    await vi.waitFor(async () => expect((await database.uploads.toArray()).map((row) => row.hash)).toEqual([hash(1)]));
  });

  it('[PWA-3] what was not sent is sent after a restart, and what was under way once more', async () => {
    const name = database.name;
    await add(1);
    await add(2);
    await queueWith(() => new Promise(() => undefined)).work();
    queues.splice(0).forEach((queue) => queue.stop());
    database.close();

    database = new PresetDatabase(name);
    const sent: string[] = [];
    await queueWith(async (row) => void sent.push(row.hash)).work();
    await empty();
    expect(sent.sort()).toEqual([hash(1), hash(2)]);
  });

  it('[ACC-1] nothing is sent for a workspace that the server has not accepted yet', async () => {
    await add(1);
    let accepted = false;
    const send = vi.fn<SendBlob>(() => Promise.resolve());
    const queue = queueWith(send, () => accepted);
    await queue.work();
    expect(send).not.toHaveBeenCalled();
    accepted = true;
    await queue.work();
    await empty();
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('[PWA-3] the same blob is queued once', async () => {
    await add(1);
    await database.uploads.update(hash(1), { attempts: 3 });
    await add(1);
    expect(await database.uploads.toArray()).toMatchObject([{ hash: hash(1), attempts: 3 }]);
  });
});

it('[PWA-3] only copies that the server has are given up', async () => {
  await add(1);
  await keepBlob(database, hash(2), new Blob(['xy']), 'image/webp', 'thumb');
  expect(await evict(database, [hash(1), hash(2), hash(3)])).toEqual([hash(2), hash(3)]);
  expect(await keptBlobs(database)).toEqual([{ kind: 'original', bytes: 7, hash: hash(1) }]);
});
