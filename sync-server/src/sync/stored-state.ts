// How a document's state rests: as the very update that a newcomer is sent, compressed. See docs/decisions/0008.
import { promisify } from 'node:util';
import { constants, gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';
import * as Y from 'yjs';

/** Bytes up to which a turn of the thread pool costs more than it saves. */
const SMALL = 32 * 1024;
const FAST = { level: constants.Z_BEST_SPEED };
/** First bytes of what gzip writes; a V2 update, as earlier versions stored, begins with 0. */
const GZIP = [0x1f, 0x8b];

const [compress, expand] = [promisify(gzip), promisify(gunzip)];

/** Packs a V1 update for storing. */
export async function packState(update: Uint8Array): Promise<Uint8Array> {
  return update.length <= SMALL ? gzipSync(update, FAST) : compress(update, FAST);
}

/** A stored state, also one of an earlier version, as a V1 update. */
export async function unpackState(stored: Uint8Array): Promise<Uint8Array> {
  if (!isPacked(stored)) return Y.convertUpdateFormatV2ToV1(stored);
  return stored.length <= SMALL / 4 ? gunzipSync(stored) : expand(stored);
}

function isPacked(stored: Uint8Array): boolean {
  return GZIP.every((byte, at) => stored[at] === byte);
}
