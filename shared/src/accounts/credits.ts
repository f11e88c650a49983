// What a workspace has spent and may spend: balances, caps and the entries of the ledger that they are sums of.
import * as z from 'zod';
import { idSchema, MICROS_PER_DOLLAR } from '../kernel/index.ts';
import { engineKindSchema } from './me.ts';

/** A million dollars: beyond this an amount is a mistake. */
const MICROS_MAX = 1_000_000 * MICROS_PER_DOLLAR;

const micros = z.number().int().min(0).max(MICROS_MAX);
const cap = micros.nullable();

/** Most micro-dollars that may be reserved for one run, for a member a day and for the workspace a day (days of UTC); null is no cap. */
export const capsSchema = z.object({ run: cap, memberDay: cap, workspaceDay: cap });
export type Caps = z.infer<typeof capsSchema>;

export const noCaps: Caps = { run: null, memberDay: null, workspaceDay: null };

/** A change of caps; those left out stay as they are. */
export const capsChangeSchema = capsSchema.partial().extend({ workspaceId: idSchema });
export type CapsChange = z.infer<typeof capsChangeSchema>;

export const ledgerEntrySchema = z.object({
  id: z.string(),
  kind: z.enum(['grant', 'reserve', 'settle', 'release', 'correct']),
  /** Micro-dollars; those that an entry gives back are negative. */
  granted: z.number().int(),
  reserved: z.number().int(),
  spent: z.number().int(),
  runId: z.string().nullable(),
  itemId: z.string().nullable(),
  /** Whose run it was. */
  userId: z.string().nullable(),
  at: z.number().int()
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

export const creditsSchema = z.object({
  engine: engineKindSchema,
  /** Whose money a run of the caller in this workspace would spend now: play money, the server's key, or the workspace's own key. */
  money: z.enum(['play', 'server', 'workspace']),
  /** Micro-dollars that the caller may still reserve; null where nothing is counted. */
  balance: z.number().int().nullable(),
  /** Micro-dollars of this workspace and this kind of money that stand reserved for unfinished items. */
  reserved: z.number().int(),
  /** Micro-dollars of this workspace charged since the day's and the month's beginning in UTC. */
  spent: z.object({ today: z.number().int(), month: z.number().int() }),
  /** Micro-dollars that count against today's caps, charged or still reserved. */
  committedToday: z.object({ mine: z.number().int(), workspace: z.number().int() }),
  caps: capsSchema,
  /** The provider's account, for operators and for owners of a workspace with a key of its own; null for all others and in the sandbox. */
  provider: z
    .object({
      /** Micro-dollars; null while the provider does not say. */
      balance: z.number().int().nullable(),
      /** Results of the last seven days at the provider that belong to no item. */
      strays: z.number().int()
    })
    .nullable(),
  /** Newest first. */
  entries: z.array(ledgerEntrySchema),
  /** Cursor of the page after it. */
  next: z.string().nullable()
});
export type Credits = z.infer<typeof creditsSchema>;

/** Credit that an operator gives to an account; the same id twice is the same grant. A negative amount takes back what is left. */
export const newGrantSchema = z.object({
  id: idSchema,
  userId: z.string().min(1).max(64),
  micros: z.number().int().min(-MICROS_MAX).max(MICROS_MAX)
});
export type NewGrant = z.infer<typeof newGrantSchema>;

/** What an account may still spend with the server's key, after a grant. */
export const grantedSchema = z.object({ userId: z.string(), balance: z.number().int() });

const DAY_MS = 24 * 60 * 60_000;

/** The day of UTC that a moment belongs to, in days since 1970. Caps count by it. */
export function dayOf(epochMs: number): number {
  return Math.floor(epochMs / DAY_MS);
}
