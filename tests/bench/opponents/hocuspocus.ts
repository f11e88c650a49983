// Hocuspocus with its SQLite extension, as its users run it; FLUSH_DELAY is its window for gathering what it relays, in milliseconds.
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  flushDelay: Number(process.env['FLUSH_DELAY']),
  extensions: [new SQLite({ database: process.env['FILE'] ?? '' })]
});
await server.listen();
console.log(`http://127.0.0.1:${server.address.port}`);
