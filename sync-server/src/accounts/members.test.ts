// Proves on real databases who may come, change and go, and that a link lets in exactly as many as it says.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Role } from 'shared/accounts';
import { newId, randomHex } from 'shared/kernel';
import type { Database } from '#platform/database';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';
import { Invites } from './invites.ts';
import { Members, type MembershipChange } from './members.ts';
import { testServer } from './test-visitors.ts';

const DAY = 24 * 60 * 60 * 1_000;

describeDatabases((make) => {
  let stored: TestDatabase;
  let database: Database;
  let members: Members;
  let invites: Invites;
  let told: MembershipChange[];
  let now: number;
  let workspaceId: string;
  let owner: string;

  beforeEach(async () => {
    stored = await make();
    database = await stored.open();
    told = [];
    now = 1_000_000;
    members = new Members({ database, changed: (change) => told.push(change) });
    invites = new Invites({ database, members, now: () => now });
    const visitor = testServer(database).visitor();
    owner = await visitor.signIn();
    await visitor.claim();
    ({ workspaceId } = visitor.device);
  });
  afterEach(async () => {
    await database.close();
    await stored.remove();
  });

  const link = (given: { role?: 'viewer' | 'editor'; days?: number; maxUses?: number } = {}) => ({
    id: newId(),
    secret: randomHex(32),
    role: 'editor' as const,
    days: 7,
    maxUses: 1,
    ...given
  });
  const invite = async (given: Parameters<typeof link>[0] = {}) => {
    const made = link(given);
    await invites.create(workspaceId, made, owner);
    return made;
  };
  const admit = async (role: Role, userId: string = newId()) => {
    await invites.accept((await invite({ role: role === 'owner' ? 'editor' : role })).secret, userId);
    if (role === 'owner') await members.change(workspaceId, userId, role);
    told = [];
    return userId;
  };
  const roles = async () => Object.fromEntries((await members.list(workspaceId)).map(({ userId, role }) => [userId, role]));

  it('[ACC-3] lists members with their names, and changes and removes them', async () => {
    expect(await members.list(workspaceId)).toMatchObject([{ userId: owner, name: 'Guest', role: 'owner' }]);
    const editor = await admit('editor');
    expect(await members.change(workspaceId, editor, 'viewer')).toMatchObject({ userId: editor, role: 'viewer' });
    await members.change(workspaceId, editor, 'viewer');
    expect(told).toEqual([{ workspaceId, userId: editor, before: 'editor', now: 'viewer' }]);
    await members.remove(workspaceId, editor, owner);
    await members.remove(workspaceId, editor, owner);
    expect(told.slice(1)).toEqual([{ workspaceId, userId: editor, before: 'viewer', now: undefined }]);
    expect(await roles()).toEqual({ [owner]: 'owner' });
    await expect(members.change(workspaceId, editor, 'owner')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('[ACC-3] never loses the last owner, not even to two owners who go at once', async () => {
    const refused = { code: 'last-owner' };
    await admit('editor');
    await expect(members.change(workspaceId, owner, 'editor')).rejects.toMatchObject(refused);
    await expect(members.remove(workspaceId, owner, owner)).rejects.toMatchObject(refused);
    expect(told).toEqual([]);
    for (let round = 0; round < 5; round++) {
      const [present = ''] = Object.entries(await roles()).find(([, role]) => role === 'owner') ?? [];
      const second = await admit('owner');
      const outcomes = await Promise.allSettled([
        members.remove(workspaceId, present, present),
        round % 2 === 0 ? members.remove(workspaceId, second, second) : members.change(workspaceId, second, 'viewer')
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(Object.values(await roles()).filter((role) => role === 'owner')).toHaveLength(1);
    }
  });

  it('[ACC-3] makes one link of one id, keeps no secret, and shows only links that still work', async () => {
    const made = link({ role: 'viewer', days: 2, maxUses: 3 });
    const shown = { id: made.id, role: 'viewer', maxUses: 3, uses: 0, createdAt: now, expiresAt: now + 2 * DAY };
    const twice = await Promise.all([invites.create(workspaceId, made, owner), invites.create(workspaceId, made, owner)]);
    expect([...twice, ...(await invites.list(workspaceId))]).toEqual([shown, shown, shown]);
    expect(JSON.stringify(await database.db.selectFrom('invite').selectAll().execute())).not.toContain(made.secret);
    const elsewhere = testServer(database).visitor();
    await elsewhere.signIn();
    await elsewhere.claim();
    await expect(invites.create(elsewhere.device.workspaceId, made, owner)).rejects.toMatchObject({ code: 'not-found' });
    await invites.revoke(elsewhere.device.workspaceId, made.id);
    expect(await invites.list(workspaceId)).toHaveLength(1);
    now += 2 * DAY;
    expect(await invites.list(workspaceId)).toEqual([]);
  });

  it('[ACC-3] keeps the number of open links within bounds', async () => {
    for (let n = 0; n < 50; n++) await invite();
    await expect(invite()).rejects.toMatchObject({ code: 'too-many-links' });
    const [oldest] = (await invites.list(workspaceId)).slice(-1);
    await invites.revoke(workspaceId, oldest?.id ?? '');
    await invite();
    expect(await invites.list(workspaceId)).toHaveLength(50);
  });

  it('[ACC-3] lets in as many as a link says, however many come at once', async () => {
    const { secret } = await invite({ maxUses: 3 });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => invites.accept(secret, newId())));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await members.list(workspaceId)).toHaveLength(4);
    expect(told).toHaveLength(3);
    expect(await invites.list(workspaceId)).toEqual([]);
  });

  it('[ACC-3] lets a member who comes again in without a place and without another role', async () => {
    const { secret } = await invite({ role: 'editor', maxUses: 1 });
    const guest = newId();
    expect(await invites.accept(secret, guest)).toMatchObject({ id: workspaceId, role: 'editor' });
    expect(await invites.accept(secret, guest)).toMatchObject({ id: workspaceId, role: 'editor' });
    await members.change(workspaceId, guest, 'viewer');
    expect(await invites.accept(secret, guest)).toMatchObject({ role: 'viewer' });
    expect(await invites.accept(secret, owner)).toMatchObject({ role: 'owner' });
    expect((await database.db.selectFrom('invite').select('uses').executeTakeFirstOrThrow()).uses).toBe(1);
    expect(told.filter(({ before }) => before === undefined)).toHaveLength(1);
  });

  it('[ACC-3] answers a wrong, an expired, a revoked and a used-up link alike', async () => {
    const [expired, revoked, used] = [await invite({ days: 1 }), await invite({ days: 9 }), await invite({ days: 9 })];
    await invites.accept(used.secret, newId());
    await invites.revoke(workspaceId, revoked.id);
    now += DAY;
    const answers = [];
    for (const secret of [randomHex(32), expired.secret, revoked.secret, used.secret]) {
      answers.push(await invites.accept(secret, newId()).catch((error: { document: unknown }) => error.document));
    }
    expect(answers[0]).toMatchObject({ code: 'invite-over', status: 404 });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('[ACC-3] ends the open links with whom an owner removes, and with nobody who leaves', async () => {
    const [removed, leaving] = [await admit('viewer'), await admit('viewer')];
    const { secret } = await invite({ maxUses: 9 });
    await members.remove(workspaceId, leaving, leaving);
    expect(await invites.list(workspaceId)).toHaveLength(1);
    await members.remove(workspaceId, removed, owner);
    await expect(invites.accept(secret, removed)).rejects.toMatchObject({ code: 'invite-over' });
  });

  it('[ACC-3] sends the device of a removed member nowhere but away', async () => {
    const visitor = testServer(database).visitor();
    const userId = await admit('editor', await visitor.signIn());
    const device = { ...visitor.device, workspaceId };
    expect((await visitor.claim(device)).body).toMatchObject({ role: 'editor' });
    await members.remove(workspaceId, userId, owner);
    expect((await visitor.claim(device)).body).toMatchObject({ code: 'not-found' });
  });
});
