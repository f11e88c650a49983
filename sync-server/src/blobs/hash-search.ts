// Finds hashes in whatever is stored, without knowing its format: a reference that a newer program wrote counts too.
import { setImmediate } from 'node:timers/promises';

const HASH_LENGTH = 64;
/** Bytes looked at between two looks at the clock, and milliseconds after which others have their turn. */
const STRETCH = 32 * 1024;
const TURN = 4;

const isHex = new Uint8Array(256);
for (const digit of '0123456789abcdef') isHex[digit.charCodeAt(0)] = 1;

/**
 * Calls back with every 64 lower-case hex characters in a row, overlapping ones in longer rows included, so that no neighbour of a
 * hash can hide it. Documents, snapshots in either encoding, and JSON all keep a hash in one piece.
 */
export async function searchHashes(stored: string | Uint8Array, found: (hash: string) => void): Promise<void> {
  const bytes = typeof stored === 'string' ? Buffer.from(stored) : Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  let row = 0;
  let since = performance.now();
  for (let from = 0; from < bytes.length; from += STRETCH) {
    const end = Math.min(from + STRETCH, bytes.length);
    for (let at = from; at < end; at++) {
      row = isHex[bytes[at] as number] ? row + 1 : 0;
      if (row >= HASH_LENGTH) found(bytes.toString('latin1', at + 1 - HASH_LENGTH, at + 1));
    }
    if (performance.now() - since < TURN) continue;
    await setImmediate();
    since = performance.now();
  }
}
