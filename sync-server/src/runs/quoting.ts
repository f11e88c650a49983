// Quotes a run before it is sent: known prices by the costing function, all others by the provider, through the engine that would make it.
import { createRoute } from '@hono/zod-openapi';
import { checkRecipe, type Recipe, type RecipeFault } from 'shared/engine';
import { problem } from 'shared/kernel';
import { quoteRequestSchema, quoteSchema, recipeOfItem, type Quote, type QuoteRequest } from 'shared/runs';
import type { Engines, Quotes } from '#area/engine';
import { answers, json, router } from '#platform/http';

export interface QuotingOptions {
  readonly engines: Pick<Engines, 'for'>;
  readonly quotes: Pick<Quotes, 'price'>;
}

/** What a price does not depend on may still be missing while it is being composed. */
const UNPRICED = new Set(['prompt', 'references']);

/** What a run would cost. Throws `invalid-input`, and what `Quotes.price` throws. */
async function quoteRun({ engines, quotes }: QuotingOptions, { workspaceId, recipe, count, each }: QuoteRequest): Promise<Quote> {
  const recipes = each?.map((change) => recipeOfItem(recipe, change)) ?? [recipe];
  refuse(recipes.flatMap((one, index) => faultsOf(one, each ? `each.${index}` : 'recipe')));
  const engine = await engines.for(workspaceId);
  let total = 0;
  // One after the other: equal requests share a quote, and a thousand different ones shall not storm the provider.
  for (const one of recipes) total += await quotes.price(engine, one);
  return each ? { item: Math.round(total / recipes.length), total } : { item: total, total: total * count };
}

function faultsOf(recipe: Recipe, place: string): RecipeFault[] {
  const faults = checkRecipe(recipe).filter(({ path }) => !UNPRICED.has(path));
  return faults.map(({ path, message }) => ({ path: `${place}.${path}`, message }));
}

function refuse(faults: RecipeFault[]): void {
  if (faults.length > 0) throw problem('invalid-input', { fields: faults.slice(0, 20), detail: faults[0]?.message });
}

const quote = createRoute({
  method: 'post',
  path: '/engine/quote',
  summary: 'What a run would cost',
  request: json(quoteRequestSchema),
  responses: answers(quoteSchema, 'Micro-dollars of one item and of all')
});

/** The route of quotes, below `/api`. */
export function quoteRoutes(options: QuotingOptions) {
  return router().openapi(quote, async (c) => c.json(await quoteRun(options, c.req.valid('json')), 200));
}
