// A workspace's key as its owner handles it: proved before it is kept, and not taken from under work that needs it.
import { engineProblem, type AccountLevelName } from 'shared/engine';
import type { Engines } from './engines.ts';
import type { KeyName } from './keys.ts';
import type { Uploads } from './uploads.ts';

export interface KeyKeepingOptions {
  readonly engines: Engines;
  readonly uploads: Uploads;
  /** How many items the provider has in hand with a key, or may have. */
  readonly underWay: (keyName: KeyName) => Promise<number>;
}

export class KeyKeeping {
  readonly #options: KeyKeepingOptions;

  constructor(options: KeyKeepingOptions) {
    this.#options = options;
  }

  /** Sets or replaces the key. Throws `key-refused` or `provider-unavailable`; nothing is changed then. */
  async set(workspaceId: string, key: string, level: AccountLevelName, by: string): Promise<void> {
    const { engines, uploads } = this.#options;
    await engines.setKey(workspaceId, key, level, by);
    // Another account may not see what was handed to this one.
    await uploads.forget(`workspace:${workspaceId}`);
  }

  /**
   * Takes the key away. Throws `key-in-use` while the provider works on something that only this key can ask about,
   * unless the owner wants it `anyway`.
   */
  async remove(workspaceId: string, { anyway }: { anyway: boolean }): Promise<void> {
    const { engines, uploads, underWay } = this.#options;
    const count = anyway ? 0 : await underWay(`workspace:${workspaceId}`);
    if (count > 0) {
      const items = count === 1 ? 'One item is' : `${count} items are`;
      throw engineProblem('key-in-use', { detail: `${items} still under way with this key.` });
    }
    await engines.removeKey(workspaceId);
    await uploads.forget(`workspace:${workspaceId}`);
  }
}
