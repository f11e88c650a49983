// Proves that a device has one identity, however many tabs make it at once.
import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { PresetDatabase } from '../platform/database.ts';
import { ensureDevice, isPristine, keepDevice } from './device.ts';

const open = (name: string) => new PresetDatabase(name);

it('[ACC-1] two tabs that open at once make one workspace and one secret', async () => {
  const tabs = [open('identity'), open('identity'), open('identity')];
  const devices = await Promise.all(tabs.map(ensureDevice));
  expect(new Set(devices.map((device) => JSON.stringify(device))).size).toBe(1);
  expect(devices[0]?.workspaceId).toMatch(/^[0-9a-f]{32}$/);
  expect(devices[0]?.secret).toMatch(/^[0-9a-f]{64}$/);
  expect(devices[0]?.claimed).toBe(false);
});

it('[ACC-1] the identity survives a restart', async () => {
  const first = open('restart');
  const device = await ensureDevice(first);
  await keepDevice(first, { ...device, claimed: true });
  first.close();
  expect(await ensureDevice(open('restart'))).toEqual({ ...device, claimed: true });
});

it('[ACC-1] a workspace is pristine only while it was never claimed and nothing waits to be sent', async () => {
  const database = open('pristine');
  const device = await ensureDevice(database);
  expect(await isPristine(database, device)).toBe(true);
  expect(await isPristine(database, { ...device, claimed: true })).toBe(false);
  await database.unsent.put({ name: `${device.workspaceId}/gallery/d1`, tab: 'gone', count: 2, at: 0 });
  expect(await isPristine(database, device)).toBe(false);
});
