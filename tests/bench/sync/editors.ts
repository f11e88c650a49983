// People at several boards who edit and point all the while, for benches that measure what happens beside them.
import { setTimeout } from 'node:timers/promises';
import { Times } from '../support/figures.ts';
import { inTurn, Line, seed } from '../support/line.ts';
import type { Program } from '../support/programs.ts';
import { board, moves, pointing } from './crowd.ts';

const BOARDS = 10;
const PEOPLE = 5;
/** How many they are. */
export const editors = BOARDS * PEOPLE;
/** Milliseconds between two edits and between two cursors of a person. */
const EDIT_EVERY = 200;
const CURSOR_EVERY = 100;

/** People at several boards; each edit is timed until it is durable. */
export async function seat(program: Program) {
  let times = new Times();
  const base = board(PEOPLE);
  const lines = await inTurn(BOARDS * PEOPLE, (socket) => Line.open(program, Math.floor(socket / PEOPLE), socket));
  for (let document = 0; document < BOARDS; document++) {
    const first = lines[document * PEOPLE];
    first?.join(document);
    if (first) await seed(first, document, base);
  }
  const edit = (signal: AbortSignal) =>
    Promise.all(
      lines.map(async (line, socket) => {
        const [document, person] = [Math.floor(socket / PEOPLE), socket % PEOPLE];
        let [total, confirmed] = [0, 0];
        const waiting: { total: number; sentAt: number }[] = [];
        line.join(document, (heard) => {
          if (heard.kind !== 'confirmed') return;
          confirmed = heard.total ?? confirmed + 1;
          while (waiting[0] && waiting[0].total <= confirmed) times.add(performance.now() - (waiting.shift()?.sentAt ?? 0));
        });
        await line.ask(document);
        await setTimeout(500 + Math.random() * EDIT_EVERY);
        total = confirmed;
        let clock = 1;
        for (const bytes of moves(base, person, 1_000)) {
          if (signal.aborted) return;
          waiting.push({ total: ++total, sentAt: performance.now() });
          line.send(document, { kind: 'update', bytes });
          for (let rest = EDIT_EVERY; rest > 0; rest -= CURSOR_EVERY) {
            line.send(document, { kind: 'presence', bytes: pointing(person, clock++) });
            await setTimeout(CURSOR_EVERY);
          }
        }
      })
    );
  return {
    edit,
    /** Of the edits since the last call. */
    figures() {
      const past = times;
      times = new Times();
      return { edits: past.count, ackP50Ms: past.at(0.5), ackP99Ms: past.at(0.99) };
    },
    leave() {
      for (const line of lines) line.close();
    }
  };
}
