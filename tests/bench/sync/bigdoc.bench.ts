// A board of five megabytes on a server that has just started: how long until somebody who comes for the first time has all of it?
import * as Y from 'yjs';
import { median, round } from '../support/figures.ts';
import { Line, seed } from '../support/line.ts';
import { printProfile } from '../support/profile.ts';
import { start, type Program } from '../support/programs.ts';
import type { BenchOptions } from '../support/report.ts';

const ITEMS = 12_400;
const MOVES = 20;

export async function run({ report, short, profile, wants }: BenchOptions): Promise<void> {
  const board = largeBoard(short ? ITEMS / 5 : ITEMS);
  const colds = new Map<string, number>();
  for (const name of (['preset', 'hocuspocus'] as const).filter(wants)) {
    const program = await start(name);
    try {
      const line = await Line.open(program, 0, 0);
      line.join(0);
      await seed(line, 0, board);
      line.close();
      const [colder, warmer, cpu]: number[][] = [[], [], []];
      for (let times = short ? 1 : 5; times > 0; times--) {
        await program.restart();
        const before = await program.process.cpu();
        let cold = NaN;
        const work = async () => void (cold = await comeFirst(program, board));
        if (profile) printProfile(`${name}, large board, cold`, await program.process.profiled(work));
        else await work();
        cpu?.push(((await program.process.cpu()) - before) / 1_000);
        colder?.push(cold);
        warmer?.push(await comeFirst(program, board));
      }
      const cold = median(colder ?? []);
      colds.set(name, cold);
      report.measured(`${round(board.length / 1e6)} MB`, name, {
        coldMs: round(cold),
        coldWorstMs: round(Math.max(...(colder ?? []))),
        coldCpuMs: round(median(cpu ?? [])),
        warmMs: round(median(warmer ?? []))
      });
    } finally {
      await program.end();
    }
  }
  report.goal({
    goal: 'large board, cold server, complete, ms',
    ours: colds.get('preset'),
    anchor: { program: 'hocuspocus', value: colds.get('hocuspocus'), atMost: 0.35 / 1.4 },
    limit: 350
  });
}

/** Milliseconds from opening the socket until the whole document's bytes are there. */
async function comeFirst(program: Program, board: Uint8Array): Promise<number> {
  const began = performance.now();
  const line = await Line.open(program, 0, 0);
  line.join(0);
  const bytes = await line.ask(0);
  const took = performance.now() - began;
  line.close();
  if (bytes.length < board.length * 0.95) throw new Error(`${program.name} gave ${bytes.length} of ${board.length} bytes.`);
  return took;
}

/** A board as the product writes it, on which each item was moved often. */
function largeBoard(items: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const map = doc.getMap('items');
  const place = (item: number, move: number) =>
    map.set(`i${item}:g`, [(item % 100) * 340 + move, Math.floor(item / 100) * 340 + move, 320, 320, 0]);
  doc.transact(() => {
    for (let item = 0; item < items; item++) {
      const hash = (item * 2_654_435_761).toString(16).padStart(64, '7c');
      const alt = `A quiet street in the rain at night, neon signs, seen from a low angle, take ${item}`;
      map.set(`i${item}`, {
        v: 1,
        kind: 'image',
        hash,
        width: 2048,
        height: 2048,
        thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI',
        alt,
        bytes: 1_834_233
      });
      place(item, 0);
    }
  });
  for (let move = 1; move <= MOVES; move++) {
    doc.transact(() => {
      for (let item = 0; item < items; item++) place(item, move);
    });
  }
  return Y.encodeStateAsUpdate(doc);
}
