// What fits into credit and caps, and by how much the rest is over: decided on the device so that nobody is surprised by a refusal.
import type { Credits } from 'shared/accounts';
import { formatMoney, type Micros } from 'shared/kernel';

/** What may still be spent, by each rule; null where a rule does not limit. */
export interface Limits {
  readonly credit: Micros | null;
  readonly run: Micros | null;
  readonly mine: Micros | null;
  readonly workspace: Micros | null;
}

export const noLimits: Limits = { credit: null, run: null, mine: null, workspace: null };

/** What is left by the server's figures. */
export function limitsOf({ balance, caps, committedToday }: Pick<Credits, 'balance' | 'caps' | 'committedToday'>): Limits {
  const left = (cap: Micros | null, committed: Micros) => (cap === null ? null : Math.max(0, cap - committed));
  return {
    credit: balance,
    run: caps.run,
    mine: left(caps.memberDay, committedToday.mine),
    workspace: left(caps.workspaceDay, committedToday.workspace)
  };
}

/** Why something does not fit, and by how much. */
export interface Over {
  readonly rule: keyof Limits;
  readonly by: Micros;
}

/** The rule that one run breaks by most when `before` is already spoken for; undefined where it fits. */
export function overOf(price: Micros, before: Micros, limits: Limits): Over | undefined {
  const rules: [keyof Limits, Micros][] = [
    ['run', price],
    ['mine', before + price],
    ['workspace', before + price],
    ['credit', before + price]
  ];
  const broken = rules.flatMap(([rule, amount]) => {
    const limit = limits[rule];
    return limit !== null && amount > limit ? [{ rule, by: amount - limit }] : [];
  });
  return broken.reduce<Over | undefined>((worst, over) => (worst && worst.by >= over.by ? worst : over), undefined);
}

interface Priced {
  readonly id: string;
  readonly price: Micros | null;
  readonly createdAt: number;
}

/** For each run, oldest first, why it does not fit beside the older ones that do; those that fit have no entry. */
export function overByRun(entries: readonly Priced[], limits: Limits): Map<string, Over> {
  const over = new Map<string, Over>();
  let before = 0;
  for (const { id, price } of entries.toSorted((one, other) => one.createdAt - other.createdAt)) {
    const why = overOf(price ?? 0, before, limits);
    if (why) over.set(id, why);
    else before += price ?? 0;
  }
  return over;
}

/** Why several runs together do not fit; undefined where they do. */
export function overTogether(entries: readonly Priced[], limits: Limits): Over | undefined {
  const single = entries.flatMap(({ price }) => overOf(price ?? 0, 0, { ...noLimits, run: limits.run }) ?? []);
  const sum = entries.reduce((total, { price }) => total + (price ?? 0), 0);
  return single[0] ?? overOf(sum, 0, { ...limits, run: null });
}

/** `Over today’s cap by $0.130`. */
export function overText({ rule, by }: Over): string {
  const amount = formatMoney(by);
  switch (rule) {
    case 'run':
      return `Over the cap for one run by ${amount}`;
    case 'mine':
      return `Over your cap for today by ${amount}`;
    case 'workspace':
      return `Over today’s cap by ${amount}`;
    case 'credit':
      return `More than is left by ${amount}`;
  }
}

/** What can be done about it. */
export function overRemedy({ rule }: Over): string {
  switch (rule) {
    case 'run':
      return 'Ask for fewer, or ask an owner.';
    case 'mine':
    case 'workspace':
      return 'Ask an owner, or send it tomorrow.';
    case 'credit':
      return 'Send fewer, or ask the operator for credit.';
  }
}
