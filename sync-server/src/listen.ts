// Listens first, so that the port is known, then builds the application that answers on it.
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { acceptSockets } from '#area/sync';
import type { Env } from '#platform/http';
import type { Config } from './config/index.ts';

/** What answers once it is built. */
export interface Application {
  readonly app: Hono<Env>;
  /** How people reach it. */
  readonly address: string;
  readonly setupToken: string | undefined;
  /** Stops taking work and brings what runs to a safe point. */
  drain(): Promise<void>;
}

export interface Listening extends Application {
  /** Where it listens on this machine. */
  readonly listening: string;
}

/** Open connections that do not end by themselves are cut after this long, in milliseconds. */
const GRACE_MS = 5_000;

/** Listens on the configured address and answers with the application that `build` makes for the port. */
export async function listen(config: Config, build: (port: number) => Promise<Application>): Promise<Listening> {
  let application: Application | undefined;
  const { PRESET_TLS_CERT: cert, PRESET_TLS_KEY: key } = config;
  const tls = cert && key ? { cert: readFileSync(cert), key: readFileSync(key) } : undefined;
  const answer = (request: Request, environment: object) =>
    application?.app.fetch(request, environment) ?? new Response('Preset is starting.', { status: 503, headers: { 'retry-after': '1' } });
  const server = createAdaptorServer({
    fetch: answer,
    ...(tls ? { createServer: createHttpsServer, serverOptions: tls } : { createServer: createHttpServer })
  }) as Server;
  acceptSockets(server, answer);
  server.listen(config.PORT, config.HOST);
  await once(server, 'listening').catch((error: unknown) => {
    throw new Error(
      isInUse(error)
        ? `Port ${config.PORT} is taken. Stop what listens there, or set PORT.`
        : `Cannot listen on ${config.HOST}:${config.PORT}: ${String(error)}`
    );
  });
  const { port } = server.address() as AddressInfo;
  application = await build(port);
  const { drain, ...rest } = application;
  return {
    ...rest,
    listening: `${tls ? 'https' : 'http'}://${config.HOST === '127.0.0.1' ? 'localhost' : config.HOST}:${port}`,
    async drain() {
      const closed = new Promise((done) => server.close(done));
      await drain();
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(cut);
    }
  };
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
