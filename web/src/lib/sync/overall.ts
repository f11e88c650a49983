// One word for how safe this device's edits are, from what is known of each document: pure, so that every case can be tried.
import type { ProblemDocument } from 'shared/kernel';

/** `saved` on the server's disk; `saving` on the way; `on-this-device` kept here until the server is reached; `could-not-save`. */
export type SyncWord = 'saved' | 'saving' | 'on-this-device' | 'could-not-save';

/** What is known of one open document. */
export interface DocumentState {
  /** Edits made in this tab that the server has not confirmed. */
  readonly edits: number;
  /** Whether edits are still being written to this device. */
  readonly writing: boolean;
  /** Whether its socket is open. */
  readonly connected: boolean;
  /** Why edits cannot be written to this device, or why the server will not have them. */
  readonly problem?: ProblemDocument;
}

export interface Everything {
  readonly documents: Iterable<DocumentState>;
  /** Edits that other tabs, or tabs that are gone, have left unconfirmed. */
  readonly editsElsewhere: number;
  readonly uploads: number;
  readonly refusedUploads: number;
  /** Whether the server was reached when last tried. */
  readonly online: boolean;
}

export interface Overall {
  readonly state: SyncWord;
  /** How many edits and blobs the server does not have. */
  readonly count: number;
}

/** The word and the count to show. */
export function overall({ documents, editsElsewhere, uploads, refusedUploads, online }: Everything): Overall {
  let edits = 0;
  let writing = false;
  let lost = refusedUploads > 0;
  let moving = online;
  for (const document of documents) {
    edits += document.edits;
    writing ||= document.writing;
    if (document.edits === 0) continue;
    lost ||= document.problem !== undefined;
    moving &&= document.connected;
  }
  const count = edits + editsElsewhere + uploads + refusedUploads;
  if (lost) return { state: 'could-not-save', count };
  if (count === 0) return { state: writing ? 'saving' : 'saved', count };
  return { state: writing || moving ? 'saving' : 'on-this-device', count };
}
