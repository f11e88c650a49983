// Brings many documents up to date with the server at once, without a socket for each: any step may be cut off and repeated.
import { sha256 } from 'shared/kernel';
import { encodeDeleteSet, encodeEntry, MAX_EXCHANGE_ENTRIES, readAnswers, type ExchangeAnswer, type ExchangeRefusal } from 'shared/sync';
import * as Y from 'yjs';

/** Origin of changes that an exchange has brought. */
export const EXCHANGE = Symbol('exchange');

/** Bytes after which an exchange is sent and the next begun. */
const BATCH_BYTES = 8 * 1024 * 1024;
/** Rounds until a document that is still being edited elsewhere is left to the next time. */
const MAX_ROUNDS = 4;

/** What a document has that the server has not confirmed. */
export interface Offer {
  /** Says in `confirmed` which edits it spoke of. */
  readonly mark: number;
  /** Whether there is anything. */
  readonly changed: boolean;
  /** State vector before the first of it, where that is known. */
  readonly base: Uint8Array | undefined;
}

/** A document as an exchange sees it. */
export interface Exchangeable {
  readonly name: string;
  readonly doc: Y.Doc;
  offer(): Offer;
  /** The server has made everything durable that was offered under `mark`. */
  confirmed(mark: number): void;
  refused(reason: ExchangeRefusal): void;
}

/** Sends the body of one exchange and answers the body of the response. */
export type Post = (body: Blob) => Promise<ReadableStream<Uint8Array>>;

interface Turn {
  readonly document: Exchangeable;
  /** What the server said it has, when it lacked something. */
  readonly since?: Uint8Array;
}

/** Answers the documents that need another exchange. Rejects when one is cut off; what was answered before that counts. */
export async function exchange(documents: readonly Exchangeable[], post: Post): Promise<Exchangeable[]> {
  let turns: Turn[] = documents.map((document) => ({ document }));
  for (let round = 0; round < MAX_ROUNDS && turns.length > 0; round += 1) {
    const waiting = turns;
    turns = [];
    while (waiting.length > 0) turns.push(...(await exchangeBatch(waiting, post)));
  }
  return turns.map(({ document }) => document);
}

/** Takes as many off `waiting` as one exchange carries; answers those that have to come again. */
async function exchangeBatch(waiting: Turn[], post: Post): Promise<Turn[]> {
  const batch: { turn: Turn; mark: number }[] = [];
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  while (batch.length < MAX_EXCHANGE_ENTRIES && bytes < BATCH_BYTES) {
    const turn = waiting.shift();
    if (!turn) break;
    const { mark, entry } = await entryOf(turn);
    batch.push({ turn, mark });
    parts.push(entry);
    bytes += entry.length;
  }
  const again: Turn[] = [];
  let answered = 0;
  for await (const answer of readAnswers(await post(new Blob(parts)))) {
    const asked = batch[answer.index];
    if (!asked) throw new RangeError('An answer to nothing that was asked.');
    answered += 1;
    const since = take(asked.turn.document, asked.mark, answer);
    if (since) again.push({ document: asked.turn.document, since });
  }
  if (answered < batch.length) throw new RangeError('The answers end too early.');
  return again;
}

async function entryOf({ document, since }: Turn): Promise<{ mark: number; entry: Uint8Array<ArrayBuffer> }> {
  const { name, doc } = document;
  // All of one moment: the digest is made afterwards.
  const { mark, changed, base } = document.offer();
  const stateVector = Y.encodeStateVector(doc);
  const deletions = encodeDeleteSet(doc);
  // Every difference holds all deletions. Where the base is not known the server says what else it lacks.
  const from = since ?? (changed ? (base ?? stateVector) : undefined);
  const difference = from ? Y.encodeStateAsUpdate(doc, from) : new Uint8Array();
  const deleteSet = bytesOf(await sha256(deletions));
  return { mark, entry: encodeEntry({ name, stateVector, deleteSet, difference }) };
}

/** Takes an answer in; answers the state vector from which the server wants more, if it does. */
function take(document: Exchangeable, mark: number, answer: ExchangeAnswer): Uint8Array | undefined {
  if (answer.kind === 'refused') {
    document.refused(answer.reason);
    return undefined;
  }
  const { doc } = document;
  // One change to whoever watches, however many pieces it comes in.
  if (answer.kind !== 'same') doc.transact(() => answer.updates.forEach((update) => Y.applyUpdate(doc, update, EXCHANGE)), EXCHANGE);
  if (answer.kind === 'incomplete') return answer.stateVector.slice();
  document.confirmed(mark);
  return undefined;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}
