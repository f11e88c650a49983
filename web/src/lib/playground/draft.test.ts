// Proves that composing never loses what the person entered and never builds what the model would refuse.
import fc from 'fast-check';
import { checkRecipe, modelOf, recipeSchema } from 'shared/engine';
import { styleOf, styles } from 'shared/presets';
import { newRunSchema, recipeOfItem } from 'shared/runs';
import { describe, expect, it, vi } from 'vitest';
import { offeredModels } from '#lib/engine';
import { draftFrom } from './draft-from.ts';
import { readDraft } from './draft-storage.ts';
import {
  carriedInto,
  firstDraft,
  lastFrameOf,
  limitsOf,
  mostFrames,
  sourceOf,
  withCount,
  withFrame,
  withLastFrame,
  withLength,
  withModel,
  withMoved,
  withoutReference,
  withParam,
  withPrompt,
  withReferences,
  withRole,
  withSource,
  withSourcePrompt,
  withSources,
  withStyles,
  type Draft,
  type DraftReference
} from './draft.ts';
import { modeIds, type Mode } from './mode-rules.ts';
import { askedOf, itemsOf, reasonsAgainst, recipeOf, resultsOf, totalOf } from './request.ts';

// The doors it passes also lead to components, which need a browser.
vi.mock('#lib/blobs', () => ({ mediaUrl: (hash: string) => `/media/${hash}` }));

const reference = (n: number): DraftReference => ({ hash: n.toString(16).padStart(64, '0'), width: 300, height: 200 });
const references = (count: number) => Array.from({ length: count }, (_, index) => reference(index));
const ids = (kind: 'text-to-image' | 'image-to-image') => offeredModels(kind).map(({ id }) => id);

describe('drafts', () => {
  it('[PLAY-7] opens with a prompt that can be generated as it stands', () => {
    const draft = firstDraft('generate');
    expect(reasonsAgainst(draft)).toEqual([]);
    expect(totalOf(draft)).toBe(108_000);
  });

  it('[PLAY-3] says in Edit what is missing', () => {
    expect(reasonsAgainst(firstDraft('edit'))).toEqual(['Add a picture to work from.', 'Say what should change.']);
    const ready = withPrompt(withSource(firstDraft('edit'), reference(1)), 'make it night');
    expect(reasonsAgainst(ready)).toEqual([]);
  });

  it('[PLAY-3] refuses a prompt that is too long without cutting it', () => {
    const draft = withPrompt(firstDraft('generate'), 'x'.repeat(2_010));
    expect(draft.prompt).toHaveLength(2_010);
    expect(reasonsAgainst(draft)).toEqual(['The prompt is 10 characters too long.']);
  });

  it('[PLAY-3] gives no price where only the provider has one', () => {
    const draft = withParam(withModel(firstDraft('generate'), 'bytedance/seedream-v5.0-pro'), 'resolution', '1.5k');
    expect([totalOf(draft), reasonsAgainst(draft)]).toEqual([null, []]);
  });

  it('[PLAY-1] goes through any models without ever building what the last one would refuse', () => {
    const walk = (kind: 'text-to-image' | 'image-to-image') => fc.array(fc.constantFrom(...ids(kind)), { minLength: 1, maxLength: 6 });
    const check = (start: Draft, path: string[]) => {
      const end = path.reduce(withModel, start);
      expect(checkRecipe(recipeOf(end))).toEqual([]);
      expect(end.prompt).toBe(start.prompt);
    };
    fc.assert(fc.property(walk('text-to-image'), (path) => check(firstDraft('generate'), path)));
    const editing = withPrompt(withReferences(firstDraft('edit'), references(3)), 'make it night');
    fc.assert(fc.property(walk('image-to-image'), (path) => check(editing, path)));
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
    expect(recipeOf(draft).references).toEqual([{ hash: reference(2).hash, role: 'source' }, { hash: reference(1).hash }]);
    expect(sourceOf(draft)?.hash).toBe(reference(2).hash);
    expect(sourceOf({ ...draft, mode: 'generate' })).toBeUndefined();
  });

  it('[PLAY-7] survives storage, and reads nothing that it cannot trust', () => {
    const draft = withPrompt(withReferences(firstDraft('edit'), references(2)), 'x'.repeat(2_500));
    expect(readDraft('edit', structuredClone(draft))).toEqual(draft);
    for (const broken of [
      undefined,
      7,
      {},
      { ...draft, v: 3 },
      { ...draft, mode: 'stitch' },
      { ...draft, sources: [{ ...reference(1), prompt: 7 }] },
      { ...draft, count: 0 },
      { ...draft, params: { a: [] } },
      { ...draft, references: [{ hash: 'x' }] }
    ])
      expect(readDraft('edit', broken)).toBeUndefined();
  });

  it('[PLAY-3] keeps the count within what a run takes', () => {
    expect([0, 1, 2.4, 1_000, 5_000, Number.NaN].map((count) => withCount(firstDraft('generate'), count).count)).toEqual([
      1, 1, 2, 1_000, 1_000, 1
    ]);
  });

  it('[GAL-5] fills a draft from a recipe and leaves the variation behind', () => {
    const made = recipeSchema.parse({
      ...recipeOf(withPrompt(withSource(firstDraft('edit'), reference(4)), 'make it night')),
      variation: 77
    });
    const draft = draftFrom({ recipe: made, count: 1 }, () => ({ width: 30, height: 20 }));
    expect(draft.mode).toBe('edit');
    expect(draft.references).toEqual([{ hash: reference(4).hash, width: 30, height: 20 }]);
    expect(recipeOf(draft)).not.toHaveProperty('variation');
    expect(reasonsAgainst(draft)).toEqual([]);
  });

  it('[GAL-5] takes the words of a recipe whose model belongs to no mode', () => {
    const layers = recipeSchema.parse({
      v: 1,
      model: 'bytedance/seedream-v5.0-pro/layer-decomposition',
      prompt: 'apart',
      references: [{ hash: reference(1).hash }]
    });
    const { mode, model, prompt, references: pictures } = draftFrom({ recipe: layers, count: 1 }, () => undefined);
    expect([mode, modelOf(model)?.kind, prompt, pictures.length]).toEqual(['edit', 'image-to-image', 'apart', 1]);
  });
});

/** A draft of each mode that can be asked for. */
const ready: Record<Mode, Draft> = {
  generate: firstDraft('generate'),
  edit: withPrompt(withSource(withReferences(firstDraft('edit'), references(2)), reference(5)), 'make it night'),
  sequence: withFrame(withLength(firstDraft('sequence'), 3), 1, 'the dunes'),
  stitch: withPrompt(withReferences(firstDraft('stitch'), references(4)), 'they meet at noon'),
  'batch-edit': withSourcePrompt(withPrompt(withSources(firstDraft('batch-edit'), references(40)), 'warmer'), reference(7).hash, 'colder'),
  'style-variations': withStyles(withSource(firstDraft('style-variations'), reference(1)), ['film-noir', 'watercolor']),
  video: withPrompt(withLastFrame(withSource(firstDraft('video'), reference(1)), reference(2)), 'slow push in')
};

describe('modes', () => {
  it.each(modeIds)('[PLAY-1] asks in %s for what the model takes and the server accepts', (mode) => {
    const draft = ready[mode];
    expect(reasonsAgainst(draft)).toEqual([]);
    const { recipe, count, each } = askedOf(draft);
    const run = { id: '0'.repeat(32), workspaceId: '1'.repeat(32), recipe, count, mode, ...(each ? { each } : {}) };
    expect(newRunSchema.safeParse(run).success).toBe(true);
    for (const change of each ?? [undefined]) expect(checkRecipe(recipeOfItem(recipe, change))).toEqual([]);
    expect(totalOf(draft)).not.toBeNull();
  });

  it.each(modeIds)('[PLAY-7] keeps a draft of %s through storage', (mode) => {
    expect(readDraft(mode, structuredClone(ready[mode]))).toEqual(ready[mode]);
  });

  it('[PLAY-7] reads a draft of the first version', () => {
    const { prompt, model, params, references: pictures, count } = ready.edit;
    expect(readDraft('edit', { v: 1, prompt, model, params, references: pictures, count })).toEqual(ready.edit);
  });

  it.each(modeIds)('[GAL-5] takes %s up again as it was composed', (mode) => {
    const { recipe, count, each } = askedOf(ready[mode]);
    const again = draftFrom({ recipe, count, mode, ...(each ? { each } : {}) }, () => ({ width: 300, height: 200 }));
    expect(again).toEqual(ready[mode]);
    if (!each) expect(draftFrom({ recipe, count }, () => undefined).mode).toBe(mode);
  });

  it('[PLAY-1] [ENG-1] says the number of frames in the prompt and in max_images, and what was said of each', () => {
    const { recipe } = askedOf(ready.sequence);
    expect(recipe.params['max_images']).toBe(3);
    expect(recipe.prompt).toBe('A quiet walk from the sea to the table, early morning. A series of 3 images.\nFrame 2: the dunes.');
    expect(recipe.composition?.frames).toEqual(['', 'the dunes', '']);
    expect([resultsOf(ready.sequence), totalOf(ready.sequence)]).toEqual([3, 81_000]);
  });

  it('[PLAY-1] keeps references and frames of a series within fifteen, whatever comes first', () => {
    const step = fc.oneof(
      fc.integer({ min: -3, max: 40 }).map((length) => (draft: Draft) => withLength(draft, length)),
      fc.integer({ min: 1, max: 12 }).map((count) => (draft: Draft) => withReferences(draft, references(count))),
      fc.nat(11).map((index) => (draft: Draft) => withoutReference(draft, reference(index).hash))
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const draft = steps.reduce((before, change) => change(before), firstDraft('sequence'));
        expect(draft.references.length + draft.frames.length).toBeLessThanOrEqual(15);
        expect(draft.frames.length).toBeGreaterThanOrEqual(1);
        expect(modelOf(draft.model)?.kind).toBe(draft.references.length > 0 ? 'image-to-image-series' : 'text-to-image-series');
        expect(reasonsAgainst(draft)).toEqual([]);
      })
    );
    expect(mostFrames(withReferences(firstDraft('sequence'), references(10)))).toBe(5);
  });

  it('[PLAY-1] keeps the family when references turn a series from words into one from pictures', () => {
    const lite = withModel(firstDraft('sequence'), 'bytedance/seedream-v5.0-lite/sequential');
    const edited = withReferences(lite, references(1));
    expect(edited.model).toBe('bytedance/seedream-v5.0-lite/edit-sequential');
    expect(withoutReference(edited, reference(0).hash).model).toBe(lite.model);
  });

  it('[PLAY-1] says in Stitch which figure is what, in the order they stand', () => {
    expect(recipeOf(ready.stitch).prompt).toBe(
      'Figure 1 is the character. Figure 2 is the place. Figure 3 is the style. Figure 4 is the object. they meet at noon'
    );
    const two = withRole(withMoved(ready.stitch, 3, 0), reference(0).hash, 'object');
    expect(recipeOf(two).prompt).toBe(
      'Figure 1 is the first object. Figure 2 is the second object. Figure 3 is the place. Figure 4 is the style. they meet at noon'
    );
    expect(recipeOf(two).references.map(({ hash }) => hash)).toEqual([3, 0, 1, 2].map((n) => reference(n).hash));
    expect(reasonsAgainst(withReferences(firstDraft('stitch'), references(1)))).toEqual(['Add one more picture to bring together.']);
  });

  it('[PLAY-4] edits each picture by the instruction for all, or by its own', () => {
    const { count, each } = askedOf(ready['batch-edit']);
    expect([count, each?.length, itemsOf(ready['batch-edit']), totalOf(ready['batch-edit'])]).toEqual([40, 40, 40, 1_080_000]);
    expect(each?.[7]).toEqual({ references: [{ hash: reference(7).hash, role: 'source' }], prompt: 'colder' });
    expect(each?.[8]).toEqual({ references: [{ hash: reference(8).hash, role: 'source' }] });
    const wordless = withPrompt(ready['batch-edit'], '');
    expect(reasonsAgainst(wordless)).toEqual(['Say what should change.']);
    expect(reasonsAgainst(firstDraft('batch-edit'))).toEqual(['Add the pictures to edit.']);
    expect(withSources(firstDraft('batch-edit'), references(1_200)).sources).toHaveLength(1_000);
  });

  it('[PLAY-5] asks for each style in its own wording, with its name, over what stays', () => {
    const { recipe, each } = askedOf(withPrompt(ready['style-variations'], 'Keep the hat red'));
    expect(each?.map(({ label }) => label)).toEqual(['Film noir', 'Watercolour']);
    const [noir] = each ?? [];
    expect(noir?.prompt).toBe(`Keep the hat red. ${styleOf('film-noir')?.edit}`);
    expect(recipeOfItem(recipe, noir).composition).toEqual({ prompt: 'Keep the hat red', style: 'film-noir' });
    expect(recipeOfItem(recipe, noir).references).toEqual([{ hash: reference(1).hash, role: 'source' }]);
    expect(
      totalOf(
        withStyles(
          ready['style-variations'],
          styles.map(({ id }) => id)
        )
      )
    ).toBe(40 * 27_000);
    expect(reasonsAgainst(firstDraft('style-variations'))).toEqual(['Add a picture to vary.', 'Choose the styles.']);
  });

  it('[PLAY-1] sends the first frame before the last, and no last one where the model has none', () => {
    expect(recipeOf(ready.video).references).toEqual([
      { hash: reference(1).hash, role: 'source' },
      { hash: reference(2).hash, role: 'last-frame' }
    ]);
    const bare = { ...ready.video, model: 'wavespeed-ai/wan-2.2/i2v-480p' };
    expect(recipeOf(bare).references).toEqual([{ hash: reference(1).hash, role: 'source' }]);
    const headless = withoutReference(ready.video, reference(1).hash);
    expect([sourceOf(headless), lastFrameOf(headless)?.hash]).toEqual([undefined, reference(2).hash]);
    expect(reasonsAgainst(headless)).toEqual(['Add the picture that the video starts with.']);
    expect(recipeOf(withSource(headless, reference(3))).references.map(({ role }) => role)).toEqual(['source', 'last-frame']);
  });

  it('[PLAY-1] carries words and pictures to another mode where they fit, and never over what was composed there', () => {
    const written = withPrompt(ready.generate, 'a lighthouse');
    expect(carriedInto(firstDraft('sequence'), written).prompt).toBe('a lighthouse');
    expect(carriedInto(firstDraft('edit'), written).prompt).toBe('');
    expect(carriedInto(ready.stitch, written).prompt).toBe('they meet at noon');
    expect(carriedInto(firstDraft('video'), ready.edit).references.map(({ hash }) => hash)).toEqual([reference(5).hash]);
    expect(carriedInto(firstDraft('batch-edit'), ready.edit).sources).toHaveLength(2);
    expect(
      carriedInto(firstDraft('stitch'), ready['batch-edit'])
        .references.map(({ role }) => role)
        .slice(0, 4)
    ).toEqual(['character', 'place', 'style', 'object']);
    for (const from of modeIds)
      for (const to of modeIds) {
        const carried = carriedInto(ready[to], ready[from]);
        expect(carried.references.length).toBeLessThanOrEqual(limitsOf(carried).max);
        if (ready[to].references.length > 0) expect(carried.references).toEqual(ready[to].references);
      }
  });
});
