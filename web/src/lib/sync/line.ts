// A document's line to the server: the stock provider, told when to try, how long to wait and when it is over.
import { CLOSE, MESSAGE } from 'shared/sync';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { backoff, network, request } from '#lib/platform';
import { Acks, readVarUint } from './acks.ts';
import { countingSocket } from './counting-socket.ts';

export interface LineOptions {
  readonly doc: Y.Doc;
  /** The document's full name, which is the room's. */
  readonly name: string;
  /** Tells this replica's tabs from those that still hold one which was put aside. */
  readonly channel: string;
  /** Told after everything that may change `connected`, `ended` or the count of unconfirmed edits. */
  readonly changed: () => void;
  /** Told each time when the server's state was taken in. */
  readonly synced?: () => void;
  /** `wss://…/sync`. */
  readonly url: string;
  readonly Socket?: typeof WebSocket;
  /** Milliseconds to wait before the given attempt. */
  readonly wait?: (attempt: number) => number;
}

export class Line {
  readonly acks = new Acks();
  readonly provider: WebsocketProvider;
  readonly #options: LineOptions;
  readonly #stops: (() => void)[];
  #socket: { drop(): void } | undefined;
  #wanted = false;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended: number | undefined;

  constructor(options: LineOptions) {
    this.#options = options;
    const Socket = countingSocket(options.Socket ?? WebSocket, {
      opened: (socket) => {
        this.#socket = socket;
        this.acks.restart();
      },
      sent: (frame) => this.acks.sent(frame)
    });
    this.provider = new WebsocketProvider(options.url, options.name, options.doc, {
      connect: false,
      params: { ack: '1' },
      WebSocketPolyfill: Socket
    });
    this.provider.messageHandlers[MESSAGE.committed] = (_encoder, decoder) => {
      this.acks.committed(readVarUint(decoder));
      options.changed();
    };
    this.provider.on('connection-close', (event) => this.#closed(event?.code));
    this.provider.on('status', ({ status }) => {
      if (status === 'connected') network.answered();
      options.changed();
    });
    this.provider.on('sync', (synced) => {
      if (!synced) return;
      this.#attempt = 0;
      options.synced?.();
    });
    this.provider.bcChannel = `${options.url}/${options.channel}`;
    // Tabs of this device share edits whether or not there is a server. The provider would tell them the whole document again at each
    // connection, though they have heard every edit of it.
    const connectBc = this.provider.connectBc.bind(this.provider);
    this.provider.connectBc = () => this.provider.bcconnected || connectBc();
    this.provider.connectBc();
    this.#stops = [network.onChange((state) => state === 'offline' && this.#drop()), network.onRetry(() => this.#tryNow())];
  }

  /** Whether the socket is open. */
  get connected(): boolean {
    return this.provider.wsconnected;
  }

  /** The close code with which the server ended it for good, else undefined. */
  get ended(): number | undefined {
    return this.#ended;
  }

  /** Connects, and connects again for as long as it is open. */
  connect(): void {
    this.#wanted = true;
    this.#tryNow();
  }

  /** Gives the socket up until `connect` is called again; tabs go on sharing edits. */
  pause(): void {
    if (!this.#wanted) return;
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.provider.disconnect();
    this.provider.connectBc();
  }

  /** Begins a new connection, in which the server is sent all that it lacks. */
  reconnect(): void {
    this.#attempt = 0;
    this.#drop();
    this.#tryNow();
  }

  close(): void {
    this.#wanted = false;
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
    this.provider.destroy();
  }

  #tryNow(): void {
    if (!this.#wanted || this.#ended !== undefined || this.provider.ws !== null) return;
    clearTimeout(this.#timer);
    this.provider.connect();
  }

  /** A timer's attempt: while the server is known to be gone, its return is waited for instead. */
  #tryIfReachable(): void {
    if (network.state !== 'offline') this.#tryNow();
  }

  #drop(): void {
    this.#socket?.drop();
    this.#socket = undefined;
  }

  #closed(code: number | undefined): void {
    // The provider would try again without spreading the attempts of many devices.
    this.provider.shouldConnect = false;
    this.#socket = undefined;
    this.acks.restart();
    if (code !== undefined && code >= 4400 && code < 4500 && code !== CLOSE.noSession) this.#ended = code;
    else if (this.#wanted) {
      if (this.#attempt > 0 || code === CLOSE.noSession) void probe();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#tryIfReachable(), (this.#options.wait ?? backoff)(this.#attempt));
      this.#attempt += 1;
    }
    this.#options.changed();
  }
}

let probing: Promise<unknown> | undefined;

/** Finds out whether the server is there and the session still holds (renewing it if not): a refused socket tells neither. */
function probe(): Promise<unknown> {
  probing ??= request('/api/me')
    .catch(() => undefined)
    .finally(() => {
      probing = undefined;
    });
  return probing;
}
