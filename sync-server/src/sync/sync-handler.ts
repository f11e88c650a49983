// The door of the document socket: names and admission are decided before a room hears of anybody.
import { upgradeWebSocket, type HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { CLOSE, MAX_FRAME_BYTES, parseName, type DocumentName } from 'shared/sync';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Env } from '#platform/http';
import type { Admission } from './connection.ts';
import type { Rooms, Seat } from './rooms.ts';

/** Milliseconds that a closing handshake may take. */
const CLOSING_MS = 3_000;

/** Decides who may open a document; undefined for somebody who is no member of its workspace. */
export type Authorise = (c: Context<Env>, name: DocumentName) => Promise<Admission | undefined>;

/** The server of sockets to give to `serve({ websocket: { server } })`: frames of any legal document, no compression. */
export function socketServer(): WebSocketServer {
  return new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
}

/**
 * Handler of `/sync/:workspaceId/:kind/:docId`. What is refused is refused by a final close code after the upgrade, since browsers
 * do not tell a page why an upgrade failed and clients would come again for ever.
 */
export function syncHandler(rooms: Rooms, authorise: Authorise): MiddlewareHandler<Env> {
  return upgradeWebSocket(async (c: Context<Env>) => {
    const { workspaceId, kind, docId } = c.req.param() as Record<string, string>;
    const name = parseName(`${workspaceId}/${kind}/${docId}`);
    const wantsAcks = c.req.query('ack') === '1';
    const before = rooms.revocations;
    const admission = name && (await authorise(c, name));
    const refusal = !name ? CLOSE.badRequest : c.get('caller') ? CLOSE.noAccess : CLOSE.noSession;
    const carrier = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket;
    let seat: Seat | undefined;
    return {
      onOpen: (_, context) => {
        const socket = context.raw as WebSocket;
        // A role that ended while the socket opened is asked for again by the client's next attempt.
        if (rooms.revocations !== before) turnAway(socket, CLOSE.tryLater, 'try again');
        else if (!name || !admission) turnAway(socket, refusal, 'not admitted');
        else {
          seat = rooms.attach(name, socket, admission, wantsAcks, carrier);
          socket.on('pong', () => seat?.ponged());
        }
      },
      onMessage: ({ data }) => seat?.receive(data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(0)),
      onClose: () => seat?.left()
    };
  }) as MiddlewareHandler<Env>;
}

/** Closes a socket that no room will look after; one that does not answer the closing is cut. */
function turnAway(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  const cut = setTimeout(() => socket.terminate(), CLOSING_MS).unref();
  socket.on('close', () => clearTimeout(cut));
}
