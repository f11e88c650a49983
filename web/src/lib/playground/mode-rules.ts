// The seven ways of asking: which models each works with, what it is counted in, and what its words and pictures are.
import { modelOf, models, referenceLimits, type Model, type ModelKind } from 'shared/engine';
import { offeredModels } from '#lib/engine';

export const modeIds = ['generate', 'edit', 'sequence', 'stitch', 'batch-edit', 'style-variations', 'video'] as const;
export type Mode = (typeof modeIds)[number];

/** Most references and frames of a series together (wavespeed-contract, section 5). */
export const MAX_SERIES = 15;

interface ModeRules {
  /** Without references, and with them where that asks for another kind of model. */
  readonly kind: ModelKind;
  readonly kindWithReferences?: ModelKind;
  /** What the words are: the picture itself, a change to one, what stays of one, or what moves. They go along only where they mean the same. */
  readonly words: 'description' | 'instruction' | 'remainder' | 'motion';
  /** The pictures to work from stand in `sources`, one an item, instead of in `references`. */
  readonly manySources?: true;
  /** The first reference is what is changed, and is named so in the recipe. */
  readonly hasSource?: true;
}

const rules: Record<Mode, ModeRules> = {
  generate: { kind: 'text-to-image', words: 'description' },
  edit: { kind: 'image-to-image', words: 'instruction', hasSource: true },
  sequence: { kind: 'text-to-image-series', kindWithReferences: 'image-to-image-series', words: 'description' },
  stitch: { kind: 'image-to-image', words: 'description' },
  'batch-edit': { kind: 'image-to-image', words: 'instruction', manySources: true },
  'style-variations': { kind: 'image-to-image', words: 'remainder', hasSource: true },
  video: { kind: 'image-to-video', words: 'motion', hasSource: true }
};

export const rulesOf = (mode: Mode): ModeRules => rules[mode];

/** Whether one style may be chosen: variations have many, and a clip takes its look from its first frame. */
export const takesStyle = (mode: Mode): boolean => mode !== 'style-variations' && mode !== 'video';

/** The kind of model that a mode works with, given whether there are references. */
export function kindOf(mode: Mode, references: number): ModelKind {
  const { kind, kindWithReferences } = rules[mode];
  return references > 0 && kindWithReferences ? kindWithReferences : kind;
}

/** Whether the person says how often to ask; where each picture or style is asked for once, these are counted. */
export const countsItems = (mode: Mode): boolean => mode !== 'batch-edit' && mode !== 'style-variations';

/** The model of the same family for another kind of work, such as Seedream 4.0 for an edited series; else the first that is offered. */
export function siblingOf(id: string, kind: ModelKind): string {
  const own = modelOf(id);
  if (own?.kind === kind) return id;
  const family = familyOf(id);
  const sibling = offeredModels(kind).find((model) => familyOf(model.id) === family);
  return (sibling ?? offeredModels(kind)[0] ?? models.find((model) => model.kind === kind))?.id ?? id;
}

const familyOf = (id: string) => id.split('/').slice(0, 2).join('/');

/** Whether a model takes the picture that a clip ends with. */
export function takesLastFrame(model: Model | undefined): boolean {
  return model !== undefined && 'last_image' in model.inputs.properties;
}

/** How many references a mode takes with a model; a series leaves room for its frames. */
export function referenceRoom(mode: Mode, modelId: string, frames: number): { min: number; max: number } {
  const model = modelOf(modelId);
  if (!model) return { min: 0, max: 0 };
  switch (mode) {
    case 'sequence': {
      const edited = modelOf(siblingOf(modelId, 'image-to-image-series')) ?? model;
      return { min: 0, max: Math.max(0, Math.min(referenceLimits(edited).max, MAX_SERIES - frames)) };
    }
    case 'stitch':
      return { min: 2, max: referenceLimits(model).max };
    case 'style-variations':
      return { min: 1, max: 1 };
    case 'batch-edit':
      return { min: 0, max: 0 };
    case 'video':
      // A last frame is kept for models that take one, and left out of what is sent to others.
      return { min: 1, max: 2 };
    default:
      return referenceLimits(model);
  }
}
