// Sizes by aspect ratio: exact ratios whose sides a model accepts, so that no one has to calculate.
import { modelOf, parseSize, sizeProblem, type ModelInput, type Recipe, type Size } from 'shared/engine';

/** The ratios offered first, from square to tall. */
export const RATIOS = ['1:1', '4:5', '2:3', '3:2', '16:9', '9:16'] as const;

/** Short sides that choosing a ratio snaps to, so that going through several ratios never drifts. */
const SHORT_SIDES = [512, 1024, 1536, 2048, 3072, 4096];
const DEFAULT_SHORT_SIDE = 2048;
/** Sides are multiples of this, as image models prefer. */
const STEP = 8;
/** How far a size may be from a ratio and still count as it. */
const TOLERANCE = 0.005;

/** Width and height of a ratio such as `4:5`. */
export function parseRatio(ratio: string): Size {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  return { width, height };
}

/**
 * The size of a ratio that the input's rules allow, as near as possible to a short side of `target` pixels;
 * undefined where the rules allow none.
 */
export function sizeFor(input: ModelInput, ratio: string, target = DEFAULT_SHORT_SIDE): Size | undefined {
  const { width, height } = parseRatio(ratio);
  const at = (units: number): Size => ({ width: width * STEP * units, height: height * STEP * units });
  const wanted = Math.max(1, Math.round(target / (Math.min(width, height) * STEP)));
  const most = Math.ceil((input['x-side-max'] ?? 16_384) / STEP);
  for (let distance = 0; distance <= most; distance += 1) {
    for (const units of [wanted - distance, wanted + distance]) {
      if (units >= 1 && sizeProblem(at(units), input) === undefined) return at(units);
    }
  }
  return undefined;
}

/** The same scale in another ratio: what a ratio tile sets when a size already stands in the fields. */
export function resizeTo(input: ModelInput, ratio: string, current: Size | undefined): Size | undefined {
  return sizeFor(input, ratio, current ? nearestShortSide(current) : DEFAULT_SHORT_SIDE);
}

function nearestShortSide({ width, height }: Size): number {
  const short = Math.min(width, height);
  return SHORT_SIDES.reduce((best, side) => (Math.abs(side - short) < Math.abs(best - short) ? side : best));
}

/** The offered ratio that a size has, else undefined. */
export function ratioOf({ width, height }: Size, ratios: readonly string[] = RATIOS): string | undefined {
  return ratios.find((ratio) => {
    const parsed = parseRatio(ratio);
    const wanted = parsed.width / parsed.height;
    return Math.abs(width / height - wanted) <= wanted * TOLERANCE;
  });
}

/** The ratio that is nearest to a size, for models that know ratios only. */
export function nearestRatio({ width, height }: Size, ratios: readonly string[]): string | undefined {
  const distance = (ratio: string) => {
    const parsed = parseRatio(ratio);
    return Math.abs(Math.log((width / height) * (parsed.height / parsed.width)));
  };
  return ratios.length === 0 ? undefined : ratios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best));
}

/**
 * The shape that a recipe's pictures will have, before there is one: by its size, its ratio, else its source's shape.
 * Only the quotient matters.
 */
export function shapeOf({ model: id, params }: Pick<Recipe, 'model' | 'params'>, source?: Size): Size {
  const properties = modelOf(id)?.inputs.properties;
  const size = parseSize(params.size ?? (source ? undefined : properties?.size?.default));
  if (size && size.width > 0 && size.height > 0) return size;
  const ratio = params.aspect_ratio ?? (source ? undefined : properties?.aspect_ratio?.default);
  if (typeof ratio === 'string') return parseRatio(ratio);
  return source ?? { width: 1, height: 1 };
}
