// Colours as linear light, because shading, mixing and blurring are only right there.
import { clamp } from './noise.ts';

/** Linear red, green, blue; 1 is a white card in full light, lamps go beyond. */
export type Rgb = readonly [number, number, number];

/** Linear light of one display value, 0 to 1. */
function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Display value of one linear light, 0 to 1. */
export function toDisplay(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** The colour of `#rrggbb`. */
export function hex(code: string): Rgb {
  const n = Number.parseInt(code.slice(1), 16);
  return [toLinear(((n >> 16) & 255) / 255), toLinear(((n >> 8) & 255) / 255), toLinear((n & 255) / 255)];
}

export function mixRgb(a: Rgb, b: Rgb, t: number): Rgb {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

export function scaleRgb(a: Rgb, k: number): Rgb {
  return [a[0] * k, a[1] * k, a[2] * k];
}

export function brightness(a: Rgb): number {
  return a[0] * 0.2126 + a[1] * 0.7152 + a[2] * 0.0722;
}

/** More (above 1) or less (below 1) colourful at the same brightness. */
export function saturate(a: Rgb, amount: number): Rgb {
  const grey = brightness(a);
  return [
    clamp(grey + (a[0] - grey) * amount, 0, 4),
    clamp(grey + (a[1] - grey) * amount, 0, 4),
    clamp(grey + (a[2] - grey) * amount, 0, 4)
  ];
}

/** Turns the hue by a small angle (radians) around the grey axis. */
export function turnHue(a: Rgb, angle: number): Rgb {
  const c = Math.cos(angle);
  const s = Math.sin(angle) * 0.57735;
  const third = (1 - c) / 3;
  const m0 = c + third;
  const m1 = third - s;
  const m2 = third + s;
  return [
    Math.max(0, a[0] * m0 + a[1] * m1 + a[2] * m2),
    Math.max(0, a[0] * m2 + a[1] * m0 + a[2] * m1),
    Math.max(0, a[0] * m1 + a[1] * m2 + a[2] * m0)
  ];
}
