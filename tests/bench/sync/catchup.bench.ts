// A device comes back: it has hundreds of documents, and in each of them others have edited meanwhile. How long until it has it all?
import { createHash } from 'node:crypto';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { encodeDeleteSet } from '../../../shared/src/sync/delete-set.ts';
import { encodeEntry, EXCHANGE_TYPE, MAX_EXCHANGE_ENTRIES, readAnswers } from '../../../shared/src/sync/exchange.ts';
import { median, round } from '../support/figures.ts';
import { inTurn, Line, seed } from '../support/line.ts';
import { printProfile } from '../support/profile.ts';
import { start, type Program, type ProgramName } from '../support/programs.ts';
import type { BenchOptions } from '../support/report.ts';
import { board, moves } from './crowd.ts';

/** Items of each document, and updates missed in each. */
const ITEMS = 30;
const MISSED = 20;
/** Hocuspocus closes a socket with more than 100 documents pending. */
const MOST_PENDING = 90;
/** Milliseconds after which a way of catching up counts as failed. */
const PATIENCE = 25_000;
/** How often a warm server is caught up with; each time by another person, since one person may not open sockets so often. */
const ROUNDS = 3;

const STOCK = 'stock providers';
const SHARED = `one socket, at most ${MOST_PENDING} pending`;
const EXCHANGE = 'exchange';
/** Answers how many documents were complete in time. */
type CatchUp = (program: Program, device: Device, lag: Lag) => Promise<number>;
const ways: Record<ProgramName, readonly (readonly [string, CatchUp])[]> = {
  preset: [
    [STOCK, withStockProviders],
    [EXCHANGE, byExchange]
  ],
  hocuspocus: [[SHARED, overOneSocket]],
  'y-websocket': [[STOCK, withStockProviders]]
};

interface Round {
  readonly complete: number;
  readonly ms: number;
  readonly cpuSeconds: number;
}

/** A device that comes back: how many documents it has, and the number of its first socket, which says whose it is. */
interface Device {
  readonly count: number;
  readonly firstSocket: number;
}

interface Lag {
  readonly base: Uint8Array;
  readonly missed: readonly Uint8Array[];
  readonly stateVector: Uint8Array;
}

export async function run(options: BenchOptions): Promise<void> {
  // Each provider waits for the end of the process.
  process.setMaxListeners(0);
  const { report, short, wants } = options;
  const counts = short ? [100] : [300, 1_000];
  const warm = new Map<string, number>();
  for (const count of counts) {
    for (const name of (['preset', 'hocuspocus', 'y-websocket'] as const).filter(wants)) {
      const took = await compare(name, count, name !== 'y-websocket' && (count === counts[0] || name === 'preset'), options);
      for (const [way, ms] of took) warm.set(`${name} ${way} ${count}`, ms);
    }
  }
  const of = (name: ProgramName, way: string, count = counts[0]) => warm.get(`${name} ${way} ${count}`);
  const why = 'not all documents were complete';
  report.goal({
    goal: `${counts[0]} documents with stock providers, ms`,
    ours: of('preset', STOCK),
    anchor: { program: 'y-websocket', value: of('y-websocket', STOCK), atMost: 800 / 1129 },
    limit: 800,
    why
  });
  report.goal({
    goal: `${counts[0]} documents by exchange, ms`,
    ours: of('preset', EXCHANGE),
    anchor: { program: 'hocuspocus', value: of('hocuspocus', SHARED), atMost: 180 / 364 },
    limit: 180,
    why
  });
  const most = counts.at(-1) ?? 0;
  report.goal({ goal: `${most} documents by exchange, ms`, ours: of('preset', EXCHANGE, most), limit: PATIENCE, why });
}

/** Catches up with one program by each of its ways, warm and perhaps cold; answers the milliseconds each took warm, NaN where not all arrived. */
async function compare(
  name: ProgramName,
  count: number,
  alsoCold: boolean,
  { report, short, profile }: BenchOptions
): Promise<Map<string, number>> {
  const lag = makeLag();
  const program = await start(name, { sockets: count * (2 * ROUNDS + 3) });
  let nextSocket = count;

  const once = async (state: string, catchUp: CatchUp): Promise<Round> => {
    const [cpu, began] = [await program.process.cpu(), performance.now()];
    let complete = 0;
    const work = async () => {
      complete = await catchUp(program, { count, firstSocket: nextSocket }, lag);
    };
    nextSocket += count;
    if (profile) printProfile(`${name}, catch-up of ${count}, ${state}`, await program.process.profiled(work));
    else await work();
    const ms = complete === count ? performance.now() - began : NaN;
    return { complete, ms, cpuSeconds: ((await program.process.cpu()) - cpu) / 1e6 };
  };
  const measure = async (state: string, rounds: number, way: string, catchUp: CatchUp): Promise<number> => {
    const done: Round[] = [];
    while (done.length < rounds) done.push(await once(`${state}, ${way}`, catchUp));
    const ms = median(done.map((round) => round.ms));
    const complete = Math.min(...done.map((round) => round.complete));
    const cpuSeconds = round(median(done.map((round) => round.cpuSeconds)));
    report.measured(`${count} documents, ${state}`, name, { way, complete, ms: Number.isNaN(ms) ? null : Math.round(ms), cpuSeconds });
    return ms;
  };

  try {
    const editors = await leaveBehind(program, count, lag);
    const warm = new Map<string, number>();
    for (const [way, catchUp] of ways[name]) warm.set(way, await measure('warm', short ? 1 : ROUNDS, way, catchUp));
    for (const editor of editors) editor.close();
    for (const [way, catchUp] of alsoCold ? ways[name] : []) {
      await program.restart();
      await measure('cold', 1, way, catchUp);
    }
    return warm;
  } finally {
    await program.end();
  }
}

function makeLag(): Lag {
  const base = board(ITEMS);
  return { base, missed: moves(base, 0, MISSED), stateVector: Y.encodeStateVectorFromUpdate(base) };
}

/** Fills the documents and edits them; answers the sockets, which stay so that the documents stay in memory. */
async function leaveBehind(program: Program, count: number, { base, missed }: Lag): Promise<Line[]> {
  const fill = async (line: Line, document: number) => {
    line.join(document);
    await seed(line, document, base);
    for (const bytes of missed) line.send(document, { kind: 'update', bytes });
    await line.ask(document);
  };
  if (!program.wire.isShared) {
    return inTurn(count, async (document) => {
      const line = await Line.open(program, document, document);
      await fill(line, document);
      return line;
    });
  }
  const line = await Line.open(program, 0, 0);
  await inTurn(count, (document) => fill(line, document));
  return [line];
}

/** What the device has of a document, and whether it has all by now. */
function replica({ base }: Lag): { doc: Y.Doc; isComplete: () => boolean } {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  const isComplete = () =>
    [...doc.store.clients].some(([client, structs]) => client !== 1 && structs.length > 0 && Y.getState(doc.store, client) === MISSED);
  return { doc, isComplete };
}

/** y-websocket's own provider for each document; answers how many documents were complete in time. */
async function withStockProviders(program: Program, { count, firstSocket }: Device, lag: Lag): Promise<number> {
  const replicas = Array.from({ length: count }, () => replica(lag));
  const providers: WebsocketProvider[] = [];
  let complete = 0;
  await new Promise<void>((done) => {
    setTimeout(done, PATIENCE).unref();
    for (const [document, { doc, isComplete }] of replicas.entries()) {
      const { url, headers } = program.address(document, firstSocket + document);
      class Socket extends WebSocket {
        constructor(address: string) {
          super(address, { headers, perMessageDeflate: false });
        }
      }
      const { origin, pathname } = new URL(url);
      const provider = new WebsocketProvider(`${origin}/sync`, pathname.slice('/sync/'.length), doc, {
        WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
        disableBc: true
      });
      provider.once('sync', () => {
        if (isComplete()) complete++;
        if (complete === count) done();
      });
      providers.push(provider);
    }
  });
  for (const provider of providers) provider.destroy();
  return complete;
}

/** All documents over one socket, never more pending than the server bears; answers how many were complete in time. */
async function overOneSocket(program: Program, { count, firstSocket }: Device, lag: Lag): Promise<number> {
  const replicas = Array.from({ length: count }, () => replica(lag));
  const line = await Line.open(program, 0, firstSocket);
  const all = inTurn(
    count,
    async (document) => {
      line.join(document);
      Y.applyUpdate(replicas[document]?.doc ?? new Y.Doc(), await line.ask(document, lag.stateVector));
    },
    MOST_PENDING
  );
  await Promise.race([all, new Promise((late) => setTimeout(late, PATIENCE).unref())]);
  line.close();
  return replicas.filter(({ isComplete }) => isComplete()).length;
}

/** All documents by requests of as many as one takes; answers how many were complete. */
async function byExchange(program: Program, { count, firstSocket }: Device, lag: Lag): Promise<number> {
  const { place } = program;
  if (!place) throw new Error(`${program.name} cannot exchange.`);
  const replicas = Array.from({ length: count }, () => replica(lag));
  for (let from = 0; from < count; from += MAX_EXCHANGE_ENTRIES) {
    const some = replicas.slice(from, from + MAX_EXCHANGE_ENTRIES);
    const entries = some.map(({ doc }, at) =>
      encodeEntry({
        name: `${place.workspaceId}/board/board-${from + at}`,
        stateVector: Y.encodeStateVector(doc),
        deleteSet: createHash('sha256').update(encodeDeleteSet(doc)).digest(),
        difference: new Uint8Array(0)
      })
    );
    const response = await fetch(`${program.process.origin}/api/sync/exchange`, {
      method: 'POST',
      headers: { ...place.headers(firstSocket), 'content-type': EXCHANGE_TYPE },
      body: new Blob(entries)
    });
    if (!response.ok || !response.body) throw new Error(`The exchange was refused: ${response.status} ${await response.text()}`);
    for await (const answer of readAnswers(response.body)) {
      const doc = some[answer.index]?.doc;
      // As the device does it, so that what comes in pieces is one change.
      if (doc && 'updates' in answer) doc.transact(() => answer.updates.forEach((update) => Y.applyUpdate(doc, update)));
    }
  }
  return replicas.filter(({ isComplete }) => isComplete()).length;
}
