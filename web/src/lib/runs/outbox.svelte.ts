// Runs on their way to the server: kept in this device's database first, sent with the person's word, looked up when in doubt.
import type { EngineKind } from 'shared/accounts';
import { Problem, type Micros } from 'shared/kernel';
import type { NewRun } from 'shared/runs';
import { account } from '#lib/accounts';
import { uploads } from '#lib/blobs';
import { knownModels } from '#lib/engine';
import { db, exclusively, network, Unreachable, type PresetDatabase } from '#lib/platform';
import { entryOfRow, nextStep, notThere, priceInRefusal, priceOfRun, repriced, type OutboxEntry } from './outbox.ts';
import { runQuotes } from './quotes.svelte.ts';
import { findRun, postRun, quoteRun } from './remote.ts';
import { runs } from './runs.svelte.ts';
import { send, type SendingPorts } from './sending.ts';

class Outbox {
  #entries = $state.raw<readonly OutboxEntry[]>([]);
  #busy = $state.raw<ReadonlySet<string>>(new Set());
  #later = $state.raw<ReadonlySet<string>>(new Set());
  #workspaceId = '';
  #stopQuery: (() => void) | undefined;
  #started = false;
  /** Without a database the entries live as long as the page. */
  #database: PresetDatabase | undefined;

  readonly #asking = $derived(this.#entries.filter((entry) => this.#stepOf(entry) === 'ask-person'));

  /** Everything not yet confirmed by the server, newest first. */
  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  /** What may be sent and waits for the person's word, with what was put off. */
  get asking(): readonly OutboxEntry[] {
    return this.#asking;
  }

  /** Whether the person is to be asked now: something waits and was not put off since the connection came back. */
  get shouldAsk(): boolean {
    return this.#asking.some(({ id }) => !this.#later.has(id));
  }

  /** Whether this tab is sending the entry or looking it up. */
  isBusy(id: string): boolean {
    return this.#busy.has(id);
  }

  /** Reads what waits on this device and follows it; once for the page's life. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    account.onWorkspace(({ id }) => void this.#show(id));
    account.onConnected(() => {
      void this.#reprice();
      this.#review();
    });
    network.onChange((state) => {
      if (state === 'offline') this.#later = new Set();
      this.#review();
    });
  }

  /** Keeps a run on this device and, where the server can be reached, sends it: pressing the button was the word for it. */
  async submit(newRun: NewRun, price: Micros | null, engine: EngineKind | undefined): Promise<void> {
    const offline = network.state === 'offline';
    const entry: OutboxEntry = {
      id: newRun.id,
      workspaceId: newRun.workspaceId,
      createdAt: Date.now(),
      // The server refuses what has become dearer than the person saw.
      newRun: price === null ? newRun : { ...newRun, expected: price },
      price,
      engine,
      state: offline ? 'waiting' : 'sending',
      tried: false
    };
    if (offline) await this.#put(entry);
    else await this.#send(entry);
  }

  /** Sends entries that the person agreed to, one after the other, oldest first. */
  async agree(ids: readonly string[]): Promise<void> {
    const agreed = this.#entries.filter(({ id }) => ids.includes(id)).toReversed();
    for (const { id } of agreed) this.#mark(id, true);
    for (const entry of agreed) {
      const { problem: _, ...rest } = entry;
      await this.#send({ ...rest, state: 'sending' });
    }
  }

  /** Leaves entries where they are and does not ask again before the connection was lost once more. */
  putOff(ids: readonly string[]): void {
    this.#later = new Set([...this.#later, ...ids]);
  }

  /** Takes entries off this device; what the server may already have is not touched by this. */
  async remove(ids: readonly string[]): Promise<void> {
    this.#entries = this.#entries.filter(({ id }) => !ids.includes(id));
    await this.#database?.outbox.bulkDelete([...ids]);
  }

  /** Puts entries back that were just removed. */
  async restore(entries: readonly OutboxEntry[]): Promise<void> {
    for (const entry of entries) await this.#put(entry);
  }

  /** Looks whether what waits still costs what it was queued with, as the server says it, or else by the prices that this program knows. */
  async #reprice(): Promise<void> {
    for (const { id } of this.#entries) {
      const asked = this.#waiting(id);
      if (!asked) continue;
      const price = await this.#priceNow(asked);
      // Meanwhile it may have been sent or taken away.
      const entry = this.#waiting(id);
      if (entry && price !== undefined && price !== entry.price) await this.#put(repriced(entry, price));
    }
  }

  #waiting(id: string): OutboxEntry | undefined {
    return this.#entries.find((entry) => entry.id === id && entry.state === 'waiting' && !this.#busy.has(id));
  }

  async #priceNow({ newRun }: OutboxEntry): Promise<Micros | undefined> {
    try {
      return await quoteRun(newRun);
    } catch {
      return priceOfRun(newRun) ?? undefined;
    }
  }

  /** What was refused because it has become dearer waits for another word at the price of now. */
  async #askAgain(entry: OutboxEntry, problem: Problem): Promise<void> {
    // The page's own prices are out of date too.
    void knownModels.refresh();
    const price = priceInRefusal(problem.document) ?? (await this.#priceNow(entry));
    if (price === undefined || price === entry.price) {
      await this.#put({ ...entry, state: 'refused', tried: false, problem: problem.document });
    } else {
      const { workspaceId, recipe, count, each } = entry.newRun;
      runQuotes.learn({ workspaceId, recipe, count, ...(each ? { each } : {}) }, price);
      await this.#put({ ...repriced(entry, price), state: 'waiting', tried: false });
    }
    this.#later = new Set([...this.#later].filter((id) => id !== entry.id));
  }

  #stepOf(entry: OutboxEntry) {
    const reachable = account.connected && network.state === 'online';
    return nextStep(entry, { reachable, busy: this.#busy.has(entry.id) });
  }

  async #show(workspaceId: string): Promise<void> {
    if (this.#workspaceId === workspaceId) return;
    this.#stopQuery?.();
    this.#workspaceId = workspaceId;
    this.#entries = [];
    try {
      this.#database = await db();
    } catch {
      return;
    }
    const { outbox: table } = this.#database;
    const { liveQuery } = await import('dexie');
    if (this.#workspaceId !== workspaceId) return;
    // A live query also hears what other tabs write.
    const query = liveQuery(() =>
      table.where('[workspaceId+createdAt]').between([workspaceId, 0], [workspaceId, Infinity]).reverse().toArray()
    );
    let isFirst = true;
    const subscription = query.subscribe((rows) => {
      const gone = this.#entries.filter(({ id }) => !this.#busy.has(id) && !rows.some((row) => row.id === id));
      this.#entries = rows.map(entryOfRow);
      this.#review();
      // The server may have been there before this device's database was.
      if (isFirst && account.connected) void this.#reprice();
      isFirst = false;
      // Another tab has sent it, so there is a run by that id now.
      for (const { id } of gone) runs.want(id);
    });
    this.#stopQuery = () => subscription.unsubscribe();
  }

  #review(): void {
    for (const entry of this.#entries) if (this.#stepOf(entry) === 'look-up') void this.#lookUp(entry);
  }

  /** Keeps the entry as being sent, sends it, and keeps what became of it. The lock comes first, or another tab would take it for abandoned. */
  async #send(entry: OutboxEntry): Promise<void> {
    await this.#alone(entry.id, async () => {
      await this.#put(entry);
      const ended = new AbortController();
      const ports: SendingPorts = {
        connected: () => new Promise((resolve) => onAbort(ended.signal, account.onConnected(resolve))),
        disconnected: () =>
          new Promise((resolve) => {
            if (network.state === 'offline') resolve();
            onAbort(
              ended.signal,
              network.onChange((state) => state === 'offline' && resolve())
            );
          }),
        uploaded: (hash) => uploads.uploaded(hash),
        trying: () => this.#put({ ...entry, tried: true }),
        post: postRun,
        find: findRun,
        isProblem: (error) => error instanceof Problem,
        isUnreachable: (error) => error instanceof Unreachable
      };
      const outcome = await send(entry, ports).finally(() => ended.abort());
      if (outcome.kind === 'accepted') {
        runs.take(outcome.run);
        await this.remove([entry.id]);
      } else if (outcome.kind === 'refused' && outcome.problem.code === 'price-changed') {
        await this.#askAgain(entry, outcome.problem);
      } else if (outcome.kind === 'refused') {
        await this.#put({ ...entry, state: 'refused', tried: false, problem: outcome.problem.document });
      } else {
        await this.#put({ ...entry, state: 'waiting', tried: outcome.tried });
      }
    });
  }

  /** Asks the server by the run's id, once no other tab is sending it any more. */
  async #lookUp({ id }: OutboxEntry): Promise<void> {
    const known = this.#entries.find((entry) => entry.id === id);
    if (!known || this.#busy.has(id)) return;
    await this.#alone(id, async () => {
      const row = this.#database ? await this.#database.outbox.get(id) : known;
      if (!row) return;
      const entry = entryOfRow(row);
      if (entry.state === 'refused') return;
      try {
        const found = entry.tried ? await findRun(id) : undefined;
        if (found) {
          runs.take(found);
          await this.remove([id]);
        } else {
          await this.#put(notThere(entry));
        }
      } catch {
        // Not reached, or refused for now: it is looked up again after the next connection.
      }
    });
  }

  async #alone(id: string, work: () => Promise<void>): Promise<void> {
    this.#mark(id, true);
    try {
      await exclusively(`run-${id}`, work);
    } finally {
      this.#mark(id, false);
    }
  }

  #mark(id: string, busy: boolean): void {
    const next = new Set(this.#busy);
    if (busy) next.add(id);
    else next.delete(id);
    this.#busy = next;
  }

  async #put(entry: OutboxEntry): Promise<void> {
    this.#entries = [entry, ...this.#entries.filter(({ id }) => id !== entry.id)].sort((one, other) => other.createdAt - one.createdAt);
    await this.#database?.outbox.put(entry);
  }
}

function onAbort(signal: AbortSignal, stop: () => void): void {
  signal.addEventListener('abort', stop, { once: true });
}

export const outbox = new Outbox();
