// Collections whose originals are to stay on this device: what joins one is fetched, what leaves one may go.
import { deviceCopies } from '#lib/blobs';
import { gallery } from './gallery.svelte.ts';

const KEY = 'preset.kept-collections';

function stored(): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

class KeptCollections {
  #ids = $state.raw(stored());

  has(id: string): boolean {
    return this.#ids.includes(id);
  }

  /** Keeps a collection here, or no longer insists on it. */
  set(id: string, on: boolean): void {
    const rest = this.#ids.filter((one) => one !== id);
    this.#ids = on ? [...rest, id] : rest;
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#ids));
    } catch {
      // Not kept: it holds until the page is left.
    }
  }

  /** Tells the copies what belongs to these collections, for as long as the page lives. Call it where effects run. */
  follow(): void {
    const copies = $derived(
      this.#ids.length === 0
        ? []
        : gallery.assets
            .filter(({ fields }) => fields.collections?.some((id) => this.#ids.includes(id)))
            .map(({ record }) => ({ hash: record.hash, bytes: record.bytes, thumb: record.thumb.hash }))
    );
    let before = '';
    $effect(() => {
      const now = copies.map(({ hash }) => hash).join();
      if (now === before) return;
      before = now;
      deviceCopies.pinCollected(copies);
    });
  }
}

export const keptCollections = new KeptCollections();
