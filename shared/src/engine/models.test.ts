// Proves that the shipped catalogue is whole, offers what can be used safely, and can be replaced.
import { afterEach, expect, it } from 'vitest';
import { modelOf, models, setModels, shippedModels } from './models.ts';
import { priceOf } from './price.ts';

afterEach(() => setModels(shippedModels));

const offered = (part: string) => models.filter((model) => model.offered && model.id.includes(part)).map(({ id }) => id);

it('[ENG-1] offers Seedream 4.0, 4.5 and 5.0 in all that each can do', () => {
  const four = ['', '/edit', '/sequential', '/edit-sequential'];
  for (const family of ['seedream-v4', 'seedream-v4.5', 'seedream-v5.0-lite'])
    expect(offered(`${family}`)).toEqual(expect.arrayContaining(four.map((way) => `bytedance/${family}${way}`)));
  for (const family of ['seedream-v5.0-pro', 'seedream-v5.0-flash', 'seedream-v5.5'])
    expect(offered(family)).toEqual(expect.arrayContaining([`bytedance/${family}`, `bytedance/${family}/edit`]));
});

it('[ENG-1] offers clips from Seedance 1.5 on and Wan 2.2, and none from the retiring 1.0', () => {
  expect(offered('seedance-v1-')).toEqual([]);
  expect(models.filter((model) => model.offered && model.kind === 'image-to-video').map(({ id }) => id)).toEqual([
    'bytedance/seedance-v1.5-pro/image-to-video',
    'bytedance/seedance-v1.5-pro/image-to-video-fast',
    'bytedance/seedance-2.0/image-to-video',
    'bytedance/seedance-2.0-fast/image-to-video',
    'bytedance/seedance-2.5/image-to-video',
    'wavespeed-ai/wan-2.2/image-to-video'
  ]);
});

it('[ENG-1] offers the five tools, and nothing whose inputs are unknown but by its source picture alone', () => {
  const tools = ['image-upscaler', 'image-background-remover', 'image-eraser', 'image-zoom-out', 'prompt-optimizer'];
  expect(offered('wavespeed-ai/').filter((id) => !id.includes('wan'))).toEqual(
    expect.arrayContaining(tools.map((id) => `wavespeed-ai/${id}`))
  );
  for (const { id, offered, confidence } of models)
    if (confidence === 'low') expect([id, offered]).toEqual([id, id === 'wavespeed-ai/image-zoom-out']);
});

it('[ENG-1] names every model, once', () => {
  expect(new Set(models.map(({ name }) => name)).size).toBe(models.length);
  expect(models.filter(({ about, family }) => !/\.$/.test(about) || family === '')).toEqual([]);
});

it('[ENG-1] answers from a refreshed catalogue everywhere once it is set', () => {
  const [first] = shippedModels;
  setModels([{ ...first!, price: { amount: 0.5, unit: 'image' } }]);
  expect(models).toHaveLength(1);
  expect(priceOf({ model: first!.id, params: {} })).toBe(500_000);
  expect(modelOf('wavespeed-ai/image-eraser')).toBeUndefined();
});
