// For tests: the server's side of an exchange, with its real codec and plain documents in place of rooms.
import { createHash } from 'node:crypto';
import { encodeAnswer, encodeDeleteSet, readEntries, type ExchangeAnswer, type ExchangeEntry, type ExchangeRefusal } from 'shared/sync';
import * as Y from 'yjs';

export class FakeExchange {
  readonly docs = new Map<string, Y.Doc>();
  readonly refusals = new Map<string, ExchangeRefusal>();
  /** Entries of each exchange. */
  readonly sizes: number[] = [];
  /** Kinds of all answers, in order. */
  readonly kinds: ExchangeAnswer['kind'][] = [];
  /** Bytes of differences that came in. */
  received = 0;
  /** Answers after which the response is cut off, once. */
  cutAfter: number | undefined;

  doc(name: string): Y.Doc {
    const doc = this.docs.get(name) ?? new Y.Doc();
    this.docs.set(name, doc);
    return doc;
  }

  readonly post = async (body: Blob): Promise<ReadableStream<Uint8Array>> => {
    const answers: Uint8Array[] = [];
    let index = 0;
    for await (const entry of readEntries(body.stream())) {
      const answer = this.#answer(index++, entry);
      this.kinds.push(answer.kind);
      answers.push(encodeAnswer(answer));
    }
    this.sizes.push(index);
    const sent = this.cutAfter === undefined ? answers : [...answers.slice(0, this.cutAfter), answers[this.cutAfter]!.slice(0, -1)];
    this.cutAfter = undefined;
    return new Blob(sent as BlobPart[]).stream();
  };

  #answer(index: number, { name, stateVector, deleteSet, difference }: ExchangeEntry): ExchangeAnswer {
    const reason = this.refusals.get(name);
    if (reason) return { index, kind: 'refused', reason };
    const doc = this.doc(name);
    this.received += difference.length;
    if (difference.length > 0) Y.applyUpdate(doc, difference);
    // What builds on something that is missing is not kept for later.
    [doc.store.pendingStructs, doc.store.pendingDs] = [null, null];
    const theirs = Y.decodeStateVector(stateVector);
    const isAhead = [...theirs].some(([client, clock]) => clock > Y.getState(doc.store, client));
    const isBehind = [...doc.store.clients.keys()].some((client) => Y.getState(doc.store, client) > (theirs.get(client) ?? 0));
    const digest = createHash('sha256').update(encodeDeleteSet(doc)).digest();
    if (!isAhead && !isBehind && digest.equals(deleteSet)) return { index, kind: 'same' };
    const updates = [Y.encodeStateAsUpdate(doc, stateVector)];
    return isAhead ? { index, kind: 'incomplete', updates, stateVector: Y.encodeStateVector(doc) } : { index, kind: 'difference', updates };
  }
}
