// The upload queue's work, apart from how it is shown: durable rows, two at a time, patient with networks and frank about refusals.
import { Problem, type ProblemDocument } from 'shared/kernel';
import type { PresetDatabase, UploadRow } from '#lib/platform';

/** Sends one blob; resolves when the server has it. Throws a Problem when the server refused, anything else when it was not reached. */
export type SendBlob = (row: UploadRow, blob: Blob) => Promise<void>;

const AT_ONCE = 2;

/** Refusals that pass by themselves: no session at the moment, a limit on requests, a server in trouble or restarting. */
function passes({ code, status }: ProblemDocument): boolean {
  return status === 401 || status === 408 || status === 429 || (status >= 500 && code !== 'quota-reached' && code !== 'disk-full');
}

export interface QueueOptions {
  readonly database: PresetDatabase;
  readonly send: SendBlob;
  /** Which workspace the server has accepted; uploads of others wait. */
  readonly accepted: (workspaceId: string) => boolean;
  /** Told after each row that came, changed or went. */
  readonly changed: () => void;
  /** Milliseconds to wait after so many attempts. */
  readonly wait: (attempt: number) => number;
}

/** Puts a blob into the queue; one that waits already stays as it is. Within the caller's transaction, if there is one. */
export async function queueUpload(
  database: PresetDatabase,
  upload: Pick<UploadRow, 'hash' | 'workspaceId' | 'kind' | 'bytes'>
): Promise<void> {
  if (await database.uploads.get(upload.hash)) return;
  await database.uploads.add({ ...upload, attempts: 0, dueAt: 0 });
}

/** Works through the queue while it is the one tab that does. */
export class UploadQueue {
  readonly #options: QueueOptions;
  readonly #sending = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Looks for rows that are due and sends them; call after every change and when the network came back. */
  async work(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    const { database, accepted } = this.#options;
    const rows = (await database.uploads.orderBy('dueAt').toArray()).filter(
      ({ hash, workspaceId, problem }) => !problem && !this.#sending.has(hash) && accepted(workspaceId)
    );
    const now = Date.now();
    for (const row of rows) {
      if (this.#stopped || this.#sending.size >= AT_ONCE) return;
      if (row.dueAt > now) {
        this.#timer = setTimeout(() => void this.work(), row.dueAt - now);
        return;
      }
      if (!this.#sending.has(row.hash)) void this.#send(row);
    }
  }

  /** Makes every waiting row due now: the network came back. */
  async hurry(): Promise<void> {
    await this.#options.database.uploads.toCollection().modify({ dueAt: 0 });
    await this.work();
  }

  /** Sends nothing more; what is under way ends by itself. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #send(row: UploadRow): Promise<void> {
    const { database, send, changed, wait } = this.#options;
    this.#sending.add(row.hash);
    try {
      const kept = await database.blobs.get(row.hash);
      // Without its bytes there is nothing that could ever be sent.
      if (kept) await send(row, kept.blob);
      await database.uploads.delete(row.hash);
    } catch (error) {
      const problem = error instanceof Problem ? error.document : undefined;
      if (problem && !passes(problem)) await database.uploads.update(row.hash, { problem });
      else {
        const pause = Math.max(wait(row.attempts), (problem?.retryAfter ?? 0) * 1000);
        await database.uploads.update(row.hash, { attempts: row.attempts + 1, dueAt: Date.now() + pause });
      }
    } finally {
      this.#sending.delete(row.hash);
      changed();
    }
    await this.work();
  }
}
