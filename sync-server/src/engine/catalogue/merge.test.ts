// Proves that the provider's list makes the catalogue better where it can be understood, and never worse.
import fc from 'fast-check';
import { shippedModels, type Model } from 'shared/engine';
import { expect, it } from 'vitest';
import { listModels } from '../sandbox/wire/catalogue.ts';
import { readCatalogue } from './items.ts';
import { mergeCatalogue } from './merge.ts';

interface Listed {
  model_id: string;
  base_price: number;
  formula: string;
  type: string;
  sort_order: number;
  api_schema: { api_schemas: { type: string; request_schema: { type: string; properties: Record<string, object>; required: string[] } }[] };
}

const list = () => structuredClone(listModels('https://api.wavespeed.ai')) as Listed[];
const schemaOf = (item: Listed) => item.api_schema.api_schemas[0]!.request_schema;
const merge = (items: unknown) => {
  const read = readCatalogue(items);
  return read && mergeCatalogue(shippedModels, read);
};
const v4 = 'bytedance/seedream-v4';
/** The merged model after one change of the provider's item. */
function changed(id: string, change: (item: Listed) => void): Model {
  const items = list();
  change(items.find(({ model_id }) => model_id === id)!);
  return merge(items)!.find((model) => model.id === id)!;
}
/** A list with one more model. */
function withNew(fields: Partial<Listed>, properties: Record<string, object>, required = ['prompt']): Model | undefined {
  const items = list();
  const id = fields.model_id ?? 'bytedance/seedream-v6.0-pro';
  const request_schema = { type: 'object', properties, required };
  items.push({ ...items[0]!, model_id: id, ...fields, api_schema: { api_schemas: [{ type: 'model_run', request_schema }] } });
  return merge(items)!.find((model) => model.id === id);
}

it('[ENG-1] changes nothing that matters when the provider says what is known', () => {
  const merged = merge(list())!;
  expect(merged.map(({ id }) => id)).toEqual(shippedModels.map(({ id }) => id));
  for (const [index, { inputs, price, ...model }] of merged.entries()) {
    const shipped = shippedModels[index]!;
    expect({ ...model, properties: inputs.properties }).toEqual({
      ...{ ...shipped, inputs: undefined, price: undefined },
      properties: shipped.inputs.properties
    });
    expect(price).toEqual(shipped.price.amount === null ? { amount: 0.05, unit: shipped.price.unit, floor: true } : shipped.price);
  }
});

it('[ENG-6] takes over a changed price where it knows the formula, and calls it a floor where it does not', () => {
  expect(changed(v4, (item) => (item.base_price = 0.03)).price).toEqual({ amount: 0.03, unit: 'image' });
  expect(changed(`${v4}/sequential`, (item) => (item.base_price = 0.03)).price).toMatchObject({ amount: 0.03, multiplier: 'max_images' });
  const strange = changed(v4, (item) => Object.assign(item, { base_price: 0.03, formula: '{"total_price": base_price * $count(images)}' }));
  expect(strange.price).toEqual({ amount: 0.03, unit: 'image', floor: true });
  expect(changed('bytedance/seedream-v5.0-pro', (item) => (item.base_price = 0.05)).price).toEqual({
    amount: 0.05,
    unit: 'image',
    floor: true
  });
  for (const base_price of [0, -1, NaN, Infinity, 1e9, 'free'] as number[])
    expect(changed(v4, (item) => (item.base_price = base_price)).price).toEqual({ amount: 0.027, unit: 'image' });
});

it('[ENG-1] takes over limits, new values and new settings', () => {
  const pro = 'bytedance/seedream-v5.0-pro';
  const merged = changed(pro, (item) => {
    const { properties } = schemaOf(item);
    properties.resolution = { type: 'string', enum: ['1k', '2k', '4k'], default: '2k' };
    properties.guidance = { type: 'number', minimum: 1, maximum: 20, default: 5 };
    properties.loras = { type: 'array', items: { type: 'object' } };
    properties.sketch = { type: 'string', format: 'uri' };
    delete properties.prompt_optimization_mode;
  });
  expect(merged.inputs.properties.resolution).toMatchObject({ enum: ['1k', '2k', '4k'], default: '2k' });
  expect(merged.inputs.properties.guidance).toEqual({ type: 'number', minimum: 1, maximum: 20, default: 5 });
  expect(Object.keys(merged.inputs.properties)).not.toEqual(expect.arrayContaining(['sketch']));
  expect(merged.inputs.properties).not.toHaveProperty('loras');
  expect(merged.inputs.properties).not.toHaveProperty('prompt_optimization_mode');
  const sized = changed(v4, (item) => (schemaOf(item).properties.size = { type: 'string', minimum: 256, maximum: 6_000 }));
  expect(sized.inputs.properties.size).toMatchObject({ 'x-format': 'W*H', 'x-side-min': 256, 'x-side-max': 6_000, default: '2048*2048' });
  const fewer = changed(`${v4}/edit`, (item) => Object.assign(schemaOf(item).properties.images!, { maxItems: 14 }));
  expect(fewer.inputs.properties.images).toMatchObject({ minItems: 1, maxItems: 14 });
});

it('[ENG-1] drops limits that make no sense', () => {
  for (const [properties, name] of [
    [{ resolution: { type: 'string', enum: [] } }, 'resolution'],
    [{ max_images: { type: 'integer', minimum: 9, maximum: 3 } }, 'max_images'],
    [{ output_format: { type: 'string', enum: ['jpeg', 7] } }, 'output_format']
  ] as const) {
    const id = name === 'max_images' ? `${v4}/sequential` : 'bytedance/seedream-v5.0-pro';
    expect(changed(id, (item) => Object.assign(schemaOf(item).properties, properties)).inputs.properties).not.toHaveProperty(name);
  }
  const wrong = changed('bytedance/seedream-v5.0-pro', (item) =>
    Object.assign(schemaOf(item).properties, { output_format: { type: 'string', enum: ['png'], default: 'gif' } })
  );
  expect(wrong.inputs.properties.output_format).toEqual({ type: 'string', enum: ['png'] });
});

it('[ENG-1] stops offering what is listed no more, or in a shape that Preset cannot fill', () => {
  const items = list().filter(({ model_id }) => model_id !== v4);
  expect(merge(items)!.find(({ id }) => id === v4)).toEqual({ ...shippedModels[0], offered: false });
  expect(changed(`${v4}/edit`, (item) => delete schemaOf(item).properties.images).offered).toBe(false);
  expect(changed(v4, (item) => schemaOf(item).required.push('account_number')).offered).toBe(false);
  expect(changed(v4, (item) => (schemaOf(item).properties.prompt = { type: 'array' })).offered).toBe(false);
});

it('[ENG-1] takes in a new model of a known family whose schema is whole, to be quoted', () => {
  const prompt = { type: 'string' };
  expect(withNew({}, { prompt, size: { type: 'string', minimum: 1_024, maximum: 8_192, default: '2048*2048' } })).toMatchObject({
    name: 'Seedream 6.0 Pro',
    family: 'Seedream 6.0',
    kind: 'text-to-image',
    offered: true,
    price: { floor: true },
    inputs: { properties: { size: { 'x-format': 'W*H', 'x-side-min': 1_024 } }, 'x-complete': true }
  });
  const clip = { model_id: 'bytedance/seedance-3.0/image-to-video', type: 'image-to-video' };
  expect(withNew(clip, { prompt, image: { type: 'string' } }, ['image'])).toMatchObject({ name: 'Seedance 3.0', kind: 'image-to-video' });
});

it('[ENG-1] keeps out new models of other families, unknown kinds and schemas with riddles', () => {
  const prompt = { type: 'string' };
  expect(withNew({ model_id: 'other/maker' }, { prompt })).toBeUndefined();
  expect(withNew({ type: 'audio' }, { prompt })).toBeUndefined();
  expect(withNew({}, {})).toBeUndefined();
  expect(withNew({}, { prompt, riddle: { type: 'tensor' } })).toBeUndefined();
  expect(withNew({}, { prompt, face: { type: 'string', format: 'uri' } }, ['prompt', 'face'])).toBeUndefined();
  expect(withNew({}, { prompt }, ['prompt', 'absent'])).toBeUndefined();
  expect(withNew({ model_id: 'bytedance/seedream-v6/../../x' }, { prompt })).toBeUndefined();
  expect(withNew({ model_id: 'bytedance/seedream-v6-lora-trainer' }, { prompt })).toBeUndefined();
});

it('[ENG-1] believes no list that lacks most of what is offered', () => {
  expect(merge(list().slice(0, 5))).toBeUndefined();
  expect(merge([])).toBeUndefined();
  for (const broken of [null, 'models', 7, {}, { items: 'none' }, list().map(() => null)]) expect(merge(broken)).toBeUndefined();
});

it('[ENG-1] survives whatever stands in an item', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom('base_price', 'api_schema', 'formula', 'type', 'sort_order', 'model_id'),
      (value, field) => {
        const items = list();
        Object.assign(items[0]!, { [field]: value });
        const merged = merge(items)!;
        expect(merged.slice(1)).toEqual(merge(list())!.slice(1, merged.length));
      }
    ),
    { numRuns: 60 }
  );
});
