// A real server of rooms on a port of its own, for tests: in this process, or alone as `node server.fixture.ts <file or address of the database>`.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { openDatabase, type Database } from '#platform/database';
import { answer, router } from '#platform/http';
import { roleSchema } from 'shared/accounts';
import { Problem, problem } from 'shared/kernel';
import { exchangeRoutes } from './exchange.ts';
import { Rooms, type RoomsOptions } from './rooms.ts';
import { acceptSockets } from './sockets.ts';
import { syncHandler } from './sync-handler.ts';

export interface TestServer {
  readonly url: string;
  readonly rooms: Rooms;
  readonly database: Database;
  readonly errors: unknown[];
  stop(): Promise<void>;
}

/**
 * Serves documents from a database, given as a file or an address, or from what `open` opens. Who connects says itself who it is (`?user=`) and by which role (`?role=`);
 * without a user it is a stranger, without a role no member. Exchanges know the users `viewer` and `stranger`; all others are editors.
 */
export async function startServer(
  address: string,
  options: Partial<RoomsOptions> & { wrap?: (database: Database) => Database; port?: number; open?: () => Promise<Database> } = {}
): Promise<TestServer> {
  const real = await (options.open?.() ?? openDatabase(/^postgres/.test(address) ? { url: address } : { file: address }));
  const database = options.wrap?.(real) ?? real;
  const errors: unknown[] = [];
  const rooms = new Rooms({ database, report: (error) => errors.push(error), ...options });
  const app = router();
  app.onError((error, c) => {
    if (!(error instanceof Problem)) errors.push(error);
    return answer(c, (error instanceof Problem ? error : problem('unexpected')).document);
  });
  app.use((c, next) => {
    const userId = c.req.query('user');
    c.set('caller', userId ? { userId, sessionId: `session-of-${userId}`, anonymous: true } : undefined);
    return next();
  });
  app.get(
    '/sync/:workspaceId/:kind/:docId',
    syncHandler(rooms, (c) => {
      const role = roleSchema.safeParse(c.req.query('role'));
      const caller = c.get('caller');
      return Promise.resolve(
        caller && role.success
          ? { userId: caller.userId, sessionId: caller.sessionId, role: role.data, name: `${caller.userId} by name` }
          : undefined
      );
    })
  );
  app.route(
    '/api',
    exchangeRoutes({
      rooms,
      roleFor: ({ userId }) => Promise.resolve(userId === 'stranger' ? undefined : userId === 'viewer' ? 'viewer' : 'editor'),
      report: (error) => errors.push(error),
      perUser: 3
    })
  );
  const server = serve({
    fetch: app.fetch,
    port: options.port ?? 0,
    hostname: '127.0.0.1',
    createServer
  }) as Server;
  acceptSockets(server, app.fetch);
  await new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', resolve)));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/sync`,
    rooms,
    database,
    errors,
    stop: async () => {
      await rooms.drain();
      await new Promise((resolve) => server.close(resolve));
      await real.close();
    }
  };
}

const [, script, address] = process.argv;
if (script === import.meta.filename && address) {
  const { url } = await startServer(address, { snapshotEvery: 20, idleMs: 50 });
  process.stdout.write(`${url}\n`);
}
