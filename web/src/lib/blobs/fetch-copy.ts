// One copy for this device: its bytes from the server, checked against their name, and kept.
import { mediaPath, sniff } from 'shared/blobs';
import { sha256 } from 'shared/kernel';
import { isFull, type BlobRow } from '#lib/platform';
import type { PlannedCopy } from './plan.ts';

/** What became of a copy: kept, with its size in bytes, or why it was not. */
export type CopyOutcome =
  | { readonly kept: number }
  /** The server does not have it yet: a record can arrive before the bytes that another device is still sending. */
  | { readonly missing: true }
  /** The bytes are not what their name says, or no media. */
  | { readonly wrong: true }
  /** There is no room for so many bytes. */
  | { readonly full: number }
  /** Nobody answered, or what answered could not help now. */
  | { readonly failed: string };

export interface CopyPorts {
  readonly load: (path: string) => Promise<Response>;
  /** Keeps a checked blob. Throws when there is no room. */
  readonly keep: (row: BlobRow) => Promise<void>;
}

/** Fetches, checks and keeps one copy. Never throws. */
export async function fetchCopy({ hash, kind }: PlannedCopy, { load, keep }: CopyPorts): Promise<CopyOutcome> {
  let size = 0;
  try {
    const response = await load(mediaPath(hash));
    if (response.status === 404) return { missing: true };
    if (!response.ok) return { failed: `The server answered ${response.status}.` };
    const bytes = await response.arrayBuffer();
    size = bytes.byteLength;
    const type = sniff(new Uint8Array(bytes, 0, Math.min(32, size)));
    if (!type || (await sha256(bytes)) !== hash) return { wrong: true };
    await keep({ hash, blob: new Blob([bytes], { type }), type, bytes: size, kind, at: Date.now() });
    return { kept: size };
  } catch (error) {
    if (isFull(error)) return { full: size };
    return { failed: error instanceof Error ? error.message : 'It failed.' };
  }
}
