// An item that this process holds by a lease, and the few facts of its run that every step needs.
import { z } from 'zod';
import { modelOf, recipeSchema, type Recipe } from 'shared/engine';
import { itemChangeSchema, itemStateSchema, recipeOfItem, variationOf, type ItemChange, type ItemState } from 'shared/runs';
import { readFacts, type Facts } from './facts.ts';
import type { ItemRow, RunRow } from './store.ts';

/** What never changes of a run. */
export interface RunBrief {
  readonly id: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly recipe: Recipe;
  readonly engine: RunRow['engine'];
  /** Where its results land beside the gallery itself. */
  readonly collection: string | undefined;
  readonly createdAt: number;
  /** Videos have a rate of their own. */
  readonly video: boolean;
  /** Its items end with words instead of pictures. */
  readonly isText: boolean;
}

export interface Held {
  readonly id: string;
  readonly run: RunBrief;
  readonly position: number;
  /** What it asks for in place of its run's recipe. */
  readonly change: ItemChange | undefined;
  /** Micro-dollars. */
  readonly price: number;
  readonly reservedAt: number;
  readonly fence: number;
  state: ItemState;
  attempts: number;
  predictionId: string | null;
  facts: Facts;
  /** Epoch milliseconds up to which no other process may take it. */
  leaseUntil: number;
  /** Epoch milliseconds at which it was sent, null before. */
  submittedAt: number | null;
  /** Found in the middle of its way, so nobody watched it in between. */
  readonly resumed: boolean;
}

const storedRecipe = z.string().transform((stored) => recipeSchema.parse(JSON.parse(stored)));

export function recipeOf(run: Pick<RunRow, 'recipe'>): Recipe {
  return storedRecipe.parse(run.recipe);
}

export function briefOf(run: RunRow): RunBrief {
  const recipe = recipeOf(run);
  const kind = modelOf(recipe.model)?.kind;
  return {
    id: run.id,
    workspaceId: run.workspace_id,
    userId: run.user_id,
    recipe,
    engine: run.engine,
    collection: run.collection ?? undefined,
    createdAt: run.created_at,
    video: kind?.includes('video') ?? false,
    isText: kind === 'text'
  };
}

export function holdOf(row: ItemRow, run: RunBrief): Held {
  const state = stateOf(row);
  return {
    id: row.id,
    run,
    position: row.position,
    change: changeOf(row),
    price: row.price,
    reservedAt: row.reserved_at,
    fence: row.fence,
    state,
    attempts: row.attempts,
    predictionId: row.prediction_id,
    facts: readFacts(row.result),
    leaseUntil: row.lease_until ?? 0,
    submittedAt: row.submitted_at,
    resumed: state !== 'queued'
  };
}

export function stateOf(row: Pick<ItemRow, 'state'>): ItemState {
  return itemStateSchema.parse(row.state);
}

const storedChange = z.string().transform((stored) => itemChangeSchema.parse(JSON.parse(stored)));

export function changeOf(row: Pick<ItemRow, 'change'>): ItemChange | undefined {
  return row.change === null ? undefined : storedChange.parse(row.change);
}

/** The recipe as it is sent for one item: its own change laid over the run's, and in the sandbox each item of a run another picture. */
export function itemRecipe(
  run: Pick<RunBrief, 'id' | 'recipe' | 'engine'>,
  { position, change }: Pick<Held, 'position' | 'change'>
): Recipe {
  const recipe = recipeOfItem(run.recipe, change);
  return run.engine === 'sandbox' ? { ...recipe, variation: variationOf(run.id, position, recipe.variation) } : recipe;
}
