// Clients for tests: y-websocket's real provider as it is, and a bare socket for what no honest client sends.
import { createDecoder, readVarUint } from 'lib0/decoding';
import { vi } from 'vitest';
import { MESSAGE } from 'shared/sync';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

export interface PeerOptions {
  readonly user?: string;
  readonly role?: 'owner' | 'editor' | 'viewer';
  readonly doc?: Y.Doc;
}

/** A document with a provider on it; `committed` is the newest total of message 100, `closed` the code of a final close. */
export class Peer {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  committed = 0;
  closed: number | undefined;

  constructor(url: string, name: string, { user = 'ada', role = 'editor', doc = new Y.Doc() }: PeerOptions = {}) {
    this.doc = doc;
    this.provider = new WebsocketProvider(url, name, doc, {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      params: { ack: '1', user, role },
      disableBc: true,
      maxBackoffTime: 200
    });
    this.provider.messageHandlers[MESSAGE.committed] = (_, decoder) => {
      this.committed = readVarUint(decoder);
    };
    this.provider.on('status', ({ status }) => {
      if (status !== 'connected') this.committed = 0;
    });
    this.provider.on('closed', ({ code }) => {
      this.closed = code;
    });
  }

  get map(): Y.Map<unknown> {
    return this.doc.getMap('test');
  }

  async synced(): Promise<this> {
    await until(() => this.provider.synced);
    return this;
  }

  destroy(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}

/** A socket that sends what it is told, and the close code it got. */
export class RawPeer {
  readonly socket: WebSocket;
  readonly received: Uint8Array[] = [];
  closed: number | undefined;

  constructor(url: string, name: string, query: string) {
    this.socket = new WebSocket(`${url}/${name}?${query}`);
    this.socket.binaryType = 'nodebuffer';
    this.socket.on('message', (data) => this.received.push(data as Buffer));
    this.socket.on('close', (code) => {
      this.closed = code;
    });
    this.socket.on('error', () => undefined);
  }

  async opened(): Promise<this> {
    await until(() => this.socket.readyState === WebSocket.OPEN);
    return this;
  }

  /** Frames of a message type that have come in. */
  framesOf(type: number): Uint8Array[] {
    return this.received.filter((frame) => readVarUint(createDecoder(frame)) === type);
  }
}

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(
    async () => {
      if (!(await isSo())) throw new Error(`Still not: ${isSo.toString()}`);
    },
    { timeout: 15_000, interval: 5 }
  );
}
