// Proves that reading a document from this device's store is no news, and that whatever is changed because of it is.
import 'fake-indexeddb/auto';
import { newId } from 'shared/kernel';
import { expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { Replica } from './replica.ts';

vi.mock('#lib/platform', async () => {
  const { exclusively } = await import('../platform/tabs.ts');
  return { exclusively, deviceStorage: { failed: (error: unknown) => error, worked: () => undefined } };
});

async function kept(name: string): Promise<{ doc: Y.Doc; replica: Replica; heard: unknown[] }> {
  const doc = new Y.Doc();
  const heard: unknown[] = [];
  const replica = new Replica({ doc, name, generation: 0, changed: () => undefined });
  doc.on('update', (_update, origin) => heard.push(origin));
  await replica.loaded;
  return { doc, replica, heard };
}

it('[SYNC-1] what is read from this device is told to nobody, and what is written afterwards or because of it is told and kept', async () => {
  const name = `${newId()}/preset/p1`;
  const first = await kept(name);
  first.doc.getMap('m').set('a', 1);
  expect(first.heard).toHaveLength(1);
  await expect.poll(() => first.replica.writing).toBe(false);
  await first.replica.close();

  const doc = new Y.Doc();
  const heard: unknown[] = [];
  doc.on('update', (_update, origin) => heard.push(origin));
  const map = doc.getMap('m');
  map.observe((event) => event.keysChanged.has('a') && doc.transact(() => map.set('b', 2), 'because'));
  const second = new Replica({ doc, name, generation: 0, changed: () => undefined });
  await second.loaded;
  expect(heard).toEqual(['because']);
  map.set('c', 3);
  expect(heard).toEqual(['because', null]);
  await expect.poll(() => second.writing).toBe(false);
  await second.close();

  const third = await kept(name);
  expect([third.heard, third.doc.getMap('m').toJSON()]).toEqual([[], { a: 1, b: 2, c: 3 }]);
  await third.replica.close();
});
