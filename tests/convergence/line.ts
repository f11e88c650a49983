// A document socket without a network: frames lie in two queues until the schedule moves them.
import type { DocumentName } from 'shared/sync';
import type { Rooms } from '../../sync-server/src/sync/rooms.ts';
import { Receipts, type Promised, type Replica } from '../support/documents.ts';

type Down = Uint8Array | { readonly code: number };

export interface LineOptions {
  readonly rooms: Rooms;
  readonly name: DocumentName;
  readonly userId: string;
  readonly replica: Replica;
  readonly promised: Promised;
}

export class Line {
  readonly receipts: Receipts;
  readonly rooms: Rooms;
  /** The code with which the server closed it, once the client has heard. */
  closeCode: number | undefined;
  readonly #replica: Replica;
  readonly #seat: ReturnType<Rooms['attach']>;
  readonly #up: Uint8Array[] = [];
  readonly #down: Down[] = [];
  #hasClient = true;
  #hasServer = true;
  /** Something that the server may never do, such as an acknowledgement of what was never sent. */
  fault: unknown;

  constructor({ rooms, name, userId, replica, promised }: LineOptions) {
    this.#replica = replica;
    this.rooms = rooms;
    this.receipts = new Receipts(promised);
    const sent = (bytes: Uint8Array) => this.#sentByServer(bytes);
    const closed = (code: number) => {
      if (this.#hasServer) this.#down.push({ code });
    };
    this.#seat = rooms.attach(
      name,
      {
        send: (bytes: unknown) => sent(bytes as Uint8Array),
        close: (code = 1005) => closed(code),
        terminate: () => closed(1006),
        ping: () => this.#seat.ponged(),
        pause: () => undefined,
        resume: () => undefined,
        bufferedAmount: 0,
        isPaused: false
      },
      { userId, role: 'editor', sessionId: `session-of-${userId}` },
      true
    );
    replica.open((bytes) => this.sendUp(bytes));
  }

  /** The client still takes it for open. */
  get hasClient(): boolean {
    return this.#hasClient;
  }

  /** The server still takes it for open. */
  get hasServer(): boolean {
    return this.#hasServer;
  }

  get isEmpty(): boolean {
    return this.#up.length === 0 && this.#down.length === 0;
  }

  /** The client hands a frame to its line. */
  sendUp(bytes: Uint8Array): void {
    this.receipts.sent(bytes);
    this.#up.push(bytes);
  }

  /** Up to so many frames reach the server, all at once. */
  moveUp(count: number): void {
    if (this.#hasServer) for (const bytes of this.#up.splice(0, count)) this.#seat.receive(bytes);
  }

  /** Up to so many frames reach the client. */
  moveDown(count: number): void {
    if (!this.#hasClient) return;
    for (const bytes of this.#down.splice(0, count)) {
      if (bytes instanceof Uint8Array) this.#replica.receive(bytes);
      else {
        this.closeCode = bytes.code;
        this.leaveClient();
        this.leaveServer();
        return;
      }
    }
  }

  /** The client's side ends; what it has sent may still arrive. */
  leaveClient(): void {
    if (!this.#hasClient) return;
    this.#hasClient = false;
    this.#down.length = 0;
    this.#replica.close();
  }

  /** The server hears of the end; nothing that the client sent arrives any more. */
  leaveServer(): void {
    if (!this.#hasServer) return;
    this.#hasServer = false;
    this.#up.length = 0;
    this.#seat.left();
  }

  /** Whatever the server sends could be seen at once, so it is promised now and not when it arrives. */
  #sentByServer(bytes: Uint8Array): void {
    if (!this.#hasServer) return;
    try {
      this.receipts.received(bytes);
    } catch (error) {
      this.fault ??= error;
    }
    if (this.#hasClient) this.#down.push(bytes);
  }
}
