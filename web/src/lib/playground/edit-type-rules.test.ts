// Proves that an edit type brings its words and a model that can do it, and says what is missing.
import { models } from 'shared/engine';
import { editTypeOf } from 'shared/playground';
import { expect, it, vi } from 'vitest';
import { firstDraft } from './draft.ts';
import { missingFor, templateOf, withEditType } from './edit-type-rules.ts';
import { wordsOf } from './request.ts';

vi.mock('#lib/blobs', () => ({ mediaUrl: (hash: string) => `/media/${hash}` }));

const draft = firstDraft('edit');

it('[PLAY-6] brings words that work as they stand, with a field for each variable', () => {
  const lit = withEditType({ ...draft, composition: { variables: { subject: 'a cup' } } }, editTypeOf('lighting')!, models);
  expect(wordsOf(lit).prompt).toContain('golden hour sun from the left');
  expect(wordsOf(lit).prompt).not.toMatch(/[{}]/);
  expect(wordsOf(lit).faults).toEqual([]);
  expect(lit.prompt).toBe(templateOf(editTypeOf('lighting')!));
  expect(lit.composition.variables).toMatchObject({ subject: 'a cup' });
  expect(lit.model).toBe(draft.model);
});

it('[PLAY-6] changes the model only where the chosen one cannot do it', () => {
  const other = { ...draft, model: 'bytedance/seedream-v4' };
  expect(withEditType(other, editTypeOf('enhance')!, models).model).not.toBe(other.model);
});

it('[PLAY-6] leaves the draft to tools that have a model of their own', () => {
  expect(withEditType(draft, editTypeOf('upscale')!, models)).toBe(draft);
  expect(templateOf(editTypeOf('upscale')!)).toBe('');
});

it('[PLAY-6] says when a second picture is missing', () => {
  expect(missingFor(editTypeOf('face-swap')!, 1)).toMatch(/second picture/);
  expect(missingFor(editTypeOf('face-swap')!, 2)).toBeUndefined();
  expect(missingFor(editTypeOf('enhance')!, 1)).toBeUndefined();
});
