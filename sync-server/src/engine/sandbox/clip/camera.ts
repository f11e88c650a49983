// Reads a camera move out of a prompt and says where the camera is at each moment.
import { hashText } from '../painting/random.ts';

/** A camera over a still picture at one moment. */
export interface Pose {
  /** 1 shows the whole picture, 2 its half. */
  readonly zoom: number;
  /** Middle of the view as shares of the picture's width and height, 0 in the middle. */
  readonly x: number;
  readonly y: number;
  /** Radians. */
  readonly roll: number;
  /** How far near things have moved against far ones, in shares of the width. */
  readonly shift: number;
  /** How much more near things have grown than far ones. */
  readonly growth: number;
}

export type Move = 'push in' | 'pull out' | 'pan left' | 'pan right' | 'tilt up' | 'tilt down' | 'orbit' | 'handheld' | 'static' | 'drift';

const words: readonly (readonly [Move, RegExp])[] = [
  [
    'static',
    /\b(static|locked[- ]off|fixed|still|tripod|no) (shot|camera|frame|movement)\b|\bcamera (is |stays |remains )?(static|fixed|still|locked)\b|\bdoes not move\b/
  ],
  ['orbit', /\b(orbit\w*|arc shot|circl\w+|revolv\w*|around (it|him|her|them|the))\b/],
  [
    'push in',
    /\b(push(es|ing)?[- ]in|zoom(s|ing)?[- ]in|doll(y|ies|ying)[- ](in|forward)|camera mov(es|ing) (in|closer|forward)|approach\w*|closer|push)\b/
  ],
  [
    'pull out',
    /\b(pull(s|ing)?[- ](out|back)|zoom(s|ing)?[- ]out|doll(y|ies|ying)[- ](out|back)|camera mov(es|ing) (out|back|away)|reveal\w*)\b/
  ],
  ['pan left', /\b(pan\w*|truck\w*|track\w*|slid\w+|camera mov\w+|sweep\w*)\b[^.]{0,18}\bleft\b/],
  ['pan right', /\b(pan\w*|truck\w*|track\w*|slid\w+|camera mov\w+|sweep\w*)\b[^.]{0,18}\bright\b/],
  ['pan right', /\b(pan|pans|panning|tracking shot|trucking)\b/],
  ['tilt up', /\b(tilt\w*|crane\w*|pedestal|boom\w*|camera (mov|ris)\w+|pan\w*)\b[^.]{0,14}\bup(wards?)?\b/],
  ['tilt down', /\b(tilt\w*|crane\w*|pedestal|boom\w*|camera (mov|lower|sink)\w+|pan\w*)\b[^.]{0,14}\bdown(wards?)?\b/],
  ['tilt up', /\b(tilt|tilts|tilting|crane shot)\b/],
  ['handheld', /\b(hand-?held|shaky|documentary)\b/]
];

/** The move that a prompt names; a slow drift when it names none. */
export function readMove(prompt: string): Move {
  const text = prompt.toLowerCase();
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? 'drift';
}

/** Where the camera is at `time`, 0 to 1. Prompt and seed choose the direction of what the words leave open. */
export function poseAt(move: Move, time: number, prompt: string, seed: number): Pose {
  const side = hashText(`${prompt} ${seed}`) % 2 === 0 ? 1 : -1;
  // Starts and stops gently and moves evenly between.
  const t = time * time * time * (time * (time * 6 - 15) + 10) * 0.6 + time * 0.4;
  const swing = t * 2 - 1;
  const rest = { zoom: 1.1, x: 0, y: 0, roll: 0, shift: 0, growth: 0 };
  switch (move) {
    case 'push in':
      return { ...rest, zoom: 1.04 + 0.34 * t, y: -0.01 * t, growth: 0.05 * t };
    case 'pull out':
      return { ...rest, zoom: 1.38 - 0.34 * t, y: -0.01 * (1 - t), growth: 0.05 * (1 - t) };
    case 'pan left':
      return { ...rest, zoom: 1.26, x: -0.085 * swing, shift: 0.02 * swing };
    case 'pan right':
      return { ...rest, zoom: 1.26, x: 0.085 * swing, shift: -0.02 * swing };
    case 'tilt up':
      return { ...rest, zoom: 1.26, y: -0.085 * swing };
    case 'tilt down':
      return { ...rest, zoom: 1.26, y: 0.085 * swing };
    case 'orbit':
      return { ...rest, zoom: 1.2 + 0.05 * t, x: 0.06 * swing * side, roll: 0.008 * swing * side, shift: -0.04 * swing * side };
    case 'handheld':
      return {
        ...rest,
        zoom: 1.16 + 0.03 * t,
        x: 0.008 * Math.sin(time * 9.1 + seed) + 0.005 * Math.sin(time * 21.3),
        y: 0.007 * Math.sin(time * 11.7 + seed * 2) + 0.004 * Math.sin(time * 25.9),
        roll: 0.005 * Math.sin(time * 7.3),
        shift: 0.012 * Math.sin(time * 8.2)
      };
    case 'static':
      return { ...rest, zoom: 1.02 };
    case 'drift':
      return { ...rest, zoom: 1.08 + 0.12 * t, x: 0.018 * swing * side, y: -0.008 * swing, shift: -0.016 * swing * side, growth: 0.02 * t };
  }
}
