// Composing a prompt: what stands where, that text alone is left alone, and that marks never double.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_PROMPT, type Composition } from '../engine/index.ts';
import { cinematic } from './cinematic.ts';
import { composePrompt } from './compose.ts';
import { styleOf, styles } from './styles.ts';

const compose = (composition: Composition, kind: 'generate' | 'edit' | 'video' = 'generate') => composePrompt(composition, { kind });

it('[PLAY-2] puts the typed text first, then camera and light, then the style', () => {
  const composition = { prompt: 'A carafe on a plinth', cinematic: { mood: 'calm', lens: '85mm' }, style: 'oil-painting' };
  expect(compose(composition).prompt).toBe(
    `A carafe on a plinth. 85mm lens with gentle compression, calm and unhurried. ${styleOf('oil-painting')!.generate}`
  );
  expect(compose(composition, 'edit').prompt).toContain(styleOf('oil-painting')!.edit);
});

it('[PLAY-2] moves the camera only in clips', () => {
  const composition = { prompt: 'A fox.', cinematic: { movement: 'orbit' } };
  expect(compose(composition).prompt).toBe('A fox.');
  expect(compose(composition, 'video').prompt).toBe('A fox. The camera orbits the subject.');
});

it('[PLAY-2] fills variables and asks for those without a value', () => {
  const prompt = '{subject} beside {subject} in {place}, {} and {12}';
  expect(compose({ prompt, variables: { subject: ' a kettle ', place: '{subject}' } }).prompt).toBe(
    'a kettle beside a kettle in {subject}, {} and {12}'
  );
  const { prompt: open, faults } = compose({ prompt, variables: { subject: 'a kettle', place: ' ' } });
  expect(open).toContain('in {place}');
  expect(faults).toEqual([{ path: 'composition.variables.place', message: 'Say what {place} stands for.' }]);
});

it.each([
  ['A fox', 'A fox. At dusk.'],
  ['A fox.', 'A fox. At dusk.'],
  ['A fox…', 'A fox… At dusk.'],
  ['A sign that says “Open.”', 'A sign that says “Open.” At dusk.'],
  ['Is it a fox?', 'Is it a fox? At dusk.'],
  ['A fox, ', 'A fox. At dusk.'],
  ['A fox;', 'A fox. At dusk.'],
  ['A fox –', 'A fox. At dusk.'],
  ['狐狸。', '狐狸。 At dusk.'],
  ['', 'At dusk.'],
  [' , ', 'At dusk.']
])('[PLAY-2] ends “%s” with one mark', (prompt, expected) => {
  expect(compose({ prompt, cinematic: { time: 'dusk' } }).prompt).toBe(expected);
});

it('[PLAY-2] says by how much a prompt is too long and what to do', () => {
  const long = 'x'.repeat(MAX_PROMPT);
  expect(compose({ prompt: long }).faults).toEqual([]);
  const { faults } = compose({ prompt: long, cinematic: { time: 'dusk' } });
  expect(faults).toEqual([
    {
      path: 'prompt',
      message: 'The prompt is 10 characters over the 2,000 that can be sent. Shorten it, or remove a style or a camera choice.'
    }
  ]);
});

const choices = fc
  .record(Object.fromEntries(cinematic.map(({ id, values }) => [id, fc.option(fc.constantFrom(...values.map((value) => value.id)))])))
  .map((all) => Object.fromEntries(Object.entries(all).flatMap(([id, value]) => (value === null ? [] : [[id, value]]))));
const compositions = fc.record({
  prompt: fc.string({ unit: 'grapheme', maxLength: 200 }),
  cinematic: choices,
  style: fc.option(fc.constantFrom(...styles.map(({ id }) => id)), { nil: undefined })
});
const kinds = fc.constantFrom('generate', 'edit', 'video' as const);

it('[PLAY-2] leaves text alone alone, however often', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), kinds, (prompt, kind) => {
      const once = compose({ prompt }, kind).prompt;
      expect(once).toBe(prompt.trim());
      expect(compose({ prompt: once }, kind).prompt).toBe(once);
    })
  );
});

it('[PLAY-2] depends on what is chosen, not on the order in which it was', () => {
  fc.assert(
    fc.property(compositions, kinds, (composition, kind) => {
      const reversed = Object.fromEntries(Object.entries(composition.cinematic).toReversed());
      expect(compose({ ...composition, cinematic: reversed }, kind)).toEqual(compose(composition, kind));
    })
  );
});

it('[PLAY-2] adds no double mark and no double space', () => {
  const doubles = (text: string) => text.match(/[.,;:][.,;:]|[.,;:!?]\s+[.,;:]|\s\s/gu)?.length ?? 0;
  fc.assert(
    fc.property(compositions, kinds, (composition, kind) => {
      expect(doubles(compose(composition, kind).prompt)).toBeLessThanOrEqual(doubles(composition.prompt.trim()));
    })
  );
});

it('[PLAY-2] begins with what was typed and ends with the style', () => {
  fc.assert(
    fc.property(compositions, kinds, (composition, kind) => {
      const { prompt } = compose(composition, kind);
      const words = composition.prompt.trim().replace(/[\s\p{P}]+$/u, '');
      expect(prompt.startsWith(words)).toBe(true);
      const style = composition.style === undefined ? undefined : styleOf(composition.style);
      if (style) expect(prompt.endsWith(kind === 'edit' ? style.edit : style.generate)).toBe(true);
    })
  );
});
