// Many people on one board, each editing five times and pointing ten times a second: what reaches whom, how fast, at what cost.
import { setTimeout } from 'node:timers/promises';
import { fsyncMs } from '../support/disk.ts';
import { round } from '../support/figures.ts';
import { inTurn, Line, seed } from '../support/line.ts';
import { printProfile } from '../support/profile.ts';
import { start, type Program, type ProgramName } from '../support/programs.ts';
import type { BenchOptions } from '../support/report.ts';
import { board, Ledger, moves, pointing } from './crowd.ts';

const EDITS = 5;
const CURSORS = 10;
/** Milliseconds that what is under way gets to arrive. */
const DRAIN = 8_000;

interface Spread {
  readonly people: number;
  /** Seconds of load before anything counts, and that count. */
  readonly warm: number;
  readonly seconds: number;
}

interface Outcome {
  readonly microsEach: number;
  readonly p50: number;
  readonly p99: number;
  readonly delivered: number;
}

export async function run({ report, short, profile, wants }: BenchOptions): Promise<void> {
  const programs = (['preset', 'hocuspocus', 'y-websocket'] as const).filter(wants);
  const crowds: Spread[] = [
    { people: 200, warm: short ? 1 : 3, seconds: short ? 3 : 8 },
    { people: 10, warm: 1, seconds: short ? 3 : 8 }
  ];
  const outcomes = new Map<string, Outcome>();
  let fsync = NaN;
  for (const crowd of crowds) {
    for (const name of programs) {
      const program = await start(name, { flushDelay: 16, sockets: crowd.people });
      try {
        const { outcome, figures } = await spread(program, crowd, profile);
        outcomes.set(`${name} ${crowd.people}`, outcome);
        // Right after our own, since what else this machine does makes its disk slower.
        if (name === 'preset') fsync = await fsyncMs();
        report.measured(`${crowd.people} clients`, name, {
          settings: program.settings,
          ...figures,
          fsyncMs: name === 'preset' ? fsync : undefined
        });
      } finally {
        await program.end();
      }
    }
  }
  const of = (name: ProgramName, people: number) => outcomes.get(`${name} ${people}`);
  const ours = of('preset', 200);
  const flushed = of('hocuspocus', 200);
  const quick = of('y-websocket', 10)?.p50;
  report.goal({
    goal: '200 clients: µs of server CPU per delivery',
    ours: ours?.microsEach,
    anchor: { program: 'hocuspocus', value: flushed?.microsEach, atMost: 0.65 / 1.27 },
    limit: 0.65
  });
  report.goal({
    goal: '200 clients: edit p99, ms',
    ours: ours?.p99,
    anchor: { program: 'hocuspocus', value: flushed?.p99, atMost: 1 },
    limit: 44
  });
  report.goal({ goal: '200 clients: share not delivered', ours: ours && 1 - ours.delivered, limit: 0 });
  report.goal({
    goal: '10 clients: edit p50, ms, at most y-websocket’s and one fsync',
    ours: of('preset', 10)?.p50,
    anchor: quick === undefined ? undefined : { program: 'y-websocket + fsync', value: quick + fsync, atMost: 1 },
    limit: 0.8 + fsync
  });
}

async function spread(program: Program, { people, warm, seconds }: Spread, profile: boolean) {
  const base = board(people);
  const edits = Array.from({ length: people }, (_, person) => moves(base, person, (warm + seconds) * EDITS));
  const ledger = new Ledger(people, (warm + seconds) * EDITS, program.wire);
  const lines = await inTurn(people, (person) => Line.open(program, 0, person));
  for (const line of lines) line.join(0);
  if (lines[0]) await seed(lines[0], 0, base);
  await Promise.all(lines.map((line) => line.ask(0)));
  lines.forEach((line, person) => (line.onFrame = (frame) => ledger.received(person, frame)));
  const frames = edits.map((updates, person) => updates.map((bytes) => lines[person]?.frame(0, { kind: 'update', bytes }) ?? bytes));

  const load = (from: number, to: number) =>
    send(people, from, to, {
      edit(person, number) {
        ledger.sent(person, number);
        const frame = frames[person]?.[number];
        if (frame) lines[person]?.sendFrame(frame);
      },
      point: (person, number) => lines[person]?.send(0, { kind: 'presence', bytes: pointing(person, number + 1) })
    });
  await load(0, warm);
  ledger.begin(warm * EDITS, warm * CURSORS);
  const [before, own, began] = [await program.process.cpu(), process.cpuUsage(), performance.now()];
  let lag = 0;
  const work = async () => {
    lag = await load(warm, warm + seconds);
  };
  if (profile) printProfile(`${program.name}, ${people} clients`, await program.process.profiled(work));
  else await work();
  const loaded = performance.now();
  const others = people * (people - 1);
  const expected = { edits: others * EDITS * seconds, cursors: others * CURSORS * seconds };
  const isThere = () => ledger.times.count >= expected.edits && ledger.cursors >= expected.cursors;
  const arrivedInTime = ledger.times.count;
  while (!isThere() && performance.now() - loaded < DRAIN) await setTimeout(10);
  const cpu = (await program.process.cpu()) - before;
  const generator = process.cpuUsage(own);
  const took = performance.now() - began;
  const deliveries = ledger.times.count + ledger.cursors;
  const closed = lines.filter((line) => line.closed !== undefined).length;
  for (const line of lines) line.close();

  const outcome: Outcome = {
    microsEach: cpu / deliveries,
    p50: ledger.times.at(0.5),
    p99: ledger.times.at(0.99),
    delivered: deliveries / (expected.edits + expected.cursors)
  };
  const figures = {
    deliveredPercent: round(100 * outcome.delivered),
    editsInTimePercent: round((100 * arrivedInTime) / expected.edits),
    editP50Ms: outcome.p50,
    editP95Ms: ledger.times.at(0.95),
    editP99Ms: outcome.p99,
    microsPerDelivery: round(outcome.microsEach),
    serverCorePercent: round(cpu / 10 / took),
    generatorCorePercent: round((generator.user + generator.system) / 10 / took),
    generatorLagMs: round(lag),
    closed
  };
  return { outcome, figures };
}

interface Acts {
  edit(person: number, number: number): void;
  point(person: number, number: number): void;
}

/** Sends everybody's edits and presence of some seconds, evenly spread; answers by how many ms the load itself was late at worst. */
async function send(people: number, from: number, to: number, { edit, point }: Acts): Promise<number> {
  const acts: { at: number; act: () => void }[] = [];
  for (let person = 0; person < people; person++) {
    const phase = person / people;
    for (let number = from * EDITS; number < to * EDITS; number++)
      acts.push({ at: (number + phase) / EDITS, act: () => edit(person, number) });
    for (let number = from * CURSORS; number < to * CURSORS; number++)
      acts.push({ at: (number + phase) / CURSORS, act: () => point(person, number) });
  }
  acts.sort((a, b) => a.at - b.at);
  const began = performance.now();
  let late = 0;
  for (const { at, act } of acts) {
    const due = began + (at - from) * 1_000;
    while (performance.now() < due) await setTimeout(Math.max(1, due - performance.now()));
    late = Math.max(late, performance.now() - due);
    act();
  }
  const rest = began + (to - from) * 1_000 - performance.now();
  if (rest > 0) await setTimeout(rest);
  return late;
}
