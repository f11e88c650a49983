// The models as the provider's list shows them, and what they cost in the sandbox's play money.
import { models, priceOf, type Model } from 'shared/engine';
import { MICROS_PER_DOLLAR, toMicros, type Micros } from 'shared/kernel';

/** Dollars for models that nobody has a price for; play money must still have one. */
const UNKNOWN_PRICE = 0.05;

/** The provider's words for the kinds that it names differently. */
const typeNames: Partial<Record<Model['kind'], string>> = {
  'text-to-image-series': 'text-to-image',
  'image-to-image-series': 'image-to-image',
  'image-to-layers': 'image-to-image',
  'background-removal': 'image-to-image',
  'inpaint-remove': 'image-to-image',
  outpaint: 'image-to-image',
  upscaler: 'image-to-image',
  'video-upscaler': 'video-to-video',
  text: 'text-to-text'
};

/** `GET /models`: every model in the documented item shape. `server` is where its `api_path` begins. */
export function listModels(server: string): unknown[] {
  return models.map((model, index) => ({
    model_id: model.id,
    name: model.id,
    base_price: model.price.amount ?? UNKNOWN_PRICE,
    description: 'Drawn by the sandbox, by rules and not by AI.',
    type: typeNames[model.kind] ?? model.kind,
    sort_order: index + 1,
    formula: formulaOf(model),
    api_schema: {
      api_schemas: [
        {
          type: 'model_run',
          method: 'POST',
          server,
          api_path: `/api/v3/${model.id}`,
          request_schema: {
            type: 'object',
            properties: model.inputs.properties,
            required: model.inputs.required,
            'x-order-properties': Object.keys(model.inputs.properties)
          }
        }
      ]
    }
  }));
}

function formulaOf({ price }: Model): string {
  const factors = [price.multiplier, price.linear_in && `${price.linear_in} / 5`].filter(Boolean);
  return `{"total_price": ${['base_price', ...factors].join(' * ')}}`;
}

/** Price of one task with these inputs, in micro-dollars: the costing function's, else the least that the catalogue states. */
export function quote(model: Model, inputs: Record<string, unknown>): Micros {
  const params: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(inputs)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') params[name] = value;
  }
  return priceOf({ model: model.id, params }) ?? toMicros(model.price.amount ?? UNKNOWN_PRICE);
}

/** Dollars as the wire states them. */
export function toDollars(micros: Micros): number {
  return micros / MICROS_PER_DOLLAR;
}
