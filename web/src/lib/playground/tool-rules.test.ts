// Proves which tools there are, what they ask the provider for, and at which price.
import { checkRecipe, models } from 'shared/engine';
import { describe, expect, it, vi } from 'vitest';
import { isPlain, toolIds, toolOf, toolPrice, toolRecipe } from './tool-rules.ts';

vi.mock('#lib/engine', () => import('../engine/presentation.ts'));

const hash = 'a'.repeat(64);
const mask = 'b'.repeat(64);
const tool = (id: (typeof toolIds)[number]) => toolOf(id)!;

describe('tools', () => {
  it('[ENG-1] [PLAY-6] makes recipes that their models accept', () => {
    for (const id of toolIds) {
      const recipe = toolRecipe(tool(id), { hash, assetId: 'd.a' }, {}, id === 'object-removal' ? { hash: mask } : undefined);
      expect([id, checkRecipe(recipe)]).toEqual([id, []]);
      expect(recipe.references[0]).toEqual({ hash, role: 'source', assetId: 'd.a' });
    }
  });

  it('[PLAY-6] sends what was painted as the mask, and does not erase without one', () => {
    expect(toolRecipe(tool('object-removal'), { hash }, {}, { hash: mask }).references).toEqual([
      { hash, role: 'source' },
      { hash: mask, role: 'mask' }
    ]);
    expect(checkRecipe(toolRecipe(tool('object-removal'), { hash }))).not.toEqual([]);
  });

  it('[ENG-6] has the price of the data, and none where only the provider knows it', () => {
    expect(toolPrice(tool('upscale'), { target_resolution: '8k' })).toBe(toolPrice(tool('upscale')));
    expect(toolPrice(tool('background-removal'))).toBe(4_000);
    expect(toolPrice(tool('object-removal'))).toBe(25_000);
    expect(toolPrice(tool('outpaint'))).toBeNull();
  });

  it('[PLAY-6] runs at one press only what needs nothing said', () => {
    expect(toolIds.filter((id) => isPlain(tool(id)))).toEqual(['background-removal']);
  });

  it('[PLAY-6] offers no tool that no model can do', () => {
    expect(
      toolOf(
        'upscale',
        models.filter(({ kind }) => kind !== 'upscaler')
      )
    ).toBeUndefined();
  });
});
