// Proves that composing never loses what the person entered and never builds what the model would refuse.
import fc from 'fast-check';
import { checkRecipe, modelOf, recipeSchema } from 'shared/engine';
import { describe, expect, it } from 'vitest';
import { offeredModels } from '#lib/engine';
import {
  draftFrom,
  firstDraft,
  readDraft,
  reasonsAgainst,
  recipeOf,
  sourceOf,
  totalOf,
  withCount,
  withModel,
  withoutReference,
  withParam,
  withPrompt,
  withReferences,
  withSource,
  type Draft,
  type DraftReference
} from './draft.ts';

const reference = (n: number): DraftReference => ({ hash: n.toString(16).padStart(64, '0'), width: 300, height: 200 });
const references = (count: number) => Array.from({ length: count }, (_, index) => reference(index));
const ids = (kind: 'text-to-image' | 'image-to-image') => offeredModels(kind).map(({ id }) => id);

describe('drafts', () => {
  it('[PLAY-7] opens with a prompt that can be generated as it stands', () => {
    const draft = firstDraft('generate');
    expect(reasonsAgainst('generate', draft)).toEqual([]);
    expect(totalOf(draft)).toBe(108_000);
  });

  it('[PLAY-3] says in Edit what is missing', () => {
    expect(reasonsAgainst('edit', firstDraft('edit'))).toEqual(['Add a picture to work from.', 'Say what should change.']);
    const ready = withPrompt(withSource(firstDraft('edit'), reference(1)), 'make it night');
    expect(reasonsAgainst('edit', ready)).toEqual([]);
  });

  it('[PLAY-3] refuses a prompt that is too long without cutting it', () => {
    const draft = withPrompt(firstDraft('generate'), 'x'.repeat(2_010));
    expect(draft.prompt).toHaveLength(2_010);
    expect(reasonsAgainst('generate', draft)).toEqual(['The prompt is 10 characters too long.']);
  });

  it('[PLAY-3] gives no price where nobody has one', () => {
    const draft = withParam(withModel(firstDraft('generate'), 'bytedance/seedream-v5.0-pro'), 'resolution', '1.5k');
    expect(reasonsAgainst('generate', draft)).toEqual(['Nobody has a price for these settings. Choose others.']);
  });

  it('[PLAY-1] goes through any models without ever building what the last one would refuse', () => {
    const walk = (kind: 'text-to-image' | 'image-to-image') => fc.array(fc.constantFrom(...ids(kind)), { minLength: 1, maxLength: 6 });
    const check = (mode: 'generate' | 'edit', start: Draft, path: string[]) => {
      const end = path.reduce(withModel, start);
      expect(checkRecipe(recipeOf(mode, end))).toEqual([]);
      expect(end.prompt).toBe(start.prompt);
      expect(totalOf(end)).not.toBeNull();
    };
    fc.assert(fc.property(walk('text-to-image'), (path) => check('generate', firstDraft('generate'), path)));
    const editing = withPrompt(withReferences(firstDraft('edit'), references(3)), 'make it night');
    fc.assert(fc.property(walk('image-to-image'), (path) => check('edit', editing, path)));
  });

  it('[PLAY-1] keeps the shape when the model changes', () => {
    const pro = withModel(firstDraft('generate'), 'bytedance/seedream-v5.0-pro');
    expect(pro.params).toEqual({ aspect_ratio: '4:5' });
    expect(withModel(pro, 'bytedance/seedream-v4').params).toEqual({ size: '2048*2560' });
    expect(withModel(firstDraft('edit'), 'bytedance/seedream-v5.0-pro/edit').params).toEqual({});
  });

  it('[PLAY-3] takes references up to the model’s limit, each once', () => {
    const draft = withReferences(firstDraft('edit'), [...references(12), reference(0)]);
    expect(draft.references.map(({ hash }) => hash)).toEqual(references(10).map(({ hash }) => hash));
    expect(withReferences(firstDraft('generate'), references(1)).references).toEqual([]);
    expect(withoutReference(draft, reference(0).hash).references).toHaveLength(9);
  });

  it('[PLAY-1] sends the source first and names it', () => {
    const draft = withSource(withReferences(firstDraft('edit'), references(3)), reference(2));
    expect(recipeOf('edit', draft).references).toEqual([{ hash: reference(2).hash, role: 'source' }, { hash: reference(1).hash }]);
    expect(sourceOf('edit', draft)?.hash).toBe(reference(2).hash);
    expect(sourceOf('generate', draft)).toBeUndefined();
  });

  it('[PLAY-7] survives storage, and reads nothing that it cannot trust', () => {
    const draft = withPrompt(withReferences(firstDraft('edit'), references(2)), 'x'.repeat(2_500));
    expect(readDraft(structuredClone(draft))).toEqual(draft);
    for (const broken of [
      undefined,
      7,
      {},
      { ...draft, v: 2 },
      { ...draft, count: 0 },
      { ...draft, params: { a: [] } },
      { ...draft, references: [{ hash: 'x' }] }
    ])
      expect(readDraft(broken)).toBeUndefined();
  });

  it('[PLAY-3] keeps the count within what a run takes', () => {
    expect([0, 1, 2.4, 1_000, 5_000, Number.NaN].map((count) => withCount(firstDraft('generate'), count).count)).toEqual([
      1, 1, 2, 1_000, 1_000, 1
    ]);
  });

  it('[GAL-5] fills a draft from a recipe and leaves the variation behind', () => {
    const made = recipeSchema.parse({
      ...recipeOf('edit', withPrompt(withSource(firstDraft('edit'), reference(4)), 'make it night')),
      variation: 77
    });
    const { mode, draft } = draftFrom(made, 1, () => ({ width: 30, height: 20 }));
    expect(mode).toBe('edit');
    expect(draft.references).toEqual([{ hash: reference(4).hash, role: 'source', width: 30, height: 20 }]);
    expect(recipeOf(mode, draft)).not.toHaveProperty('variation');
    expect(reasonsAgainst(mode, draft)).toEqual([]);
  });

  it('[GAL-5] takes the words of a recipe whose model belongs to another mode', () => {
    const series = recipeSchema.parse({
      v: 1,
      model: 'bytedance/seedream-v4/sequential',
      prompt: 'a walk',
      params: { max_images: 4, size: '1024*1024' }
    });
    const { mode, draft } = draftFrom(series, 1, () => undefined);
    expect([mode, modelOf(draft.model)?.kind, draft.prompt, draft.params]).toEqual([
      'generate',
      'text-to-image',
      'a walk',
      { size: '1024*1024' }
    ]);
  });
});
