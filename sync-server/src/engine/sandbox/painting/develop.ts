// The darkroom: from linear light to display bytes, with glow, exposure, tone curve and grading.
import { clamp } from './noise.ts';
import type { Canvas } from './canvas.ts';
import { toDisplay, type Rgb } from './colour.ts';

export interface Print {
  /** Multiplies all light before the tone curve. */
  exposure: number;
  /** How much bright light spills over, 0 to 1. */
  bloom: number;
  /** Above 1 for more, below for less. */
  contrast: number;
  saturation: number;
  /** Colour laid over shadows and over lights, around 1. */
  shadows: Rgb;
  lights: Rgb;
  /** Lifted blacks as in faded film, 0 to 0.1. */
  fade: number;
  /** Darkening of the corners, 0 to 1. */
  vignette: number;
}

export const PLAIN_PRINT: Print = {
  exposure: 1,
  bloom: 0.08,
  contrast: 1,
  saturation: 1,
  shadows: [1, 1, 1],
  lights: [1, 1, 1],
  fade: 0,
  vignette: 0.25
};

const STEPS = 4096;

/** Three display bytes a pixel. */
export function develop(canvas: Canvas, print: Print): Uint8Array {
  const { width, height, light } = canvas;
  const spill = print.bloom > 0 ? glow(light, width, height) : null;
  const out = new Uint8Array(width * height * 3);
  const curve = displayCurve();
  for (let y = 0; y < height; y++) {
    const v = (2 * (y + 0.5)) / height - 1;
    for (let x = 0; x < width; x++) {
      const u = (2 * (x + 0.5)) / width - 1;
      const at = (y * width + x) * 3;
      const corner = 1 - print.vignette * Math.pow((u * u + v * v) * 0.5, 1.4);
      const gain = print.exposure * corner;
      let r = light[at]!;
      let g = light[at + 1]!;
      let b = light[at + 2]!;
      if (spill !== null) {
        r += spill.at(x, y, 0) * print.bloom;
        g += spill.at(x, y, 1) * print.bloom;
        b += spill.at(x, y, 2) * print.bloom;
      }
      r = film(r * gain);
      g = film(g * gain);
      b = film(b * gain);
      const grey = r * 0.2126 + g * 0.7152 + b * 0.0722;
      const tilt = clamp(Math.sqrt(grey), 0, 1);
      r = (grey + (r - grey) * print.saturation) * (print.shadows[0] + (print.lights[0] - print.shadows[0]) * tilt);
      g = (grey + (g - grey) * print.saturation) * (print.shadows[1] + (print.lights[1] - print.shadows[1]) * tilt);
      b = (grey + (b - grey) * print.saturation) * (print.shadows[2] + (print.lights[2] - print.shadows[2]) * tilt);
      out[at] = tone(curve, r, print);
      out[at + 1] = tone(curve, g, print);
      out[at + 2] = tone(curve, b, print);
    }
  }
  return out;
}

/** A film-like shoulder: straight in the shade and middle, bending only towards white. */
function film(x: number): number {
  if (x <= 0.5) return x < 0 ? 0 : x;
  return 0.5 + 0.5 * (1 - Math.exp((0.5 - x) * 1.75));
}

function tone(curve: Float32Array, x: number, print: Print): number {
  const display = curve[(clamp(x, 0, 1) * (STEPS - 1)) | 0]!;
  const s = (display - 0.5) * print.contrast + 0.5;
  return clamp(Math.round((print.fade + s * (1 - print.fade)) * 255), 0, 255);
}

let table: Float32Array | null = null;

function displayCurve(): Float32Array {
  if (table === null) {
    table = new Float32Array(STEPS);
    for (let i = 0; i < STEPS; i++) {
      const x = i / (STEPS - 1);
      table[i] = toDisplay(x);
    }
  }
  return table;
}

interface Spill {
  at(x: number, y: number, channel: number): number;
}

/** Only what is brighter than white spills, blurred widely at an eighth of the size. */
function glow(light: Float32Array, width: number, height: number): Spill {
  const step = Math.max(2, Math.round(Math.max(width, height) / 64));
  const w = Math.ceil(width / step);
  const h = Math.ceil(height / step);
  let small: Float32Array = new Float32Array(w * h * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3;
      const to = (((y / step) | 0) * w + ((x / step) | 0)) * 3;
      for (let c = 0; c < 3; c++) small[to + c] = small[to + c]! + Math.min(Math.max(light[from + c]! - 0.7, 0), 8) / (step * step);
    }
  }
  for (let pass = 0; pass < 3; pass++) small = blur(blur(small, w, h, 1, 0), w, h, 0, 1);
  return {
    at(x, y, channel) {
      const fx = clamp((x + 0.5) / step - 0.5, 0, w - 1.001);
      const fy = clamp((y + 0.5) / step - 0.5, 0, h - 1.001);
      const i = fx | 0;
      const j = fy | 0;
      const at = (j * w + i) * 3 + channel;
      const right = i + 1 < w ? 3 : 0;
      const down = j + 1 < h ? w * 3 : 0;
      const top = small[at]! + (small[at + right]! - small[at]!) * (fx - i);
      const low = small[at + down]! + (small[at + down + right]! - small[at + down]!) * (fx - i);
      return top + (low - top) * (fy - j);
    }
  };
}

function blur(source: Float32Array, w: number, h: number, dx: number, dy: number): Float32Array {
  const out = new Float32Array(source.length);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const a = clamp(y - dy, 0, h - 1) * w + clamp(x - dx, 0, w - 1);
      const b = clamp(y + dy, 0, h - 1) * w + clamp(x + dx, 0, w - 1);
      const at = y * w + x;
      for (let c = 0; c < 3; c++) out[at * 3 + c] = source[at * 3 + c]! * 0.5 + (source[a * 3 + c]! + source[b * 3 + c]!) * 0.25;
    }
  }
  return out;
}
