// The messages of `POST /api/sync/exchange`: what a device says of many documents at once, and what it is answered for each.
import { ByteReader, ByteWriter } from './bytes.ts';
import { MAX_DOCUMENT_BYTES } from './wire.ts';

/** Media type of both bodies. */
export const EXCHANGE_TYPE = 'application/octet-stream';
/** Most entries of one exchange. */
export const MAX_EXCHANGE_ENTRIES = 1_000;
/** Largest request, in bytes; who has more to send makes several exchanges. */
export const MAX_EXCHANGE_BYTES = 128 * 1024 * 1024;
/** Largest message within either body, in bytes: a document and what is said about it. */
const MAX_MESSAGE_BYTES = MAX_DOCUMENT_BYTES + 2 * 1024 * 1024;
const DIGEST_BYTES = 32;

/** What a device says of one document. */
export interface ExchangeEntry {
  /** `<workspaceId>/<kind>/<docId>` */
  readonly name: string;
  /** State vector of the device's copy, in Yjs's encoding. */
  readonly stateVector: Uint8Array;
  /** SHA-256 of `encodeDeleteSet` of the device's copy: a deletion does not change the state vector. */
  readonly deleteSet: Uint8Array;
  /** V1 update with everything since the server's state last confirmed on this device; empty when nothing was changed since. */
  readonly difference: Uint8Array;
}

/**
 * Why the server did not take an entry: no such document for this caller, whether there is one or not; a difference from somebody
 * who may only read; bytes that are no update; a document that would become too large; the server has no room or restarts.
 */
export const exchangeRefusals = ['not-found', 'forbidden', 'broken', 'too-large', 'disk-full', 'try-later', 'purged'] as const;
export type ExchangeRefusal = (typeof exchangeRefusals)[number];

/** What the server says of the entry with this index. Where it is not `refused`, the difference is durable as far as it fits. */
export type ExchangeAnswer = { readonly index: number } & (
  | { readonly kind: 'same' }
  /** V1 updates to apply in this order; the device then has all that the server had. */
  | { readonly kind: 'difference'; readonly updates: readonly Uint8Array[] }
  /** As `difference`, but the device has what the server lacks: it sends, in another exchange, everything beyond this state vector. */
  | { readonly kind: 'incomplete'; readonly updates: readonly Uint8Array[]; readonly stateVector: Uint8Array }
  | { readonly kind: 'refused'; readonly reason: ExchangeRefusal }
);

const answerKinds = ['same', 'difference', 'incomplete', 'refused'] as const;

/** One entry as it goes into the request's body; a body is entries one after the other. */
export function encodeEntry({ name, stateVector, deleteSet, difference }: ExchangeEntry): Uint8Array<ArrayBuffer> {
  return message(new ByteWriter().text(name).bytes(stateVector).bytes(deleteSet).bytes(difference));
}

/** One answer as it goes into the response's body. */
export function encodeAnswer(answer: ExchangeAnswer): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter().number(answer.index).number(answerKinds.indexOf(answer.kind));
  if (answer.kind === 'refused') writer.number(exchangeRefusals.indexOf(answer.reason));
  if (answer.kind === 'incomplete') writer.bytes(answer.stateVector);
  if (answer.kind === 'difference' || answer.kind === 'incomplete') {
    writer.number(answer.updates.length);
    for (const update of answer.updates) writer.bytes(update);
  }
  return message(writer);
}

/** The entries of a request's body as they come in. Throws a RangeError for a body that is not one, or too large. */
export async function* readEntries(body: ReadableStream<Uint8Array>): AsyncGenerator<ExchangeEntry> {
  let count = 0;
  for await (const bytes of messages(body, MAX_EXCHANGE_BYTES)) {
    if (++count > MAX_EXCHANGE_ENTRIES) throw new RangeError('More entries than an exchange may have.');
    const reader = new ByteReader(bytes);
    const entry = { name: reader.text(), stateVector: reader.bytes(), deleteSet: reader.bytes(), difference: reader.bytes() };
    reader.end();
    if (entry.deleteSet.length !== DIGEST_BYTES) throw new RangeError('Not a digest of a delete set.');
    yield entry;
  }
}

/** The answers of a response's body as they come in. Throws a RangeError for a body that is not one or was cut off. */
export async function* readAnswers(body: ReadableStream<Uint8Array>): AsyncGenerator<ExchangeAnswer> {
  for await (const bytes of messages(body, Infinity)) {
    const reader = new ByteReader(bytes);
    const answer = decodeAnswer(reader);
    reader.end();
    yield answer;
  }
}

function decodeAnswer(reader: ByteReader): ExchangeAnswer {
  const index = reader.number();
  const kind = answerKinds[reader.number()];
  if (kind === 'same') return { index, kind };
  if (kind === 'difference') return { index, kind, updates: readUpdates(reader) };
  if (kind === 'incomplete') {
    const stateVector = reader.bytes();
    return { index, kind, updates: readUpdates(reader), stateVector };
  }
  const reason = kind && exchangeRefusals[reader.number()];
  if (!reason) throw new RangeError('An answer of an unknown kind.');
  return { index, kind, reason };
}

function readUpdates(reader: ByteReader): Uint8Array[] {
  const updates: Uint8Array[] = [];
  for (let left = reader.number(); left > 0; left--) updates.push(reader.bytes());
  return updates;
}

function message(content: ByteWriter): Uint8Array<ArrayBuffer> {
  return new ByteWriter().bytes(content.finish()).finish();
}

/** Cuts a body into its messages. What has come in is joined only once a message is whole, however small its pieces are. */
async function* messages(body: ReadableStream<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let pieces: Uint8Array[] = [];
  let [waiting, needed, total] = [0, 1, 0];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      waiting += value.length;
      total += value.length;
      if (total > maxBytes) throw new RangeError('More bytes than an exchange may have.');
      if (waiting < needed) continue;
      let rest = join(pieces, waiting);
      for (;;) {
        const size = sizeAt(rest);
        needed = size ? size.head + size.content : rest.length + 1;
        if (!size || rest.length < needed) break;
        yield rest.subarray(size.head, needed);
        rest = rest.subarray(needed);
      }
      pieces = [rest];
      waiting = rest.length;
    }
    if (waiting > 0) throw new RangeError('The body ends within a message.');
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The size in front of a message: how long it is itself, and what it says; undefined while it is not whole. */
function sizeAt(bytes: Uint8Array): { head: number; content: number } | undefined {
  let [content, weight] = [0, 1];
  for (const [at, byte] of bytes.subarray(0, 5).entries()) {
    content += (byte % 0x80) * weight;
    if (content > MAX_MESSAGE_BYTES) throw new RangeError('A message that is too large.');
    if (byte < 0x80) return { head: at + 1, content };
    weight *= 0x80;
  }
  if (bytes.length >= 5) throw new RangeError('A message that is too large.');
  return undefined;
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
