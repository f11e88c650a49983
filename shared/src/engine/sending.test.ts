// Proves that a series says its length in its words, once, and that other prompts are sent as they are.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { promptAsSent } from './sending.ts';

const model = 'bytedance/seedream-v4/sequential';
const sent = (prompt: string, max_images = 4, id = model) => promptAsSent({ model: id, prompt, params: { max_images } });

it('[ENG-1] adds the length of a series where the prompt does not say it', () => {
  expect(sent('a fox in winter')).toBe('a fox in winter. A series of 4 images.');
  expect(sent('A fox in winter.')).toBe('A fox in winter. A series of 4 images.');
  expect(sent('3 images of a fox')).toBe('3 images of a fox. A series of 4 images.');
  expect(sent('a fox', 4, 'bytedance/seedream-v4.5/edit-sequential')).toBe('a fox. A series of 4 images.');
});

it('[ENG-1] leaves a prompt alone that says it, and those of single pictures', () => {
  for (const prompt of ['A series of 4 images. A fox.', 'four panels of a fox', '4 wide cinematic shots of a fox', 'a set of four'])
    expect(sent(prompt)).toBe(prompt);
  expect(sent('a fox', 1)).toBe('a fox');
  expect(sent('a fox', 4, 'bytedance/seedream-v4')).toBe('a fox');
  expect(sent('a fox', 4, 'unknown')).toBe('a fox');
});

it('[ENG-1] adds it once, whatever the prompt', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 1, max: 15 }), (prompt, count) => {
      const once = sent(prompt, count);
      expect(sent(once, count)).toBe(once);
      if (count === 1) expect(once).toBe(prompt);
    })
  );
});
