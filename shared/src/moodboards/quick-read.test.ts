// Proves that what is recognised without a schema is what the schema takes, and nothing that it refuses.
import { expect, it } from 'vitest';
import { boardFieldSchemas, boardRecordSchema, type BoardField } from './board-item.ts';
import { isQuickly, quickRecord } from './quick-read.ts';

const picture = {
  hash: 'a'.repeat(64),
  type: 'image/webp',
  bytes: 10,
  width: 320,
  height: 200,
  thumb: { hash: 'b'.repeat(64), width: 32, height: 20 },
  thumbhash: '1QcSHQ',
  colour: '#aabbcc'
};
const image = { v: 1, kind: 'image', createdAt: 5, by: 'ada', picture };
const wrong: unknown[] = [undefined, null, '', 'x', -1, 0, 1.5, NaN, Infinity, 2, true, [], {}, '#AABBCC', 'c'.repeat(65), 1e7];

/** The value with one part of it, at any depth, replaced or taken away. */
function* mutants(value: object): Generator<unknown> {
  for (const [key, part] of Object.entries(value)) {
    for (const other of wrong) yield { ...value, [key]: other };
    yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    if (typeof part === 'object' && part !== null) for (const inner of mutants(part as object)) yield { ...value, [key]: inner };
  }
  yield { ...value, more: 1 };
}

it('[MOOD-3] recognises the commonest records, and none that the schema refuses or would change', () => {
  for (const right of [image, { ...image, kind: 'video' }, { v: 1, kind: 'note', createdAt: 5 }]) expect(quickRecord(right)).toBe(right);
  let recognised = 0;
  for (const mutant of mutants(image)) {
    if (quickRecord(mutant) === undefined) continue;
    recognised++;
    expect(boardRecordSchema.parse(mutant)).toEqual(mutant);
  }
  expect(recognised).toBeGreaterThan(0);
});

it('[MOOD-3] recognises places, colours and keys of the stack, and none that the schema refuses', () => {
  expect(isQuickly('g', [0, -5, 20, 30.5, -90])).toBe(true);
  expect(isQuickly('colour', '#aabbcc')).toBe(true);
  expect(isQuickly('locked', true)).toBe(true);
  expect(isQuickly('o', 'a0')).toBe(true);
  const places = [0, 1, 2, 3, 4].flatMap((index) => wrong.map((value) => [0, 0, 9, 9, 0].with(index, value as number)));
  const keys = ['a1V', 'a0', 'a00', 'zz', 'Zz', 'b0', `a1${'V'.repeat(300)}`];
  for (const field of Object.keys(boardFieldSchemas) as BoardField[])
    for (const value of [...wrong, ...places, ...keys, [1, 2, 3, 4], [1, 2, 3, 4, 5, 6]])
      if (isQuickly(field, value)) expect(boardFieldSchemas[field].parse(value)).toEqual(value);
});
