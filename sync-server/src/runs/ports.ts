// What runs need from their surroundings: the areas to their left and the few facts that only the composition knows.
import type { BlobInfo } from 'shared/blobs';
import type { Asset } from 'shared/gallery';
import type { Micros } from 'shared/kernel';
import type { Recipe } from 'shared/engine';
import type { Engine, KeyListener, KeyName } from '#area/engine';
import type { Database } from '#platform/database';
import type { Hints } from '#platform/events';
import type { Caller } from '#platform/http';

export interface BlobKeeper {
  /** Keeps bytes for a workspace; the same bytes again are the same blob. */
  keep(workspaceId: string, bytes: Uint8Array): Promise<BlobInfo>;
  bytes(workspaceId: string, hash: string): Promise<Uint8Array | undefined>;
  info(workspaceId: string, hash: string): Promise<BlobInfo | undefined>;
}

export interface GalleryWriter {
  /** The shard that takes the next `assets` records of a workspace. */
  reserve(workspaceId: string, assets: number): Promise<string>;
  /** Writes records into the gallery, and into a collection; those that are there already stay untouched. */
  deliver(workspaceId: string, records: Asset[], collectionId?: string): Promise<void>;
}

/** The engines by their keys. */
export interface EngineSource {
  /** The engine that new runs of a workspace go through. */
  for(workspaceId: string): Promise<Engine>;
  /** The engine of a key; undefined where the key is not there (any more). */
  get(keyName: KeyName): Promise<Engine | undefined>;
  keyNames(): Promise<KeyName[]>;
  /** Hears of every key that was set, replaced or taken away; answers how to stop that. */
  onChange(listener: KeyListener): () => void;
}

/** Hands files to the provider, each once a key. */
export interface FileHandOver {
  /** The address to use as an input; `read` gives the bytes where the provider does not have them, and its failure is passed on. */
  address(engine: Engine, hash: string, read: () => Promise<{ bytes: Uint8Array; type: string }>): Promise<string>;
}

/** Who pays, and how much is left. */
export interface Purse {
  /** Ledger's name of it, such as `server:<userId>`. */
  readonly purse: string;
  readonly spending: 'free' | 'operator' | 'granted' | 'no-credit' | 'own';
  /** Micro-dollars left; null where nothing is counted. */
  readonly available: Micros | null;
}

export interface Log {
  warn(facts: object, message: string): void;
}

/** Waiting times, in milliseconds. */
export interface Timings {
  /** How long a claim holds without renewal; also the longest time between two looks at the queue. */
  readonly lease: number;
  /** First wait before asking for a result, by what is made; later waits grow by half each. */
  readonly poll: { readonly sandbox: number; readonly image: number; readonly video: number };
  readonly pollMost: number;
  /** First wait before looking an uncertain item up; later waits double with its age. */
  readonly lookUp: number;
  /** How long an uncertain item is looked up by itself before its person is asked, provided that the history could be read. */
  readonly lookUpFor: number;
  /** First wait before copying a result again; later waits double with its age. */
  readonly copyAgain: number;
  /** How long copying is tried before the item fails. */
  readonly copyFor: number;
  /** First wait after the provider refused the key; later waits double. */
  readonly keyPause: number;
  /** Longest wait of any that grows. */
  readonly longest: number;
  /** How long a prediction may be unknown to the provider before it counts as gone. */
  readonly goneAfter: number;
  /** Longest time that draining waits for a submission's answer. */
  readonly drain: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const defaultTimings: Timings = {
  lease: 15_000,
  poll: { sandbox: 500, image: 2_000, video: 5_000 },
  pollMost: 15_000,
  lookUp: 2_000,
  lookUpFor: 15 * MINUTE,
  copyAgain: 1_000,
  copyFor: 12 * HOUR,
  keyPause: 5_000,
  longest: 5 * MINUTE,
  goneAfter: MINUTE,
  drain: 10_000
};

export interface RunsOptions {
  readonly database: Database;
  readonly engines: EngineSource;
  readonly uploads: FileHandOver;
  /** Micro-dollars of one item with an engine. Throws where there is no price to be had. */
  price(engine: Engine, recipe: Recipe): Promise<Micros>;
  /** Where the provider sends news of an attempt, by the attempt's token; without it results are asked for. */
  readonly webhook?: ((token: string) => string) | undefined;
  readonly blobs: BlobKeeper;
  readonly galleries: GalleryWriter;
  readonly hints: Hints;
  /** Who pays for what is sent with a key. */
  purseOf(caller: Caller, workspaceId: string, keyName: KeyName): Promise<Purse>;
  readonly timings?: Partial<Timings>;
  /** Epoch milliseconds; the system's clock where absent. */
  readonly now?: () => number;
  readonly log?: Log;
}
