// The camera: where it stands, what its lens takes in, and which way each pixel looks.
import type { Vec } from './vec.ts';

export interface Camera {
  readonly eye: Vec;
  readonly right: Vec;
  readonly up: Vec;
  readonly forward: Vec;
  readonly tanX: number;
  readonly tanY: number;
  /** Sliding the picture plane up or down keeps walls upright, as an architect's lens does. */
  readonly shift: number;
}

interface Framing {
  target: Vec;
  /** What must fit: width and height around the target. */
  width: number;
  height: number;
  /** Focal length of a full-frame camera, millimetres. */
  lens: number;
  /** Radians around the target (0: straight ahead, looking along −z) and above it. */
  turn: number;
  lift: number;
  /** Width over height of the picture. */
  aspect: number;
  shift?: number;
  upright?: boolean;
}

/** Half-widths of the view at distance 1. */
export function lensAngles(lens: number, aspect: number): { tanX: number; tanY: number } {
  const long = 18 / lens;
  const compact = Math.max(aspect, 1 / aspect) < 1.3 ? 0.86 : 1;
  return aspect >= 1 ? { tanX: long * compact, tanY: (long * compact) / aspect } : { tanX: long * compact * aspect, tanY: long * compact };
}

/** Stands back just far enough for the framing to fit. */
export function frame(f: Framing): Camera {
  const { tanX, tanY } = lensAngles(f.lens, f.aspect);
  const back = Math.max(f.width / 2 / tanX, f.height / 2 / tanY);
  const flat = Math.cos(f.lift) * back;
  const eye: Vec = [f.target[0] + Math.sin(f.turn) * flat, f.target[1] + Math.sin(f.lift) * back, f.target[2] + Math.cos(f.turn) * flat];
  return look(eye, f.upright === true ? [f.target[0], eye[1], f.target[2]] : f.target, tanX, tanY, f.shift ?? 0);
}

/** A camera at `eye` looking at `target`. */
export function look(eye: Vec, target: Vec, tanX: number, tanY: number, shift = 0): Camera {
  const forward = unit([target[0] - eye[0], target[1] - eye[1], target[2] - eye[2]]);
  const right = unit([-forward[2], 0, forward[0]]);
  const up: Vec = [
    right[1] * forward[2] - right[2] * forward[1],
    right[2] * forward[0] - right[0] * forward[2],
    right[0] * forward[1] - right[1] * forward[0]
  ];
  return { eye, right, up, forward, tanX, tanY, shift };
}

export function unit([x, y, z]: Vec): Vec {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}
