// Searching styles and cinematic values.
import { expect, it } from 'vitest';
import { cinematic, styles } from 'shared/presets';
import { samplePosition } from './samples.ts';
import { findCinematic, findStyles } from './search.ts';

it('[PRE-4] finds styles by name and by wording', () => {
  expect(findStyles('')).toEqual(styles);
  expect(findStyles('noir').map(({ id }) => id)).toEqual(['film-noir']);
  expect(findStyles('HALFTONE').map(({ id }) => id)).toEqual(['pop-art']);
  expect(findStyles('no such look')).toEqual([]);
});

it('[PLAY-2] finds values in every vocabulary, and a whole vocabulary by its name', () => {
  expect(findCinematic(cinematic, '')).toHaveLength(cinematic.length);
  expect(findCinematic(cinematic, '85').map(({ vocabulary, values }) => [vocabulary.id, values.map(({ id }) => id)])).toContainEqual([
    'lens',
    ['85mm']
  ]);
  expect(findCinematic(cinematic, 'camera angle').find(({ vocabulary }) => vocabulary.id === 'angle')?.values).toHaveLength(16);
  expect(findCinematic(cinematic, 'nothing of the sort')).toEqual([]);
});

it('[PRE-4] gives every style a place of its own on the sheet', () => {
  expect(new Set(styles.map(({ id }) => samplePosition(id))).size).toBe(40);
  expect(samplePosition('photorealistic')).toBe('0% 0%');
  expect(samplePosition('hdr')).toBe('100% 100%');
});
