// The port behind which bytes lie: immutable, named by their hash, on whatever the configuration offers.
import type { Hash } from 'shared/kernel';

/** First and last byte, both included, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface OpenBlob {
  /** The bytes of the range, or all of them. Whoever takes it reads it to its end or cancels it. */
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Bytes of the whole blob, whatever the range. */
  readonly size: number;
}

export interface BlobStore {
  /** Resolves once the bytes are durable under the hash, which the caller has computed. Repeatable; bytes that rotted are replaced. */
  put(hash: Hash, bytes: Uint8Array): Promise<void>;
  /** The bytes as a stream, undefined when there are none. The range must lie within the blob. */
  open(hash: Hash, range?: ByteRange): Promise<OpenBlob | undefined>;
  /** Bytes of the blob, undefined when there is none. */
  size(hash: Hash): Promise<number | undefined>;
  bytes(hash: Hash): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** All blobs that there are bytes of, indexed or not, in no order, with the time of their writing in epoch milliseconds. */
  list(): AsyncIterable<{ readonly hash: Hash; readonly writtenAt: number }>;
  /** Removes the bytes; nothing happens when there are none. */
  remove(hash: Hash): Promise<void>;
  /** Whether an error of this store says that it has no room left. */
  isFull(error: unknown): boolean;
}
