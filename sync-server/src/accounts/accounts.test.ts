// Proves sessions, workspaces, devices, operators and purses over HTTP, on real databases.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { getMigrations } from 'better-auth/db/migration';
import { meSchema } from 'shared/accounts';
import { newId, randomHex } from 'shared/kernel';
import type { Database } from '#platform/database';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';
import { availableIn } from './purse.ts';
import { testServer, type Visitor } from './test-visitors.ts';

describeDatabases((make) => {
  let stored: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    stored = await make();
    database = await stored.open();
  });
  afterEach(async () => {
    await database.close();
    await stored.remove();
  });
  const reopen = async () => {
    await database.close();
    database = await stored.open();
  };
  const signedIn = async (visitor: Visitor) => {
    await visitor.signIn();
    return visitor;
  };

  it('[OPS-4] has every table and column that better-auth asks for', async () => {
    const plan = await getMigrations(testServer(database).auth.options);
    expect([plan.toBeCreated, plan.toBeAdded, plan.toBeAddedIndexes, plan.schemaProblems]).toEqual([[], [], [], []]);
  });

  it('[ACC-1] makes an anonymous session that outlives the server', async () => {
    const before = testServer(database);
    const visitor = before.visitor();
    expect((await visitor.me()).body).toMatchObject({ status: 401, code: 'signed-out' });
    const userId = await visitor.signIn();
    expect((await visitor.call('POST', '/auth/sign-in/anonymous')).body).toEqual({ userId });
    await visitor.claim();
    await reopen();

    const after = testServer(database);
    const returning = after.visitor();
    for (const [name, value] of visitor.cookies) returning.cookies.set(name, value);
    const { body } = await returning.me();
    expect(meSchema.parse(body)).toEqual({
      user: { id: userId, name: 'Guest', anonymous: true, operator: false },
      workspaces: [{ id: visitor.device.workspaceId, name: 'My workspace', kind: 'personal', role: 'owner' }],
      balance: null,
      engine: 'sandbox',
      spending: 'free'
    });
    const headers = new Headers({ cookie: [...visitor.cookies].map((pair) => pair.join('=')).join('; ') });
    expect(await after.accounts.sessionOf(headers)).toMatchObject({ userId, anonymous: true });
    const otherSecret = testServer(database, { secret: 'another secret that is long enough too' });
    expect(await otherSecret.accounts.sessionOf(headers)).toBeUndefined();
    expect(await after.accounts.sessionOf(new Headers({ cookie: 'preset.session_token=guessed.value' }))).toBeUndefined();
  });

  it('[ACC-1] sends cookies that other sites and scripts cannot use, Secure under https', async () => {
    const cookieOf = async (publicUrl: string) => {
      const { cookies } = await testServer(database, { publicUrl }).visitor().call('POST', '/auth/sign-in/anonymous');
      expect(cookies).toHaveLength(1);
      return cookies[0]
        ?.toLowerCase()
        .split('; ')
        .map((part) => part.replace(/=[^=]{40,}$/, ''));
    };
    const flags = ['httponly', 'samesite=lax', 'path=/', `max-age=${400 * 24 * 60 * 60}`];
    expect((await cookieOf('http://localhost:4400'))?.sort()).toEqual(['preset.session_token', ...flags].sort());
    expect((await cookieOf('https://preset.example'))?.sort()).toEqual(['__secure-preset.session_token', 'secure', ...flags].sort());
  });

  it('[ACC-1] rolls a session on by a day of use, cookie and row together', async () => {
    const visitor = await signedIn(testServer(database).visitor());
    expect((await visitor.me()).cookies).toEqual([]);
    const almostOver = new Date(Date.now() + 60_000);
    await database.db
      .updateTable('session')
      .set({ expiresAt: database.kind === 'sqlite' ? almostOver.toISOString() : almostOver })
      .execute();
    const { cookies } = await visitor.me();
    expect(cookies.join()).toContain(`Max-Age=${400 * 24 * 60 * 60}`);
    const { expiresAt } = await database.db.selectFrom('session').select('expiresAt').executeTakeFirstOrThrow();
    expect(new Date(expiresAt).getTime()).toBeGreaterThan(Date.now() + 399 * 24 * 60 * 60_000);
  });

  it('[ACC-1] ends an expired session', async () => {
    const visitor = await signedIn(testServer(database).visitor());
    const past = new Date(Date.now() - 1);
    await database.db
      .updateTable('session')
      .set({ expiresAt: database.kind === 'sqlite' ? past.toISOString() : past })
      .execute();
    expect((await visitor.me()).status).toBe(401);
  });

  it('[ACC-1] claims a workspace once, however often the device asks', async () => {
    const { accounts, visitor } = testServer(database);
    const owner = visitor();
    expect((await owner.claim()).body).toMatchObject({ status: 401, code: 'signed-out' });
    const userId = await owner.signIn();
    const claims = await Promise.all([owner.claim(), owner.claim(), owner.claim()]);
    const workspace = { id: owner.device.workspaceId, name: 'My workspace', kind: 'personal', role: 'owner' };
    expect(claims.map((claim) => claim.body)).toEqual([workspace, workspace, workspace]);
    expect((await owner.claim({ ...owner.device, name: 'Renamed' })).body).toEqual(workspace);
    expect(await accounts.workspacesOf(userId)).toEqual([workspace]);
    expect(await accounts.memberIds(workspace.id)).toEqual([userId]);
    expect(await accounts.role(userId, workspace.id)).toBe('owner');
    const stored = await database.db.selectFrom('device').selectAll().execute();
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(owner.device.secret);
  });

  it('[ACC-1] lets one device make several workspaces with its one secret', async () => {
    const owner = await signedIn(testServer(database).visitor());
    await owner.claim();
    const second = { ...owner.device, workspaceId: newId() };
    expect((await owner.claim(second)).status).toBe(200);
    expect((await owner.renew(second)).status).toBe(200);
  });

  it('[ACC-4] gives a workspace to one of two who claim it at once, and tells the other nothing', async () => {
    const { accounts, visitor } = testServer(database);
    for (let round = 0; round < 5; round++) {
      const [one, two] = [await signedIn(visitor()), await signedIn(visitor())];
      const contested = { ...one.device, secret: randomHex(32) };
      const [first, second] = await Promise.all([one.claim(), two.claim(contested)]);
      expect([first.status, second.status].sort()).toEqual([200, 404]);
      expect([first, second].find((claim) => claim.status === 404)?.body).toMatchObject({ code: 'not-found' });
      expect(await accounts.memberIds(contested.workspaceId)).toHaveLength(1);
    }
  });

  it('[ACC-1] renews the session of a further device of a member by that device’s own secret', async () => {
    const { visitor } = testServer(database);
    const owner = visitor();
    const userId = await owner.signIn();
    await owner.claim();
    const further = { ...owner.device, secret: randomHex(32) };
    expect((await owner.claim(further)).status).toBe(200);
    const lost = visitor();
    expect((await lost.renew(further)).body).toEqual({ userId });
  });

  it('[ACC-1] renews a lost session by the device secret, and by nothing less', async () => {
    const { visitor } = testServer(database);
    const owner = visitor();
    const userId = await owner.signIn();
    await owner.claim();

    // The browser lost its cookies, kept its data, and made a new session before it knew better.
    owner.cookies.clear();
    const freshId = await owner.signIn();
    expect(freshId).not.toBe(userId);
    expect((await owner.claim()).body).toMatchObject({ status: 409, code: 'device-known' });
    expect((await owner.renew()).body).toEqual({ userId });
    expect((await owner.me()).body).toMatchObject({ user: { id: userId }, workspaces: [{ id: owner.device.workspaceId }] });
    expect((await owner.claim()).status).toBe(200);

    const stranger = visitor();
    const unknown = { status: 401, code: 'device-unknown' };
    expect((await stranger.renew({ ...owner.device, secret: randomHex(32) })).body).toMatchObject(unknown);
    expect((await stranger.renew({ ...owner.device, workspaceId: newId() })).body).toMatchObject(unknown);
    expect((await stranger.renew({ ...owner.device, secret: 'short' })).body).toMatchObject({ status: 400, code: 'invalid-input' });
    expect(stranger.cookies.size).toBe(0);
    await stranger.renew(owner.device);
    expect((await stranger.me()).body).toMatchObject({ user: { id: userId } });
  });

  it('[ACC-1] refuses a claim that is not made of an id, a name and a secret, and changes nothing', async () => {
    const visitor = await signedIn(testServer(database).visitor());
    for (const wrong of [{ workspaceId: '../etc' }, { name: 'a\0b' }, { name: '' }, { secret: 'short' }]) {
      const { body } = await visitor.claim({ ...visitor.device, ...wrong });
      expect(body).toMatchObject({ status: 400, code: 'invalid-input', fields: [{ path: Object.keys(wrong)[0] }] });
    }
    expect(await database.db.selectFrom('workspace').select('id').execute()).toEqual([]);
  });

  it('[ACC-5] makes the holder of the newest set-up link operator, once', async () => {
    const { accounts, visitor } = testServer(database);
    const [operator, other] = [await signedIn(visitor()), await signedIn(visitor())];
    const older = await accounts.setupToken();
    const token = await accounts.setupToken();
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(await database.db.selectFrom('setting').selectAll().execute())).not.toContain(token);
    const used = { status: 403, code: 'setup-link-used' };
    expect((await other.call('POST', '/setup', { token: older })).body).toMatchObject(used);
    expect((await visitor().call('POST', '/setup', { token })).status).toBe(401);
    expect((await operator.call('POST', '/setup', { token })).body).toMatchObject({ user: { operator: true } });
    expect((await operator.call('POST', '/setup', { token })).status).toBe(200);
    expect((await other.call('POST', '/setup', { token })).body).toMatchObject(used);
    expect((await other.me()).body).toMatchObject({ user: { operator: false } });
    expect(await accounts.setupToken()).toBeUndefined();
  });

  it('[ACC-5] lets one of two who open the set-up link at once operate', async () => {
    const { accounts, visitor } = testServer(database);
    const visitors = [await signedIn(visitor()), await signedIn(visitor())];
    const token = await accounts.setupToken();
    const answers = await Promise.all(visitors.map((each) => each.call('POST', '/setup', { token })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 403]);
    expect(await database.db.selectFrom('operator').select('user_id').execute()).toHaveLength(1);
  });

  it('[ACC-5] makes the first session on loopback operator, exactly one, and no session elsewhere', async () => {
    const elsewhere = testServer(database);
    await elsewhere.visitor().signIn();
    expect(await database.db.selectFrom('operator').select('user_id').execute()).toEqual([]);
    const token = await elsewhere.accounts.setupToken();

    const { accounts, visitor } = testServer(database, { loopback: true });
    const ids = await Promise.all(Array.from({ length: 8 }, () => visitor().signIn()));
    const operators = await Promise.all(ids.map((id) => accounts.isOperator(id)));
    expect(operators.filter(Boolean)).toHaveLength(1);
    expect(await database.db.selectFrom('operator').select('user_id').execute()).toHaveLength(1);
    const late = await signedIn(visitor());
    expect((await late.me()).body).toMatchObject({ user: { operator: false } });
    expect((await late.call('POST', '/setup', { token })).status).toBe(403);
  });

  it('[RUN-9] lets nobody but operators and granted accounts spend with the key of the server', async () => {
    const { accounts, visitor } = testServer(database, { engine: 'wavespeed', grant: 5_000_000 });
    const workspaceId = newId();
    const guest = visitor();
    const userId = await guest.signIn();
    const purseOf = (anonymous: boolean) => accounts.purse({ engine: 'wavespeed', caller: { userId, anonymous }, workspaceId });
    const entry = { purse: `server:${userId}`, run_id: null, item_id: null, granted: 0, reserved: 0, spent: 0, created_at: 1 };

    expect(await accounts.purse({ engine: 'sandbox', caller: { userId, anonymous: true }, workspaceId })).toEqual({
      purse: `play:${workspaceId}`,
      spending: 'free',
      available: null
    });
    const nothing = { purse: `server:${userId}`, spending: 'no-credit', available: 0 };
    expect(await purseOf(true)).toEqual(nothing);
    expect(await database.db.selectFrom('ledger').select('id').execute()).toEqual([]);
    await database.db
      .insertInto('ledger')
      .values({ ...entry, id: newId(), kind: 'grant', granted: 9_000_000 })
      .execute();
    expect(await purseOf(true)).toEqual(nothing);
    expect((await guest.me()).body).toMatchObject({ engine: 'wavespeed', balance: 0, spending: 'no-credit' });

    await database.db.deleteFrom('ledger').execute();
    const granted = await Promise.all([purseOf(false), purseOf(false)]);
    expect(granted[0]).toEqual({ purse: `server:${userId}`, spending: 'granted', available: 5_000_000 });
    expect(granted[1]).toEqual(granted[0]);
    const grants = await database.db.selectFrom('ledger').select(['id', 'kind', 'granted']).execute();
    expect(grants).toEqual([{ id: `${userId}:grant`, kind: 'grant', granted: 5_000_000 }]);

    await database.db
      .insertInto('ledger')
      .values({ ...entry, id: newId(), kind: 'reserve', reserved: 1_000_000 })
      .execute();
    await database.db
      .insertInto('ledger')
      .values({ ...entry, id: newId(), kind: 'settle', reserved: -400_000, spent: 400_000 })
      .execute();
    expect(await purseOf(false)).toMatchObject({ spending: 'granted', available: 4_000_000 });
    expect(await availableIn(database.db, `server:${userId}`)).toBe(4_000_000);
    await database.db
      .insertInto('ledger')
      .values({ ...entry, id: newId(), kind: 'reserve', reserved: 4_000_000 })
      .execute();
    expect(await purseOf(false)).toEqual(nothing);

    const token = await accounts.setupToken();
    await guest.call('POST', '/setup', { token });
    expect(await purseOf(true)).toEqual({ purse: `server:${userId}`, spending: 'operator', available: null });
    expect((await guest.me()).body).toMatchObject({ balance: null, spending: 'operator' });
  });

  it('[RUN-9] grants nothing where the operator grants nothing', async () => {
    const { accounts } = testServer(database, { engine: 'wavespeed' });
    const purse = await accounts.purse({ engine: 'wavespeed', caller: { userId: 'u', anonymous: false }, workspaceId: newId() });
    expect(purse).toEqual({ purse: 'server:u', spending: 'no-credit', available: 0 });
    expect(await database.db.selectFrom('ledger').select('id').execute()).toEqual([]);
  });
});
