// The sync state that every page shows, gathered from all documents and uploads of this device.
import type { ProblemDocument } from 'shared/kernel';
import { uploads } from '#lib/blobs';
import { network } from '#lib/platform';
import { overall, type DocumentState, type Everything, type Overall } from './overall.ts';

export type { SyncWord } from './overall.ts';

/** One open document of which the server does not have everything. */
export interface UnsavedDocument extends Overall {
  /** Its full name. */
  readonly name: string;
  /** Why it could not be saved, where it could not. */
  readonly problem?: ProblemDocument | undefined;
}

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

  /** The open documents that are not saved, as each stands. */
  get unsaved(): readonly UnsavedDocument[] {
    void this.#version;
    return [...this.#documents].flatMap(([name, document]) => {
      const own = overall({ ...this.#elsewhere(), documents: [document], editsElsewhere: 0, uploads: 0, refusedUploads: 0 });
      return own.state === 'saved' ? [] : [{ name, ...own, problem: own.state === 'could-not-save' ? document.problem : undefined }];
    });
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
    return overall({ ...this.#elsewhere(), documents: this.#documents.values() });
  }

  #elsewhere(): Omit<Everything, 'documents'> {
    return {
      editsElsewhere: this.#editsElsewhere,
      uploads: uploads.waiting,
      refusedUploads: uploads.failed.length,
      online: network.state === 'online'
    };
  }
}

export const syncState = new SyncState();
