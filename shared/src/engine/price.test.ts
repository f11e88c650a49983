// Proves that prices are the provider's, to the micro-dollar.
import { expect, it } from 'vitest';
import { models } from './models.ts';
import { outputsOf, priceOf, type Priced } from './price.ts';

const price = (model: string, params: Priced['params'] = {}) => priceOf({ model, params });

it('[ENG-6] prices images, series, resolutions and clips as the provider lists them', () => {
  expect(price('bytedance/seedream-v4')).toBe(27_000);
  expect(price('bytedance/seedream-v4/edit', { size: '4096*4096' })).toBe(27_000);
  expect(price('bytedance/seedream-v4/sequential', { max_images: 6 })).toBe(162_000);
  expect(price('bytedance/seedream-v5.0-pro')).toBe(45_000);
  expect(price('bytedance/seedream-v5.0-pro', { resolution: '2k' })).toBe(90_000);
  expect(price('bytedance/seedance-v1.5-pro/image-to-video', { resolution: '480p', generate_audio: false, duration: 10 })).toBe(120_000);
  expect(price('bytedance/seedance-v1.5-pro/image-to-video')).toBe(260_000);
  expect(price('wavespeed-ai/wan-2.2/image-to-video', { size: '1280*720', duration: 8 })).toBe(480_000);
});

it('[ENG-6] has no price where only the provider can quote one', () => {
  expect(price('bytedance/seedream-v5.5')).toBeNull();
  expect(price('bytedance/seedream-v5.0-pro', { resolution: '1.5k' })).toBeNull();
  expect(price('bytedance/seedance-2.0/image-to-video')).toBeNull();
  expect(price('unknown')).toBeNull();
});

it('[ENG-6] never quotes a floor as a price', () => {
  for (const model of models.filter(({ price: { floor } }) => floor)) expect([model.id, price(model.id)]).toEqual([model.id, null]);
});

it('[RUN-1] counts the assets an item is asked for', () => {
  expect(outputsOf({ model: 'bytedance/seedream-v4', params: {} })).toBe(1);
  expect(outputsOf({ model: 'bytedance/seedream-v4/sequential', params: { max_images: 9 } })).toBe(9);
});
