// The way back: the draft that asks again for what a recipe or a run asked for.
import { modelOf, type Recipe, type Reference, type Size } from 'shared/engine';
import { MAX_ITEMS, type ItemChange, type RunMode } from 'shared/runs';
import { firstDraft, withModel, withReferences, type Draft, type DraftReference } from './draft.ts';
import { kindOf, modeIds, type Mode } from './mode-rules.ts';
import { isStitchRole } from './wording.ts';

/** What is known of a run besides its recipe. */
export interface Asking {
  readonly recipe: Recipe;
  readonly count: number;
  readonly mode?: RunMode;
  /** The changes of its items, in their order. */
  readonly each?: readonly ItemChange[];
}

/**
 * The draft that asks for a recipe again, in the mode it belongs to. What made one picture out of several (the sandbox's variation)
 * is left behind; `pixels` tells a reference's size where this device knows it.
 */
export function draftFrom({ recipe, count, mode: known, each = [] }: Asking, pixels: (reference: Reference) => Size | undefined): Draft {
  const mode = modeIds.find((id) => id === known) ?? modeOfRecipe(recipe);
  const first = firstDraft(mode);
  const sized = ({ role, ...reference }: Reference): DraftReference => ({
    ...reference,
    ...(role && role !== 'source' ? { role } : {}),
    ...(pixels(reference) ?? { width: 1, height: 1 })
  });
  const { prompt: typed = recipe.prompt, frames, ...composition } = recipe.composition ?? {};
  const { max_images: length, ...params } = recipe.params;
  const filled: Draft = {
    ...first,
    model: recipe.model,
    prompt: typed,
    composition,
    params,
    references: recipe.references.map(sized),
    count: Number.isInteger(count) && count >= 1 && count <= MAX_ITEMS && each.length === 0 ? count : 1,
    ...(mode === 'sequence' ? { frames: frames ?? Array.from({ length: typeof length === 'number' ? length : 1 }, () => '') } : {}),
    ...(mode === 'batch-edit'
      ? {
          sources: each.flatMap(({ references, prompt: sent, composition: own }) => {
            const [source] = references ?? [];
            const prompt = own?.prompt ?? sent;
            return source ? [{ ...sized(source), ...(prompt ? { prompt } : {}) }] : [];
          })
        }
      : {}),
    ...(mode === 'style-variations' ? { styles: each.flatMap((change) => change.composition?.style ?? []) } : {})
  };
  const fits = modelOf(recipe.model)?.kind === kindOf(mode, filled.references.length);
  // A model of another mode: its words and pictures are taken as far as the mode's own model goes.
  return fits ? filled : withReferences({ ...withModel(filled, first.model), references: [] }, filled.references);
}

/** The mode that a recipe alone speaks of. */
function modeOfRecipe({ model, references }: Recipe): Mode {
  switch (modelOf(model)?.kind) {
    case 'text-to-image':
      return 'generate';
    case 'text-to-image-series':
    case 'image-to-image-series':
      return 'sequence';
    case 'image-to-video':
      return 'video';
    case 'image-to-image':
      return references.filter(({ role }) => isStitchRole(role)).length >= 2 ? 'stitch' : 'edit';
    default:
      return references.length > 0 ? 'edit' : 'generate';
  }
}
