// How much room this device gives Preset, and whether the browser promised to keep it.

/** Bytes used and allowed, as the browser estimates them; undefined where it does not say. */
export interface StorageEstimate {
  readonly used: number | undefined;
  readonly quota: number | undefined;
}

class Storage {
  #persisted = $state.raw<boolean | undefined>();

  /** Whether the browser promised not to clear local data by itself; undefined until asked. */
  get persisted(): boolean | undefined {
    return this.#persisted;
  }

  /** What the browser says about room. */
  async estimate(): Promise<StorageEstimate> {
    const { usage, quota } = (await globalThis.navigator?.storage?.estimate?.().catch(() => undefined)) ?? {};
    return { used: usage, quota };
  }

  /** Learns whether local data is safe from being cleared, without asking the person. */
  async check(): Promise<void> {
    this.#persisted = await globalThis.navigator?.storage?.persisted?.().catch(() => undefined);
  }

  /** Asks the browser to keep local data; some ask the person. Answers whether it will. */
  async persist(): Promise<boolean> {
    this.#persisted = await globalThis.navigator?.storage?.persist?.().catch(() => false);
    return this.#persisted === true;
  }
}

export const storage = new Storage();
