// The models as the server last told them, kept on the device so that prices, limits and values are right without network too.
import { catalogueSchema, setModels, type Catalogue } from 'shared/engine';
import { db, request } from '#lib/platform';
import { revision } from './revision.svelte.ts';

const KEPT = 'catalogue';

interface Kept {
  readonly tag: string;
  readonly catalogue: unknown;
}

class Models {
  #tag = '';
  #started = false;

  /** Takes up what this device keeps, then asks the server whenever `onConnected` tells that it has accepted this device. */
  async start(onConnected: (listener: () => void) => unknown): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    try {
      const kept = (await (await db()).keyValue.get(KEPT))?.value as Kept | undefined;
      if (kept && this.#take(kept.catalogue)) this.#tag = kept.tag;
    } catch {
      // Nothing can be kept on this device; the shipped models do until the server answers.
    }
    onConnected(() => void this.refresh());
  }

  /** Asks the server; silent when it does not answer or tells nothing new. */
  async refresh(): Promise<void> {
    try {
      const response = await request('/api/engine/models', { headers: this.#tag ? { 'if-none-match': this.#tag } : {}, cache: 'no-store' });
      if (response.status !== 200) return;
      const catalogue: unknown = await response.json();
      if (!this.#take(catalogue)) return;
      this.#tag = response.headers.get('etag') ?? '';
      await (await db()).keyValue.put({ key: KEPT, value: { tag: this.#tag, catalogue } satisfies Kept });
    } catch {
      // What is known stays in use.
    }
  }

  /** Puts a catalogue in use; an unreadable one, such as of a newer server, changes nothing. */
  #take(raw: unknown): Catalogue | undefined {
    const parsed = catalogueSchema.safeParse(raw);
    if (!parsed.success) return undefined;
    setModels(parsed.data.models);
    revision.next();
    return parsed.data;
  }
}

export const knownModels = new Models();
