// What a model costs by the provider's list: a fixed price only where Preset understands how it comes about, else a floor to be quoted.
import type { Model } from 'shared/engine';
import type { CatalogueItem } from './items.ts';

type Price = Model['price'];

/**
 * The price of a known model. The shipped price stands while the provider's base price is the one it was read with. A changed base price is
 * taken over where the formula is the one that the model's price follows; everywhere else it is a floor, and the provider is asked.
 */
export function mergedPrice({ price }: Model, { basePrice, formula }: CatalogueItem): Price {
  if (basePrice === null) return price;
  if (price.floor || price.amount === null) return { amount: basePrice, unit: price.unit, floor: true };
  if (basePrice === price.amount) return price;
  const understood = !price.by && plain(formula) === plain(formulaOf(price));
  return understood ? { ...price, amount: basePrice } : { amount: basePrice, unit: price.unit, floor: true };
}

/** The provider's formula of a price, as JSONata (wavespeed-contract, "Models item"). */
function formulaOf({ multiplier, linear_in: seconds }: Price): string {
  return `{"total_price": ${['base_price', multiplier, seconds && `${seconds} / 5`].filter(Boolean).join(' * ')}}`;
}

/** Without spaces, quotes and brackets, which say nothing. */
const plain = (formula: string) => formula.replaceAll(/[\s"'()$]/g, '');
