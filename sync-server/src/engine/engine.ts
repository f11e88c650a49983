// What runs need of an engine, whichever stands behind it: the provider over the network or the sandbox in process.
import type { EngineKind } from 'shared/accounts';
import type { EngineFailure } from 'shared/engine';
import type { Micros } from 'shared/kernel';
import type { KeyName } from './keys.ts';

/** A provider's prediction, in Preset's terms. */
export interface Prediction {
  readonly id: string;
  readonly model: string;
  readonly status: 'running' | 'completed' | 'failed';
  /** Addresses of the results, or words of a text model; what was neither is left out. */
  readonly outputs: readonly string[];
  /** One truth value for each of `outputs`; empty where the provider says nothing. */
  readonly nsfw: readonly boolean[];
  /** Epoch milliseconds; 0 where the provider did not say. */
  readonly createdAt: number;
  readonly inputs?: Record<string, unknown>;
  /** Why it failed. */
  readonly problem?: EngineFailure;
  readonly inferenceMs?: number;
}

/** What is known after the one POST of an attempt. */
export type Submission =
  | { readonly outcome: 'accepted'; readonly prediction: Prediction }
  | {
      /** Proof that nothing was started and nothing is charged. */
      readonly outcome: 'refused';
      readonly problem: EngineFailure;
      /** Milliseconds after which the same may be sent again; absent where it would be refused again. */
      readonly retryAfter?: number;
      /** The key itself is the trouble: everything else on it would be refused too. */
      readonly pausesKey?: boolean;
    }
  /** It may have been accepted: it must never be sent again, only looked up. */
  | { readonly outcome: 'unknown'; readonly error: string };

/** What the provider account may do at a time. */
export interface EngineLimits {
  readonly imagesPerMinute: number;
  readonly videosPerMinute: number;
  readonly concurrent: number;
}

export interface Engine {
  readonly kind: EngineKind;
  /** The key it sends with: rates, pauses and uploads belong to it. */
  readonly keyName: KeyName;
  readonly limits: EngineLimits;
  /** Sends the one submit POST of an attempt and never repeats it. Throws nothing. */
  submit(model: string, inputs: Record<string, unknown>, options?: { webhook?: string }): Promise<Submission>;
  /** The state of a prediction. Throws `provider-unavailable` when it cannot be read now, `not-found` when it is gone. */
  result(predictionId: string): Promise<Prediction>;
  /** Predictions of the last seven days in a window (epoch milliseconds), newest first. */
  history(query: { model?: string; from: number; to: number }): Promise<Prediction[]>;
  /** Hands bytes to the provider; answers the address to use as an input. */
  upload(bytes: Uint8Array, type: string, fileName: string): Promise<string>;
  /** The bytes behind an output's address, never sending the key. Throws when longer than `maxBytes`. */
  download(url: string, maxBytes: number): Promise<Uint8Array>;
  /** Credit of the provider account, in micro-dollars. Throws `key-refused` when the key is no good. */
  balance(): Promise<Micros>;
  /** What one task with these inputs would cost. Throws `quote-refused` when the provider cannot price them, `provider-unavailable` else. */
  quote(model: string, inputs: Record<string, unknown>): Promise<Micros>;
  /**
   * What the provider's bill says of predictions, in micro-dollars after refunds; those that are not on the bill (yet) are missing.
   * The bill is read by the provider's rows of the last seven days (wavespeed-contract, section 2).
   */
  charges(predictionIds: readonly string[]): Promise<Map<string, Micros>>;
  /** `whsec_…`, with which the webhooks of this key are signed. */
  webhookSecret(): Promise<string>;
  /** The provider's list of models as it came. */
  catalogue(): Promise<unknown>;
}

/** Limits by account level (wavespeed-contract, section 4). */
export const accountLevels = {
  bronze: { imagesPerMinute: 2, videosPerMinute: 2, concurrent: 2 },
  silver: { imagesPerMinute: 500, videosPerMinute: 500, concurrent: 300 },
  gold: { imagesPerMinute: 3_000, videosPerMinute: 3_000, concurrent: 3_000 },
  ultra: { imagesPerMinute: 5_000, videosPerMinute: 5_000, concurrent: 10_000 }
} as const satisfies Record<string, EngineLimits>;
export type AccountLevel = keyof typeof accountLevels;

/** The sandbox's limits: those of a gold account unless its settings say otherwise. */
export function sandboxLimits(level: AccountLevel = 'gold', concurrent?: number): EngineLimits {
  const { [level]: limits } = accountLevels;
  return { ...limits, concurrent: concurrent ?? limits.concurrent };
}
