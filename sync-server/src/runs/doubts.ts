// What is known of a submission whose answer was lost, for the person who decides: which predictions of that time belong to nobody, and what they cost.
import type { Doubt } from 'shared/runs';
import type { Engine } from '#area/engine';
import { problemCodeOf } from './commands.ts';
import { recipeOf } from './held.ts';
import { ARRIVES_WITHIN, CLOCK_SKEW } from './reconciling.ts';
import type { ItemRow, RunRow, RunStore } from './store.ts';

export async function doubtOf(store: RunStore, engine: Engine | undefined, run: RunRow, item: ItemRow): Promise<Doubt | null> {
  if (item.state !== 'uncertain') return null;
  const sentAt = item.submitted_at ?? item.created_at;
  const { model } = recipeOf(run);
  const found = engine ? await foundBy(store, engine, model, sentAt).catch(() => null) : null;
  return { sentAt, model, price: item.price, mayBeSettled: problemCodeOf(item) === 'undecided', found };
}

async function foundBy(store: RunStore, engine: Engine, model: string, sentAt: number): Promise<Doubt['found']> {
  const past = await engine.history({ model, from: sentAt - CLOCK_SKEW, to: sentAt + ARRIVES_WITHIN + CLOCK_SKEW });
  if (past.length === 0) return [];
  const ids = past.map(({ id }) => id);
  const { db } = store.database;
  const owned = await db.selectFrom('item').select('prediction_id as id').where('prediction_id', 'in', ids).execute();
  const answered = await db.selectFrom('attempt').select('prediction_id as id').where('prediction_id', 'in', ids).execute();
  const taken = new Set([...owned, ...answered].map(({ id }) => id));
  const free = past.filter(({ id }) => !taken.has(id));
  const charges = free.length > 0 ? await engine.charges(free.map(({ id }) => id)) : new Map<string, number>();
  return free.map(({ id, createdAt }) => ({ predictionId: id, at: createdAt, charged: charges.get(id) ?? null }));
}
