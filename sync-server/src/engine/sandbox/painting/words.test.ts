// What the painter understands of a prompt.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { COLOURS } from './lexicon.ts';
import { readPrompt } from './words.ts';

describe('readPrompt', () => {
  it('[ENG-2] gives each thing the colour and material said of it', () => {
    const spec = readPrompt('a red terracotta carafe and a blue glass bottle on a marble table, linen backdrop', 1);
    expect(spec.kind).toBe('still-life');
    expect(spec.things[0]).toMatchObject({ name: 'carafe', material: 'terracotta', colour: COLOURS['red'] });
    expect(spec.things.find((thing) => thing.name === 'bottle')).toMatchObject({ material: 'glass', colour: COLOURS['blue'] });
    expect(spec.things.find((thing) => thing.name === 'table')?.material).toBe('marble');
    expect(spec.backdrop).toBeDefined();
  });

  it.each([
    ['portrait of an old man with a straw hat', 'portrait'],
    ['white courtyard with arches at noon', 'architecture'],
    ['snowy mountains above a lake', 'mountains'],
    ['desert dunes', 'dunes'],
    ['stormy sea', 'sea'],
    ['misty pine forest', 'forest'],
    ['city street at night', 'city'],
    ['pink peony macro', 'flower'],
    ['folds of white silk', 'abstract'],
    ['tomato soup', 'food'],
    ['a cup of coffee', 'food'],
    ['bowl of lemons', 'still-life'],
    ['an orange cat on a beach', 'animal'],
    ['dog portrait', 'animal'],
    ['red sports car', 'vehicle'],
    ['ringed planet', 'space'],
    ['living room with a sofa', 'interior']
  ])('[ENG-2] finds the subject of "%s"', (prompt, kind) => {
    expect(readPrompt(prompt, 3).kind).toBe(kind);
  });

  it('[ENG-2] reads hour, weather, light, lens, shot and angle', () => {
    expect(readPrompt('lighthouse at blue hour in the rain, 85 mm, close-up, low angle', 1)).toMatchObject({
      hour: 'blue',
      weather: 'rain',
      lens: 85,
      shot: 'close',
      angle: 'low'
    });
    expect(readPrompt('vase, light through venetian blinds, pastel', 1)).toMatchObject({ light: 'blinds', palette: 'pastel' });
  });

  it('[ENG-2] places a subject in the setting named', () => {
    expect(readPrompt('horse in a meadow', 1).setting).toBe('meadow');
    expect(readPrompt('penguin in the snow', 1).setting).toBe('snow');
    expect(readPrompt('vase by a window', 1).setting).toBe('studio');
  });

  it('[ENG-2] takes a style for a look, and for a thing only where nothing else is named', () => {
    expect(readPrompt('a red vase, street photography', 1)).toMatchObject({ kind: 'still-life', setting: 'studio' });
    expect(readPrompt('a mountain lake, portrait style', 1).kind).toBe('mountains');
    expect(readPrompt('nature photography', 1).kind).toBe('mountains');
  });

  it('[ENG-2] leaves out what the prompt forbids', () => {
    expect(readPrompt('a portrait without a hat', 1).things.map((thing) => thing.name)).not.toContain('hat');
  });

  it('[ENG-2] composes alike in every style, and differently with every seed', () => {
    expect(readPrompt('red vase, watercolor', 7).seed).toBe(readPrompt('red vase, pop art style', 7).seed);
    expect(readPrompt('red vase', 7).seed).not.toBe(readPrompt('red vase', 8).seed);
  });

  it('[ENG-2] understands any text whatever, the same way twice', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (prompt, seed) => {
        expect(readPrompt(prompt, seed)).toEqual(readPrompt(prompt, seed));
      }),
      { numRuns: 200 }
    );
  });
});
