// Proves that what the provider said is kept across restarts, and that a broken answer leaves everything as it was.
import { modelOf, setModels, shippedModels } from 'shared/engine';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '#platform/database';
import { describeDatabases, type TestDatabase } from '../../platform/database/test-databases.ts';
import { stubEngine } from '../engine.fixture.ts';
import { listModels } from '../sandbox/wire/catalogue.ts';
import { Catalogue } from './catalogue.ts';

/** As the provider lists what was shipped, before a test changes what is known. */
const listed = structuredClone(listModels('https://x')) as { base_price: number }[];
const v4 = 'bytedance/seedream-v4';

describeDatabases((make) => {
  let subject: TestDatabase;
  let database: Database;
  const asking = (answer: () => Promise<unknown>) =>
    new Catalogue({ database, source: async () => stubEngine({ catalogue: answer }), now: () => 77 });
  const dearer = async () => listed.map((item) => ({ ...item, base_price: item.base_price * 2 }));

  beforeEach(async () => {
    subject = await make();
    database = await subject.open();
  });
  afterEach(async () => {
    setModels(shippedModels);
    await database.close();
    await subject.remove();
  });

  it('[ENG-1] keeps what the provider said, for this process and the next', async () => {
    const catalogue = asking(dearer);
    const { tag } = catalogue.current;
    expect(await catalogue.refresh()).toBe('refreshed');
    expect(modelOf(v4)?.price.amount).toBe(0.054);
    expect(catalogue.current.tag).not.toBe(tag);
    expect(JSON.parse(catalogue.current.body)).toMatchObject({ refreshedAt: 77 });
    setModels(shippedModels);
    const next = asking(dearer);
    await next.restore();
    expect(modelOf(v4)?.price.amount).toBe(0.054);
    expect(next.current.tag).toBe(catalogue.current.tag);
  });

  it('[ENG-1] answers the same tag while nothing changes', async () => {
    const catalogue = asking(dearer);
    await catalogue.refresh();
    const { tag } = catalogue.current;
    await catalogue.refresh();
    expect(catalogue.current.tag).toBe(tag);
  });

  it('[ENG-1] changes nothing by an answer that is broken, absent or refused', async () => {
    await asking(dearer).refresh();
    const catalogue = asking(async () => ({ models: 'soon' }));
    await catalogue.restore();
    const before = catalogue.current;
    expect(await catalogue.refresh()).toBe('not-believed');
    expect(await asking(async () => []).refresh()).toBe('not-believed');
    await expect(asking(() => Promise.reject(new Error('down'))).refresh()).rejects.toThrow('down');
    expect(await new Catalogue({ database, source: async () => undefined }).refresh()).toBe('nobody-to-ask');
    const after = asking(dearer);
    await after.restore();
    expect(after.current.body).toBe(before.body);
  });
});
