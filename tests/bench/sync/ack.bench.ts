// From sending an edit to hearing that it is confirmed: by Preset once it is durable, by Hocuspocus once it is applied in memory.
import { setTimeout } from 'node:timers/promises';
import { fsyncMs } from '../support/disk.ts';
import { Times } from '../support/figures.ts';
import { inTurn, Line, seed } from '../support/line.ts';
import { printProfile } from '../support/profile.ts';
import { start, type Program } from '../support/programs.ts';
import type { BenchOptions } from '../support/report.ts';
import { board, moves } from './crowd.ts';

interface Pace {
  readonly people: number;
  /** Edits of each person, and milliseconds between two of them. */
  readonly edits: number;
  readonly every: number;
}

export async function run({ report, short, profile, wants }: BenchOptions): Promise<void> {
  const paces: Pace[] = [
    { people: 1, edits: short ? 30 : 200, every: 50 },
    { people: 20, edits: short ? 15 : 50, every: 200 }
  ];
  for (const { name, means } of [
    { name: 'preset', means: 'durable' },
    { name: 'hocuspocus', means: 'applied in memory' }
  ] as const) {
    if (!wants(name)) continue;
    const program = await start(name);
    try {
      for (const [document, pace] of paces.entries()) {
        const work = () => confirmations(program, document, pace);
        let times = new Times();
        if (profile) {
          printProfile(`${name}, acks of ${pace.people}`, await program.process.profiled(async () => void (times = await work())));
        } else times = await work();
        const scenario = `${pace.people} ${pace.people === 1 ? 'client' : 'clients'}, each an edit every ${pace.every} ms`;
        const fsync = name === 'preset' ? await fsyncMs() : undefined;
        report.measured(scenario, name, {
          means,
          count: times.count,
          p50Ms: times.at(0.5),
          p95Ms: times.at(0.95),
          p99Ms: times.at(0.99),
          fsyncMs: fsync
        });
        if (name === 'preset') report.goal({ goal: `${scenario}: p50 to durable, ms`, ours: times.at(0.5), limit: 5 });
      }
    } finally {
      await program.end();
    }
  }
}

async function confirmations(program: Program, document: number, { people, edits, every }: Pace): Promise<Times> {
  const base = board(people);
  const times = new Times();
  const lines = await inTurn(people, (person) => Line.open(program, document, document * 100 + person));
  const first = lines[0];
  first?.join(document);
  if (first) await seed(first, document, base);
  await Promise.all(
    lines.map(async (line, person) => {
      let confirmed = 0;
      line.join(document, (heard) => {
        if (heard.kind === 'confirmed') confirmed = heard.total ?? confirmed + 1;
      });
      await line.ask(document);
      await setTimeout(500);
      const waiting: { total: number; sentAt: number }[] = [];
      // The seed and the answers to the server's questions were confirmed before.
      let total = confirmed;
      line.join(document, (heard) => {
        if (heard.kind !== 'confirmed') return;
        confirmed = heard.total ?? confirmed + 1;
        while (waiting[0] && waiting[0].total <= confirmed) times.add(performance.now() - (waiting.shift()?.sentAt ?? 0));
      });
      await setTimeout((every * person) / people);
      for (const bytes of moves(base, person, edits)) {
        waiting.push({ total: ++total, sentAt: performance.now() });
        line.send(document, { kind: 'update', bytes });
        await setTimeout(every);
      }
      for (let patience = 200; waiting.length > 0 && patience > 0; patience--) await setTimeout(10);
    })
  );
  for (const line of lines) line.close();
  return times;
}
