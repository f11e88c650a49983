// A provider on a real socket that answers byte by byte as a test tells it, and counts what reached it.
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Writes whatever it likes to the socket of a request that was received whole. */
export type Answer = (socket: Socket, request: Received) => void;

export interface MisbehavingProvider extends AsyncDisposable {
  readonly origin: string;
  /** Every request that was received whole, in order. */
  readonly received: Received[];
  /** What answers from now on. */
  answer: Answer;
}

/** An answer of HTTP with these headers and this body, sent whole. */
export function http(status: number, body: string | Uint8Array, headers: Record<string, string> = {}): Answer {
  return (socket) => {
    const bytes = Buffer.from(body);
    const lines = Object.entries({
      'content-type': 'application/json',
      'content-length': String(bytes.length),
      connection: 'close',
      ...headers
    });
    socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n`), bytes]));
  };
}

export const json = (status: number, body: unknown, headers?: Record<string, string>) => http(status, JSON.stringify(body), headers);

/** The provider's envelope. */
export const envelope = (data: unknown, code = 200, message = 'success') => ({ code, message, data });

/** Starts a provider; it stops with the scope that it was started in. */
export async function startMisbehaving(answer: Answer): Promise<MisbehavingProvider> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let read = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      read = Buffer.concat([read, chunk]);
      const request = parse(read);
      if (!request) return;
      read = Buffer.alloc(0);
      provider.received.push(request);
      provider.answer(socket, request);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const provider: MisbehavingProvider = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    answer,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    }
  };
  return provider;
}

/** A request once its body is there whole. */
function parse(read: Buffer): Received | undefined {
  const end = read.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = read.subarray(0, end).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.toLowerCase(), value.join(':').trim()];
    })
  );
  const body = read.subarray(end + 4);
  if (headers['transfer-encoding'] === 'chunked') {
    if (!body.toString('latin1').endsWith('0\r\n\r\n')) return undefined;
  } else if (body.length < Number(headers['content-length'] ?? 0)) return undefined;
  const [method = '', path = ''] = first.split(' ');
  return { method, path, headers, body: body.toString() };
}
