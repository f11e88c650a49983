// Proves that a workspace's key is proved before it is kept, kept unreadable, and used for that workspace alone.
import { engineProblem } from 'shared/engine';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '#platform/database';
import { keyFor } from '#platform/secret';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';
import { accountLevels } from './engine.ts';
import { stubEngine } from './engine.fixture.ts';
import { Engines, type EnginesOptions } from './engines.ts';
import { keyOfPurse } from './keys.ts';

const sealingKey = keyFor('the secret of this installation, long enough', 'provider keys');

it('[RUN-9] knows which key a purse is spent with', () => {
  expect(['play:w', 'server:ada', 'workspace:w'].map(keyOfPurse)).toEqual(['sandbox', 'server', 'workspace:w']);
});

describeDatabases((make) => {
  let subject: TestDatabase;
  let database: Database;
  let made: string[];
  const sandbox = stubEngine({ kind: 'sandbox', keyName: 'sandbox' });
  const server = stubEngine();
  const open = (options: Partial<EnginesOptions> = {}) =>
    new Engines({
      database,
      sealingKey,
      sandbox,
      now: () => 5,
      make: (key, level, keyName) => {
        made.push(`${key} ${keyName}`);
        return stubEngine({
          keyName,
          limits: accountLevels[level],
          balance: () => (key.startsWith('bad') ? Promise.reject(engineProblem('key-refused')) : Promise.resolve(1))
        });
      },
      ...options
    });

  beforeEach(async () => {
    subject = await make();
    database = await subject.open();
    made = [];
  });
  afterEach(async () => {
    await database.close();
    await subject.remove();
  });

  it('[ENG-1] takes the workspace’s own key, else the server’s, else the sandbox', async () => {
    expect(await open().for('w')).toBe(sandbox);
    expect(await open({ server }).for('w')).toBe(server);
    const engines = open({ server });
    await engines.setKey('w', 'good-key-1234', 'silver', 'ada');
    expect(await engines.for('w')).toMatchObject({ keyName: 'workspace:w', limits: accountLevels.silver });
    expect(await engines.for('other')).toBe(server);
    expect(await engines.get('workspace:w')).toBe(await engines.for('w'));
    expect(await engines.get('workspace:other')).toBeUndefined();
    expect([await engines.get('sandbox'), await engines.get('server')]).toEqual([sandbox, server]);
    expect(await engines.keyNames()).toEqual(['sandbox', 'server', 'workspace:w']);
  });

  it('[ENG-1] keeps nothing of a key that the provider refuses, and leaves the one before in use', async () => {
    const engines = open();
    await engines.setKey('w', 'good-key-1234', 'bronze', 'ada');
    await expect(engines.setKey('w', 'bad-key', 'gold', 'ada')).rejects.toMatchObject({ code: 'key-refused' });
    expect(await engines.facts('w')).toEqual({ ending: '1234', level: 'bronze', since: 5 });
  });

  it('[ENG-1] stores a key unreadable, for its workspace alone, and reads it after a restart', async () => {
    await open().setKey('w', 'good-key-1234', 'bronze', 'ada');
    const [row] = await database.db.selectFrom('engine_key').selectAll().execute();
    expect(JSON.stringify(row)).not.toContain('good-key');
    await open().for('w');
    expect(made).toEqual(['good-key-1234 workspace:w', 'good-key-1234 workspace:w']);
    await database.db
      .insertInto('engine_key')
      .values({ ...row!, workspace_id: 'thief' })
      .execute();
    await expect(open().for('thief')).rejects.toMatchObject({ code: 'key-unreadable' });
  });

  it('[ENG-1] uses a replaced key at once, and none that was taken away', async () => {
    const engines = open({ server });
    const changed: string[] = [];
    engines.onChange((keyName) => changed.push(keyName));
    await engines.setKey('w', 'good-key-1234', 'bronze', 'ada');
    const first = await engines.for('w');
    await engines.setKey('w', 'good-key-5678', 'bronze', 'ada');
    expect(await engines.for('w')).not.toBe(first);
    await engines.removeKey('w');
    await engines.removeKey('w');
    expect(await engines.for('w')).toBe(server);
    expect(await engines.facts('w')).toBeUndefined();
    expect(changed).toEqual(Array(4).fill('workspace:w'));
  });
});
