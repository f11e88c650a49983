// What a scene is handed to draw, and what it hands back.
import type { Canvas } from './canvas.ts';
import type { Dice } from './random.ts';
import type { Print } from './develop.ts';
import type { Scheme } from './palette.ts';
import type { SceneSpec, Shot } from './words.ts';

export interface Job {
  readonly spec: SceneSpec;
  readonly dice: Dice;
  readonly scheme: Scheme;
  readonly canvas: Canvas;
  /** Width over height. */
  readonly aspect: number;
  /** 0 to 1 through a video. */
  readonly time: number;
  /** Change of viewpoint within a series or a video: radians about and above the subject, and distance (1: as composed). */
  readonly turn: number;
  readonly lift: number;
  readonly near: number;
  /** Radians by which the light has moved on. */
  readonly lightTurn: number;
  /** Smooths edges; off for video frames. */
  readonly fine: boolean;
}

export interface Drawn {
  print: Print;
  /** A few words for the picture's description. */
  scene: string;
}

export type Draw = (job: Job) => Drawn;

const SHOT_WIDTH: Readonly<Record<Shot, number>> = { macro: 0.45, close: 0.68, medium: 1, wide: 1.6 };

/** How much wider (above 1) or closer than usual the picture is framed. */
export function framing(job: Job): number {
  return SHOT_WIDTH[job.spec.shot] * job.near;
}

/** The lens asked for, or the scene's own. */
export function lensOf(job: Job, usual: number): number {
  return job.spec.lens > 0 ? job.spec.lens : usual;
}

/** Radians above the horizon for the angle asked for. */
export function liftOf(job: Job, usual: number): number {
  const angle = job.spec.angle;
  const base = angle === 'aerial' ? 1.05 : angle === 'high' ? 0.55 : angle === 'low' ? Math.min(usual, 0.02) : usual;
  return base + job.lift;
}
