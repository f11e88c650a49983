// Judges a run before it is accepted: every item's recipe, the pictures that they refer to, and what each will cost.
import { checkRecipe, modelOf, priceOf, type Recipe, type RecipeFault } from 'shared/engine';
import { Problem, problem, type Micros } from 'shared/kernel';
import { recipeOfItem, runProblem, type NewRun } from 'shared/runs';
import type { RunsOptions } from './ports.ts';

/** References looked up at once. */
const AT_ONCE = 32;
/** Faults named in one refusal; a thousand items often share theirs. */
const FAULTS = 20;

type Judges = Pick<RunsOptions, 'blobs'> & {
  /** Micro-dollars of one item, quoted by the provider where no price is known. Throws where there is none to be had. */
  price(recipe: Recipe): Promise<Micros>;
};

/** The price of every item in micro-dollars, once nothing is wrong with any. Throws `invalid-input`, `reference-missing`, `no-quote`. */
export async function judge(judges: Judges, request: NewRun): Promise<Micros[]> {
  const recipes = request.each?.map((change) => recipeOfItem(request.recipe, change)) ?? [request.recipe];
  const place = (index: number) => (request.each ? `each.${index}` : 'recipe');
  refuseFaults(recipes.flatMap((recipe, index) => faultsOf(recipe, request).map((fault) => at(place(index), fault))));
  await requireReferences(judges.blobs, request, recipes);
  const prices = await pricesOf(judges, recipes);
  return request.each ? prices : Array.from({ length: request.count }, () => prices[0] ?? 0);
}

function faultsOf(recipe: Recipe, { mode }: NewRun): RecipeFault[] {
  const isText = modelOf(recipe.model)?.kind === 'text';
  if (isText && mode !== 'prompt') return [{ path: 'model', message: 'This model makes no pictures. Choose another.' }];
  if (mode === 'prompt' && !isText) return [{ path: 'model', message: 'This model writes no words. Choose another.' }];
  return checkRecipe(recipe);
}

function at(place: string, { path, message }: RecipeFault): RecipeFault {
  return { path: `${place}.${path}`, message };
}

function refuseFaults(faults: readonly RecipeFault[]): void {
  const [first] = faults;
  if (!first) return;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  throw problem('invalid-input', { fields: faults.slice(0, FAULTS), detail: `${first.message}${more}` });
}

/** Asks once for each picture, however many items refer to it. */
async function requireReferences(blobs: RunsOptions['blobs'], { workspaceId, each }: NewRun, recipes: readonly Recipe[]): Promise<void> {
  const places = new Map<string, string>();
  for (const [index, { references }] of recipes.entries()) {
    for (const [n, { hash }] of references.entries()) {
      if (!places.has(hash)) places.set(hash, `${each ? `each.${index}` : 'recipe'}.references.${n}`);
    }
  }
  const hashes = [...places.keys()];
  const missing: string[] = [];
  for (let from = 0; from < hashes.length; from += AT_ONCE) {
    const some = hashes.slice(from, from + AT_ONCE);
    const there = await Promise.all(some.map((hash) => blobs.info(workspaceId, hash)));
    missing.push(...some.filter((_, index) => !there[index]));
  }
  if (missing.length === 0) return;
  const fields = missing
    .slice(0, FAULTS)
    .map((hash) => ({ path: places.get(hash) ?? 'recipe.references', message: 'This picture is not on the server.' }));
  throw runProblem('reference-missing', {
    fields,
    detail: `${missing.length} of ${hashes.length} pictures ${missing.length === 1 ? 'is' : 'are'} not on the server.`
  });
}

/** What the provider does not price is refused; one that cannot be asked now is told as such. */
async function quoted(ask: Judges['price'], recipe: Recipe): Promise<Micros> {
  try {
    return await ask(recipe);
  } catch (error) {
    if (error instanceof Problem && error.code === 'quote-refused') throw runProblem('no-quote', { detail: error.document.detail });
    throw error;
  }
}

/** Equal requests cost the same, so that a thousand items ask the provider once. */
async function pricesOf({ price: ask }: Judges, recipes: readonly Recipe[]): Promise<Micros[]> {
  const known = new Map<string, Micros>();
  const prices: Micros[] = [];
  for (const recipe of recipes) {
    const key = JSON.stringify([recipe.params, recipe.references.length]);
    const price = known.get(key) ?? priceOf(recipe) ?? (await quoted(ask, recipe));
    known.set(key, price);
    prices.push(price);
  }
  return prices;
}
