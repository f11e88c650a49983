// What an open document is to those who use it, and what an owner of documents can do.
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';

/** A document in use. */
export interface OpenDocument {
  readonly doc: Y.Doc;
  /** Who is here and where, for kinds that show presence. */
  readonly awareness: Awareness;
  /** Resolves when what this device keeps of the document has been read (at once where nothing can be kept); never rejects. */
  readonly ready: Promise<void>;
  /** Resolves when the server's state was taken in for the first time, or the server has refused it; not while it is out of reach. */
  readonly heard: Promise<void>;
  /** Whether this person's role lets them change it; without one known, as before the first connection, it does. */
  readonly writable: boolean;
  /** Resolves when this copy was put aside, since the server would not have its edits: close it and open the document afresh. */
  readonly replaced: Promise<void>;
  /** Whether others' edits should arrive at once, over a socket, or every few minutes; own edits are sent soon either way. */
  follow(followed: boolean): void;
  /** Gives the document up; edits that are under way still arrive. */
  close(): void;
}

/** Opens documents by their full names, and brings edits that closed tabs have left to the server. */
export interface DocumentOwner {
  openByName(name: string, followed?: boolean): Promise<OpenDocument>;
  /** Has an open document take over what closed tabs have left of it; does nothing for one that is not open. */
  adopt(name: string): Promise<void>;
}
