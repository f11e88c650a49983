// Proves what a connection counts as durable, whom it cuts off and whom it keeps.
import { createDecoder, readVarUint } from 'lib0/decoding';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CLOSE, MESSAGE } from 'shared/sync';
import { Connection, MAX_UNREAD, type Socket } from './connection.ts';

const admission = { userId: 'ada', role: 'editor' } as const;

class FakeSocket implements Socket {
  readonly sent: Uint8Array[] = [];
  closed: number | undefined;
  isTerminated = false;
  pings = 0;
  bufferedAmount = 0;
  isPaused = false;

  send(data: unknown): void {
    this.sent.push(data as Uint8Array);
  }
  close(code?: number): void {
    this.closed = code;
  }
  terminate(): void {
    this.isTerminated = true;
  }
  ping(): void {
    this.pings++;
  }
  pause(): void {
    this.isPaused = true;
  }
  resume(): void {
    this.isPaused = false;
  }
}

let socket: FakeSocket;
let connection: Connection;
beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket();
  connection = new Connection(socket, admission, true);
});
afterEach(() => {
  vi.useRealTimers();
});

const totals = () =>
  socket.sent.map(createDecoder).flatMap((decoder) => (readVarUint(decoder) === MESSAGE.committed ? [readVarUint(decoder)] : []));

it('[SYNC-2] after a gap nothing is acknowledged until the client has sent everything that was missing', () => {
  const settle = (...outcomes: [isWhole: boolean, isAnswer: boolean][]) => {
    for (const outcome of outcomes) connection.settle(...outcome);
    connection.acknowledge();
  };
  settle([true, true], [true, false]);
  settle([false, false]);
  settle([true, false]);
  settle([false, true]);
  settle([true, true], [true, false]);
  settle();
  expect(totals()).toEqual([2, 7]);
});

it('[SYNC-2] clients that did not ask for acknowledgements get none', () => {
  const plain = new Connection(socket, admission, false);
  plain.settle(true, false);
  plain.acknowledge();
  expect(socket.sent).toEqual([]);
});

it('[SYNC-5] cuts off who does not read, but lets an answer be as large as a document', () => {
  const frame = new Uint8Array(10);
  connection.sendAnswer([new Uint8Array(4 * MAX_UNREAD)]);
  socket.bufferedAmount = 5 * MAX_UNREAD;
  connection.send(frame);
  expect([socket.closed, socket.sent.length]).toEqual([undefined, 2]);
  socket.bufferedAmount = MAX_UNREAD;
  connection.send(frame);
  socket.bufferedAmount = MAX_UNREAD + 1;
  connection.send(frame);
  connection.send(frame);
  expect([socket.closed, socket.sent.length, connection.isOpen]).toEqual([CLOSE.tryLater, 3, false]);
  vi.runAllTimers();
  expect(socket.isTerminated).toBe(true);
});

it('[SYNC-5] stops reading from a client whose messages pile up, and goes on when they had their turn', () => {
  connection.taken(9 * 1024 * 1024);
  expect(socket.isPaused).toBe(true);
  connection.handled(9 * 1024 * 1024);
  expect(socket.isPaused).toBe(false);
});

it('[SYNC-1] sends something before y-websocket takes the silence for a broken line', () => {
  vi.advanceTimersByTime(14_000);
  connection.beat();
  expect(socket.sent).toEqual([]);
  vi.advanceTimersByTime(1_000);
  connection.beat();
  expect(socket.sent.map((frame) => [...frame])).toEqual([[MESSAGE.awareness, 1, 0]]);
});

it('[SYNC-7] drops a connection whose other end has vanished, and keeps a slow one', () => {
  for (let n = 0; n < 10; n++) {
    connection.beat();
    connection.ponged();
  }
  for (let n = 10; n > 0; n--) {
    socket.bufferedAmount = n * 1_000;
    connection.beat();
  }
  expect(socket.isTerminated).toBe(false);
  for (let n = 0; n < 4; n++) connection.beat();
  expect([socket.isTerminated, connection.isOpen]).toEqual([true, false]);
});
