// The painter's front: reads a prompt and paints it, the same way every time.
import { Canvas } from './canvas.ts';
import { develop } from './develop.ts';
import type { Draw, Job } from './job.ts';
import { schemeFor } from './palette.ts';
import { Dice } from './random.ts';
import type { SceneKind } from './lexicon.ts';
import { printFor } from './manner.ts';
import { readPrompt } from './words.ts';
import { stylise } from './style.ts';
import { drawAbstract } from './scenes/abstract.ts';
import { drawAnimal } from './scenes/animal.ts';
import { drawArchitecture } from './scenes/architecture.ts';
import { drawCity } from './scenes/city.ts';
import { drawFlower } from './scenes/flower.ts';
import { drawFood } from './scenes/food.ts';
import { drawForest } from './scenes/forest.ts';
import { drawInterior } from './scenes/interior.ts';
import { drawDunes, drawMountains } from './scenes/land.ts';
import { drawPortrait } from './scenes/portrait.ts';
import { drawSea } from './scenes/sea.ts';
import { drawSpace } from './scenes/space.ts';
import { drawStillLife } from './scenes/still-life.ts';
import { drawVehicle } from './scenes/vehicle.ts';

export interface PaintRequest {
  prompt: string;
  /** Size asked for in pixels; only its proportions matter here. */
  width: number;
  height: number;
  seed: number;
  /** A picture of a series: same subject, scene and palette, another shot. */
  frame?: { index: number; count: number };
  /** 0 to 1 through a video; everything moves continuously with it. */
  time?: number;
  quality?: 'full' | 'video';
}

export interface Painted {
  width: number;
  height: number;
  /** Three display bytes a pixel. */
  rgb: Uint8Array;
  /** A short description for people who cannot see the picture. */
  scene: string;
}

const DRAW: Readonly<Record<SceneKind, Draw>> = {
  'still-life': drawStillLife,
  portrait: drawPortrait,
  architecture: drawArchitecture,
  interior: drawInterior,
  mountains: drawMountains,
  dunes: drawDunes,
  sea: drawSea,
  forest: drawForest,
  city: drawCity,
  flower: drawFlower,
  abstract: drawAbstract,
  food: drawFood,
  animal: drawAnimal,
  vehicle: drawVehicle,
  space: drawSpace
};

/** Long side of the inner picture: as large as each kind can be painted in about a second. */
const LONG_SIDE: Readonly<Record<SceneKind, number>> = {
  'still-life': 640,
  portrait: 496,
  architecture: 576,
  interior: 544,
  mountains: 608,
  dunes: 704,
  sea: 704,
  forest: 704,
  city: 704,
  flower: 576,
  abstract: 704,
  food: 560,
  animal: 512,
  vehicle: 544,
  space: 704
};
const VIDEO_SIDE = 192;

/** Viewpoints of a series, after the opening shot: turn, lift, distance, light. */
const SHOTS: readonly (readonly [number, number, number, number])[] = [
  [0, 0, 1, 0],
  [0.34, 0.04, 0.76, 0.1],
  [-0.3, 0.1, 1.22, 0.2],
  [-0.14, -0.05, 0.6, 0.28],
  [0.5, 0.16, 1.05, 0.36],
  [0.16, 0.02, 0.68, 0.44],
  [-0.5, 0.05, 0.9, 0.5],
  [0.02, 0.24, 1.35, 0.56]
];

/** Paints the words of a prompt: pure and synchronous, meant for a worker thread. The result is the small inner picture. */
export function paint(request: PaintRequest): Painted {
  const quality = request.quality ?? 'full';
  const aspect = Math.min(4, Math.max(0.25, request.width / request.height));
  const spec = readPrompt(request.prompt, request.seed);
  const long = quality === 'video' ? VIDEO_SIDE : LONG_SIDE[spec.kind];
  // even sides, as video wants them
  const width = Math.max(16, Math.round((aspect >= 1 ? long : long * aspect) / 2) * 2);
  const height = Math.max(16, Math.round((aspect >= 1 ? long / aspect : long) / 2) * 2);
  const dice = new Dice(spec.seed);
  const time = request.time ?? 0;
  const index = request.frame?.index ?? 0;
  const [turn, lift, near, light] = SHOTS[index % SHOTS.length]!;
  const round = Math.floor(index / SHOTS.length);
  const moving = request.time === undefined ? 0 : 1;
  const job: Job = {
    spec,
    dice: dice.fork('scene'),
    scheme: schemeFor(spec, dice.fork('scheme')),
    canvas: new Canvas(width, height),
    aspect: width / height,
    time,
    turn: turn * (1 - round * 0.15) + moving * (time - 0.5) * 0.22,
    lift: lift + moving * (time - 0.5) * 0.02,
    near: near * (1 + round * 0.08) * (1 - moving * time * 0.1),
    lightTurn: light * 0.6 + moving * time * 0.12,
    fine: quality === 'full'
  };
  const drawn = DRAW[spec.kind](job);
  let rgb = develop(job.canvas, printFor(spec, drawn.print));
  for (const style of spec.styles) rgb = stylise(rgb, width, height, style, spec.seed);
  return { width, height, rgb, scene: drawn.scene };
}
