// What a server holds for each connection on which nothing happens, and for each open document, as a slope between two sizes.
import { setTimeout } from 'node:timers/promises';
import { round } from '../support/figures.ts';
import { inTurn, Line, seed } from '../support/line.ts';
import { start, type Program, type ProgramName } from '../support/programs.ts';
import type { BenchOptions } from '../support/report.ts';
import { board } from './crowd.ts';

/** Documents over which idle connections are spread, and sockets of people on each open document. */
const SHARED = 20;
const EACH = 2;
/** Items of each open document. */
const ITEMS = 20;

interface Slope {
  /** Kilobytes of resident memory and of JavaScript's heap and buffers. */
  readonly rss: number;
  readonly heap: number;
}

export async function run({ report, short, wants }: BenchOptions): Promise<void> {
  const connections = short ? { from: 300, to: 900 } : { from: 1_000, to: 4_000 };
  const documents = short ? { from: 50, to: 150 } : { from: 100, to: 600 };
  const slopes = new Map<string, Slope>();
  for (const name of (['preset', 'hocuspocus', 'y-websocket'] as const).filter(wants)) {
    for (const [what, { from, to }, sockets, grow] of [
      ['idle connection', connections, connections.to, idleConnections],
      ['open document', documents, documents.to * EACH, openDocuments]
    ] as const) {
      const program = await start(name, { sockets });
      try {
        const slope = await slopeOf(program, from, to, grow);
        slopes.set(`${name} ${what}`, slope);
        report.measured(`${what}s, ${from} to ${to}`, name, { rssKbEach: round(slope.rss), heapKbEach: round(slope.heap) });
      } finally {
        await program.end();
      }
    }
  }
  const of = (name: ProgramName, what: string) => slopes.get(`${name} ${what}`)?.rss;
  report.goal({
    goal: 'kB per idle connection',
    ours: of('preset', 'idle connection'),
    anchor: { program: 'y-websocket', value: of('y-websocket', 'idle connection'), atMost: 10 / 10.2 },
    limit: 10
  });
  report.goal({
    goal: 'kB per open document',
    ours: of('preset', 'open document'),
    anchor: { program: 'hocuspocus', value: of('hocuspocus', 'open document'), atMost: 48 / 95 },
    limit: 48
  });
}

type Grow = (program: Program, from: number, to: number) => Promise<Line[]>;

async function slopeOf(program: Program, from: number, to: number, grow: Grow): Promise<Slope> {
  const first = await grow(program, 0, from);
  const small = await rested(program);
  const more = await grow(program, from, to);
  const large = await rested(program);
  const closed = [...first, ...more].find((line) => line.closed !== undefined);
  if (closed) throw new Error(`${program.name} closed a socket: ${closed.closed}`);
  for (const line of [...first, ...more]) line.close();
  const each = (a: number, b: number) => (b - a) / (to - from) / 1_000;
  return { rss: each(small.rss, large.rss), heap: each(small.heap, large.heap) };
}

/** Held memory once what opening needed is over. */
async function rested(program: Program) {
  await setTimeout(1_500);
  return program.process.memory();
}

const idleConnections: Grow = (program, from, to) =>
  inTurn(to - from, async (index) => {
    const document = index % SHARED;
    const line = await Line.open(program, document, from + index);
    line.join(document);
    await line.ask(document);
    return line;
  });

/** A wire that carries many documents on one socket opens one socket for each person, the others one for each person and document. */
const openDocuments: Grow = async (program, from, to) => {
  const people = program.wire.isShared ? await inTurn(EACH, (person) => Line.open(program, 0, person)) : [];
  const update = board(ITEMS);
  const rows = await inTurn(to - from, async (index) => {
    const document = from + index;
    const lines = people.length > 0 ? people : await inTurn(EACH, (person) => Line.open(program, document, document * EACH + person));
    for (const [person, line] of lines.entries()) {
      line.join(document);
      if (person === 0) await seed(line, document, update);
      else await line.ask(document);
    }
    return lines;
  });
  return people.length > 0 ? people : rows.flat();
};
