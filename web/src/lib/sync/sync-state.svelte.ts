// The sync state that every page shows, gathered from all documents and uploads of this device.
import type { ProblemDocument } from 'shared/kernel';
import { uploads } from '#lib/blobs';
import { network } from '#lib/platform';
import { overall, type DocumentState, type Overall } from './overall.ts';

export type { SyncWord } from './overall.ts';

class SyncState {
  readonly #documents = new Map<string, DocumentState>();
  #version = $state.raw(0);
  #editsElsewhere = $state.raw(0);

  get state(): Overall['state'] {
    return this.#overall().state;
  }

  /** How many edits and blobs the server does not have yet. */
  get count(): number {
    return this.#overall().count;
  }

  /** Why something could not be saved, where something could not. */
  get problem(): ProblemDocument | undefined {
    void this.#version;
    for (const { edits, problem } of this.#documents.values()) if (edits > 0 && problem) return problem;
    return uploads.failed[0];
  }

  /** Notes what is known of an open document, or with `undefined` that it was closed. */
  note(name: string, state: DocumentState | undefined): void {
    if (state) this.#documents.set(name, state);
    else this.#documents.delete(name);
    this.#version += 1;
  }

  /** Notes how many edits of other tabs and earlier visits wait. */
  noteElsewhere(edits: number): void {
    this.#editsElsewhere = edits;
  }

  #overall(): Overall {
    void this.#version;
    return overall({
      documents: this.#documents.values(),
      editsElsewhere: this.#editsElsewhere,
      uploads: uploads.waiting,
      refusedUploads: uploads.failed.length,
      online: network.state === 'online'
    });
  }
}

export const syncState = new SyncState();
