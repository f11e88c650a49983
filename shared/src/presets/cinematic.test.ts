// The cinematic vocabularies: all of the list, each of ten to forty distinct choices with a phrase of their own.
import { expect, it } from 'vitest';
import { chosenCinematic, cinematic, vocabulariesFor } from './cinematic.ts';

it('[PLAY-2] ships the eighteen vocabularies', () => {
  expect(cinematic.map(({ name }) => name).toSorted()).toEqual(
    [
      ...['Camera angle', 'Lens', 'Shot size', 'Depth of field', 'Composition', 'Lighting', 'Palette', 'Director’s manner', 'Era', 'Mood'],
      ...['Camera movement', 'Aspect ratio', 'Time of day', 'Weather', 'Location', 'Foreground', 'Subject count', 'Eye contact']
    ].toSorted()
  );
  expect(new Set(cinematic.map(({ id }) => id)).size).toBe(18);
});

it.each(cinematic.map((vocabulary) => [vocabulary.name, vocabulary] as const))(
  '[PLAY-2] has ten to forty values: %s',
  (_, { id, values }) => {
    expect(id).toMatch(/^[a-z]{3,40}$/);
    expect(values.length).toBeGreaterThanOrEqual(10);
    expect(values.length).toBeLessThanOrEqual(40);
    expect(new Set(values.map((value) => value.id)).size).toBe(values.length);
    expect(new Set(values.map((value) => value.name)).size).toBe(values.length);
    for (const value of values) {
      expect(value.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(value.id.length).toBeLessThanOrEqual(60);
      expect(value.name.length).toBeLessThanOrEqual(26);
      expect(value.phrase.length).toBeGreaterThanOrEqual(5);
      expect(value.phrase.length).toBeLessThanOrEqual(80);
      expect(value.phrase).not.toMatch(/^[\s\p{P}]|[\s\p{P}]$|[{}!?;]|\s\s/u);
    }
  }
);

it('[PLAY-2] repeats no phrase in any vocabulary', () => {
  const phrases = cinematic.flatMap(({ values }) => values.map(({ phrase }) => phrase.toLowerCase()));
  expect(new Set(phrases).size).toBe(phrases.length);
});

it('[PLAY-2] offers camera movement only where pictures move', () => {
  const ids = (kind: 'generate' | 'edit' | 'video') => vocabulariesFor(kind).map(({ id }) => id);
  expect(ids('video')).toHaveLength(18);
  expect(ids('generate')).toEqual(ids('video').filter((id) => id !== 'movement'));
  expect(ids('edit')).toEqual(ids('generate'));
});

it('[PLAY-2] leaves out choices that do not exist', () => {
  const chosen = { lens: '85mm', angle: 'from-the-moon', constructor: 'x', movement: 'orbit' };
  expect(chosenCinematic(chosen, 'generate').map(({ value }) => value.name)).toEqual(['85 mm']);
  expect(chosenCinematic(chosen, 'video').map(({ value }) => value.name)).toEqual(['85 mm', 'Orbit']);
  expect(chosenCinematic(undefined, 'video')).toEqual([]);
});
