// Proves that inputs are judged by the model's schema, in the provider's words.
import { modelOf } from 'shared/engine';
import { expect, it } from 'vitest';
import { validate } from './validate.ts';

function said(id: string, body: Record<string, unknown>): unknown {
  const model = modelOf(id);
  if (!model) throw new Error(`no model ${id}`);
  try {
    return validate(model, body, { complete: true });
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

const image = 'https://example.com/a.png';

it('[ENG-2] fills in defaults, leaves out what the model does not know, and takes a seed everywhere', () => {
  expect(said('bytedance/seedream-v4', { prompt: 'x', nonsense: 1, seed: 7 })).toEqual({
    prompt: 'x',
    size: '2048*2048',
    enable_sync_mode: false,
    enable_base64_output: false,
    seed: 7
  });
  expect(said('bytedance/seedream-v4', { prompt: 'x', seed: 'y' })).toBe('field "seed" must be an integer');
});

it.each([
  ['bytedance/seedream-v4', {}, 'field "prompt" is required and must not be empty'],
  ['bytedance/seedream-v4', { prompt: ' ' }, 'field "prompt" is required and must not be empty'],
  ['bytedance/seedream-v4', { prompt: 5 }, 'field "prompt" must be a string'],
  ['bytedance/seedream-v4', { prompt: 'x', size: '1024x1024' }, 'Invalid size: 1024x1024. Use width*height, such as 2048*2048'],
  ['bytedance/seedream-v4', { prompt: 'x', size: '511*2048' }, 'Invalid size: 511*2048. Width and height must be between 512 and 8192'],
  ['bytedance/seedream-v4.5', { prompt: 'x', size: '1024*1024' }, 'Invalid size: 1024*1024. The image must have at least 3686400 pixels'],
  ['bytedance/seedream-v4.5', { prompt: 'x', size: '8192*8192' }, 'Invalid size: 8192*8192. The image must have at most 16777216 pixels'],
  ['bytedance/seedream-v4', { prompt: 'x', enable_sync_mode: 'yes' }, 'field "enable_sync_mode" must be a boolean'],
  ['bytedance/seedream-v4/edit', { prompt: 'x' }, 'field "images" is required and must not be empty'],
  ['bytedance/seedream-v4/edit', { prompt: 'x', images: [] }, 'field "images" is required and must not be empty'],
  ['bytedance/seedream-v4/edit', { prompt: 'x', images: Array(11).fill(image) }, 'field "images" must have at most 10 items'],
  ['bytedance/seedream-v4/edit', { prompt: 'x', images: ['file:///etc/passwd'] }, 'field "images" must be a valid http or https URL'],
  ['bytedance/seedream-v4/sequential', { prompt: 'x', max_images: 16 }, 'field "max_images" must be at most 15'],
  ['bytedance/seedream-v4/sequential', { prompt: 'x', max_images: 1.5 }, 'field "max_images" must be an integer'],
  ['bytedance/seedream-v5.0-pro', { prompt: 'x', resolution: '8k' }, 'field "resolution" must be one of 1k, 1.5k, 2k'],
  [
    'wavespeed-ai/wan-2.2/image-to-video',
    { prompt: 'x', image, size: '832x480' },
    'Invalid size: 832x480. Allowed sizes for wavespeed-ai/wan-2.2/image-to-video are 832*480, 480*832, 1280*720, 720*1280'
  ],
  ['wavespeed-ai/wan-2.2/image-to-video', { prompt: 'x', image, duration: 6 }, 'field "duration" must be one of 5, 8']
])('[ENG-2] %s refuses %j', (id, body, message) => {
  expect(said(id, body)).toBe(message);
});
