// Colour grading: tone curves, saturation, warmth, split tones and the light of an hour.
import { clamp, ease } from '../painting/noise.ts';
import { blurred, luma, type Raster } from '../drawing/raster.ts';
import type { Colour, Hour } from './instruction.ts';

export interface Grade {
  /** Stops: 1 doubles the light. */
  readonly exposure?: number;
  /** -1 flat, 0 as it is, 1 hard. */
  readonly contrast?: number;
  /** -1 grey, 0 as it is, 1 twice as colourful. */
  readonly saturation?: number;
  /** -1 blue, 0 as it is, 1 amber. */
  readonly warmth?: number;
  /** Added to the shadows and to the lights, in display values. */
  readonly shadows?: Colour;
  readonly lights?: Colour;
}

/** Applies a grade to every pixel. */
export function graded(raster: Raster, grade: Grade): Raster {
  const { exposure = 0, contrast = 0, saturation = 0, warmth = 0, shadows, lights } = grade;
  const gains = [1 + 0.16 * warmth, 1 + 0.02 * warmth, 1 - 0.2 * warmth];
  const curves = gains.map((gain) => {
    const curve = new Float32Array(256);
    for (let value = 0; value < 256; value++) {
      const exposed = ((value / 255) ** 2.2 * 2 ** exposure * gain) ** (1 / 2.2);
      // Lights roll off instead of clipping when they are raised.
      const rolled = exposed > 0.8 ? 0.8 + 0.2 * (1 - Math.exp(-(exposed - 0.8) / 0.2)) : exposed;
      const held = exposure > 0 || warmth > 0 ? rolled : Math.min(1, exposed);
      curve[value] = 255 * clamp(contrasted(held, contrast), 0, 1);
    }
    return curve;
  });
  const [red, green, blue] = curves as [Float32Array, Float32Array, Float32Array];
  const colourfulness = 1 + saturation;
  const rgb = new Uint8Array(raster.rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    let r = red[raster.rgb[i]!]!;
    let g = green[raster.rgb[i + 1]!]!;
    let b = blue[raster.rgb[i + 2]!]!;
    const grey = r * 0.299 + g * 0.587 + b * 0.114;
    r = grey + (r - grey) * colourfulness;
    g = grey + (g - grey) * colourfulness;
    b = grey + (b - grey) * colourfulness;
    if (shadows) {
      const share = (1 - grey / 255) ** 2;
      r += shadows[0] * share;
      g += shadows[1] * share;
      b += shadows[2] * share;
    }
    if (lights) {
      const share = (grey / 255) ** 2;
      r += lights[0] * share;
      g += lights[1] * share;
      b += lights[2] * share;
    }
    rgb[i] = clamp(r, 0, 255);
    rgb[i + 1] = clamp(g, 0, 255);
    rgb[i + 2] = clamp(b, 0, 255);
  }
  return { ...raster, rgb };
}

function contrasted(value: number, contrast: number): number {
  if (contrast === 0) return value;
  if (contrast < 0) return 0.5 + (value - 0.5) * (1 + contrast * 0.6) + 0.03 * -contrast;
  const steep = value * value * (3 - 2 * value);
  return value + (steep - value) * contrast * 1.4;
}

/** Grey with the weight of film: reds and greens before blues. */
export function monochrome(raster: Raster): Raster {
  return graded(graded(raster, { saturation: -1 }), { contrast: 0.25 });
}

export function sepia(raster: Raster): Raster {
  return graded(graded(raster, { saturation: -1, contrast: -0.1 }), { shadows: [26, 12, -6], lights: [18, 0, -42] });
}

/** Pulls every colour towards one, keeping light and dark. */
export function tinted(raster: Raster, [r, g, b]: Colour, strength: number): Raster {
  const weight = r * 0.299 + g * 0.587 + b * 0.114 + 1;
  const rgb = new Uint8Array(raster.rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    const scale = luma(raster.rgb, i) / weight;
    rgb[i] = clamp(raster.rgb[i]! + (r * scale - raster.rgb[i]!) * strength, 0, 255);
    rgb[i + 1] = clamp(raster.rgb[i + 1]! + (g * scale - raster.rgb[i + 1]!) * strength, 0, 255);
    rgb[i + 2] = clamp(raster.rgb[i + 2]! + (b * scale - raster.rgb[i + 2]!) * strength, 0, 255);
  }
  return { ...raster, rgb };
}

/** Darkens towards the corners; 1 is strong. */
export function vignetted(raster: Raster, strength: number): Raster {
  return shaded(raster, (x, y) => 1 - strength * 0.75 * ease(0.35, 1.25, Math.hypot(x * 2 - 1, y * 2 - 1)));
}

/** Multiplies each pixel by a light that depends on its place, both 0 to 1 across the picture. */
function shaded(raster: Raster, light: (x: number, y: number) => number): Raster {
  const { width, height } = raster;
  const rgb = new Uint8Array(raster.rgb.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const share = light(x / width, y / height);
      rgb[i] = clamp(raster.rgb[i]! * share, 0, 255);
      rgb[i + 1] = clamp(raster.rgb[i + 1]! * share, 0, 255);
      rgb[i + 2] = clamp(raster.rgb[i + 2]! * share, 0, 255);
    }
  }
  return { ...raster, rgb };
}

/** Lets the lights glow into their surroundings, tinted. */
async function glowing(raster: Raster, threshold: number, colour: Colour, strength: number): Promise<Raster> {
  const bright = new Uint8Array(raster.rgb.length);
  for (let i = 0; i < bright.length; i += 3) {
    const over = ease(threshold, 255, luma(raster.rgb, i));
    bright[i] = colour[0] * over;
    bright[i + 1] = colour[1] * over;
    bright[i + 2] = colour[2] * over;
  }
  const glow = await blurred({ ...raster, rgb: bright }, Math.max(raster.width, raster.height) / 45);
  const rgb = new Uint8Array(raster.rgb.length);
  for (let i = 0; i < rgb.length; i++) {
    const under = raster.rgb[i]! / 255;
    const over = (glow.rgb[i]! / 255) * strength;
    rgb[i] = 255 * (1 - (1 - under) * (1 - Math.min(1, over)));
  }
  return { ...raster, rgb };
}

/** A sky-side to ground-side wash of light, multiplied in. */
function washed(raster: Raster, top: Colour, bottom: Colour): Raster {
  const { width, height } = raster;
  const rgb = new Uint8Array(raster.rgb.length);
  for (let y = 0, i = 0; y < height; y++) {
    const t = ease(0, 1, y / height);
    const r = (top[0] + (bottom[0] - top[0]) * t) / 255;
    const g = (top[1] + (bottom[1] - top[1]) * t) / 255;
    const b = (top[2] + (bottom[2] - top[2]) * t) / 255;
    for (let x = 0; x < width; x++, i += 3) {
      rgb[i] = clamp(raster.rgb[i]! * r, 0, 255);
      rgb[i + 1] = clamp(raster.rgb[i + 1]! * g, 0, 255);
      rgb[i + 2] = clamp(raster.rgb[i + 2]! * b, 0, 255);
    }
  }
  return { ...raster, rgb };
}

/** The picture as it would look at another hour. */
export async function relit(raster: Raster, hour: Hour): Promise<Raster> {
  switch (hour) {
    case 'night': {
      const dark = graded(raster, { exposure: -2.1, saturation: -0.5, contrast: 0.2, shadows: [2, 6, 18] });
      const blue = washed(dark, [150, 185, 255], [185, 195, 240]);
      return vignetted(await glowing(blue, 95, [255, 190, 110], 0.8), 0.6);
    }
    case 'blue':
      return vignetted(
        washed(graded(raster, { exposure: -1, saturation: -0.25, shadows: [0, 6, 22] }), [135, 170, 255], [200, 190, 235]),
        0.4
      );
    case 'dusk': {
      const low = washed(graded(raster, { exposure: -0.75, contrast: 0.15, saturation: 0.1 }), [185, 150, 225], [255, 178, 140]);
      return vignetted(await glowing(low, 165, [255, 140, 80], 0.6), 0.4);
    }
    case 'golden': {
      const warm = washed(graded(raster, { warmth: 0.75, contrast: 0.12, saturation: 0.15 }), [255, 238, 214], [255, 222, 176]);
      return vignetted(await glowing(warm, 170, [255, 190, 110], 0.5), 0.25);
    }
    case 'dawn': {
      const pale = washed(
        graded(raster, { exposure: 0.1, contrast: -0.25, saturation: -0.1, shadows: [22, 14, 30] }),
        [240, 212, 236],
        [255, 226, 214]
      );
      return glowing(pale, 180, [255, 205, 195], 0.35);
    }
    case 'noon':
      return graded(raster, { exposure: 0.35, contrast: 0.35, saturation: 0.15 });
  }
}
