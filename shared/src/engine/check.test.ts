// Proves that recipes are refused for the reasons the provider would have, and no others.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRecipe } from './check.ts';
import { modelOf, models } from './models.ts';
import { recipeSchema, type Recipe } from './recipe.ts';
import { formatSize } from './size.ts';

const hash = (n: number) => n.toString(16).padStart(64, '0');
const recipe = (model: string, over: Partial<Recipe> = {}): Recipe => recipeSchema.parse({ v: 1, model, prompt: 'a red vase', ...over });
const references = (count: number) => Array.from({ length: count }, (_, index) => ({ hash: hash(index) }));
const paths = (given: Recipe) => checkRecipe(given).map((fault) => fault.path);

describe('checkRecipe', () => {
  it('[ENG-1] accepts every model of the catalogue with a prompt, its references and its defaults', () => {
    for (const model of models) {
      const { images, image, video } = model.inputs.properties;
      const size: Recipe['params'] = model.inputs.required.includes('size') ? { size: '832*480' } : {};
      const given = recipe(model.id, { params: size, references: references(images ? 1 : image || video ? 1 : 0) });
      if (model.inputs.properties.size?.['x-total-pixels-min']) given.params.size = '2048*2048';
      expect([model.id, checkRecipe(given)]).toEqual([model.id, []]);
    }
  });

  it('[ENG-1] names the field and a remedy for what a model does not take', () => {
    const v4 = 'bytedance/seedream-v4';
    expect(paths(recipe('bytedance/none'))).toEqual(['model']);
    expect(paths(recipe(v4, { prompt: '  ' }))).toEqual(['prompt']);
    expect(paths(recipe(v4, { references: references(1) }))).toEqual(['references']);
    expect(paths(recipe(`${v4}/edit`))).toEqual(['references']);
    expect(paths(recipe(v4, { params: { seed: 4 } }))).toEqual(['params.seed']);
    expect(paths(recipe(v4, { params: { constructor: 'x' } }))).toEqual(['params.constructor']);
    expect(paths(recipe(v4, { params: { enable_base64_output: true } }))).toEqual(['params.enable_base64_output']);
    for (const size of ['1024x1024', '300*2048', '2048*9000', '0*0', '2048*2048 '])
      expect(paths(recipe(v4, { params: { size } }))).toEqual(['params.size']);
  });

  it('[ENG-1] refuses an eleventh reference and says how many to remove', () => {
    const [fault] = checkRecipe(recipe('bytedance/seedream-v4/edit', { references: references(11) }));
    expect(fault).toEqual({ path: 'references', message: 'This model takes at most 10 references, and there are 11. Remove 1.' });
  });

  it('[ENG-1] keeps references and outputs of a series together at fifteen', () => {
    const series = (count: number) =>
      paths(recipe('bytedance/seedream-v4/edit-sequential', { references: references(10), params: { max_images: count } }));
    expect([series(5), series(6), series(16)]).toEqual([[], ['params.max_images'], ['params.max_images', 'params.max_images']]);
  });

  it('[ENG-1] takes a mask where the model erases, and a last frame where the model has one', () => {
    const eraser = 'wavespeed-ai/image-eraser';
    const source = { hash: hash(1), role: 'source' as const };
    const mask = { hash: hash(2), role: 'mask' as const };
    const last = { hash: hash(3), role: 'last-frame' as const };
    const fault = (model: string, over: Partial<Recipe>) => checkRecipe(recipe(model, over)).map(({ message }) => message);
    expect(fault(eraser, { prompt: '', references: [source, mask] })).toEqual([]);
    expect(fault(eraser, { prompt: 'the lamp', references: [source] })).toEqual([]);
    expect(fault(eraser, { prompt: '', references: [source] })).toEqual(['Paint over what should go, or say what it is.']);
    expect(fault(eraser, { references: [mask] })).toEqual(['Add a picture to work from.']);
    expect(fault(eraser, { references: [source, mask, mask] })).toEqual(['One mask is enough. Remove the others.']);
    expect(fault('bytedance/seedream-v4/edit', { references: [source, mask] })).toEqual([
      'This model works without a mask. Remove it, or choose the eraser.'
    ]);
    const seedance = 'bytedance/seedance-v1.5-pro/image-to-video';
    expect(fault(seedance, { references: [source, last] })).toEqual([]);
    expect(fault(seedance, { references: [last] })).toEqual(['Add a picture to work from.']);
    expect(fault(seedance, { references: [source, last, last] })).toEqual(['A clip has one last frame. Remove the others.']);
    expect(fault(seedance, { references: [source, { hash: hash(4) }] })).toEqual([
      'This model takes at most 1 reference, and there are 2. Remove 1.'
    ]);
    expect(fault('wavespeed-ai/image-zoom-out', { references: [source, last] })).toEqual([
      'This model cannot end on a given picture. Remove the last frame, or choose another model.'
    ]);
  });

  it('[ENG-1] wants words or a picture for the prompt optimiser', () => {
    const optimiser = 'wavespeed-ai/prompt-optimizer';
    expect(paths(recipe(optimiser, { prompt: '' }))).toEqual(['prompt']);
    expect(paths(recipe(optimiser, { prompt: '', references: references(1) }))).toEqual([]);
    expect(paths(recipe(optimiser, { params: { style: 'anime', mode: 'video' } }))).toEqual([]);
    expect(paths(recipe(optimiser, { params: { style: 'cinematic' } }))).toEqual(['params.style']);
  });

  it('[PLAY-3] accepts a size exactly when both sides and the product lie within the model’s limits', () => {
    const input = modelOf('bytedance/seedream-v4.5')!.inputs.properties.size!;
    const side = fc.integer({ min: 1, max: 9_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const within = (value: number, min: number, max: number) => value >= min && value <= max;
        const allowed =
          [width, height].every((value) => within(value, input['x-side-min']!, input['x-side-max']!)) &&
          within(width * height, input['x-total-pixels-min']!, input['x-total-pixels-max']!);
        const faults = checkRecipe(recipe('bytedance/seedream-v4.5', { params: { size: formatSize({ width, height }) } }));
        expect(faults.length === 0).toBe(allowed);
      })
    );
  });

  it('[ENG-1] never accepts a prompt that is longer than the limit', () => {
    expect(recipeSchema.safeParse({ v: 1, model: 'm', prompt: 'x'.repeat(2_001) }).success).toBe(false);
    expect(recipeSchema.safeParse({ v: 1, model: 'm', prompt: 'a\0b' }).success).toBe(false);
  });
});
