// What the main thread and the writing worker say to each other.

/** Updates of the log in one buffer, which is handed over instead of copied. */
export interface Append {
  readonly kind: 'append';
  /** A document's name for each entry, and how many updates the entry has. */
  readonly documents: readonly string[];
  readonly counts: readonly number[];
  /** Byte length of each update, in order, and the bytes of all. */
  readonly sizes: readonly number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Epoch milliseconds of the commit. */
  readonly now: number;
}

export type Request =
  { readonly kind: 'run'; readonly sql: string; readonly parameters: readonly unknown[] } | Append | { readonly kind: 'close' };

/** What a statement answers; for an append, each entry's last sequence number stands in `seqs`. */
export interface Answer {
  readonly rows: unknown[];
  readonly changes: number;
  readonly seqs: number[];
}

export interface RequestMessage {
  readonly id: number;
  readonly request: Request;
}

export type AnswerMessage =
  | { readonly id: number; readonly answer: Partial<Answer> }
  | { readonly id: number; readonly error: { readonly message: string; readonly code: string | undefined } };
