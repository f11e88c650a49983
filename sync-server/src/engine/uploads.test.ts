// Proves that a file is handed to the provider once a key and week, whoever asks and however often.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '#platform/database';
import { describeDatabases, type TestDatabase } from '../platform/database/test-databases.ts';
import type { Engine } from './engine.ts';
import { stubEngine } from './engine.fixture.ts';
import { Uploads } from './uploads.ts';

const DAY = 24 * 60 * 60_000;
const hash = 'a'.repeat(64);

describeDatabases((make) => {
  let subject: TestDatabase;
  let database: Database;
  let now: number;
  let uploaded: string[];
  const read = async () => ({ bytes: new Uint8Array([1, 2, 3]), type: 'image/png' });
  const engine = (keyName: Engine['keyName']) =>
    stubEngine({
      keyName,
      upload: async (bytes, type, name) => {
        uploaded.push(`${keyName} ${name} ${type} ${bytes.length}`);
        return `https://files.example/${uploaded.length}`;
      }
    });
  const open = () => new Uploads({ database, now: () => now });

  beforeEach(async () => {
    subject = await make();
    database = await subject.open();
    now = 1_000 * DAY;
    uploaded = [];
  });
  afterEach(async () => {
    await database.close();
    await subject.remove();
  });

  it('[ENG-1] hands a file over once, however many ask at once or later, also after a restart', async () => {
    const uploads = open();
    const asked = await Promise.all(Array.from({ length: 20 }, () => uploads.address(engine('server'), hash, read)));
    expect(new Set(asked)).toEqual(new Set(['https://files.example/1']));
    expect(await open().address(engine('server'), hash, read)).toBe('https://files.example/1');
    expect(uploaded).toEqual(['server aaaaaaaaaaaaaaaa.png image/png 3']);
  });

  it('[ENG-1] hands it over again a day before the provider throws it away', async () => {
    const uploads = open();
    await uploads.address(engine('server'), hash, read);
    now += 6 * DAY - 1;
    expect(await uploads.address(engine('server'), hash, read)).toBe('https://files.example/1');
    now += 1;
    expect(await uploads.address(engine('server'), hash, read)).toBe('https://files.example/2');
    expect(await uploads.address(engine('server'), hash, read)).toBe('https://files.example/2');
  });

  it('[ENG-1] keeps the keys apart, and forgets one that was taken away', async () => {
    const uploads = open();
    await uploads.address(engine('server'), hash, read);
    await uploads.address(engine('workspace:w'), hash, read);
    await uploads.forget('workspace:w');
    await uploads.address(engine('server'), hash, read);
    await uploads.address(engine('workspace:w'), hash, read);
    expect(uploaded.map((line) => line.split(' ')[0])).toEqual(['server', 'workspace:w', 'workspace:w']);
  });

  it('[ENG-1] remembers no failure', async () => {
    const uploads = open();
    const failing = stubEngine({ upload: () => Promise.reject(new Error('down')) });
    await expect(uploads.address(failing, hash, read)).rejects.toThrow('down');
    await expect(uploads.address(engine('server'), hash, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await uploads.address(engine('server'), hash, read)).toBe('https://files.example/1');
  });

  it('[ENG-1] sweeps what has expired', async () => {
    const uploads = open();
    await uploads.address(engine('server'), hash, read);
    now += 7 * DAY;
    await uploads.sweep();
    expect(await database.db.selectFrom('engine_upload').selectAll().execute()).toEqual([]);
  });
});
