// The door of the document socket: names and admission are decided before a room hears of anybody.
import type { Context, MiddlewareHandler } from 'hono';
import { CLOSE, parseName, type DocumentName } from 'shared/sync';
import type { WebSocket } from 'ws';
import type { Env } from '#platform/http';
import type { Admission, Carrier } from './connection.ts';
import type { Rooms, Seat } from './rooms.ts';
import type { Opening, Welcome } from './sockets.ts';

/** Milliseconds that a closing handshake may take. */
const CLOSING_MS = 3_000;

/** Decides who may open a document; undefined for somebody who is no member of its workspace. */
export type Authorise = (c: Context<Env>, name: DocumentName) => Promise<Admission | undefined>;

/**
 * Handler of `/sync/:workspaceId/:kind/:docId`, for `acceptSockets`. What is refused is refused by a final close code after the upgrade,
 * since browsers do not tell a page why an upgrade failed and clients would come again for ever.
 */
export function syncHandler(rooms: Rooms, authorise: Authorise): MiddlewareHandler<Env> {
  return async (c, next) => {
    const opening = c.env as Partial<Opening> | undefined;
    if (!opening || !('welcome' in opening)) {
      await next();
      return undefined;
    }
    const { workspaceId, kind, docId } = c.req.param() as Record<string, string>;
    const name = parseName(`${workspaceId}/${kind}/${docId}`);
    const before = rooms.revocations;
    const admission = name && (await authorise(c, name));
    const refusal = !name ? CLOSE.badRequest : c.get('caller') ? CLOSE.noAccess : CLOSE.noSession;
    opening.welcome =
      name && admission
        ? new Admitted(rooms, before, name, admission, c.req.query('ack') === '1')
        : new TurnedAway(refusal, 'not admitted');
    return c.body(null, 204);
  };
}

class Admitted implements Welcome {
  readonly #rooms: Rooms;
  readonly #revocations: number;
  readonly #name: DocumentName;
  readonly #admission: Admission;
  readonly #wantsAcks: boolean;

  constructor(rooms: Rooms, revocations: number, name: DocumentName, admission: Admission, wantsAcks: boolean) {
    [this.#rooms, this.#revocations, this.#name, this.#admission, this.#wantsAcks] = [rooms, revocations, name, admission, wantsAcks];
  }

  seat(socket: WebSocket, carrier: Carrier): Seat | undefined {
    if (this.#rooms.revocations === this.#revocations)
      return this.#rooms.attach(this.#name, socket, this.#admission, this.#wantsAcks, carrier);
    // A role that ended while the socket opened is asked for again by the client's next attempt.
    return new TurnedAway(CLOSE.tryLater, 'try again').seat(socket);
  }
}

/** Closes a socket that no room will look after; one that does not answer the closing is cut. */
class TurnedAway implements Welcome {
  readonly #code: number;
  readonly #reason: string;

  constructor(code: number, reason: string) {
    [this.#code, this.#reason] = [code, reason];
  }

  seat(socket: WebSocket): undefined {
    socket.close(this.#code, this.#reason);
    const cut = setTimeout(() => socket.terminate(), CLOSING_MS).unref();
    socket.on('close', () => clearTimeout(cut));
  }
}
