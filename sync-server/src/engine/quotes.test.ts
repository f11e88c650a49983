// Proves that prices come from the costing function where it knows them, and from one question to the provider else.
import { recipeSchema, type Recipe } from 'shared/engine';
import { expect, it } from 'vitest';
import { stubEngine } from './engine.fixture.ts';
import { Quotes } from './quotes.ts';

const v55: Partial<Recipe> = { model: 'bytedance/seedream-v5.5', params: { resolution: '2k' } };
const recipe = (fields: Partial<Recipe>): Recipe => recipeSchema.parse({ v: 1, prompt: 'a secret plan', ...fields });

function asking(answer: () => Promise<number> = async () => 35_000) {
  const asked: { model: string; inputs: Record<string, unknown> }[] = [];
  const engine = stubEngine({
    quote: (model, inputs) => {
      asked.push({ model, inputs });
      return answer();
    }
  });
  return { asked, engine };
}

it('[ENG-6] asks nobody for a price that is known', async () => {
  expect(await new Quotes().price(stubEngine(), recipe({ model: 'bytedance/seedream-v4' }))).toBe(27_000);
});

it('[ENG-6] asks the provider with every setting, but with no words of the prompt', async () => {
  const { asked, engine } = asking();
  expect(await new Quotes().price(engine, recipe(v55))).toBe(35_000);
  expect(asked).toEqual([{ model: 'bytedance/seedream-v5.5', inputs: { prompt: 'A picture', resolution: '2k' } }]);
});

it('[ENG-6] asks once for equal settings within ten minutes, again for others and later', async () => {
  let now = 0;
  const { asked, engine } = asking();
  const quotes = new Quotes(() => now);
  await Promise.all([quotes.price(engine, recipe(v55)), quotes.price(engine, recipe({ ...v55, prompt: 'something else' }))]);
  expect(asked).toHaveLength(1);
  const edit = (count: number) =>
    recipe({ ...v55, model: 'bytedance/seedream-v5.5/edit', references: Array.from({ length: count }, () => ({ hash: 'a'.repeat(64) })) });
  await quotes.price(engine, edit(1));
  await quotes.price(engine, edit(2));
  await quotes.price({ ...engine, keyName: 'workspace:w' }, edit(2));
  expect(asked).toHaveLength(4);
  now += 10 * 60_000;
  await quotes.price(engine, recipe(v55));
  expect(asked).toHaveLength(5);
});

it('[ENG-6] passes a refusal on and asks again the next time', async () => {
  const answers = [() => Promise.reject(new Error('down')), async () => 1_000];
  const { engine } = asking(() => answers.shift()!());
  const quotes = new Quotes();
  await expect(quotes.price(engine, recipe(v55))).rejects.toThrow('down');
  expect(await quotes.price(engine, recipe(v55))).toBe(1_000);
});
