// Proves that recipes become exactly the inputs of the provider's schemas.
import { expect, it } from 'vitest';
import { recipeSchema } from 'shared/engine';
import { inputsOf } from './inputs.ts';

const hash = 'a'.repeat(64);
const recipe = (fields: object) => recipeSchema.parse({ v: 1, prompt: 'a vase', ...fields });

it('[ENG-1] states prompt, size and references by the names of the model’s schema', () => {
  expect(inputsOf(recipe({ model: 'bytedance/seedream-v4' }), [], 'wavespeed')).toEqual({ prompt: 'a vase', size: '2048*2048' });
  expect(
    inputsOf(
      recipe({ model: 'bytedance/seedream-v4/edit', params: { size: '2048*2560' }, references: [{ hash }, { hash }] }),
      ['u1', 'u2'],
      'wavespeed'
    )
  ).toEqual({
    prompt: 'a vase',
    size: '2048*2560',
    images: ['u1', 'u2']
  });
  const clip = recipe({
    model: 'bytedance/seedance-v1.5-pro/image-to-video',
    params: { duration: 6 },
    references: [{ hash, role: 'last-frame' }, { hash }]
  });
  expect(inputsOf(clip, ['last', 'first'], 'wavespeed')).toEqual({
    prompt: 'a vase',
    duration: 6,
    image: 'first',
    last_image: 'last'
  });
  expect(inputsOf(recipe({ model: 'wavespeed-ai/prompt-optimizer' }), [], 'wavespeed')).toEqual({ text: 'a vase' });
});

it('[ENG-1] gives the eraser its mask, and the tools their picture without words that nobody wrote', () => {
  const eraser = recipe({
    model: 'wavespeed-ai/image-eraser',
    prompt: '',
    references: [
      { hash, role: 'mask' },
      { hash, role: 'source' }
    ]
  });
  expect(inputsOf(eraser, ['mask', 'picture'], 'wavespeed')).toEqual({ image: 'picture', mask_image: 'mask' });
  const upscaler = recipe({ model: 'wavespeed-ai/image-upscaler', params: { target_resolution: '8k' }, references: [{ hash }] });
  expect(inputsOf(upscaler, ['picture'], 'wavespeed')).toEqual({ image: 'picture', target_resolution: '8k' });
});

it('[ENG-1] says the length of a series in its words too', () => {
  expect(inputsOf(recipe({ model: 'bytedance/seedream-v4/sequential', params: { max_images: 3 } }), [], 'wavespeed')).toEqual({
    prompt: 'a vase. A series of 3 images.',
    max_images: 3,
    size: '2048*2048'
  });
});

it('[ENG-2] sends the variation to the sandbox only', () => {
  const given = recipe({ model: 'bytedance/seedream-v4', variation: 7 });
  expect(inputsOf(given, [], 'sandbox')).toMatchObject({ seed: 7 });
  expect(inputsOf(given, [], 'wavespeed')).not.toHaveProperty('seed');
});
