// The programs that are compared: each is started on an empty folder, opened by document number, and restarted on what it has kept.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hocuspocusWire, yWebsocketWire, type Wire } from './wires.ts';
import { MeasuredProcess } from './measured-process.ts';
import { settle, type Place } from './preset.ts';

export type ProgramName = 'preset' | 'hocuspocus' | 'y-websocket';

/** Where a socket of a document is opened. */
export interface Address {
  readonly url: string;
  readonly headers: Record<string, string>;
  /** The document's name in messages, where the wire names it there; empty otherwise. */
  readonly document: string;
}

export interface Program {
  readonly name: ProgramName;
  /** What it was set to, for the report. */
  readonly settings: string;
  readonly wire: Wire;
  readonly process: MeasuredProcess;
  /** The socket's address of a document for the socket with this number, which says who is at its other end. */
  address(document: number, socket: number): Address;
  /** Where the protocol of Preset's documents over HTTP is reached; undefined for the others. */
  readonly place: Place | undefined;
  /** Ends it in good order and starts it again on what it has kept. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

export interface Setting {
  /** Milliseconds for which Hocuspocus gathers what it relays; its default is 0. */
  readonly flushDelay?: number;
  /** Sockets that will be open at once. */
  readonly sockets?: number;
  /** What else the program finds in its environment. */
  readonly environment?: Record<string, string>;
}

const scripts: Record<ProgramName, URL> = {
  preset: new URL('../../../sync-server/src/main.ts', import.meta.url),
  hocuspocus: new URL('../opponents/hocuspocus.ts', import.meta.url),
  'y-websocket': new URL('../opponents/y-websocket.ts', import.meta.url)
};

/** Starts a program on a fresh folder. */
export async function start(name: ProgramName, { flushDelay = 0, sockets = 300, environment: more }: Setting = {}): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), `preset-bench-${name}-`));
  const environment: Record<string, string> = {
    preset: {
      PRESET_DATA_DIR: folder,
      PORT: '0',
      LOG_LEVEL: 'silent',
      WAVESPEED_API_KEY: '',
      // The load pretends to come from many addresses, since one address may not ask so often.
      PRESET_TRUSTED_PROXIES: '127.0.0.1'
    },
    hocuspocus: { FILE: join(folder, 'hocuspocus.db'), FLUSH_DELAY: String(flushDelay) },
    'y-websocket': {}
  }[name];
  const launch = () => MeasuredProcess.start(scripts[name], { ...environment, ...more });
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  let running = await launch().catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const place = name === 'preset' ? await settle(running.origin, folder, sockets) : undefined;
  return {
    name,
    settings: { preset: 'as shipped', hocuspocus: `SQLite, flushDelay ${flushDelay}`, 'y-websocket': 'minimal, in memory' }[name],
    wire: name === 'hocuspocus' ? hocuspocusWire : yWebsocketWire,
    place,
    get process() {
      return running;
    },
    address(document, socket) {
      const origin = running.origin.replace('http', 'ws');
      if (name === 'hocuspocus') return { url: origin, headers: {}, document: `board-${document}` };
      if (!place) return { url: `${origin}/sync/board-${document}`, headers: {}, document: '' };
      return { url: `${origin}/sync/${place.workspaceId}/board/board-${document}?ack=1`, headers: place.headers(socket), document: '' };
    },
    async restart() {
      await running.stop();
      running = await launch();
    },
    async end() {
      await running.stop();
      await remove();
    }
  };
}
