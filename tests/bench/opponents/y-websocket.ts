// The smallest server of y-websocket's protocol: applies each message to a document in memory and relays it at once; keeps nothing on disk.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import { WebSocketServer, type WebSocket } from 'ws';
import * as Y from 'yjs';

interface Room {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** The clients whose presence came in over each socket. */
  readonly sockets: Map<WebSocket, Set<number>>;
}

interface Changes {
  readonly added: number[];
  readonly updated: number[];
  readonly removed: number[];
}

const rooms = new Map<string, Room>();

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const presence = (awareness: Awareness, clients: number[]) =>
  frame(1, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, clients)));

function open(name: string): Room {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  const room: Room = { doc, awareness, sockets: new Map() };
  const relay = (message: Uint8Array) => {
    for (const socket of room.sockets.keys()) socket.send(message);
  };
  doc.on('update', (update: Uint8Array) => relay(frame(0, (encoder) => writeUpdate(encoder, update))));
  awareness.on('update', ({ added, updated, removed }: Changes, origin: unknown) => {
    const own = room.sockets.get(origin as WebSocket);
    for (const client of added) own?.add(client);
    for (const client of removed) own?.delete(client);
    relay(presence(awareness, [...added, ...updated, ...removed]));
  });
  rooms.set(name, room);
  return room;
}

const server = createServer();
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, { url = '' }) => {
  const room = rooms.get(url) ?? open(url);
  const { doc, awareness, sockets } = room;
  sockets.set(socket, new Set());
  socket.on('message', (data: Buffer) => {
    const decoder = decoding.createDecoder(data);
    const type = decoding.readVarUint(decoder);
    if (type === 1) applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), socket);
    if (type !== 0) return;
    const answer = frame(0, (encoder) => readSyncMessage(decoder, encoder, doc, socket));
    if (answer.length > 1) socket.send(answer);
  });
  socket.on('close', () => {
    const clients = [...(sockets.get(socket) ?? [])];
    sockets.delete(socket);
    removeAwarenessStates(awareness, clients, null);
  });
  socket.send(frame(0, (encoder) => writeSyncStep1(encoder, doc)));
  const present = [...awareness.getStates().keys()];
  if (present.length > 0) socket.send(presence(awareness, present));
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('SIGTERM', () => process.exit(0));
