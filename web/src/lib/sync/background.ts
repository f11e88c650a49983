// Keeps documents up to date that are held without a socket: edits soon after they are made, everything now and then by one tab.
import { EXCHANGE_TYPE, parseName } from 'shared/sync';
import { account } from '#lib/accounts';
import { backoff, lead, network, problemOf, request } from '#lib/platform';
import { exchange, type Exchangeable, type Post } from './exchange.ts';

/** Milliseconds of gathering, so that edits of one gesture and documents opened together travel together. */
const GATHER = 400;
/** Milliseconds between looks for what others have changed. */
const LOOK_EVERY = 240_000;

const post: Post = async (body) => {
  const headers = { 'content-type': EXCHANGE_TYPE };
  const response = await request('/api/sync/exchange', { method: 'POST', body, headers });
  if (!response.ok || !response.body) throw await problemOf(response);
  return response.body;
};

class Background {
  readonly #documents = new Map<string, Exchangeable>();
  /** Names of documents that want an exchange. */
  readonly #marked = new Set<string>();
  /** Workspaces whose documents this tab looks after for all tabs, and how to stop that. */
  readonly #leads = new Map<string, () => void>();
  readonly #led = new Set<string>();
  #begun = false;
  #running = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether documents can do without a socket here: pages that are not secure cannot make digests. */
  get works(): boolean {
    return globalThis.crypto?.subtle !== undefined;
  }

  /** Whether an edit would be on its way now. */
  get reachable(): boolean {
    return account.connected && network.state === 'online';
  }

  /** Looks after a document from now on. */
  add(document: Exchangeable): void {
    this.#documents.set(document.name, document);
    this.#begin();
    const workspaceId = workspaceOf(document.name);
    if (!this.#leads.has(workspaceId)) this.#leads.set(workspaceId, this.#lead(workspaceId));
    if (this.#led.has(workspaceId) || document.offer().changed) this.mark(document.name);
  }

  remove(document: Exchangeable): void {
    if (this.#documents.get(document.name) !== document) return;
    this.#documents.delete(document.name);
    this.#marked.delete(document.name);
    const workspaceId = workspaceOf(document.name);
    if ([...this.#documents.keys()].some((name) => workspaceOf(name) === workspaceId)) return;
    this.#leads.get(workspaceId)?.();
    this.#leads.delete(workspaceId);
  }

  /** Wants an exchange of the document soon. */
  mark(name: string): void {
    this.#marked.add(name);
    if (this.#attempt === 0) this.#schedule(GATHER);
  }

  #lead(workspaceId: string): () => void {
    return lead(`exchange-${workspaceId}`, async (signal) => {
      this.#led.add(workspaceId);
      this.#markLed();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      this.#led.delete(workspaceId);
    });
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const look = () => {
      this.#attempt = 0;
      this.#markLed();
      this.#schedule(GATHER);
    };
    account.onConnected(look);
    network.onRetry(look);
    setInterval(() => this.#markLed(), LOOK_EVERY);
  }

  #markLed(): void {
    for (const name of this.#documents.keys()) if (this.#led.has(workspaceOf(name))) this.mark(name);
  }

  #schedule(wait: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#run();
    }, wait);
  }

  async #run(): Promise<void> {
    // Marks stay until they can be seen to; being connected again, or the end of the present exchange, looks at them.
    if (this.#running || !account.connected || network.state === 'offline') return;
    const members = new Set(account.me?.workspaces.map(({ id }) => id));
    const names = [...this.#marked].filter((name) => members.has(workspaceOf(name)));
    const documents = names.flatMap((name) => this.#documents.get(name) ?? []);
    for (const name of names) this.#marked.delete(name);
    if (documents.length === 0) return;
    this.#running = true;
    let failed = false;
    try {
      for (const { name } of await exchange(documents, post)) this.#marked.add(name);
    } catch {
      for (const name of names) if (this.#documents.has(name)) this.#marked.add(name);
      failed = true;
    }
    this.#running = false;
    this.#attempt = failed ? this.#attempt + 1 : 0;
    if (this.#marked.size > 0) this.#schedule(failed ? backoff(this.#attempt - 1) : GATHER);
  }
}

export const background = new Background();

function workspaceOf(name: string): string {
  return parseName(name)?.workspaceId ?? '';
}
