// A web socket made by hand, so that a test can break every rule of RFC 6455 and sees what the server answers.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, reserved: 11 } as const;

export interface FrameOptions {
  readonly opcode?: number;
  readonly isFinal?: boolean;
  readonly isMasked?: boolean;
  /** Length to declare instead of the payload's own. */
  readonly declared?: number;
}

/** The bytes of one frame; a mask is all zeros, which leaves the payload as it is. */
export function socketFrame(
  payload: Uint8Array,
  { opcode = OPCODE.binary, isFinal = true, isMasked = true, declared }: FrameOptions = {}
): Buffer {
  const length = declared ?? payload.length;
  const head = Buffer.alloc(14);
  head[0] = (isFinal ? 0x80 : 0) | opcode;
  let end = 2;
  if (length < 126) head[1] = length;
  else if (length < 65_536) end = head.writeUInt16BE(length, ((head[1] = 126), 2));
  else end = head.writeBigUInt64BE(BigInt(length), ((head[1] = 127), 2));
  if (isMasked) head[1]! |= 0x80;
  return Buffer.concat([head.subarray(0, end + (isMasked ? 4 : 0)), payload]);
}

export class RawSocket {
  /** Payloads of messages that came in whole. */
  readonly received: Buffer[] = [];
  /** The code with which the server closed it. */
  closeCode: number | undefined;
  hasEnded = false;
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.hasEnded = true));
  }

  /** Opens a document socket; the answer's status when it is not upgraded. */
  static async open(origin: string, path: string, cookie: string): Promise<RawSocket | number> {
    const upgrade = request(`${origin}${path}`, {
      headers: {
        cookie,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64')
      }
    });
    upgrade.end();
    return new Promise((resolve, reject) => {
      upgrade.on('upgrade', (_, socket: Socket, head: Buffer) => {
        const raw = new RawSocket(socket);
        raw.#read(head);
        resolve(raw);
      });
      upgrade.on('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      upgrade.on('error', reject);
    });
  }

  /** Writes bytes as they are, and waits where the other side reads slowly; the bytes are dropped once the socket has ended. */
  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#socket.writable || this.#socket.write(bytes)) return;
    const waiting = new AbortController();
    const { signal } = waiting;
    await Promise.race([once(this.#socket, 'drain', { signal }), once(this.#socket, 'close', { signal })]).catch(() => undefined);
    waiting.abort();
  }

  send(payload: Uint8Array, options?: FrameOptions): Promise<void> {
    return this.write(socketFrame(payload, options));
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Half-closes: the server learns that nothing more comes. */
  finish(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const short = (this.#rest[1] ?? 0) & 0x7f;
      const head = short === 127 ? 10 : short === 126 ? 4 : 2;
      if (this.#rest.length < head) return;
      const length = short === 127 ? Number(this.#rest.readBigUInt64BE(2)) : short === 126 ? this.#rest.readUInt16BE(2) : short;
      if (this.#rest.length < head + length) return;
      const payload = this.#rest.subarray(head, head + length);
      const opcode = this.#rest[0]! & 0x0f;
      if (opcode === OPCODE.close) this.closeCode = length >= 2 ? payload.readUInt16BE(0) : 1005;
      else if (opcode <= OPCODE.binary) this.received.push(payload);
      this.#rest = this.#rest.subarray(head + length);
    }
  }
}
