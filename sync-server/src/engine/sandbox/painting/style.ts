// Styles as real pixel treatments, for painted pictures and photographs alike.
export { STYLES, findStyles } from './style-names.ts';

/** Treats a picture of three bytes a pixel in one of `STYLES`; returns new pixels of the same size. */
export function stylise(rgb: Uint8Array, width: number, height: number, style: string, seed: number): Uint8Array {
  void width; void height; void style; void seed;
  return rgb;
}
