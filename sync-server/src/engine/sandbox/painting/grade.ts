// Grading: tone and colour of the whole picture, as a printer or a film stock would set them.
import { clamp } from './noise.ts';
import { eachPixel, type Pixels } from './filters.ts';

export interface Grade {
  contrast?: number;
  brightness?: number;
  saturation?: number;
  /** Colours pulled into shadows and lights, display values, and how far. */
  shadows?: readonly [number, number, number];
  lights?: readonly [number, number, number];
  tint?: number;
  fade?: number;
  vignette?: number;
}

/** Applies a grade. */
export function graded(picture: Pixels, grade: Grade): Uint8Array {
  const contrast = grade.contrast ?? 1;
  const brightness = grade.brightness ?? 0;
  const saturation = grade.saturation ?? 1;
  const tint = grade.tint ?? 0;
  const fade = grade.fade ?? 0;
  const vignette = grade.vignette ?? 0;
  const [sr, sg, sb] = grade.shadows ?? [0, 0, 0];
  const [lr, lg, lb] = grade.lights ?? [1, 1, 1];
  const ink = { r: 0, g: 0, b: 0 };
  const { width, height } = picture;
  return eachPixel(picture, ink, (r, g, b, x, y) => {
    const grey = r * 0.299 + g * 0.587 + b * 0.114;
    const u = (2 * x) / width - 1;
    const v = (2 * y) / height - 1;
    const corner = 1 - vignette * Math.pow((u * u + v * v) / 2, 1.3);
    const shape = (value: number, low: number, high: number): number => {
      const coloured = grey + (value - grey) * saturation;
      const toned = coloured + (low + (high - low) * grey - coloured) * tint;
      const s = (toned - 0.5) * contrast + 0.5 + brightness;
      return clamp((fade + s * (1 - fade)) * corner, 0, 1);
    };
    ink.r = shape(r, sr, lr);
    ink.g = shape(g, sg, lg);
    ink.b = shape(b, sb, lb);
  });
}

/** The styles that are a matter of grading alone. */
export const GRADES: Readonly<Record<string, Grade>> = {
  photorealistic: { contrast: 1.04, saturation: 1.03 },
  vintage: {
    contrast: 0.86,
    saturation: 0.72,
    shadows: [0.14, 0.1, 0.13],
    lights: [1, 0.93, 0.76],
    tint: 0.28,
    fade: 0.09,
    vignette: 0.35
  },
  portrait: { contrast: 1.03, saturation: 0.97, shadows: [0.06, 0.03, 0.03], lights: [1, 0.97, 0.93], tint: 0.1, vignette: 0.25 },
  fashion: { contrast: 1.22, saturation: 0.85, brightness: 0.03, vignette: 0.1 },
  editorial: { contrast: 1.12, saturation: 0.82, shadows: [0.03, 0.05, 0.08], lights: [0.99, 1, 0.98], tint: 0.14, fade: 0.03 },
  commercial: { contrast: 1.12, saturation: 1.24, brightness: 0.05 },
  lifestyle: {
    contrast: 0.97,
    saturation: 1.06,
    brightness: 0.05,
    shadows: [0.1, 0.06, 0.03],
    lights: [1, 0.97, 0.9],
    tint: 0.16,
    fade: 0.04
  },
  street: { contrast: 1.28, saturation: 0.6, vignette: 0.35, shadows: [0.02, 0.03, 0.04], lights: [0.98, 0.98, 0.95], tint: 0.2 },
  architecture: { contrast: 1.16, saturation: 0.84, shadows: [0.02, 0.04, 0.07], lights: [1, 1, 0.99], tint: 0.1 },
  nature: { contrast: 1.08, saturation: 1.22, shadows: [0.02, 0.05, 0.03], lights: [1, 0.99, 0.92], tint: 0.1 },
  cinematic: { contrast: 1.14, saturation: 0.92, shadows: [0.0, 0.09, 0.13], lights: [1, 0.9, 0.74], tint: 0.26, vignette: 0.35 },
  'film noir': { contrast: 1.5, saturation: 0, brightness: -0.06, vignette: 0.6 },
  dramatic: { contrast: 1.36, saturation: 0.92, brightness: -0.04, vignette: 0.5 },
  moody: {
    contrast: 1.08,
    saturation: 0.66,
    brightness: -0.11,
    shadows: [0.02, 0.06, 0.08],
    lights: [0.88, 0.88, 0.84],
    tint: 0.3,
    fade: 0.03,
    vignette: 0.45
  },
  bright: { contrast: 0.94, saturation: 1.04, brightness: 0.13, fade: 0.03 },
  monochrome: { contrast: 1.1, saturation: 0 },
  sepia: { contrast: 1.02, saturation: 0, shadows: [0.13, 0.07, 0.03], lights: [1, 0.92, 0.77], tint: 1, vignette: 0.3 },
  steampunk: { contrast: 1.16, saturation: 0.5, shadows: [0.1, 0.05, 0.02], lights: [1, 0.83, 0.55], tint: 0.5, vignette: 0.4 },
  gothic: {
    contrast: 1.26,
    saturation: 0.42,
    brightness: -0.1,
    shadows: [0.03, 0.01, 0.06],
    lights: [0.83, 0.83, 0.92],
    tint: 0.34,
    vignette: 0.55
  },
  baroque: {
    contrast: 1.4,
    saturation: 1.02,
    brightness: -0.08,
    shadows: [0.07, 0.03, 0.01],
    lights: [1, 0.88, 0.63],
    tint: 0.3,
    vignette: 0.65
  },
  minimalist: { contrast: 0.86, saturation: 0.66, brightness: 0.08, fade: 0.05 },
  maximalist: { contrast: 1.2, saturation: 1.7 }
};
