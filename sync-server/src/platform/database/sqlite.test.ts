// What only the embedded database promises: durability against kill -9, and errors instead of silence when its worker is gone.
import { sql } from 'kysely';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { newId } from 'shared/kernel';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openDatabase } from './open.ts';
import type { Database } from './port.ts';

let folder: string;
let file: string;
let database: Database | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-sqlite-'));
  file = join(folder, 'preset.db');
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await database?.close();
  database = undefined;
  await rm(folder, { recursive: true });
});

it('[SYNC-2] loses nothing that was acknowledged when the process is killed with -9', async () => {
  const document = `${newId()}/board/b1`;
  let acknowledged = 0;
  for (let round = 1; round <= 3; round++) {
    const script = fileURLToPath(new URL('./append-until-killed.child.ts', import.meta.url));
    const child = spawn(process.execPath, [script, file, document], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    let lines = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Math.max(acknowledged, Number(line));
      if (++lines === 100) child.kill('SIGKILL');
    }
    await exited;
    expect(lines).toBeGreaterThanOrEqual(100);

    database = await openDatabase({ file });
    const rows = await database.db.selectFrom('update_log').select('seq').where('document', '=', document).orderBy('seq').execute();
    expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, n) => n + 1));
    const state = await database.db.selectFrom('document').select('seq').where('name', '=', document).executeTakeFirstOrThrow();
    expect(state.seq).toBe(rows.length);
    const settings = await database.db.selectFrom('setting').select('key').execute();
    expect(new Set(settings.map((row) => row.key))).toEqual(new Set(settings.map((_, n) => `k${n}`)));
    await database.close();
    database = undefined;
  }
});

it('[SYNC-2] commits to the disk, not to a cache that a power cut empties', async () => {
  database = await openDatabase({ file });
  const pragma = async (name: string) => (await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(database!.db)).rows;
  expect(await pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  expect(await pragma('synchronous')).toEqual([{ synchronous: 2 }]);
  expect(await pragma('foreign_keys')).toEqual([{ foreign_keys: 1 }]);
});

it('[OPS-3] answers with errors, and closes, after its worker has died', async () => {
  const listening = vi.spyOn(Worker.prototype, 'on');
  database = await openDatabase({ file });
  const worker = listening.mock.contexts[0] as Worker;
  const { db } = database;
  const write = () => db.insertInto('setting').values({ key: newId(), value: '' }).execute();
  await write();

  const interrupted = db.transaction().execute(async (transaction) => {
    await transaction.selectFrom('setting').select('key').execute();
    await worker.terminate();
    await transaction.selectFrom('setting').select('key').execute();
  });
  const waiting = write();
  await expect(interrupted).rejects.toThrow('closed');
  await expect(waiting).rejects.toThrow('closed');
  await expect(write()).rejects.toThrow('closed');
  await expect(database.appendUpdates([{ document: 'w/board/b', updates: [new Uint8Array(1)] }])).rejects.toThrow('closed');
  await database.close();
});

it('[OPS-3] undoes a transaction that is left waiting, so that the others can write', async () => {
  database = await openDatabase({ file });
  const { db } = database;
  const key = newId();
  const insert = (query: typeof db) => query.insertInto('setting').values({ key, value: '' }).execute();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

  // The mistake that this catches: waiting inside a transaction for something that itself waits for the transaction's end.
  const stuck = db.transaction().execute(async (transaction) => {
    await insert(transaction);
    const outside = db
      .insertInto('setting')
      .values({ key: `${key}-outside`, value: '' })
      .execute();
    vi.advanceTimersByTime(10_000);
    await outside;
    await insert(transaction);
  });
  await expect(stuck).rejects.toThrow('waited 10 s');
  const rows = await db.selectFrom('setting').select('key').where('key', 'like', `${key}%`).execute();
  expect(rows).toEqual([{ key: `${key}-outside` }]);
});

it('[OPS-5] refuses new work on a full disk, says so, keeps the old and goes on once there is room', async () => {
  database = await openDatabase({ file });
  const { db, isDiskFull } = database;
  const document = `${newId()}/board/b1`;
  await database.appendUpdates([{ document, updates: [Buffer.from('old')] }]);
  const limitPages = (pages: string) => sql`${sql.raw(`pragma max_page_count = ${pages}`)}`.execute(db);
  const big = 'x'.repeat(1_000_000);
  await limitPages('1');

  const reasons = await Promise.all(
    [
      database.appendUpdates([{ document, updates: [Buffer.from(big)] }]),
      db.insertInto('setting').values({ key: 'alone', value: big }).execute(),
      db.transaction().execute(async (transaction) => {
        await transaction.insertInto('setting').values({ key: 'small', value: '' }).execute();
        await transaction.insertInto('setting').values({ key: 'big', value: big }).execute();
      })
    ].map((work) =>
      work.then(
        () => undefined,
        (error: unknown) => error
      )
    )
  );
  expect(reasons.map((error) => isDiskFull(error))).toEqual([true, true, true]);

  await limitPages('4294967294');
  expect(await db.selectFrom('setting').select('key').execute()).toEqual([]);
  expect(await database.appendUpdates([{ document, updates: [Buffer.from(big)] }])).toEqual([2]);
});

it('[OPS-1] says why a file cannot be opened', async () => {
  await expect(openDatabase({ file: folder })).rejects.toThrow();
  await expect(openDatabase({})).rejects.toThrow(TypeError);
});
