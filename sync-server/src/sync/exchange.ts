// `POST /api/sync/exchange`: a device that was away brings and fetches many documents at once, each judged by itself.
// All that it brings is taken in while the request is read; only then is answered, since browsers read nothing before they have sent
// everything. Between the two only names and digests are kept, so memory stays bounded on both ways.
import { problem, Problem } from 'shared/kernel';
import {
  encodeAnswer,
  EXCHANGE_TYPE,
  parseName,
  readEntries,
  type DocumentName,
  type ExchangeEntry,
  type ExchangeRefusal
} from 'shared/sync';
import type { Role } from 'shared/accounts';
import { callerOf, router, type Caller } from '#platform/http';
import type { Outcome } from './entry.ts';
import { isPurge } from './purge.ts';
import type { Rooms } from './rooms.ts';
import { compareWith, type Compared, type Looked, type NamedCopy } from './stored-documents.ts';

export interface ExchangeOptions {
  readonly rooms: Rooms;
  /** As what somebody may open a document; undefined for somebody who is no member of its workspace. */
  readonly roleFor: (caller: Caller, name: DocumentName) => Promise<Role | undefined>;
  /** Told of errors that are the server's own, with the name of the document. */
  readonly report: (error: unknown, document: string) => void;
  /** Exchanges that one user may have under way. */
  readonly perUser: number;
}

/** Differences being made durable at once, and their bytes. */
const MAX_TAKING = 64;
const MAX_TAKING_BYTES = 32 * 1024 * 1024;
/** Bytes of state vectors that are kept until they are answered: of one document, and of an exchange. */
const MAX_STATE_VECTOR_BYTES = 1024 * 1024;
const MAX_KEPT_BYTES = 16 * 1024 * 1024;
/** Documents that are looked up together, answers being made at once, and bytes that go out in one piece. */
const LOOKED_UP = 32;
const MAX_MAKING = 4;
const PIECE_BYTES = 64 * 1024;

/** What is left of an entry once its difference is taken in. */
interface Asked extends NamedCopy {
  readonly refusal?: ExchangeRefusal;
}

type Said = Compared | { readonly kind: 'refused'; readonly reason: ExchangeRefusal };

/** POST `/sync/exchange`. */
export function exchangeRoutes(options: ExchangeOptions) {
  const underWay = new Map<string, number>();
  return router().post('/sync/exchange', async (c) => {
    const caller = callerOf(c);
    const { body } = c.req.raw;
    if (!body) throw problem('invalid-input', { detail: 'The body is empty.' });
    const count = underWay.get(caller.userId) ?? 0;
    if (count >= options.perUser) throw problem('too-many-requests', { retryAfter: 2 });
    underWay.set(caller.userId, count + 1);
    const done = () => {
      const left = (underWay.get(caller.userId) ?? 1) - 1;
      if (left > 0) underWay.set(caller.userId, left);
      else underWay.delete(caller.userId);
    };
    const exchange = new Exchange(options, caller);
    try {
      await exchange.take(body);
    } catch (error) {
      done();
      throw error;
    }
    return c.body(exchange.answers(done), 200, { 'content-type': EXCHANGE_TYPE, 'cache-control': 'no-store' });
  });
}

class Exchange {
  readonly #options: ExchangeOptions;
  readonly #caller: Caller;
  readonly #asked: (Promise<Asked> | undefined)[] = [];
  readonly #roles = new Map<string, Promise<Role | undefined>>();
  #revocations: number;

  constructor(options: ExchangeOptions, caller: Caller) {
    this.#options = options;
    this.#caller = caller;
    this.#revocations = options.rooms.revocations;
  }

  /** Takes in all that the device brings. Throws the Problem `invalid-input` for a body that is none; what came before it stays. */
  async take(body: ReadableStream<Uint8Array>): Promise<void> {
    const taking = new Set<Promise<unknown>>();
    let [bytes, kept] = [0, 0];
    try {
      for await (const entry of readEntries(body)) {
        kept += entry.stateVector.length;
        if (kept > MAX_KEPT_BYTES || entry.stateVector.length > MAX_STATE_VECTOR_BYTES)
          throw new RangeError('State vectors that are too long.');
        const { length } = entry.difference;
        bytes += length;
        const taken = this.#takeOne(entry);
        this.#asked.push(taken);
        const settled = taken.finally(() => {
          taking.delete(settled);
          bytes -= length;
        });
        taking.add(settled);
        while (taking.size >= MAX_TAKING || (bytes > MAX_TAKING_BYTES && taking.size > 1)) await Promise.race(taking);
      }
    } catch (error) {
      if (error instanceof RangeError || error instanceof TypeError) throw problem('invalid-input', { detail: error.message });
      throw error;
    } finally {
      await Promise.all(taking);
    }
  }

  /** The answers in the order of the entries, made as they are read. */
  answers(done: () => void): ReadableStream<Uint8Array<ArrayBuffer>> {
    const made = this.#made();
    return new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull: async (controller) => {
          const { done: isDone, value } = await made.next();
          if (value) controller.enqueue(value);
          if (!isDone) return;
          done();
          controller.close();
        },
        cancel: async () => {
          done();
          await made.return(undefined);
        }
      },
      { highWaterMark: 1 }
    );
  }

  /** The answers, joined to pieces that are worth a write. */
  async *#made(): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
    let [pieces, length]: [Uint8Array[], number] = [[], 0];
    for await (const answer of this.#each()) {
      pieces.push(answer);
      length += answer.length;
      if (length < PIECE_BYTES) continue;
      yield new Uint8Array(Buffer.concat(pieces));
      [pieces, length] = [[], 0];
    }
    if (length > 0) yield new Uint8Array(Buffer.concat(pieces));
    return undefined;
  }

  async *#each(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < this.#asked.length; from += LOOKED_UP) {
      const asked = await Promise.all(this.#asked.slice(from, from + LOOKED_UP));
      this.#asked.fill(undefined, from, from + LOOKED_UP);
      const looked = await this.#lookUp(asked);
      const making: Promise<Uint8Array>[] = [];
      for (const [at, one] of asked.entries()) {
        if (!one) throw new RangeError('No such entry.');
        making.push(this.#answer(from + at, one, looked));
        const first = making.length >= MAX_MAKING ? making.shift() : undefined;
        if (first) yield await first;
      }
      for (const rest of making) yield await rest;
    }
  }

  /** What rests in the database of those documents that the caller may read and that are not open here; empty where that failed. */
  async #lookUp(asked: readonly (Asked | undefined)[]): Promise<Map<NamedCopy, Looked>> {
    const { rooms, report } = this.#options;
    const resting: Asked[] = [];
    for (const one of asked) {
      const name = one && !one.refusal ? parseName(one.name) : undefined;
      if (one && name && !rooms.isOpen(name) && (await this.#roleFor(name))) resting.push(one);
    }
    return rooms.stored.lookUp(resting).catch((error: unknown) => {
      report(error, '');
      return new Map<NamedCopy, Looked>();
    });
  }

  async #takeOne(entry: ExchangeEntry): Promise<Asked> {
    const { name, difference } = entry;
    // Copies, since these bytes are views of whole pieces of the body.
    const copy = { name, stateVector: entry.stateVector.slice(), deleteSet: entry.deleteSet.slice() };
    if (difference.length === 0) return copy;
    const refusal = await this.#offer(name, difference).then(refusalOf, (error: unknown) => this.#failed(error, name));
    return { ...copy, refusal };
  }

  async #offer(name: string, difference: Uint8Array): Promise<Outcome | 'not-found'> {
    const parsed = parseName(name);
    const role = parsed && (await this.#roleFor(parsed));
    return role ? this.#options.rooms.offer(parsed, difference, role) : 'not-found';
  }

  async #answer(index: number, asked: Asked, looked: ReadonlyMap<NamedCopy, Looked>): Promise<Uint8Array> {
    const said = await this.#say(asked, looked).catch((error: unknown) => refused(this.#failed(error, asked.name)));
    return encodeAnswer({ index, ...said });
  }

  async #say(asked: Asked, looked: ReadonlyMap<NamedCopy, Looked>): Promise<Said> {
    if (asked.refusal) return refused(asked.refusal);
    const name = parseName(asked.name);
    if (!name || !(await this.#roleFor(name))) return refused('not-found');
    try {
      const { rooms } = this.#options;
      const open = await rooms.readOpen(name, (doc) => compareWith(doc, asked));
      if (open) return open;
      const found = looked.get(asked) ?? (await rooms.stored.lookUp([asked])).get(asked);
      return found ? await rooms.stored.compare(asked, found) : refused('try-later');
    } catch (error) {
      if (error instanceof RangeError) return refused('broken');
      throw error;
    }
  }

  /** Asked once for each kind of document, and again after a role has ended. */
  #roleFor(name: DocumentName): Promise<Role | undefined> {
    if (this.#revocations !== this.#options.rooms.revocations) {
      this.#revocations = this.#options.rooms.revocations;
      this.#roles.clear();
    }
    const key = `${name.workspaceId}/${name.kind}`;
    const role = this.#roles.get(key) ?? this.#options.roleFor(this.#caller, name);
    this.#roles.set(key, role);
    return role;
  }

  #failed(error: unknown, name: string): ExchangeRefusal {
    if (isPurge(error)) return 'purged';
    if (error instanceof Problem) return error.code === 'disk-full' ? 'disk-full' : 'try-later';
    this.#options.report(error, name);
    return 'try-later';
  }
}

function refusalOf(outcome: Outcome | 'not-found'): ExchangeRefusal | undefined {
  // What lacks its ground is taken as far as it fits; comparing then says what is missing.
  return outcome === 'whole' || outcome === 'gap' ? undefined : outcome;
}

const refused = (reason: ExchangeRefusal): Said => ({ kind: 'refused', reason });
