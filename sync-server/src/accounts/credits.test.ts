// Proves that credit is shown as the ledger has it, that caps are changed one by one, and that grants are given once and by operators.
import { newId } from 'shared/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '#platform/database';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';
import { CreditBook } from './credits.ts';

describeDatabases((make) => {
  let test: TestDatabase;
  let database: Database;
  beforeEach(async () => {
    test = await make();
    database = await test.open();
  });
  afterEach(async () => {
    await database.close();
    await test.remove();
  });

  const now = Date.UTC(2026, 10, 27, 12);
  const today = Math.floor(now / 86_400_000);
  const caller = { userId: 'ada', sessionId: 's', anonymous: false };
  const workspaceId = newId();
  const changed: string[] = [];
  const book = (purse = `play:${workspaceId}`) =>
    new CreditBook({
      database,
      now: () => now,
      engineOf: async () => (purse.startsWith('play:') ? 'sandbox' : 'wavespeed'),
      purseOf: async () => ({ purse, spending: 'free', available: null }),
      isOperator: async (userId) => userId === 'op',
      providerOf: async () => null,
      changed: (id) => changed.push(id)
    });
  const book1 = (entry: { purse: string; at: number; day?: number; reserved?: number; spent?: number; user?: string; n?: number }) =>
    database.db
      .insertInto('ledger')
      .values({
        id: `e${entry.n ?? 0}:${newId()}`,
        purse: entry.purse,
        kind: 'settle',
        workspace_id: workspaceId,
        user_id: entry.user ?? 'ada',
        day: entry.day ?? today,
        granted: 0,
        reserved: entry.reserved ?? 0,
        spent: entry.spent ?? 0,
        created_at: entry.at
      })
      .execute();

  it('[RUN-8] adds up what is reserved and was spent today and this month, never play money with real', async () => {
    const play = `play:${workspaceId}`;
    await book1({ purse: play, at: now, reserved: 5 });
    await book1({ purse: play, at: now - 13 * 3_600_000, day: today - 1, spent: 7 });
    await book1({ purse: play, at: now, spent: 11, user: 'bob' });
    await book1({ purse: play, at: Date.UTC(2026, 9, 31), day: today - 27, spent: 100 });
    await book1({ purse: 'server:ada', at: now, spent: 1_000 });
    expect(await book().read(caller, workspaceId)).toMatchObject({
      engine: 'sandbox',
      money: 'play',
      balance: null,
      reserved: 5,
      spent: { today: 11, month: 18 },
      committedToday: { mine: 5, workspace: 16 },
      caps: { run: null, memberDay: null, workspaceDay: null },
      provider: null
    });
    expect(await book('server:ada').read(caller, workspaceId)).toMatchObject({
      money: 'server',
      spent: { today: 1_000, month: 1_000 },
      committedToday: { mine: 1_000, workspace: 1_000 }
    });
  });

  it('[RUN-8] lists the entries of a workspace and one’s own grants newest first, page by page, each once', async () => {
    for (let n = 0; n < 60; n += 1) await book1({ purse: 'server:ada', at: now - Math.floor(n / 3), n });
    await database.db
      .insertInto('ledger')
      .values([
        { id: 'mine', purse: 'server:ada', kind: 'grant', granted: 9, reserved: 0, spent: 0, created_at: now + 1 },
        { id: 'theirs', purse: 'server:bob', kind: 'grant', granted: 9, reserved: 0, spent: 0, created_at: now + 1 }
      ])
      .execute();
    const first = await book().read(caller, workspaceId);
    expect([first.entries.length, first.entries[0]?.id]).toEqual([50, 'mine']);
    const second = await book().read(caller, workspaceId, first.next ?? '');
    expect(second.next).toBeNull();
    const ids = [...first.entries, ...second.entries].map(({ id }) => id);
    expect([ids.length, new Set(ids).size, ids.includes('theirs')]).toEqual([61, 61, false]);
  });

  it('[RUN-8] changes the caps that are named and tells the workspace', async () => {
    await book().setCaps({ workspaceId, run: 5, workspaceDay: 50 }, caller);
    expect(await book().setCaps({ workspaceId, run: null, memberDay: 7 }, caller)).toEqual({ run: null, memberDay: 7, workspaceDay: 50 });
    expect(changed).toContain(workspaceId);
    expect((await book().read(caller, newId())).caps).toEqual({ run: null, memberDay: null, workspaceDay: null });
  });

  it('[RUN-9] lets operators alone grant credit, once an id, and to nobody anonymous', async () => {
    const at = new Date(0).toISOString();
    const user = { name: 'Ada', emailVerified: 0, image: null, createdAt: at, updatedAt: at };
    const values = [
      { ...user, id: 'ada', email: 'ada@example.org', isAnonymous: database.kind === 'postgres' ? false : 0 },
      { ...user, id: 'guest', email: 'guest@example.org', isAnonymous: database.kind === 'postgres' ? true : 1 }
    ].map((row) => ({ ...row, emailVerified: database.kind === 'postgres' ? false : 0 }));
    await database.db.insertInto('user').values(values).execute();
    const operator = { ...caller, userId: 'op' };
    const grant = { id: newId(), userId: 'ada', micros: 5_000_000 };
    await expect(book().grant(grant, caller)).rejects.toMatchObject({ code: 'operators-only' });
    expect(await book().grant(grant, operator)).toEqual({ userId: 'ada', balance: 5_000_000 });
    expect(await book().grant(grant, operator)).toEqual({ userId: 'ada', balance: 5_000_000 });
    expect(await book().grant({ ...grant, id: newId(), micros: -1_000_000 }, operator)).toMatchObject({ balance: 4_000_000 });
    for (const userId of ['guest', 'nobody'])
      await expect(book().grant({ ...grant, id: newId(), userId }, operator)).rejects.toMatchObject({ code: 'account-unknown' });
  });
});
