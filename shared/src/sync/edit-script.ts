// The shortest way from one sequence to another, so that a restored text or list keeps everything both states have in common.

/** One step over the old sequence: so many units stay, go, or come in (the latter counted in the new sequence). */
export interface EditStep {
  readonly kind: 'keep' | 'remove' | 'insert';
  readonly count: number;
}

/** Differences up to which the shortest script is searched; its memory grows with their square. */
const MAX_DIFFERENCES = 1_000;

/** Steps that turn `from` into `to` (Myers 1986); where they differ too much, the middle is replaced as a whole. */
export function editScript(from: readonly string[], to: readonly string[]): EditStep[] {
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < shorter - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  const [a, b] = [from.slice(head, from.length - tail), to.slice(head, to.length - tail)];
  const middle: EditStep[] = shortest(a, b) ?? [
    { kind: 'remove', count: a.length },
    { kind: 'insert', count: b.length }
  ];
  return joined([{ kind: 'keep', count: head }, ...middle, { kind: 'keep', count: tail }]);
}

function shortest(a: readonly string[], b: readonly string[]): EditStep[] | undefined {
  const most = Math.min(a.length + b.length, MAX_DIFFERENCES);
  /** For each number of differences: how far in `a` each diagonal got, the diagonals from -d to d. */
  const rounds: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    const before = rounds[d - 1];
    const reached = new Int32Array(2 * d + 1);
    rounds.push(reached);
    for (let k = -d; k <= d; k += 2) {
      let x = before ? start(before, d, k) : 0;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reached[k + d] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(rounds, a.length, b.length);
    }
  }
  return undefined;
}

/** Where diagonal `k` begins in the round of `d` differences: one step down from the diagonal above, or right from the one below. */
function start(before: Int32Array, d: number, k: number): number {
  return comesDown(before, d, k) ? at(before, d, k + 1) : at(before, d, k - 1) + 1;
}

function comesDown(before: Int32Array, d: number, k: number): boolean {
  return k === -d || (k !== d && at(before, d, k - 1) < at(before, d, k + 1));
}

function at(before: Int32Array, d: number, k: number): number {
  return before[k + d - 1] ?? 0;
}

function walkBack(rounds: readonly Int32Array[], lengthA: number, lengthB: number): EditStep[] {
  const steps: EditStep[] = [];
  let [x, y] = [lengthA, lengthB];
  for (let d = rounds.length - 1; d > 0; d--) {
    const before = rounds[d - 1] as Int32Array;
    const k = x - y;
    const down = comesDown(before, d, k);
    const began = start(before, d, k);
    steps.push({ kind: 'keep', count: x - began }, { kind: down ? 'insert' : 'remove', count: 1 });
    x = down ? began : began - 1;
    y = down ? began - k - 1 : began - k;
  }
  steps.push({ kind: 'keep', count: x });
  return steps.reverse();
}

function joined(steps: readonly EditStep[]): EditStep[] {
  const script: EditStep[] = [];
  for (const step of steps) {
    const last = script.at(-1);
    if (step.count === 0) continue;
    if (last?.kind === step.kind) script[script.length - 1] = { kind: step.kind, count: last.count + step.count };
    else script.push(step);
  }
  return script;
}
