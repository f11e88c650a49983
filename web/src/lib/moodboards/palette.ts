// The colours of a picture: clusters of its pixels in OKLab, where distances are those that people see.

/** Most colours of a palette. */
const MOST = 6;
const ROUNDS = 12;
/** Colours nearer than this (OKLab) are one. */
const ALIKE = 0.06;

type Lab = readonly [number, number, number];

/** Up to six colours as `#rrggbb`, the commonest first, out of RGBA pixels; transparent ones do not count. The same pixels give the same colours. */
export function paletteOf(pixels: Uint8ClampedArray): string[] {
  const labs: Lab[] = [];
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < 128) continue;
    labs.push(labOf(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0));
  }
  if (labs.length === 0) return [];
  let centres = seeds(labs);
  let sizes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const sums = centres.map(() => [0, 0, 0, 0] as [number, number, number, number]);
    for (const lab of labs) {
      const sum = sums[nearest(lab, centres)] as [number, number, number, number];
      for (const part of [0, 1, 2] as const) sum[part] += lab[part];
      sum[3]++;
    }
    centres = sums.map(([l, a, b, count], index) => (count > 0 ? [l / count, a / count, b / count] : (centres[index] as Lab)));
    sizes = sums.map(([, , , count]) => count);
  }
  const found: { lab: Lab; size: number }[] = [];
  for (const { lab, size } of centres.map((lab, index) => ({ lab, size: sizes[index] ?? 0 })).sort((one, other) => other.size - one.size)) {
    const same = found.find((other) => distance(other.lab, lab) < ALIKE);
    if (same) same.size += size;
    else if (size > labs.length / 200) found.push({ lab, size });
  }
  return found.sort((one, other) => other.size - one.size).map(({ lab }) => hexOf(lab));
}

/** Colours far apart to begin with: first the middle one, then always the one that is farthest from all chosen. */
function seeds(labs: readonly Lab[]): Lab[] {
  const step = Math.max(1, Math.floor(labs.length / 2_000));
  const sample = labs.filter((_, index) => index % step === 0);
  const mean = ([0, 1, 2] as const).map((part) => sample.reduce((sum, lab) => sum + lab[part], 0) / sample.length) as unknown as Lab;
  const chosen: Lab[] = [sample[nearest(mean, sample)] as Lab];
  const far = sample.map((lab) => distance(lab, chosen[0] as Lab));
  while (chosen.length < Math.min(MOST + 2, sample.length)) {
    const at = far.indexOf(Math.max(...far));
    if ((far[at] ?? 0) === 0) break;
    chosen.push(sample[at] as Lab);
    for (const [index, lab] of sample.entries()) far[index] = Math.min(far[index] ?? 0, distance(lab, sample[at] as Lab));
  }
  return chosen.slice(0, MOST);
}

function nearest(lab: Lab, centres: readonly Lab[]): number {
  let [best, least] = [0, Infinity];
  for (const [index, centre] of centres.entries()) {
    const away = distance(lab, centre);
    if (away < least) [best, least] = [index, away];
  }
  return best;
}

const distance = (one: Lab, other: Lab) => Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const encoded = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);

/** sRGB bytes to OKLab (Björn Ottosson, "A perceptual color space for image processing", 2020). */
function labOf(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [linear(red / 255), linear(green / 255), linear(blue / 255)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ];
}

function hexOf([L, a, b]: Lab): string {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
  ];
  return `#${rgb
    .map((value) =>
      Math.round(Math.min(1, Math.max(0, encoded(Math.max(0, value)))) * 255)
        .toString(16)
        .padStart(2, '0')
    )
    .join('')}`;
}

export type ColourNotation = 'HEX' | 'RGB' | 'HSL';

/** A colour as other programs write it. */
export function written(colour: string, notation: ColourNotation): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
  if (notation === 'HEX') return colour.toUpperCase();
  if (notation === 'RGB') return `rgb(${r} ${g} ${b})`;
  const [red, green, blue] = [r / 255, g / 255, b / 255];
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const [light, span] = [(most + least) / 2, most - least];
  const saturation = span === 0 ? 0 : span / (1 - Math.abs(2 * light - 1));
  const hue =
    span === 0 ? 0 : most === red ? ((green - blue) / span + 6) % 6 : most === green ? (blue - red) / span + 2 : (red - green) / span + 4;
  return `hsl(${Math.round(hue * 60) % 360} ${Math.round(saturation * 100)}% ${Math.round(light * 100)}%)`;
}
