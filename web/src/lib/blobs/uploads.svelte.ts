// What this device still has to send, as pages see it, in whichever tab it is sent.
import { Problem, type ProblemDocument } from 'shared/kernel';
import { account } from '#lib/accounts';
import { backoff, db, lead, network, problemOf, request, type UploadRow } from '#lib/platform';
import { UploadQueue } from './upload-queue.ts';

class Uploads {
  #rows = $state.raw<readonly UploadRow[]>([]);
  readonly #hashes = $derived(new Set(this.#rows.map(({ hash }) => hash)));
  #channel: BroadcastChannel | undefined;
  #queue: UploadQueue | undefined;
  #refreshing: Promise<void> | undefined;
  #stale = false;
  readonly #waiters = new Set<() => void>();

  /** How many blobs the server does not have yet and will be sent. */
  get waiting(): number {
    return this.#rows.filter(({ problem }) => !problem).length;
  }

  /** How many pictures and clips are among them. */
  get waitingOriginals(): number {
    return this.#rows.filter(({ kind, problem }) => kind === 'original' && !problem).length;
  }

  /** Their bytes. */
  get waitingBytes(): number {
    return this.#rows.reduce((sum, { bytes, problem }) => (problem ? sum : sum + bytes), 0);
  }

  /** Why blobs were refused for good; they stay on this device. */
  get failed(): readonly ProblemDocument[] {
    return this.#rows.flatMap(({ problem }) => problem ?? []);
  }

  /** Whether the server does not have this blob yet. */
  isWaiting(hash: string): boolean {
    return this.#hashes.has(hash);
  }

  /** Why the server refused a blob for good, if it did. */
  refusal(hash: string): ProblemDocument | undefined {
    return this.#hashes.has(hash) ? this.#rows.find((row) => row.hash === hash)?.problem : undefined;
  }

  /** Resolves when the server has a blob. Throws the Problem with which it was refused for good. */
  async uploaded(hash: string): Promise<void> {
    const database = await db();
    for (;;) {
      const changed = new Promise<void>((resolve) => this.#waiters.add(resolve));
      const row = await database.uploads.get(hash);
      if (!row) return;
      if (row.problem) throw new Problem(row.problem.code, row.problem, row.problem);
      await changed;
    }
  }

  /** Tries what was refused once more. */
  async retry(): Promise<void> {
    const database = await db();
    await database.uploads.toCollection().modify((row) => {
      delete row.problem;
      row.dueAt = 0;
    });
    await this.changed();
  }

  /** Begins to show the queue and, in one tab of the device, to work on it. */
  async start(): Promise<void> {
    if (this.#channel) return;
    this.#channel = new BroadcastChannel('preset-uploads');
    this.#channel.onmessage = () => void this.#refresh();
    lead('uploads', (signal) => this.#lead(signal));
    await this.#refresh();
  }

  /** Tells every tab that rows came, changed or went. */
  async changed(): Promise<void> {
    this.#channel?.postMessage('changed');
    await this.#refresh();
  }

  /** Reads the rows; calls that come meanwhile share the next reading. */
  #refresh(): Promise<void> {
    this.#stale = true;
    this.#refreshing ??= this.#readAll().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #readAll(): Promise<void> {
    while (this.#stale) {
      this.#stale = false;
      await this.#read();
    }
  }

  async #read(): Promise<void> {
    try {
      this.#rows = await (await db()).uploads.toArray();
    } catch {
      // The shell shows that nothing can be kept here; then nothing waits either.
    }
    for (const waiter of this.#waiters) waiter();
    this.#waiters.clear();
    void this.#queue?.work();
  }

  async #lead(signal: AbortSignal): Promise<void> {
    const database = await db();
    const queue = new UploadQueue({
      database,
      send,
      accepted: (workspaceId) => account.connected && (account.me?.workspaces.some(({ id }) => id === workspaceId) ?? false),
      changed: () => void this.changed(),
      wait: (attempt) => backoff(attempt, 1_000, 120_000)
    });
    this.#queue = queue;
    const stops = [account.onConnected(() => void queue.work()), network.onRetry(() => void queue.hurry())];
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    for (const stop of stops) stop();
    queue.stop();
    this.#queue = undefined;
  }
}

export const uploads = new Uploads();

async function send({ hash, workspaceId }: UploadRow, blob: Blob): Promise<void> {
  await sendNow({ hash, blob }, workspaceId);
}

/** Sends a blob past the queue, for a device that has no room to let it wait. Throws when the server does not have it afterwards. */
export async function sendNow({ hash, blob }: { readonly hash: string; readonly blob: Blob }, workspaceId: string): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await request(`/api/blobs/${hash}?workspaceId=${workspaceId}`, { method: 'PUT', headers, body: blob });
  if (!response.ok) throw await problemOf(response);
}
