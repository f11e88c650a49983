// Proves that recipes become exactly the inputs of the provider's schemas.
import { expect, it } from 'vitest';
import { recipeSchema } from 'shared/engine';
import { inputsOf } from './inputs.ts';

const recipe = (fields: object) => recipeSchema.parse({ v: 1, prompt: 'a vase', ...fields });

it('[ENG-1] states prompt, size and references by the names of the model’s schema', () => {
  expect(inputsOf(recipe({ model: 'bytedance/seedream-v4' }), [], 'wavespeed')).toEqual({ prompt: 'a vase', size: '2048*2048' });
  expect(inputsOf(recipe({ model: 'bytedance/seedream-v4/edit', params: { size: '2048*2560' } }), ['u1', 'u2'], 'wavespeed')).toEqual({
    prompt: 'a vase',
    size: '2048*2560',
    images: ['u1', 'u2']
  });
  expect(
    inputsOf(recipe({ model: 'bytedance/seedance-v1.5-pro/image-to-video', params: { duration: 6 } }), ['first', 'last'], 'wavespeed')
  ).toEqual({
    prompt: 'a vase',
    duration: 6,
    image: 'first',
    last_image: 'last'
  });
  expect(inputsOf(recipe({ model: 'wavespeed-ai/prompt-optimizer' }), [], 'wavespeed')).toEqual({ text: 'a vase' });
});

it('[ENG-2] sends the variation to the sandbox only', () => {
  const given = recipe({ model: 'bytedance/seedream-v4', variation: 7 });
  expect(inputsOf(given, [], 'sandbox')).toMatchObject({ seed: 7 });
  expect(inputsOf(given, [], 'wavespeed')).not.toHaveProperty('seed');
});
