// Opens document sockets: the application decides by its ordinary middleware who may come in, and nothing of the request stays behind.
import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { MAX_FRAME_BYTES } from 'shared/sync';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Carrier } from './connection.ts';
import type { Seat } from './rooms.ts';

/** What the application has decided about a socket that is about to open. */
export interface Welcome {
  /** Seats the open socket; undefined when it was turned away. */
  seat(socket: WebSocket, carrier: Carrier): Seat | undefined;
}

/** The environment in which the application sees the request for a socket; its handler of sockets leaves the decision here. */
export interface Opening {
  readonly incoming: IncomingMessage;
  welcome: Welcome | undefined;
}

/** Whoever answers requests. */
type Answer = (request: Request, environment: Opening) => Response | Promise<Response>;

/** Sockets know their seat by themselves: listeners are shared, since closures for each would be most of what an idle socket holds. */
const SEAT = Symbol('seat');
type Seated = WebSocket & { [SEAT]?: Seat | undefined };

/** Lets sockets of documents in through an HTTP server: frames of any legal document, no compression. */
export function acceptSockets(server: Server, answer: Answer): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false, clientTracking: false });
  server.on('upgrade', (incoming: IncomingMessage, carrier: Duplex, head: Buffer) => {
    carrier.on('error', ignore);
    decide(incoming, answer).then(
      (decided) => {
        if (carrier.destroyed) return;
        if (typeof decided === 'number') refuse(carrier, decided);
        else sockets.handleUpgrade(incoming, carrier, head, (socket) => take(socket, carrier, decided));
      },
      () => refuse(carrier, 500)
    );
  });
}

/** What the application decides; the status of the refusal for what is no socket of a document, or must not be one. */
async function decide(incoming: IncomingMessage, answer: Answer): Promise<Welcome | number> {
  const { url, headers } = incoming;
  if (headers.upgrade?.toLowerCase() !== 'websocket' || !url?.startsWith('/')) return 400;
  const opening: Opening = { incoming, welcome: undefined };
  const plain = Object.entries(headers).filter((header): header is [string, string] => typeof header[1] === 'string');
  // Only the path counts: which host was asked for is checked by the header.
  const { status } = await answer(new Request(`http://localhost${url}`, { headers: plain }), opening);
  return opening.welcome ?? Math.max(status, 400);
}

function refuse(carrier: Duplex, status: number): void {
  if (!carrier.destroyed) carrier.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function take(socket: Seated, carrier: Duplex, welcome: Welcome): void {
  carrier.off('error', ignore);
  socket.on('error', ignore).on('message', receive).on('pong', ponged).on('close', left);
  socket[SEAT] = welcome.seat(socket, carrier);
}

function receive(this: Seated, data: RawData, isBinary: boolean): void {
  // All that is sent as text is no message of the wire, nor is nothing.
  this[SEAT]?.receive(isBinary && data instanceof Uint8Array ? data : NOTHING);
}

function ponged(this: Seated): void {
  this[SEAT]?.ponged();
}

function left(this: Seated): void {
  this[SEAT]?.left();
  this[SEAT] = undefined;
}

/** The end that follows an error is what counts. */
function ignore(): void {
  // Nothing to do.
}

const NOTHING = new Uint8Array(0);
