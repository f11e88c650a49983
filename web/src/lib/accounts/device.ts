// This device's identity: made once, offline, and shared by all tabs of the browser.
import { newId, randomHex } from 'shared/kernel';
import type { PresetDatabase } from '#lib/platform';

/** The workspace that this device made, and the secret by which it proves itself after its session was lost. */
export interface Device {
  readonly workspaceId: string;
  /** 256 random bits in hex. */
  readonly secret: string;
  /** Whether the server has confirmed that the workspace is this device's. */
  readonly claimed: boolean;
}

const KEY = 'device';

/** What a new device calls its workspace. */
export const FIRST_NAME = 'My studio';

/** A fresh identity, kept nowhere. */
export function makeDevice(): Device {
  return { workspaceId: newId(), secret: randomHex(32), claimed: false };
}

/** The device's identity, made at first. Tabs that ask at the same time get the same one: the transactions queue. */
export function ensureDevice(database: PresetDatabase): Promise<Device> {
  return database.transaction('rw', database.keyValue, async () => {
    const kept = (await database.keyValue.get(KEY))?.value as Device | undefined;
    if (kept) return kept;
    const device = makeDevice();
    await database.keyValue.add({ key: KEY, value: device });
    return device;
  });
}

/** Replaces the identity. */
export async function keepDevice(database: PresetDatabase, device: Device): Promise<void> {
  await database.keyValue.put({ key: KEY, value: device });
}

/** Whether the workspace of a device holds nothing yet that the server has not got: then it may be given up for another. */
export async function isPristine(database: PresetDatabase, device: Device): Promise<boolean> {
  if (device.claimed) return false;
  const left = await Promise.all([database.unsent.count(), database.uploads.count(), database.outbox.count()]);
  return left.every((count) => count === 0);
}
