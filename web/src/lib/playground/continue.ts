// Goes on from assets in the playground, from wherever they are: fills the composer and goes there. Loads the playground only when it is asked for.
import type { AssetEntry } from '#lib/gallery';
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { page } from '$app/state';

/** How to go on from a picture. */
export type Onward = 'edit' | 'vary' | 'style-variations' | 'video' | 'recipe';

/** The instruction that a variation begins with; it can be changed before it is asked for. */
export const VARY = 'A variation of this picture: the same subject and style, seen afresh in another arrangement and light.';
const VARIATIONS = 4;

/** Fills the composer from an asset and shows the playground. */
export async function goOn(how: Onward, asset: AssetEntry): Promise<void> {
  const [{ playground }, { withCount, withPrompt }, { referenceTo }] = await Promise.all([
    import('./playground.svelte.ts'),
    import('./draft.ts'),
    import('./pictures.svelte.ts')
  ]);
  await playground.ready();
  const { recipe } = asset.record;
  if (how !== 'recipe') playground.startFrom(referenceTo(asset), how === 'vary' ? 'edit' : how);
  else if (recipe) playground.use({ recipe, count: 1 });
  if (how === 'vary') playground.change((draft) => withCount(withPrompt(draft, VARY), VARIATIONS), 'edit');
  if (page.url.pathname !== resolve('/')) await goto(resolve('/'));
}

/** Adds pictures to the batch that is being composed and shows it. */
export async function goOnWithMany(assets: readonly AssetEntry[]): Promise<void> {
  const [{ playground }, { withSources }, { referenceTo }] = await Promise.all([
    import('./playground.svelte.ts'),
    import('./draft.ts'),
    import('./pictures.svelte.ts')
  ]);
  await playground.ready();
  // Sources first: a mode that has some takes nothing along from the one before.
  playground.change((draft) => withSources(draft, assets.map(referenceTo)), 'batch-edit');
  playground.mode = 'batch-edit';
  if (page.url.pathname !== resolve('/')) await goto(resolve('/'));
}
