// What no honest client sends to a document socket: each kind leaves the server alive, its memory bounded, and bystanders on the same document working.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLOSE, MESSAGE } from 'shared/sync';
import * as Y from 'yjs';
import { peakMemoryOf } from '../chaos/support/memory.ts';
import { OPCODE, RawSocket, socketFrame } from '../chaos/support/raw-socket.ts';
import { Random } from '../convergence/random.ts';
import { assertSame, Device, frame, STEP, until, varUint } from '../support/documents.ts';
import { startServer, temporaryFolder, type Running } from '../support/process.ts';
import { visit, type Visitor } from '../support/visitor.ts';

/** How long an edit of a bystander is waited for; how long it took is reported, not judged. */
const PATIENCE_MS = 10_000;
/** Most megabytes that an attack may add to the peak of resident memory: about seven frames of the largest size, collected at leisure. */
const MAX_GROWTH_MB = 256;
const MB = 1024 * 1024;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: Running;
let visitor: Visitor;
let peak: (() => number) | undefined;
let documents = 0;
const report: string[] = [];
/** What every document held at the end of its attack. */
const kept: { readonly name: string; readonly doc: Y.Doc }[] = [];
const sockets: { drop(): void }[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startServer(folder.path);
  visitor = await visit(server.origin);
  peak = peakMemoryOf(folder.path);
});
afterAll(async () => {
  console.info(`bystanders and memory under attack:\n${report.join('\n')}`);
  for (const socket of sockets) socket.drop();
  await server.kill();
  await folder[Symbol.asyncDispose]();
});

const device = (name: string) => {
  const made = new Device({ origin: () => server.origin, cookie: visitor.cookie, name });
  sockets.push(made);
  return made;
};

async function raw(name: string): Promise<RawSocket> {
  const socket = await RawSocket.open(server.origin, `/sync/${name}?ack=1`, visitor.cookie);
  if (typeof socket === 'number') throw new Error(`Not upgraded: ${socket}`);
  sockets.push({ drop: () => socket.destroy() });
  return socket;
}

type Attack = (name: string, bystander: Device) => Promise<void>;

/** Two devices work on a document during the attack: every edit of the one has to reach the other, and a newcomer gets all of them. */
async function underAttack(title: string, attack: Attack, docId = `b${documents++}`): Promise<void> {
  const name = `${visitor.workspaceId}/board/${docId}`;
  const [writer, reader] = [await device(name).synced(), await device(name).synced()];
  const before = peak?.() ?? 0;
  const delays: number[] = [];
  let isOver = false;
  const bystanders = async () => {
    for (let n = 0, isLast = false; !isLast; n++) {
      isLast = isOver;
      const edited = performance.now();
      const seen = new Promise<void>((resolve) =>
        reader.doc.getMap('items').observe(({ keysChanged }) => keysChanged.has(`k${n}`) && resolve())
      );
      writer.doc.getMap('items').set(`k${n}`, n);
      await Promise.race([seen, until(() => reader.doc.getMap('items').has(`k${n}`), PATIENCE_MS)]);
      delays.push(performance.now() - edited);
      await until(() => writer.unacknowledged === 0, PATIENCE_MS);
    }
  };
  const working = bystanders();
  await attack(name, writer).finally(() => (isOver = true));
  await working;
  const newcomer = await device(name).synced();
  assertSame(newcomer.doc, writer.doc, 'who comes after the attack differs');
  const growth = (peak?.() ?? 0) - before;
  for (const one of [writer, reader, newcomer]) {
    expect([one.closed, one.fault]).toEqual([undefined, undefined]);
    one.drop();
  }
  kept.push({ name, doc: newcomer.doc });
  expect((await fetch(`${server.origin}/api/health`)).status).toBe(200);
  report.push(
    `${title}: longest delay of ${delays.length} edits ${Math.max(...delays).toFixed(1)} ms, peak memory +${Math.max(0, growth).toFixed(0)} MB`
  );
  expect(growth).toBeLessThan(MAX_GROWTH_MB);
}

/** Sends on a socket of its own and waits for the end of it. */
async function endsWith(name: string, code: number, send: (socket: RawSocket) => Promise<void>): Promise<void> {
  const socket = await raw(name);
  await send(socket);
  await until(() => socket.hasEnded || socket.closeCode !== undefined);
  expect(socket.closeCode).toBe(code);
}

/** Sends frames and takes part on; what happens then is looked at by the attack. */
async function joined(name: string): Promise<RawSocket> {
  const socket = await raw(name);
  await socket.send(frame(MESSAGE.sync, STEP.question, Uint8Array.of(0)));
  await until(() => socket.received.length >= 2);
  return socket;
}

/** Every message sent before has been looked at once the answer to another question, or the end, is there. */
async function heard(socket: RawSocket): Promise<void> {
  const before = socket.received.length;
  await socket.send(frame(MESSAGE.sync, STEP.question, Uint8Array.of(0)));
  await until(() => socket.received.length > before || socket.hasEnded || socket.closeCode !== undefined);
}

const updateFrame = (update: Uint8Array) => frame(MESSAGE.sync, STEP.update, update);

function presence(...states: { client: number; clock: number; json: string }[]): Uint8Array {
  const parts = states.flatMap(({ client, clock, json }) => [varUint(client), varUint(clock), frame(json)]);
  return frame(MESSAGE.awareness, Buffer.concat([varUint(states.length), ...parts]));
}

const attacks: Record<string, Attack> = {
  'a reserved opcode': (name) => endsWith(name, 1002, (socket) => socket.send(new Uint8Array(4), { opcode: OPCODE.reserved })),
  'a huge declared length': async (name) => {
    for (const declared of [2 ** 31, 2 ** 53, 2 ** 63])
      await endsWith(name, 1009, (socket) => socket.send(new Uint8Array(8), { declared }));
  },
  'random bytes': async (name) => {
    const random = new Random(1);
    for (let n = 0; n < 12; n++) {
      const [loose, framed] = [await raw(name), await raw(name)];
      const bytes = Uint8Array.from({ length: 1 + random.below(300) }, () => random.below(256));
      await loose.write(bytes);
      loose.finish();
      await framed.send(bytes);
      framed.finish();
      await until(() => loose.hasEnded && framed.hasEnded);
    }
  },
  'truncated frames': async (name) => {
    const whole = socketFrame(updateFrame(Y.encodeStateAsUpdate(new Y.Doc())));
    for (let length = 1; length < whole.length; length++) {
      const socket = await raw(name);
      await socket.write(whole.subarray(0, length));
      socket.finish();
      await until(() => socket.hasEnded);
    }
    for (const cut of [Uint8Array.of(0, 2, 200, 1), Uint8Array.of(1, 50), Uint8Array.of(0), new Uint8Array(0)]) {
      await endsWith(name, CLOSE.badRequest, (socket) => socket.send(cut));
    }
  },
  'unknown message types': async (name) => {
    for (const type of [2, 9, 42, 100, 2 ** 40]) await endsWith(name, CLOSE.badRequest, (socket) => socket.send(frame(type, 1)));
    await endsWith(name, CLOSE.badRequest, (socket) => socket.send(frame(MESSAGE.sync, 3, Uint8Array.of(0, 0))));
  },
  'a text frame': (name) =>
    endsWith(name, CLOSE.badRequest, (socket) => socket.send(Buffer.from('{"type":"hello"}'), { opcode: OPCODE.text })),
  'an unmasked frame': (name) => endsWith(name, 1002, (socket) => socket.send(new Uint8Array(4), { isMasked: false })),
  '2,000 updates whose dependency is missing': async (name, bystander) => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let n = 0; n < 2_001; n++) doc.getArray('list').push([`${n} ${'x'.repeat(200)}`]);
    const socket = await joined(name);
    const asked = () => socket.received.filter(([type, step]) => type === MESSAGE.sync && step === STEP.question).length;
    const before = asked();
    for (const update of updates.slice(1)) await socket.send(updateFrame(update));
    await heard(socket);
    expect([socket.closeCode, asked() - before]).toEqual([undefined, 0]);
    expect(bystander.doc.getArray('list').length).toBe(0);
  },
  'a frame of 100 MB': (name) =>
    endsWith(name, 1009, async (socket) => {
      await socket.send(new Uint8Array(MB), { declared: 100 * MB });
      for (let sent = 1; sent < 100 && socket.closeCode === undefined && !socket.hasEnded; sent++) await socket.write(new Uint8Array(MB));
    }),
  'fragments without end': (name) =>
    endsWith(name, 1009, async (socket) => {
      await socket.send(new Uint8Array(MB), { isFinal: false });
      for (let sent = 1; sent < 100 && socket.closeCode === undefined && !socket.hasEnded; sent++) {
        await socket.send(new Uint8Array(MB), { opcode: OPCODE.continuation, isFinal: false });
      }
    }),
  'a cursor state of 10 MB': async (name) => {
    const [socket, listener] = [await joined(name), await joined(name)];
    await socket.send(presence({ client: 5, clock: 1, json: JSON.stringify({ large: 'x'.repeat(10 * MB) }) }));
    await heard(socket);
    await heard(listener);
    expect(Math.max(...listener.received.map(({ length }) => length))).toBeLessThan(MB);
  },
  '10,000 cursor states': async (name) => {
    const [socket, listener] = [await joined(name), await joined(name)];
    await socket.send(presence(...Array.from({ length: 10_000 }, (_, n) => ({ client: 10 + n, clock: 1, json: '{"x":1,"y":2}' }))));
    for (let n = 0; n < 10_000; n++) await socket.send(presence({ client: 20_000 + n, clock: 1, json: '{"x":1}' }));
    await heard(socket);
    await heard(listener);
    const shown = listener.received.filter(([type]) => type === MESSAGE.awareness);
    expect(shown.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(1_000);
  },
  'a reader that stops reading': async (name, bystander) => {
    const socket = await joined(name);
    socket.pause();
    const block = 'x'.repeat(MB);
    for (let n = 0; n < 40; n++) {
      bystander.doc.getMap('items').set('block', n + block);
      await until(() => bystander.unacknowledged < 4);
    }
    await until(() => bystander.unacknowledged === 0);
    socket.resume();
    await until(() => socket.hasEnded || socket.closeCode !== undefined);
    expect(Buffer.concat(socket.received).length).toBeLessThan(30 * MB);
  },
  'documents named like parts of a language': async () => {
    for (const odd of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      await underAttack(`  named ${odd}`, () => Promise.resolve(), odd);
      await endsWith(`${visitor.workspaceId}/${odd}/b1`, CLOSE.badRequest, () => Promise.resolve());
      await endsWith(`${odd}/board/b1`, CLOSE.badRequest, () => Promise.resolve());
    }
  },
  'opcodes in a wrong order': async (name) => {
    const ping = { opcode: OPCODE.ping };
    await endsWith(name, 1002, (socket) => socket.send(new Uint8Array(4), { opcode: OPCODE.continuation }));
    await endsWith(name, 1002, async (socket) => {
      await socket.send(new Uint8Array(4), { isFinal: false });
      await socket.send(new Uint8Array(4));
    });
    await endsWith(name, 1002, (socket) => socket.send(new Uint8Array(4), { ...ping, isFinal: false }));
    await endsWith(name, 1002, (socket) => socket.send(new Uint8Array(200), ping));
  },
  'an oversized document name': async () => {
    await endsWith(`${visitor.workspaceId}/board/${'a'.repeat(65)}`, CLOSE.badRequest, () => Promise.resolve());
    await endsWith(`${visitor.workspaceId}/board/${'a'.repeat(8_000)}`, CLOSE.badRequest, () => Promise.resolve());
    const answer = await RawSocket.open(server.origin, `/sync/${visitor.workspaceId}/board/${'a'.repeat(MB)}`, visitor.cookie).catch(
      () => 431
    );
    expect(answer).toBe(431);
  },
  'awareness for others': async (name) => {
    const [ada, eve, listener] = [await joined(name), await joined(name), await joined(name)];
    await ada.send(presence({ client: 7, clock: 3, json: '{"tool":"Ada"}' }));
    await until(() => listener.received.some((bytes) => bytes.includes('Ada')));
    await eve.send(presence({ client: 8, clock: 1, json: '{"tool":"own"}' }));
    await eve.send(presence({ client: 7, clock: 99, json: '{"tool":"forged"}' }, { client: 7, clock: 100, json: 'null' }));
    await eve.send(presence({ client: 8, clock: 2, json: '{"tool":"Eve"}' }));
    await until(() => listener.received.some((bytes) => bytes.includes('Eve')));
    expect(listener.received.some((bytes) => bytes.includes('forged') || bytes.includes('null'))).toBe(false);
  },
  'a sync step 2 of garbage': async (name) => {
    const random = new Random(2);
    await endsWith(name, CLOSE.badRequest, (socket) => socket.send(frame(MESSAGE.sync, STEP.answer, new Uint8Array(0))));
    for (let n = 0; n < 12; n++) {
      const bytes = Uint8Array.from({ length: 20 + random.below(300) }, () => 128 + random.below(128));
      await endsWith(name, CLOSE.badRequest, (socket) => socket.send(frame(MESSAGE.sync, STEP.answer, bytes)));
    }
  }
};

it.each(Object.entries(attacks))('[SYNC-5] survives %s', (title, attack) => underAttack(title, attack));

/** An update of structs that say nothing but how long they are, and of deletions. */
const hollow = (client: number, clock: number, length: number, deletions: readonly [number, number, number][] = []) =>
  frame(1, 1, client, clock, 0, length, deletions.length, ...deletions.flatMap(([of, from, count]) => [of, 1, from, count]));
const LAST = Number.MAX_SAFE_INTEGER;

it.each<[string, (bystander: number) => Uint8Array[]]>([
  ['a clock that nobody has reached', () => [hollow(5, LAST, 1), hollow(5, 2 ** 31, LAST)]],
  ['deletions beyond everything', (bystander) => [frame(0, 1, bystander, 1, 0, LAST), frame(0, 1, LAST, 1, LAST, LAST)]],
  ['the largest client id', () => [hollow(LAST, 0, 1)]],
  ['a struct as long as numbers go', () => [hollow(5, 0, LAST)]],
  ['structs that together are longer than numbers go', () => [frame(1, 64, 5, 0, ...Array.from({ length: 64 }, () => [0, LAST]).flat(), 0)]]
])('[SYNC-5] survives absurd clocks: %s', (title, updates) =>
  underAttack(`absurd clocks, ${title}`, async (name, bystander) => {
    for (const step of [STEP.update, STEP.answer]) {
      const socket = await joined(name);
      for (const update of updates(bystander.doc.clientID)) await socket.send(frame(MESSAGE.sync, step, update));
      await heard(socket);
    }
  })
);

it('[SYNC-5] after all of that the server stops, starts again and has every document as it was', async () => {
  for (const socket of sockets) socket.drop();
  await server.stop();
  expect(server.output()).not.toContain('failed');
  server = await startServer(folder.path);
  for (const { name, doc } of kept) {
    const newcomer = await device(name).synced();
    assertSame(newcomer.doc, doc, `${name} differs after the restart`);
    newcomer.drop();
  }
});
