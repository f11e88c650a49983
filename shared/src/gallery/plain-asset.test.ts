// Proves that the quick check never lets a record pass that the schema refuses, and spares it those that programs write.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assetSchema, type Asset } from './asset.ts';
import { isPlainlyAsset } from './plain-asset.ts';

const hash = 'a'.repeat(64);
const id = 'b'.repeat(32);
const full: Asset = {
  v: 1,
  id: 'srv1.a1',
  kind: 'video',
  createdAt: 1_700_000_000_000,
  hash,
  type: 'video/mp4',
  bytes: 10,
  width: 4,
  height: 3,
  seconds: 5.5,
  thumb: { hash, width: 4, height: 3 },
  thumbhash: 'AAAA',
  colour: '#aabbcc',
  by: 'ada',
  fileName: 'clip.mp4',
  recipe: {
    v: 1,
    model: 'bytedance/seedance',
    prompt: 'Dunes',
    params: { duration: 5, size: '1*1', loop: true },
    references: [{ hash, role: 'source', assetId: 'srv1.a0' }],
    preset: { id, version: 2 },
    composition: { prompt: 'Dunes', cinematic: { lens: '35' }, style: 'cinematic', variables: { subject: 'x' }, frames: ['one'] },
    variation: 3
  },
  imported: { tool: 'ComfyUI', settings: 'Steps: 20' },
  made: { runId: id, itemId: id, output: 0, engine: 'sandbox', cost: 0, took: 12, nsfw: false, late: true },
  parents: [hash]
};

/** Every place in a record, as the keys that lead there. */
function places(value: unknown, before: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [before];
  return [...(before.length > 0 ? [before] : []), ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...before, key]))];
}
function changed(path: readonly string[], to: unknown): unknown {
  const copy = structuredClone(full) as unknown;
  let at = copy as Record<string, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  // A document's lists have no holes.
  if (to === undefined && Array.isArray(at)) at.splice(Number(last), 1);
  else if (to === undefined) delete at[last];
  else at[last] = to;
  return copy;
}

it('[GAL-1] takes what programs write without asking the schema', () => {
  expect(isPlainlyAsset(full)).toBe(true);
  const { recipe: _recipe, made: _made, seconds: _seconds, by: _by, ...bare } = full;
  expect(isPlainlyAsset(bare)).toBe(true);
});

it('[GAL-1] never takes a record that the schema refuses, whatever stands in one of its places', () => {
  const anything = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      '',
      'x',
      0,
      -1,
      1.5,
      NaN,
      true,
      [],
      {},
      [1],
      { a: 1 },
      '\0',
      'z'.repeat(3_000),
      'A'.repeat(64)
    ),
    fc.jsonValue()
  );
  fc.assert(
    fc.property(fc.constantFrom(...places(full)), anything, (path, value) => {
      const record = changed(path, value);
      if (isPlainlyAsset(record)) expect(assetSchema.safeParse(record).success).toBe(true);
    }),
    { numRuns: 3_000 }
  );
});
