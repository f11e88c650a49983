// One socket of the load: speaks a program's wire for one document or many, and does as little as it can.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Program } from './programs.ts';
import type { Heard, Message } from './wires.ts';

export type Listener = (heard: NonNullable<Heard>, frame: Buffer) => void;

/** An update that changes nothing, and the state vector of an empty document. */
const NOTHING = Uint8Array.of(0, 0);
const EMPTY = Uint8Array.of(0);

export class Line {
  readonly #program: Program;
  readonly #socket: WebSocket;
  readonly #listeners = new Map<string, Listener>();
  /** Gets each frame unread instead, when set. */
  onFrame: ((frame: Buffer) => void) | undefined;
  /** Why the socket was closed, if it was not by us. */
  closed: string | undefined;

  private constructor(program: Program, url: string, headers: Record<string, string>) {
    this.#program = program;
    this.#socket = new WebSocket(url, { headers, perMessageDeflate: false, skipUTF8Validation: true });
    // Each question that waits for its answer on a shared socket listens for the socket's end.
    this.#socket.setMaxListeners(0);
    this.#socket.on('message', (frame: Buffer) => {
      if (this.onFrame) this.onFrame(frame);
      else this.#hear(frame);
    });
    this.#socket.on('close', (code, reason) => (this.closed ??= `${code} ${reason.toString()}`));
    this.#socket.on('error', () => undefined);
  }

  /** Opens a socket for a document; `socket` is its number among all sockets. */
  static async open(program: Program, document: number, socket: number): Promise<Line> {
    const { url, headers } = program.address(document, socket);
    const line = new Line(program, url, headers);
    await Promise.race([once(line.#socket, 'open'), once(line.#socket, 'close')]);
    if (line.closed !== undefined) throw new Error(`${program.name} did not open a socket: ${line.closed}`);
    return line;
  }

  /** Joins a document, or listens to it otherwise: introduces itself if the wire wants that. The server's questions are answered with nothing. */
  join(document: number, listener: Listener = () => undefined): void {
    const { document: name } = this.#program.address(document, 0);
    const introduction = this.#listeners.has(name) ? undefined : this.#program.wire.introduction(name);
    this.#listeners.set(name, listener);
    if (introduction) this.#socket.send(introduction);
  }

  send(document: number, message: Message): void {
    this.sendFrame(this.frame(document, message));
  }

  frame(document: number, message: Message): Uint8Array {
    return this.#program.wire.write(this.#program.address(document, 0).document, message);
  }

  sendFrame(frame: Uint8Array): void {
    this.#socket.send(frame);
  }

  /** Asks for what lies beyond a state vector (all, by default) and resolves with the answer; the document must have been joined. */
  ask(document: number, stateVector: Uint8Array = EMPTY): Promise<Uint8Array> {
    const { document: name } = this.#program.address(document, 0);
    const before = this.#listeners.get(name);
    return new Promise((resolve, reject) => {
      const close = () => reject(new Error(`${this.#program.name} closed the socket: ${this.closed}`));
      this.#socket.once('close', close);
      this.#listeners.set(name, (heard, frame) => {
        before?.(heard, frame);
        if (heard.kind !== 'answer') return;
        this.#socket.off('close', close);
        if (before) this.#listeners.set(name, before);
        resolve(heard.bytes);
      });
      this.send(document, { kind: 'question', bytes: stateVector });
    });
  }

  close(): void {
    this.closed = 'by us';
    this.#socket.terminate();
  }

  #hear(frame: Buffer): void {
    const { document, heard } = this.#program.wire.read(frame);
    if (!heard) return;
    if (heard.kind === 'question') this.#socket.send(this.#program.wire.write(document, { kind: 'answer', bytes: NOTHING }));
    this.#listeners.get(document)?.(heard, frame);
  }
}

/** Opens many lines, a bounded number at a time. */
export async function inTurn<Result>(count: number, work: (index: number) => Promise<Result>, atOnce = 50): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return results;
}

/** Puts an update into a document and resolves when the program gives it back to whoever asks. */
export async function seed(line: Line, document: number, update: Uint8Array): Promise<void> {
  line.send(document, { kind: 'update', bytes: update });
  // The questions of a socket are answered after its updates were taken.
  const given = await line.ask(document);
  if (given.length < update.length * 0.5) throw new Error('The document did not take the seed.');
}
