// Looks at an update before it touches a document: whether it is one, whether it brings anything, whether something it builds on is missing.
import * as Y from 'yjs';

/** Most structs and deleted ranges of one update: decoding needs about 100 bytes of memory for each. */
const MAX_STRUCTS = 1_000_000;
/** Highest clock of a client: far beyond any honest one, and its encodings stay within safe integers. */
const MAX_CLOCK = 2 ** 48;

/**
 * `nothing`: all of it is known; `news`: it can be applied; `gap`: it builds on something that the document lacks.
 */
export type Verdict = 'nothing' | 'news' | 'gap';

/** What a document holds, whether it is in memory or not. */
export interface Known {
  /** The clock up to which structs of a client are held. */
  clockOf(client: number): number;
  /** Whether the whole range, which is held, is deleted. */
  isDeleted(client: number, clock: number, len: number): boolean;
}

/** What a document in memory holds. */
export function knownOf({ store }: Y.Doc): Known {
  return { clockOf: (client) => Y.getState(store, client), isDeleted: (client, clock, len) => isDeleted(store, client, clock, len) };
}

/** Judges an update against a document. Throws for bytes that are not a well-formed update. */
export function inspect(known: Known, update: Uint8Array): Verdict {
  const { structs, ds } = Y.decodeUpdateV2(update, CountingDecoder);
  const ends = new Map<number, number>();
  const endOf = (client: number) => ends.get(client) ?? known.clockOf(client);
  let [brings, lacks] = [false, false];
  for (const struct of structs) {
    if (struct.length <= 0) throw new Error('A struct without length.');
    if (struct.id.clock + struct.length > MAX_CLOCK) throw new Error('A struct beyond all clocks.');
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    const end = endOf(client);
    if (clock > end) lacks = true;
    if (clock + struct.length > end) {
      brings = true;
      ends.set(client, clock + struct.length);
    }
  }
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    for (const needed of [struct.origin, struct.rightOrigin, struct.parent]) {
      if (!(needed instanceof Y.ID)) continue;
      if (needed.client === struct.id.client && needed.clock >= struct.id.clock) throw new Error('A struct that builds on its own future.');
      if (needed.clock >= endOf(needed.client)) lacks = true;
    }
  }
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      if (clock + len > MAX_CLOCK) throw new Error('A deletion beyond all clocks.');
      if (clock + len > endOf(client)) lacks = true;
      else brings ||= clock + len > known.clockOf(client) || !known.isDeleted(client, clock, len);
    }
  }
  if (lacks) return 'gap';
  return brings ? 'news' : 'nothing';
}

/** Whether the document has deleted the whole range already; it must know the range. */
function isDeleted(store: Y.Doc['store'], client: number, clock: number, len: number): boolean {
  const structs = store.clients.get(client);
  if (!structs || len === 0) return len === 0;
  for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
    const struct = structs[at];
    if (!struct || struct.id.clock >= clock + len) break;
    if (!struct.deleted) return false;
  }
  return true;
}

class CountingDecoder extends Y.UpdateDecoderV1 {
  #left = MAX_STRUCTS;

  override readInfo(): number {
    this.#count();
    return super.readInfo();
  }

  override readDsClock(): number {
    this.#count();
    return super.readDsClock();
  }

  #count(): void {
    if (this.#left-- === 0) throw new Error('More structs than an update may have.');
  }
}
