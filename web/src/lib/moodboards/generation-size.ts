// The shape of a picture to come, so that its place on the board does not jump when it lands.
import { parseSize, type Recipe } from 'shared/engine';

/** Width by height: the asked size, the asked ratio, else that of the source. */
export function itemRatio({ params }: Pick<Recipe, 'params'>, source: { width: number; height: number } | undefined): number {
  const size = parseSize(params.size);
  if (size) return size.width / size.height;
  const ratio = /^(\d+):(\d+)$/.exec(String(params.aspect_ratio ?? ''));
  if (ratio) return Number(ratio[1]) / Number(ratio[2]);
  return source ? source.width / source.height : 1;
}
