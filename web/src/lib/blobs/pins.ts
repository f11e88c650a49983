// What people keep on this device whatever room there is, and whether nothing else is fetched; both remembered here.
import type { PresetDatabase } from '#lib/platform';
import type { WantedCopy } from './plan.ts';

const PINS = 'pinned-copies';
const ONLY_PINNED = 'preset.only-pinned';

/** What was pinned one by one, the newest first. */
export async function readPins(database: PresetDatabase): Promise<WantedCopy[]> {
  const value = (await database.keyValue.get(PINS))?.value;
  return Array.isArray(value) ? (value as WantedCopy[]) : [];
}

/** Puts what `change` makes of the pins in their place, so that no other tab's pin is lost. */
export async function changePins(database: PresetDatabase, change: (pins: WantedCopy[]) => WantedCopy[]): Promise<void> {
  await database.transaction('rw', database.keyValue, async () => {
    await database.keyValue.put({ key: PINS, value: change(await readPins(database)) });
  });
}

export function storedOnlyPinned(): boolean {
  try {
    return localStorage.getItem(ONLY_PINNED) === '1';
  } catch {
    return false;
  }
}

export function keepOnlyPinned(on: boolean): void {
  try {
    localStorage.setItem(ONLY_PINNED, on ? '1' : '');
  } catch {
    // Not kept: it holds until the page is left.
  }
}
