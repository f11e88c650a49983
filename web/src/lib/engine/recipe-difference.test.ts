// Proves that a difference between two recipes is complete, says nothing where they ask for the same, and gives both prompts back.
import fc from 'fast-check';
import { modelOf, models, readRecipe, type Recipe } from 'shared/engine';
import { describe, expect, it } from 'vitest';
import { recipeJson, recipeText } from './recipe-copy.ts';
import { diffPrompts, diffRecipes } from './recipe-difference.ts';
import { factsOf } from './recipe-facts.ts';

const hash = (digit: string) => digit.repeat(64);
const recipe: Recipe = {
  v: 1,
  model: 'bytedance/seedream-v4',
  prompt: 'olive branch in a bottle, soft window light',
  params: { size: '2048*2560' },
  references: []
};

const words = fc.array(fc.constantFrom('olive', 'branch', 'light,', 'a', 'soft', '85 mm', '\n', '{subject}'), { maxLength: 30 });
const prompts = words.map((all) => all.join(' '));
const recipes: fc.Arbitrary<Recipe> = fc.record({
  v: fc.constant(1 as const),
  model: fc.constantFrom(...models.slice(0, 6).map(({ id }) => id)),
  prompt: prompts,
  params: fc.dictionary(fc.constantFrom('size', 'resolution', 'max_images'), fc.oneof(fc.constant('2k'), fc.nat(9), fc.boolean())),
  references: fc.uniqueArray(
    fc.record({ hash: fc.constantFrom('a', 'b', 'c').map(hash), role: fc.constantFrom('source' as const, 'style' as const) }),
    {
      selector: (one) => one.hash
    }
  )
});

describe('difference of two recipes', () => {
  it('[GAL-5] is none between a recipe and itself, and turned around from the other side', () => {
    fc.assert(
      fc.property(recipes, recipes, (one, other) => {
        expect(diffRecipes(one, structuredClone(one)).same).toBe(true);
        const there = diffRecipes(one, other);
        const back = diffRecipes(other, one);
        expect(back.same).toBe(there.same);
        const turned = (facts: typeof there.facts) => new Map(facts.map(({ key, before, after }) => [key, [after, before]]));
        expect(turned(back.facts)).toEqual(new Map(there.facts.map(({ key, before, after }) => [key, [before, after]])));
        expect(back.references.map((each) => each.hash).sort()).toEqual(there.references.map((each) => each.hash).sort());
      })
    );
  });

  it('[GAL-5] gives both prompts back from its pieces', () => {
    fc.assert(
      fc.property(prompts, prompts, (before, after) => {
        const pieces = diffPrompts(before, after);
        if (before === after) return void expect(pieces).toEqual([]);
        const side = (own: 'gone' | 'new') => pieces.flatMap(({ kind, text }) => (kind === own || kind === 'same' ? [text] : [])).join('');
        expect(side('gone')).toBe(before);
        expect(side('new')).toBe(after);
      })
    );
  });

  it('[GAL-5] marks words, not letters', () => {
    expect(diffPrompts('soft window light', 'low winter light').filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'gone', text: 'soft window' },
      { kind: 'new', text: 'low winter' }
    ]);
  });

  it('[RUN-3] counts a left-out parameter as the default that the model uses', () => {
    const model = models.find(({ inputs }) => Object.values(inputs.properties).some((input) => input.enum && input.default !== undefined))!;
    const [name, input] = Object.entries(model.inputs.properties).find(([, one]) => one.enum && one.default !== undefined)!;
    const silent = { ...recipe, model: model.id, params: {} };
    const said = { ...silent, params: { [name]: input.default! } };
    expect(diffRecipes(silent, said).same).toBe(true);
    const other = input.enum!.find((value) => value !== input.default)!;
    expect(diffRecipes(silent, { ...silent, params: { [name]: other } }).facts.map(({ key }) => key)).toEqual([`param:${name}`]);
    expect(factsOf(silent).find(({ key }) => key === `param:${name}`)?.byDefault).toBe(true);
  });

  it('[GAL-5] compares what people typed where both prompts were composed, and never hides that another prompt was sent', () => {
    const composed = (prompt: string, lens: string, sent: string): Recipe => ({
      ...recipe,
      prompt: sent,
      composition: { prompt, cinematic: { lens } }
    });
    const before = composed('a vase', '50-mm', 'a vase, 50 mm lens');
    expect(diffRecipes(before, composed('a vase', '85-mm', 'a vase, 85 mm lens'))).toMatchObject({
      prompt: [],
      facts: [{ label: 'Lens', before: '50 mm', after: '85 mm' }]
    });
    expect(diffRecipes(before, composed('a vase', '50-mm', 'a vase, 50 mm portrait lens')).prompt.some(({ kind }) => kind === 'new')).toBe(
      true
    );
  });

  it('[GAL-5] names references that came, went, changed their role, or their number where they have none', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(hash) as [string, string, string];
    const before: Recipe = {
      ...recipe,
      references: [
        { hash: a, role: 'source' },
        { hash: b, role: 'style' }
      ]
    };
    const after: Recipe = { ...recipe, references: [{ hash: a, role: 'source' }, { hash: b, role: 'place' }, { hash: c }] };
    expect(diffRecipes(before, after).references.map((one) => one.hash)).toEqual([b, c]);
    const swapped = (first: string, second: string): Recipe => ({ ...recipe, references: [{ hash: first }, { hash: second }] });
    expect(diffRecipes(swapped(a, b), swapped(b, a)).references).toHaveLength(2);
  });
});

describe('a recipe taken along', () => {
  it('[GAL-5] comes back from its JSON exactly, and says what cannot be read', () => {
    fc.assert(fc.property(recipes, (one) => void expect(readRecipe(JSON.parse(recipeJson(one)))).toEqual({ recipe: one })));
    expect(readRecipe({ v: 2, model: 'x' })).toEqual({ unreadable: 'newer' });
    expect(readRecipe({ v: 1 })).toEqual({ unreadable: 'damaged' });
    expect(readRecipe('a red vase')).toEqual({ unreadable: 'damaged' });
  });

  it('[GAL-5] reads as text with everything that counts', () => {
    const full: Recipe = {
      ...recipe,
      references: [{ hash: hash('a'), role: 'style' }],
      preset: { id: '0'.repeat(32), version: 7 },
      variation: 4
    };
    const text = recipeText(full, [['Cost and time', '$0.027, 17 s']]);
    expect(modelOf(full.model)).toBeDefined();
    for (const part of [
      recipe.prompt,
      'Seedream 4.0 (bytedance/seedream-v4)',
      'Size: 2048 × 2560, 4:5',
      `Style: sha256 ${hash('a')}`,
      'v7',
      'Variation: 4',
      '$0.027, 17 s'
    ])
      expect(text).toContain(part);
  });
});
