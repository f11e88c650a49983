// Sets a picture's subject before another scene, so that both share one light.
import { clamp, ease } from '../painting/noise.ts';
import { paint } from '../painting/paint.ts';
import { blurred, cover, luma, mixed, resizeMask, type Mask, type Raster } from '../drawing/raster.ts';
import type { Colour } from './instruction.ts';

/** The subject of `raster` before a scene painted from words. */
export async function before(raster: Raster, matte: Mask, words: string, seed: number): Promise<Raster> {
  const { width, height } = raster;
  const painted = paint({ prompt: `empty background scene, ${words}`, width, height, seed });
  const scene = await blurred(await cover(painted, { width, height }), Math.max(width, height) / 160);
  return settled(harmonised(raster, matte, scene), matte, scene);
}

/** The subject before a plain studio wall of one colour. */
export async function beforeColour(raster: Raster, matte: Mask, [r, g, b]: Colour): Promise<Raster> {
  const { width, height } = raster;
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const light =
        1.06 - 0.26 * ease(0.2, 1.3, Math.hypot(x / width - 0.45, y / height - 0.4) * 1.5) - 0.08 * ease(0.68, 0.74, y / height);
      rgb[i] = clamp(r * light, 0, 255);
      rgb[i + 1] = clamp(g * light, 0, 255);
      rgb[i + 2] = clamp(b * light, 0, 255);
    }
  }
  return settled(raster, matte, { width, height, rgb });
}

/** Lays the subject on the scene with a soft shadow at its foot. */
async function settled(subject: Raster, loose: Mask, scene: Raster): Promise<Raster> {
  // Drawn in a little, so that no rim of the old background comes along.
  const matte = { ...loose, share: loose.share.map((share) => ease(0.45, 0.98, share)) };
  const { width, height } = subject;
  const shadow = await resizeMask(matte, width, height, Math.max(width, height) / 50);
  const drop = Math.round(height / 60);
  const rgb = Uint8Array.from(scene.rgb);
  for (let y = 0; y < height; y++) {
    const from = Math.max(0, y - drop) * width;
    for (let x = 0; x < width; x++) {
      const share = 1 - 0.5 * shadow.share[from + x]! * ease(0.25, 0.9, y / height);
      const i = (y * width + x) * 3;
      rgb[i] = rgb[i]! * share;
      rgb[i + 1] = rgb[i + 1]! * share;
      rgb[i + 2] = rgb[i + 2]! * share;
    }
  }
  return mixed({ width, height, rgb }, subject, matte);
}

/** Moves the subject's mean colour a third of the way to the scene's, so that it seems to stand in it. */
function harmonised(raster: Raster, matte: Mask, scene: Raster): Raster {
  const subject = meanColour(raster, matte);
  const around = meanColour(scene);
  const gains = [0, 1, 2].map((c) => clamp((around[c]! + 12) / (subject[c]! + 12), 0.5, 1.7) ** 0.33);
  const rgb = new Uint8Array(raster.rgb.length);
  for (let i = 0; i < rgb.length; i++) rgb[i] = clamp(raster.rgb[i]! * gains[i % 3]!, 0, 255);
  return { ...raster, rgb };
}

function meanColour({ rgb }: Raster, mask?: Mask): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  let weight = 1e-6;
  for (let i = 0; i < rgb.length; i += 12) {
    const share = mask ? mask.share[i / 3]! : 1;
    weight += share;
    for (let c = 0; c < 3; c++) sum[c]! += rgb[i + c]! * share;
  }
  return [sum[0] / weight, sum[1] / weight, sum[2] / weight];
}

/** Gives what the mask marks another colour and keeps its shading: the middle tone becomes the colour itself. */
export function recoloured(raster: Raster, mask: Mask, [r, g, b]: Colour, from?: Colour): Raster {
  const chosen = near(raster, from ?? leading(raster, mask), mask, from !== undefined);
  const middle = medianLuma(raster, chosen);
  const rgb = Uint8Array.from(raster.rgb);
  for (let p = 0; p < chosen.share.length; p++) {
    const share = chosen.share[p]!;
    if (share < 0.004) continue;
    const i = p * 3;
    const level = luma(raster.rgb, i) / middle;
    const dark = Math.min(1, level) ** 1.05;
    const light = level > 1 ? 1 - Math.exp(-(level - 1) * 1.1) : 0;
    rgb[i] = rgb[i]! + (r * dark + (255 - r) * light * 0.85 - rgb[i]!) * share;
    rgb[i + 1] = rgb[i + 1]! + (g * dark + (255 - g) * light * 0.85 - rgb[i + 1]!) * share;
    rgb[i + 2] = rgb[i + 2]! + (b * dark + (255 - b) * light * 0.85 - rgb[i + 2]!) * share;
  }
  return { ...raster, rgb };
}

/** The colour that prevails in what the mask marks: the mean of the strongest hue, or of all where hardly anything has one. */
function leading(raster: Raster, { share }: Mask): Colour {
  const sectors = 24;
  const sums = Array.from({ length: sectors }, () => ({ weight: 0, r: 0, g: 0, b: 0 }));
  for (let p = 0; p < share.length; p += 3) {
    const [r, g, b] = [raster.rgb[p * 3]!, raster.rgb[p * 3 + 1]!, raster.rgb[p * 3 + 2]!];
    const [x, y, chroma] = hue(r, g, b);
    const weight = share[p]! * ease(0.06, 0.3, chroma);
    const sum = sums[Math.floor(((Math.atan2(y, x) / Math.PI + 1) / 2) * sectors) % sectors]!;
    sum.weight += weight;
    sum.r += r * weight;
    sum.g += g * weight;
    sum.b += b * weight;
  }
  const most = sums.reduce((best, sum) => (sum.weight > best.weight ? sum : best));
  const marked = share.reduce((sum, value) => sum + value, 0) / 3;
  return most.weight < marked * 0.06 ? [128, 128, 128] : [most.r / most.weight, most.g / most.weight, most.b / most.weight];
}

/** What the mask marks and has a hue near the colour; `anywhere` looks at the whole picture. Where that is hardly any, the mask. */
function near(raster: Raster, colour: Colour, mask: Mask, anywhere: boolean): Mask {
  const [hx, hy, strength] = hue(colour[0], colour[1], colour[2]);
  if (strength < 0.05 && !anywhere) return mask;
  const share = new Float32Array(mask.share.length);
  let sum = 0;
  for (let p = 0; p < share.length; p++) {
    const i = p * 3;
    const [x, y, chroma] = hue(raster.rgb[i]!, raster.rgb[i + 1]!, raster.rgb[i + 2]!);
    const same = strength < 0.05 ? ease(0.12, 0.04, chroma) : ease(0.72, 0.93, x * hx + y * hy) * ease(0.03, 0.11, chroma);
    share[p] = same * (anywhere ? 1 : ease(0, 0.4, mask.share[p]!));
    sum += share[p]!;
  }
  return sum < share.length * 0.004 ? mask : { ...mask, share };
}

/** Direction of a colour in the plane of hues (unit length), and how far it is from grey, 0 to 1. */
function hue(r: number, g: number, b: number): [number, number, number] {
  const x = (2 * r - g - b) / 2 / 255;
  const y = ((g - b) * 0.866) / 255;
  const length = Math.hypot(x, y);
  return length < 1e-4 ? [0, 0, 0] : [x / length, y / length, length];
}

function medianLuma(raster: Raster, { share }: Mask): number {
  const histogram = new Float32Array(256);
  let sum = 0;
  for (let p = 0; p < share.length; p += 3) {
    histogram[Math.round(luma(raster.rgb, p * 3))]! += share[p]!;
    sum += share[p]!;
  }
  let passed = 0;
  for (let value = 0; value < 256; value++) {
    passed += histogram[value]!;
    if (passed >= sum * 0.55) return Math.max(24, value);
  }
  return 128;
}

/** Gives a picture the palette of another: mean and spread of each channel, in brightness and two colour differences. */
export function withPalette(raster: Raster, palette: Raster, strength: number): Raster {
  const own = statistics(raster);
  const wanted = statistics(palette);
  const rgb = new Uint8Array(raster.rgb.length);
  const scale = [0, 1, 2].map((c) => clamp(wanted.spread[c]! / (own.spread[c]! + 1e-3), 0.5, 2.2));
  for (let i = 0; i < rgb.length; i += 3) {
    const [y, u, v] = opponent(raster.rgb[i]!, raster.rgb[i + 1]!, raster.rgb[i + 2]!);
    const ny = y + ((y - own.mean[0]!) * scale[0]! + wanted.mean[0]! - y) * strength * 0.7;
    const nu = u + ((u - own.mean[1]!) * scale[1]! + wanted.mean[1]! - u) * strength;
    const nv = v + ((v - own.mean[2]!) * scale[2]! + wanted.mean[2]! - v) * strength;
    rgb[i] = clamp(ny + nu, 0, 255);
    rgb[i + 1] = clamp(ny - (0.299 * nu + 0.114 * nv) / 0.587, 0, 255);
    rgb[i + 2] = clamp(ny + nv, 0, 255);
  }
  return { ...raster, rgb };
}

function opponent(r: number, g: number, b: number): [number, number, number] {
  const y = r * 0.299 + g * 0.587 + b * 0.114;
  return [y, r - y, b - y];
}

function statistics({ rgb }: Raster): { mean: number[]; spread: number[] } {
  const mean = [0, 0, 0];
  const square = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < rgb.length; i += 21, count++) {
    const values = opponent(rgb[i]!, rgb[i + 1] ?? 0, rgb[i + 2] ?? 0);
    for (let c = 0; c < 3; c++) {
      mean[c]! += values[c]!;
      square[c]! += values[c]! ** 2;
    }
  }
  return {
    mean: mean.map((sum) => sum / count),
    spread: square.map((sum, c) => Math.sqrt(Math.max(0, sum / count - (mean[c]! / count) ** 2)))
  };
}
