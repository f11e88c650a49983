// Proves on real databases what a share link opens, and for how long.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, randomHex } from 'shared/kernel';
import { newShareSchema, type DocumentName } from 'shared/sync';
import type { Database } from '#platform/database';
import { describeDatabases, type TestDatabase } from '../../platform/database/test-databases.ts';
import { Shares } from './shares.ts';

const HOUR = 60 * 60 * 1_000;
const key = 'k'.repeat(64);

describeDatabases((make) => {
  let stored: TestDatabase;
  let database: Database;
  let shares: Shares;
  let ended: string[];
  let now: number;
  let workspaceId: string;

  beforeEach(async () => {
    stored = await make();
    database = await stored.open();
    ended = [];
    now = 1_000_000;
    shares = new Shares({ database, key, ended: (visitor, workspace) => ended.push(`${visitor} ${workspace}`), now: () => now });
    workspaceId = await makeWorkspace();
  });
  afterEach(async () => {
    await database.close();
    await stored.remove();
  });

  async function makeWorkspace(): Promise<string> {
    const id = newId();
    await database.db.insertInto('workspace').values({ id, name: 'Test', kind: 'team', created_at: 1 }).execute();
    return id;
  }
  const link = (docId = 'one', days = 30) => ({ id: newId(), secret: randomHex(32), workspaceId, kind: 'board' as const, docId, days });
  const share = async (...given: Parameters<typeof link>) => {
    const made = link(...given);
    await shares.create(made, 'ada');
    return made;
  };
  const board = (docId = 'one'): DocumentName => ({ workspaceId, kind: 'board', docId });

  it('[ACC-4] makes one link of one id, keeps no secret, and lists and revokes within its workspace', async () => {
    const made = link();
    const shown = { id: made.id, workspaceId, kind: 'board', docId: 'one', createdAt: now, expiresAt: now + 30 * 24 * HOUR };
    expect(await Promise.all([shares.create(made, 'ada'), shares.create(made, 'ada')])).toEqual([shown, shown]);
    expect(await shares.list(workspaceId)).toEqual([shown]);
    expect(JSON.stringify(await database.db.selectFrom('share').selectAll().execute())).not.toContain(made.secret);
    const elsewhere = await makeWorkspace();
    await expect(shares.create({ ...made, workspaceId: elsewhere }, 'eve')).rejects.toMatchObject({ code: 'not-found' });
    await shares.revoke(elsewhere, made.id);
    expect([await shares.list(workspaceId), ended]).toEqual([[shown], []]);
    await shares.revoke(workspaceId, made.id);
    await shares.revoke(workspaceId, made.id);
    expect([await shares.list(workspaceId), ended]).toEqual([[], [`share:${made.id} ${workspaceId}`]]);
  });

  it('[ACC-4] gives a pass for exactly that document', async () => {
    const [one, two] = [await share('one'), await share('two')];
    const { share: opened, pass } = await shares.open(one.secret);
    expect(opened).toEqual({ workspaceId, kind: 'board', docId: 'one', expiresAt: now + 12 * HOUR });
    expect(await shares.visitorOf(pass, board('one'))).toBe(`share:${one.id}`);
    const others: DocumentName[] = [board('two'), { ...board(), kind: 'preset' }, { ...board(), workspaceId: await makeWorkspace() }];
    for (const name of others) expect(await shares.visitorOf(pass, name)).toBeUndefined();
    const [, until, signature] = pass.split('.');
    const forged = [`${two.id}.${until}.${signature}`, `${one.id}.${Number(until) + 1}.${signature}`, `${one.id}.${until}.`, '', '..', 'x'];
    for (const text of [...forged, undefined]) expect(await shares.visitorOf(text, board('one'))).toBeUndefined();
    const otherKey = new Shares({ database, key: 'o'.repeat(64), ended: () => undefined, now: () => now });
    expect(await otherKey.visitorOf(pass, board('one'))).toBeUndefined();
  });

  it('[ACC-4] ends passes after hours, links after days, and both at once when a link is revoked', async () => {
    const [one, two] = [await share('one', 1), await share('two', 2)];
    const [first, second] = [await shares.open(one.secret), await shares.open(two.secret)];
    now += 12 * HOUR;
    expect(await shares.visitorOf(first.pass, board('one'))).toBeUndefined();
    now += 11 * HOUR;
    const again = await shares.open(one.secret);
    expect(again.share.expiresAt).toBe(now + HOUR);
    expect(await shares.visitorOf(again.pass, board('one'))).toBe(`share:${one.id}`);
    await shares.endExpired();
    expect(ended).toEqual([]);
    now += HOUR;
    await shares.endExpired();
    expect(ended).toEqual([`share:${one.id} ${workspaceId}`]);
    expect((await shares.list(workspaceId)).map(({ id }) => id)).toEqual([two.id]);
    const fresh = await shares.open(two.secret);
    await shares.revoke(workspaceId, two.id);
    for (const { pass } of [second, fresh]) expect(await shares.visitorOf(pass, board('two'))).toBeUndefined();
    for (const secret of [one.secret, two.secret, randomHex(32)]) {
      await expect(shares.open(secret)).rejects.toMatchObject({ code: 'share-over' });
    }
  });

  it('[ACC-4] shares no directory and no gallery', () => {
    for (const kind of ['directory', 'gallery']) expect(newShareSchema.safeParse({ ...link(), kind }).success).toBe(false);
    expect(newShareSchema.safeParse({ ...link(), kind: 'preset' }).success).toBe(true);
  });
});
