// An item that this process holds by a lease, and the few facts of its run that every step needs.
import { z } from 'zod';
import { modelOf, recipeSchema, type Recipe } from 'shared/engine';
import { itemStateSchema, variationOf, type ItemState } from 'shared/runs';
import { readFacts, type Facts } from './facts.ts';
import type { ItemRow, RunRow } from './store.ts';

/** What never changes of a run. */
export interface RunBrief {
  readonly id: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly recipe: Recipe;
  readonly engine: RunRow['engine'];
  /** Micro-dollars an item. */
  readonly price: number;
  readonly createdAt: number;
  /** Videos have a rate of their own. */
  readonly video: boolean;
}

export interface Held {
  readonly id: string;
  readonly run: RunBrief;
  readonly position: number;
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
  return {
    id: run.id,
    workspaceId: run.workspace_id,
    userId: run.user_id,
    recipe,
    engine: run.engine,
    price: run.item_price,
    createdAt: run.created_at,
    video: modelOf(recipe.model)?.kind.includes('video') ?? false
  };
}

export function holdOf(row: ItemRow, run: RunBrief): Held {
  const state = stateOf(row);
  return {
    id: row.id,
    run,
    position: row.position,
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

/** The recipe as it is sent for one item: in the sandbox each item of a run is another picture. */
export function itemRecipe(run: RunBrief, position: number): Recipe {
  if (run.engine !== 'sandbox') return run.recipe;
  return { ...run.recipe, variation: variationOf(run.id, position, run.recipe.variation) };
}
