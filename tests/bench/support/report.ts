// What a bench says: a line of JSON for each scenario and program, then each goal with its figure, its anchor and whether it is reached.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { round } from './figures.ts';

export type Figures = Record<string, number | string | boolean | null | undefined>;

/** A figure of ours against a limit; smaller is better. */
export interface Goal {
  readonly goal: string;
  /** Ours; undefined when it could not be measured. */
  readonly ours: number | undefined;
  /** The same figure of another program in the same run, and what ours may be at most in relation to it. */
  readonly anchor?: { readonly program: string; readonly value: number | undefined; readonly atMost: number };
  /** What ours may be at most on the machine that the goals were set on. */
  readonly limit: number;
  /** Why it could not be measured. */
  readonly why?: string;
}

export interface BenchOptions {
  readonly report: Report;
  /** A quick look, good for nothing but seeing that it runs. */
  readonly short: boolean;
  /** Record CPU profiles of the servers. */
  readonly profile: boolean;
  /** Whether a program takes part. */
  readonly wants: (program: string) => boolean;
}

export class Report {
  readonly #bench: string;
  readonly #lines: Figures[] = [];
  constructor(bench: string) {
    this.#bench = bench;
    this.#say({
      machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 1024 ** 3)} GiB`,
      node: process.version,
      load: round(loadavg()[0] ?? NaN)
    });
  }

  /** What one program did in one scenario. */
  measured(scenario: string, program: string, figures: Figures): void {
    this.#say({ scenario, program, ...figures });
  }

  /** A goal is reached when the ratio to its anchor is, or, without an anchor in the run, when the figure itself is. */
  goal({ goal, ours, anchor, limit, why }: Goal): void {
    if (ours === undefined || Number.isNaN(ours)) {
      this.#say({ goal, verdict: 'not measured', why });
      return;
    }
    const ratio = anchor?.value === undefined ? undefined : round(ours / anchor.value);
    const isReached = ratio === undefined ? ours <= limit : ratio <= (anchor?.atMost ?? 0);
    this.#say({
      goal,
      ours: round(ours),
      anchor: anchor && (anchor.value === undefined ? `${anchor.program}, not in this run` : `${anchor.program} ${round(anchor.value)}`),
      ratio,
      ratioAtMost: anchor && round(anchor.atMost),
      limit: round(limit),
      isWithinLimit: ours <= limit,
      verdict: isReached ? 'reached' : 'missed'
    });
  }

  /** Adds the lines to the results that are kept, one file a day and bench. */
  keep(folder: string, name: string): void {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${new Date().toISOString().slice(0, 10)}-${name}.json`);
    const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Figures[][]) : [];
    writeFileSync(file, `${JSON.stringify([...before, this.#lines], null, 2)}\n`);
  }

  #say(figures: Figures): void {
    const line = { bench: this.#bench, ...figures };
    this.#lines.push(line);
    console.log(JSON.stringify(line));
  }
}
