// Proves that every size that a tile offers is one that the model accepts.
import fc from 'fast-check';
import { formatSize, modelOf, models, sizeProblem, type ModelInput } from 'shared/engine';
import { describe, expect, it } from 'vitest';
import { nearestRatio, parseRatio, RATIOS, ratioOf, resizeTo, shapeOf, sizeFor } from './sizes.ts';

const sized = models.flatMap((model) => {
  const size = model.inputs.properties.size;
  return size?.['x-format'] === 'W*H' ? [{ id: model.id, size }] : [];
});
const size = (id: string): ModelInput => modelOf(id)!.inputs.properties.size!;

describe('sizes by ratio', () => {
  it('[PLAY-3] offers for every model, ratio and scale a size within the model’s rules and exactly of the ratio', () => {
    expect(sized.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(fc.constantFrom(...sized), fc.constantFrom(...RATIOS), fc.integer({ min: 1, max: 10_000 }), (model, ratio, target) => {
        const found = sizeFor(model.size, ratio, target);
        expect(found).toBeDefined();
        expect(sizeProblem(found!, model.size)).toBeUndefined();
        const { width, height } = parseRatio(ratio);
        expect(found!.width * height).toBe(found!.height * width);
        expect([found!.width % 8, found!.height % 8]).toEqual([0, 0]);
      })
    );
  });

  it('[PLAY-3] starts at about 2,048 px on the short side', () => {
    const input = size('bytedance/seedream-v4');
    expect(RATIOS.map((ratio) => formatSize(sizeFor(input, ratio)!))).toEqual([
      '2048*2048',
      '2048*2560',
      '2048*3072',
      '3072*2048',
      '3584*2016',
      '2016*3584'
    ]);
  });

  it('[PLAY-3] comes back to the same size after a walk through all ratios', () => {
    const input = size('bytedance/seedream-v4');
    let current = sizeFor(input, '4:5')!;
    for (const ratio of [...RATIOS, '4:5']) current = resizeTo(input, ratio, current)!;
    expect(formatSize(current)).toBe('2048*2560');
  });

  it('[PLAY-3] says that rules allow nothing instead of offering a size that would be refused', () => {
    expect(sizeFor({ type: 'string', 'x-side-min': 2000, 'x-side-max': 2100 }, '16:9')).toBeUndefined();
  });

  it('[PLAY-3] recognises the ratio of a size, and the nearest one', () => {
    expect(ratioOf({ width: 2048, height: 2560 })).toBe('4:5');
    expect(ratioOf({ width: 2048, height: 2500 })).toBeUndefined();
    expect(nearestRatio({ width: 2048, height: 2500 }, ['1:1', '4:5', '9:16'])).toBe('4:5');
  });

  it('[PLAY-6] gives a waiting tile the shape of its size, its ratio or its source', () => {
    const source = { width: 300, height: 200 };
    expect(shapeOf({ model: 'bytedance/seedream-v4', params: { size: '1024*2048' } }, source)).toEqual({ width: 1024, height: 2048 });
    expect(shapeOf({ model: 'bytedance/seedream-v4', params: {} })).toEqual({ width: 2048, height: 2048 });
    expect(shapeOf({ model: 'bytedance/seedream-v4/edit', params: {} }, source)).toEqual(source);
    expect(shapeOf({ model: 'bytedance/seedream-v5.0-pro', params: { aspect_ratio: '16:9' } })).toEqual({ width: 16, height: 9 });
  });
});
