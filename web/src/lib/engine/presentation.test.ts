// Proves that names, offers and controls follow from the catalogue alone.
import { modelOf } from 'shared/engine';
import { describe, expect, it } from 'vitest';
import { controlsOf, labelOf, offeredModels, reachOf, shortLabelOf } from './presentation.ts';

const controls = (id: string) => controlsOf(modelOf(id)!);

describe('presentation of models', () => {
  it('[PLAY-1] names models as people do', () => {
    expect(labelOf('bytedance/seedream-v4')).toBe('Seedream 4.0');
    expect(labelOf('bytedance/seedream-v4/edit')).toBe('Seedream 4.0 edit');
    expect(shortLabelOf('bytedance/seedream-v5.0-lite/edit-sequential')).toBe('Seedream 5.0 Lite');
    expect(labelOf('something')).toBe('something');
  });

  it('[PLAY-1] offers a mode the models of its kind, those with a price and those to be quoted', () => {
    const ids = offeredModels('text-to-image').map((model) => model.id);
    expect(ids[0]).toBe('bytedance/seedream-v4');
    expect(ids).toContain('bytedance/seedream-v5.5');
    expect(offeredModels('image-to-video').filter(({ id }) => id.includes('seedance-v1-'))).toEqual([]);
    expect(offeredModels('image-to-image').map((model) => model.id)).toContain('bytedance/seedream-v4/edit');
  });

  it('[PLAY-1] shows only the controls that the chosen model has', () => {
    expect(controls('bytedance/seedream-v4').map(({ kind }) => kind)).toEqual(['size']);
    expect(controls('bytedance/seedream-v4/edit')).toMatchObject([{ kind: 'size', optional: true }]);
    expect(controls('bytedance/seedream-v5.0-pro').map(({ name }) => name)).toEqual([
      'resolution',
      'aspect_ratio',
      'output_format',
      'prompt_optimization_mode'
    ]);
  });

  it('[PLAY-3] says how large a model goes', () => {
    expect(reachOf(modelOf('bytedance/seedream-v4')!)).toBe('up to 8,192 px');
    expect(reachOf(modelOf('bytedance/seedream-v5.0-pro')!)).toBe('up to 2k');
  });
});
