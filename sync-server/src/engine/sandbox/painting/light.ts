// The lamp and the room: what lights a set and what encloses it.
import type { Rgb } from './colour.ts';
import type { Gobo } from './gobo.ts';
import type { Material } from './material.ts';
import type { Vec } from './vec.ts';

export interface Lamp {
  /** Towards the light, length 1. */
  dir: Vec;
  colour: Rgb;
  /** 1 over its angular size: 4 is a large window, 40 the bare sun. */
  sharpness: number;
  gobo: Gobo | null;
  /** World width of the gobo and where its middle falls. */
  goboWidth: number;
  goboAt: Vec;
  goboTurn: number;
  /** Light from above and from below. */
  over: Rgb;
  under: Rgb;
  /** A broad light without shadows. */
  fillDir: Vec;
  fill: Rgb;
  rimDir: Vec;
  rim: Rgb;
}

export interface Room {
  floor: Material | null;
  /** A wall at this depth (negative z), or none. */
  wall: Material | null;
  wallZ: number;
  /** Side walls at x = ±side, or none. */
  side: number;
  sideMaterial: Material | null;
  /** Radius of the sweep between floor and wall. */
  cove: number;
  haze: Rgb;
  hazeDensity: number;
  /** How far neighbours darken each other, in units. */
  reach: number;
  /** Movement of water, 0 to 1. */
  time: number;
  waves: number;
}
