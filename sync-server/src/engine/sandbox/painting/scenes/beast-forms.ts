// Proportions and coats of the walking animals, as data.
import type { Rgb } from '../colour.ts';

/** Proportions of a walking animal, in units of its shoulder height. */
export interface Beast {
  colour: Rgb;
  /** Colour of belly, muzzle and tail tip. */
  pale?: Rgb;
  legs: number;
  bulk: number;
  long: number;
  neck: number;
  /** Lean of the neck: 0 level, 1 upright. */
  rise: number;
  head: number;
  snout: number;
  ears: 'pointed' | 'round' | 'floppy' | 'long' | 'big' | 'none';
  tail: 'long' | 'bushy' | 'short' | 'thin' | 'mane';
  horns?: 'antlers' | 'horns' | 'tusks';
  mane?: boolean;
  marks?: 'stripes' | 'spots' | 'patches' | 'wool';
  slim?: number;
}

export const BEASTS: Readonly<Record<string, Beast>> = {
  cat: {
    colour: [0.32, 0.17, 0.08],
    pale: [0.6, 0.5, 0.4],
    legs: 0.5,
    bulk: 0.24,
    long: 0.9,
    neck: 0.2,
    rise: 0.7,
    head: 0.26,
    snout: 0.1,
    ears: 'pointed',
    tail: 'long'
  },
  dog: {
    colour: [0.34, 0.19, 0.08],
    pale: [0.62, 0.5, 0.36],
    legs: 0.55,
    bulk: 0.27,
    long: 0.95,
    neck: 0.32,
    rise: 0.75,
    head: 0.25,
    snout: 0.26,
    ears: 'floppy',
    tail: 'thin'
  },
  wolf: {
    colour: [0.2, 0.2, 0.21],
    pale: [0.5, 0.48, 0.45],
    legs: 0.6,
    bulk: 0.28,
    long: 1,
    neck: 0.34,
    rise: 0.6,
    head: 0.25,
    snout: 0.26,
    ears: 'pointed',
    tail: 'bushy'
  },
  fox: {
    colour: [0.56, 0.2, 0.04],
    pale: [0.8, 0.74, 0.66],
    legs: 0.46,
    bulk: 0.23,
    long: 0.95,
    neck: 0.26,
    rise: 0.6,
    head: 0.24,
    snout: 0.24,
    ears: 'pointed',
    tail: 'bushy'
  },
  rabbit: {
    colour: [0.42, 0.32, 0.24],
    pale: [0.7, 0.64, 0.56],
    legs: 0.24,
    bulk: 0.3,
    long: 0.6,
    neck: 0.16,
    rise: 0.9,
    head: 0.24,
    snout: 0.1,
    ears: 'long',
    tail: 'short'
  },
  mouse: {
    colour: [0.3, 0.26, 0.24],
    pale: [0.6, 0.5, 0.46],
    legs: 0.18,
    bulk: 0.27,
    long: 0.62,
    neck: 0.14,
    rise: 0.5,
    head: 0.22,
    snout: 0.18,
    ears: 'big',
    tail: 'thin'
  },
  horse: {
    colour: [0.2, 0.085, 0.035],
    legs: 0.82,
    bulk: 0.3,
    long: 1.1,
    neck: 0.62,
    rise: 0.8,
    head: 0.2,
    snout: 0.4,
    ears: 'pointed',
    tail: 'mane',
    mane: true,
    slim: 0.8
  },
  zebra: {
    colour: [0.75, 0.72, 0.67],
    legs: 0.76,
    bulk: 0.3,
    long: 1.05,
    neck: 0.55,
    rise: 0.8,
    head: 0.2,
    snout: 0.36,
    ears: 'pointed',
    tail: 'thin',
    mane: true,
    marks: 'stripes',
    slim: 0.8
  },
  stag: {
    colour: [0.3, 0.15, 0.06],
    pale: [0.55, 0.42, 0.3],
    legs: 0.82,
    bulk: 0.25,
    long: 0.95,
    neck: 0.52,
    rise: 0.95,
    head: 0.18,
    snout: 0.28,
    ears: 'floppy',
    tail: 'short',
    horns: 'antlers',
    slim: 0.66
  },
  deer: {
    colour: [0.36, 0.18, 0.07],
    pale: [0.6, 0.48, 0.36],
    legs: 0.8,
    bulk: 0.24,
    long: 0.9,
    neck: 0.48,
    rise: 0.95,
    head: 0.18,
    snout: 0.26,
    ears: 'floppy',
    tail: 'short',
    marks: 'spots',
    slim: 0.66
  },
  giraffe: {
    colour: [0.6, 0.38, 0.14],
    legs: 1.05,
    bulk: 0.27,
    long: 0.9,
    neck: 1.5,
    rise: 1.25,
    head: 0.17,
    snout: 0.26,
    ears: 'floppy',
    tail: 'thin',
    marks: 'patches',
    slim: 0.75
  },
  cow: {
    colour: [0.72, 0.68, 0.62],
    legs: 0.6,
    bulk: 0.38,
    long: 1.15,
    neck: 0.36,
    rise: 0.35,
    head: 0.24,
    snout: 0.34,
    ears: 'floppy',
    tail: 'thin',
    horns: 'horns',
    marks: 'patches'
  },
  sheep: {
    colour: [0.74, 0.69, 0.6],
    pale: [0.09, 0.08, 0.075],
    legs: 0.42,
    bulk: 0.36,
    long: 0.8,
    neck: 0.22,
    rise: 0.6,
    head: 0.19,
    snout: 0.2,
    ears: 'floppy',
    tail: 'short',
    marks: 'wool'
  },
  pig: {
    colour: [0.74, 0.42, 0.38],
    legs: 0.32,
    bulk: 0.36,
    long: 0.95,
    neck: 0.16,
    rise: 0.4,
    head: 0.27,
    snout: 0.24,
    ears: 'floppy',
    tail: 'short'
  },
  bear: {
    colour: [0.12, 0.065, 0.035],
    pale: [0.3, 0.19, 0.11],
    legs: 0.44,
    bulk: 0.44,
    long: 1.05,
    neck: 0.26,
    rise: 0.45,
    head: 0.3,
    snout: 0.24,
    ears: 'round',
    tail: 'short'
  },
  panda: {
    colour: [0.78, 0.76, 0.72],
    pale: [0.03, 0.03, 0.032],
    legs: 0.38,
    bulk: 0.44,
    long: 0.9,
    neck: 0.2,
    rise: 0.7,
    head: 0.34,
    snout: 0.14,
    ears: 'round',
    tail: 'short'
  },
  lion: {
    colour: [0.56, 0.33, 0.11],
    pale: [0.7, 0.52, 0.3],
    legs: 0.52,
    bulk: 0.32,
    long: 1.1,
    neck: 0.28,
    rise: 0.65,
    head: 0.3,
    snout: 0.2,
    ears: 'round',
    tail: 'long',
    mane: true
  },
  tiger: {
    colour: [0.66, 0.27, 0.05],
    pale: [0.76, 0.66, 0.54],
    legs: 0.5,
    bulk: 0.32,
    long: 1.15,
    neck: 0.26,
    rise: 0.5,
    head: 0.3,
    snout: 0.18,
    ears: 'round',
    tail: 'long',
    marks: 'stripes'
  },
  elephant: {
    colour: [0.26, 0.25, 0.25],
    legs: 0.72,
    bulk: 0.52,
    long: 1.1,
    neck: 0.2,
    rise: 0.5,
    head: 0.4,
    snout: 0.1,
    ears: 'big',
    tail: 'thin',
    horns: 'tusks',
    slim: 1.7
  },
  dinosaur: {
    colour: [0.12, 0.22, 0.09],
    pale: [0.42, 0.42, 0.24],
    legs: 0.62,
    bulk: 0.46,
    long: 1.2,
    neck: 1.15,
    rise: 0.75,
    head: 0.2,
    snout: 0.2,
    ears: 'none',
    tail: 'long',
    slim: 1.4
  }
};
