// This device's own gallery document, into which it writes what it imports; a full one is followed by the next.
import { SHARD_ASSETS } from 'shared/gallery';
import type { PresetDatabase } from '#lib/platform';

/** What this device remembers of its shard in a workspace. */
export interface ShardNote {
  readonly shardId: string;
  /** Names this device as the shard's writer in the directory. */
  readonly writer: string;
}

export class OwnShard {
  readonly #database: PresetDatabase;
  readonly #key: string;

  constructor(database: PresetDatabase, workspaceId: string) {
    this.#database = database;
    this.#key = `shard-${workspaceId}`;
  }

  /** The shard to write to now; `sizeOf` tells how many assets one holds. Tabs that ask at the same time get the same one. */
  async current(sizeOf: (shardId: string) => Promise<number>): Promise<ShardNote> {
    const note = await this.#next(undefined);
    return (await sizeOf(note.shardId)) < SHARD_ASSETS ? note : this.#next(note.shardId);
  }

  /** 16 random base-36 characters. */
  randomId(): string {
    return random36(16);
  }

  /** The noted shard; a new one if there is none or `full` is it. */
  #next(full: string | undefined): Promise<ShardNote> {
    const { keyValue } = this.#database;
    return this.#database.transaction('rw', keyValue, async () => {
      const kept = (await keyValue.get(this.#key))?.value as ShardNote | undefined;
      if (kept && kept.shardId !== full) return kept;
      const note: ShardNote = { shardId: `d${random36(12)}`, writer: kept?.writer ?? `device-${random36(12)}` };
      await keyValue.put({ key: this.#key, value: note });
      return note;
    });
  }
}

/** Random base-36 characters, each equally likely. */
function random36(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length)))
      if (byte < 252 && text.length < length) text += (byte % 36).toString(36);
  }
  return text;
}
