// What can come into a room and wait for its turn.
import type { Role } from 'shared/accounts';
import type * as Y from 'yjs';
import type { Connection } from './connection.ts';
import type { News } from './document-channel.ts';

/**
 * `whole`: all of it is in the document; `gap`: something it builds on is missing, so at most a part of it is; the others are
 * not in the document and end their connection: `broken` bytes, `forbidden` to a viewer, `too-large`.
 */
export type Outcome = 'whole' | 'gap' | 'broken' | 'forbidden' | 'too-large';

export interface ClientUpdate {
  readonly kind: 'update';
  readonly connection: Connection;
  readonly update: Uint8Array;
  /** The client's answer to a step 1 of the server: all that it has and the server lacks. */
  readonly isAnswer: boolean;
}

export interface ServerEdit {
  readonly kind: 'edit';
  readonly edit: (doc: Y.Doc) => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** An update that came without a socket: all that its sender has beyond a state both knew. */
export interface Offer {
  readonly kind: 'offer';
  readonly role: Role;
  readonly update: Uint8Array;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

export type Write = ClientUpdate | ServerEdit | Offer;

/** Reads what is durable. */
interface Read {
  readonly kind: 'read';
  readonly read: (doc: Y.Doc) => void;
  readonly reject: (error: unknown) => void;
}

/** Somebody has come. */
interface Greeting {
  readonly kind: 'greeting';
  readonly connection: Connection;
}

/** A client's step 1: it asks for everything beyond its state vector. */
export interface Question {
  readonly kind: 'question';
  readonly connection: Connection;
  readonly stateVector: Uint8Array;
}

/** Another process has made something durable; without `news`, it may have. */
interface Report {
  readonly kind: 'report';
  readonly news: News | undefined;
}

export type Entry = Write | Read | Greeting | Question | Report;

/** Bytes that came in from a client and wait with the entry. */
export function sizeOf(entry: Pick<Entry, 'kind'> & { readonly update?: Uint8Array; readonly stateVector?: Uint8Array }): number {
  return entry.update?.length ?? entry.stateVector?.length ?? 0;
}
