// The shipped styles in the sandbox: it recognises each wording, and a style changes how a scene looks, never what it shows.
import { expect, it } from 'vitest';
import { composePrompt, styles, type Style } from 'shared/presets';
import { readInstruction } from './engine/sandbox/editing/instruction.ts';
import { readPrompt } from './engine/sandbox/painting/words.ts';
import { STYLES, findStyles } from './engine/sandbox/painting/style-names.ts';

/** What the sandbox calls a shipped style. */
const nameOf = ({ id }: Style) => (id === 'hdr' ? 'HDR' : id === 'sci-fi' ? id : id.replaceAll('-', ' '));
/** Styles that say the same with another word: a photographer's wording names photography, and noir is a monochrome. */
const companions = (style: Style) => (style.group === 'photography' ? ['photorealistic'] : style.id === 'film-noir' ? ['monochrome'] : []);
const each = styles.map((style) => [style.name, style] as const);

it('[PRE-4] ships the styles that the sandbox knows, and only those', () => {
  expect(styles.map(nameOf).toSorted()).toEqual([...STYLES].toSorted());
});

it.each(each)('[PRE-4] is recognised by its wording: %s', (_, style) => {
  for (const wording of [style.generate, style.edit]) {
    const found = findStyles(wording);
    expect(found).toContain(nameOf(style));
    expect(found.filter((name) => name !== nameOf(style) && !companions(style).includes(name))).toEqual([]);
  }
});

it.each(each)('[PRE-4] keeps the scene of a prompt: %s', (_, style) => {
  for (const prompt of ['A brass teapot on an oak table', 'A mountain lake', 'Dunes', 'A fox in a forest', 'An old man in a grey coat']) {
    const plain = readPrompt(prompt, 7);
    const styled = readPrompt(composePrompt({ prompt, style: style.id }, { kind: 'generate' }).prompt, 7);
    expect(styled.kind).toBe(plain.kind);
    expect(styled.setting).toBe(plain.setting);
    expect(styled.things.map(({ name }) => name)).toEqual(plain.things.map(({ name }) => name));
    expect(styled.styles).toContain(nameOf(style));
  }
});

it.each(each)('[PRE-4] changes a picture’s look and nothing else: %s', (_, style) => {
  const operations = readInstruction(style.edit);
  const looks = new Set(['style', 'tone', 'monochrome', 'sepia', 'sharpen', 'vignette', 'tint']);
  expect(operations.length).toBeGreaterThan(0);
  expect(operations.filter(({ kind }) => !looks.has(kind))).toEqual([]);
});
