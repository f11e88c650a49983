// The forty styles: complete, distinct, and worded so that they can stand behind any prompt.
import { expect, it } from 'vitest';
import { styleGroups } from './style.ts';
import { styleOf, styles } from './styles.ts';

/** The styles of the product's list, in its order. */
const listed = [
  ...['photorealistic', 'artistic', 'cartoon', 'vintage', 'cyberpunk', 'watercolor', 'sketch', 'oil-painting'],
  ...['portrait', 'fashion', 'editorial', 'commercial', 'lifestyle', 'street', 'architecture', 'nature'],
  ...['abstract', 'surreal', 'minimalist', 'maximalist', 'impressionist', 'renaissance', 'baroque', 'art-deco'],
  ...['pop-art', 'graffiti', 'digital-art', 'concept-art', 'fantasy', 'sci-fi', 'steampunk', 'gothic'],
  ...['cinematic', 'film-noir', 'dramatic', 'moody', 'bright', 'monochrome', 'sepia', 'hdr']
];

it('[PRE-4] ships the forty styles of the list, eight in each of five groups', () => {
  expect(styles.map(({ id }) => id)).toEqual(listed);
  for (const { id } of styleGroups) expect(styles.filter(({ group }) => group === id)).toHaveLength(8);
  expect(new Set(styles.map(({ name }) => name)).size).toBe(40);
  for (const style of styles) expect(styleOf(style.id)).toBe(style);
  expect(styleOf('no-such-style')).toBeUndefined();
});

it('[PRE-4] words each style once for pictures from words and once for edits, no wording twice', () => {
  expect(new Set(styles.flatMap(({ generate, edit }) => [generate, edit])).size).toBe(80);
  for (const { generate, edit } of styles) {
    expect(generate).toMatch(/^[A-Z][^{}]{100,298}\.$/);
    expect(edit).toMatch(/^[A-Z][^{}]{100,298}\.$/);
    for (const wording of [generate, edit]) {
      expect(wording).not.toMatch(/\.\.|,,|\s\s|[!?]/);
      expect(wording.trim()).toBe(wording);
    }
  }
});

it('[PRE-4] says in every edit what stays and what changes', () => {
  for (const { edit } of styles) {
    expect(edit).toMatch(/\bKeep\b/);
    expect(edit).toMatch(/change (only|everything)|drop hue|leave out|add decoration/);
  }
});
