// The edit types: sixteen, each with a model that does it or words that say it.
import { expect, it } from 'vitest';
import { MAX_PROMPT, models, modelOf } from '../engine/index.ts';
import { composePrompt, variablesIn } from '../presets/index.ts';
import { editGroups } from './edit-type.ts';
import { editTypeOf, editTypes, modelForEdit, offeredEditTypes } from './edit-types.ts';

it('[PLAY-6] ships the sixteen edit types, each in a group', () => {
  expect(editTypes).toHaveLength(16);
  expect(new Set(editTypes.map(({ id }) => id)).size).toBe(16);
  expect(new Set(editTypes.map(({ name }) => name)).size).toBe(16);
  for (const { id, hint } of editTypes) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(hint).toMatch(/^[A-Z].*\.$/);
  }
  expect(new Set(editTypes.map(({ group }) => group))).toEqual(new Set(editGroups.map(({ id }) => id)));
});

it('[PLAY-6] names a model of the catalogue that takes what the edit needs', () => {
  for (const { type, model } of offeredEditTypes(models)) {
    expect(modelOf(model.id)).toBe(model);
    if (type.way.by === 'model') expect(model.id).toBe(type.way.preferred);
    if (type.needs === 'mask') expect(model.inputs.properties).toHaveProperty('mask_image');
  }
  expect(offeredEditTypes(models)).toHaveLength(16);
});

it('[PLAY-6] does not offer what no model can do', () => {
  const without = (kind: string) => offeredEditTypes(models.filter((model) => model.kind !== kind)).map(({ type }) => type.id);
  expect(without('upscaler')).not.toContain('upscale');
  expect(without('background-removal')).not.toContain('background-removal');
  expect(without('outpaint')).not.toContain('outpaint');
  expect(without('image-to-image').toSorted()).toEqual(['background-removal', 'object-removal', 'outpaint', 'upscale']);
  const noMask = models.filter((model) => !('mask_image' in model.inputs.properties));
  expect(modelForEdit(editTypeOf('object-removal')!, noMask)).toBeUndefined();
  const single = models.filter((model) => (model.inputs.properties.images?.maxItems ?? 0) < 2);
  expect(modelForEdit(editTypeOf('face-swap')!, single)).toBeUndefined();
  expect(offeredEditTypes([])).toEqual([]);
});

it('[PLAY-6] falls back to another model of the kind', () => {
  const others = models.filter(({ id }) => id !== 'wavespeed-ai/image-upscaler');
  expect(modelForEdit(editTypeOf('upscale')!, others)?.kind).toBe('upscaler');
});

it('[PLAY-6] has templates whose variables are listed and that work as they stand', () => {
  for (const { way, needs } of editTypes) {
    if (way.by !== 'words') continue;
    expect(variablesIn(way.template)).toEqual(way.variables.map(({ name }) => name));
    const variables = Object.fromEntries(way.variables.map(({ name, value }) => [name, value]));
    const { prompt, faults } = composePrompt({ prompt: way.template, variables }, { kind: 'edit' });
    expect(faults).toEqual([]);
    expect(prompt).not.toMatch(/[{}]/);
    expect(prompt.length).toBeLessThan(MAX_PROMPT / 2);
    expect(prompt.includes('Figure 2')).toBe(needs === 'second-reference');
  }
});
