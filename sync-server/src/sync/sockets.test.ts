// Proves who gets a socket at all, and that others are answered in HTTP instead of being left waiting.
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from 'shared/kernel';
import { RawPeer, until } from './peer.fixture.ts';
import { startServer, type TestServer } from './server.fixture.ts';

const NAME = `${newId()}/board/b1`;

let folder: string;
let server: TestServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preset-sockets-'));
  server = await startServer(join(folder, 'preset.db'));
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends a request as it is written and answers the first line of what comes back: at once for a socket, for all else once the server has closed. */
function ask(path: string, headers: Record<string, string>): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (answer.startsWith('HTTP/1.1 101 ')) socket.destroy();
    });
    socket.on('close', () => resolve(answer.split('\r\n')[0]));
    socket.on('error', reject);
    const lines = Object.entries({ Host: 'localhost', Connection: 'Upgrade', ...headers }).map(([name, value]) => `${name}: ${value}`);
    socket.write([`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
  });
}

const websocket = { Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' };

it('[SYNC-5] upgrades to anything else, elsewhere, or without a handshake are refused and closed', async () => {
  const path = `/sync/${NAME}?user=ada&role=editor`;
  expect(await ask(path, websocket)).toContain(' 101 ');
  expect(await ask(path, { Upgrade: 'h2c' })).toContain(' 400 ');
  expect(await ask(`http://elsewhere.example${path}`, websocket)).toContain(' 400 ');
  expect(await ask('/somewhere', websocket)).toContain(' 404 ');
  expect(await ask(path, { Upgrade: 'websocket' })).toContain(' 400 ');
  await until(() => server.rooms.counts.connections === 0);
  expect(server.errors).toEqual([]);
});

it('[SYNC-5] a text frame is no message of the wire', async () => {
  const peer = await new RawPeer(server.url, NAME, 'user=ada&role=editor').opened();
  peer.socket.send('hello');
  await until(() => peer.closed !== undefined);
  expect(peer.closed).toBe(4400);
});
