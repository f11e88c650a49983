// What a painter thread is asked for and what it answers.
import type { ModelKind } from 'shared/engine';

/** One prediction's work, with all its inputs at hand. */
export interface Task {
  readonly kind: ModelKind;
  readonly model: string;
  /** Validated inputs; addresses in it are not read again. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Encoded pictures: `images` in their order, or `image` and then `last_image` where that is given. */
  readonly images: readonly Uint8Array[];
  /** The encoded picture of `mask_image`. */
  readonly mask?: Uint8Array;
  /** Paints coarsely, in a fraction of the time. */
  readonly quick?: boolean;
}

export type Extension = 'jpg' | 'png' | 'webp' | 'mp4';

/** One result: an encoded file or a text. */
export type Drawn = { readonly bytes: Uint8Array; readonly extension: Extension } | { readonly text: string };

/** An expected failure of a task, with the contract's task code and a message for people. */
export class TaskError extends Error {
  override readonly name = 'TaskError';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Codes of wavespeed-contract, section 4. */
export const taskCode = { ok: 0, inputUnreadable: 1402, executionFailed: 1403, internal: 5000, unavailable: 5003, timeout: 5004 } as const;

export type Reply = { readonly drawn: readonly Drawn[] } | { readonly code: number; readonly message: string };

/** A text input, or an empty text. */
export function textOf(task: Task, name: string): string {
  const value = task.inputs[name];
  return typeof value === 'string' ? value : '';
}

/** A number input, or the given number where it is absent. */
export function numberOf(task: Task, name: string, otherwise: number): number {
  const value = task.inputs[name];
  return typeof value === 'number' ? value : otherwise;
}

/** The seed that chooses among pictures for the same words; -1, "any", is 0 so that a redrawn task is the same. */
export function seedOf(task: Task): number {
  return Math.max(0, numberOf(task, 'seed', 0));
}
