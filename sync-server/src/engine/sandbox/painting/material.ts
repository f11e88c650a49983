// What things are made of: colour and answer to light, with the small irregularities that make stone stone.
import { ease, fbm3, noise2, noise3, ridges2 } from './noise.ts';
import { hex, mixRgb, scaleRgb, type Rgb } from './colour.ts';

type Texture =
  | 'plain'
  | 'stone'
  | 'marble'
  | 'wood'
  | 'weave'
  | 'clay'
  | 'plaster'
  | 'brick'
  | 'peel'
  | 'checker'
  | 'stripes'
  | 'grass'
  | 'sand'
  | 'water'
  | 'tiles'
  | 'fur'
  | 'veins'
  | 'gores';

export interface Material {
  colour: Rgb;
  /** The second colour of the texture. */
  second: Rgb;
  texture: Texture;
  /** Features per unit. */
  pitch: number;
  /** How much the texture shows, 0 to 1. */
  strength: number;
  /** Sharp highlight, 0 to 1, and its exponent. */
  gloss: number;
  sharp: number;
  /** Mirror of the surroundings at right angles, 0 to 1. */
  mirror: number;
  metal: boolean;
  /** Lets light through, 0 to 1 (skin, wax, petals). */
  soft: number;
  /** Own light. */
  glow: number;
  glass: boolean;
}

const BASE: Material = {
  colour: [0.5, 0.5, 0.5],
  second: [0.3, 0.3, 0.3],
  texture: 'plain',
  pitch: 1,
  strength: 0.1,
  gloss: 0.06,
  sharp: 18,
  mirror: 0.02,
  metal: false,
  soft: 0,
  glow: 0,
  glass: false
};

type Recipe = (colour: Rgb | undefined) => Material;

function make(fallback: string, rest: Partial<Material>, second?: (colour: Rgb) => Rgb): Recipe {
  return (given) => {
    const colour = given ?? hex(fallback);
    return { ...BASE, colour, second: second ? second(colour) : scaleRgb(colour, 0.6), ...rest };
  };
}

const darker = (k: number) => (colour: Rgb) => scaleRgb(colour, k);
const paler = (k: number) => (colour: Rgb) => mixRgb(colour, [0.9, 0.87, 0.82], k);

const RECIPES: Record<string, Recipe> = {
  plain: make('#c9c2b6', {}),
  matte: make('#c9c2b6', { texture: 'plaster', pitch: 9, strength: 0.1, gloss: 0.02 }),
  terracotta: make('#b8582c', { texture: 'clay', pitch: 16, strength: 0.3, gloss: 0.16, sharp: 14, mirror: 0.02 }, darker(0.55)),
  clay: make('#a98a6d', { texture: 'clay', pitch: 14, strength: 0.35, gloss: 0.05 }, darker(0.55)),
  ceramic: make('#e6ddcf', { texture: 'clay', pitch: 10, strength: 0.08, gloss: 0.55, sharp: 70, mirror: 0.05 }),
  porcelain: make('#eceae6', { gloss: 0.7, sharp: 120, mirror: 0.06, soft: 0.15 }),
  limestone: make('#d8cfbf', { texture: 'stone', pitch: 22, strength: 0.28, gloss: 0.02 }, darker(0.62)),
  stone: make('#b9b2a6', { texture: 'stone', pitch: 18, strength: 0.4, gloss: 0.03 }, darker(0.5)),
  concrete: make('#a7a6a2', { texture: 'plaster', pitch: 7, strength: 0.4, gloss: 0.02 }, darker(0.6)),
  marble: make('#e9e6e1', { texture: 'marble', pitch: 2.2, strength: 0.75, gloss: 0.45, sharp: 80, mirror: 0.05, soft: 0.1 }, darker(0.32)),
  plaster: make('#e7dfd1', { texture: 'plaster', pitch: 5, strength: 0.14, gloss: 0.01 }, darker(0.75)),
  stucco: make('#e3cdb4', { texture: 'plaster', pitch: 6, strength: 0.22, gloss: 0.01 }, darker(0.7)),
  brick: make('#9c4f35', { texture: 'brick', pitch: 5, strength: 0.8, gloss: 0.02 }, paler(0.6)),
  wood: make('#8f5f38', { texture: 'wood', pitch: 5, strength: 0.55, gloss: 0.14, sharp: 30, mirror: 0.02 }, darker(0.45)),
  bark: make('#5a4433', { texture: 'wood', pitch: 9, strength: 0.7, gloss: 0.02 }, darker(0.4)),
  linen: make('#e2d8c6', { texture: 'weave', pitch: 60, strength: 0.16, gloss: 0.01 }, darker(0.7)),
  cloth: make('#b9473a', { texture: 'weave', pitch: 44, strength: 0.14, gloss: 0.03, soft: 0.1 }, darker(0.6)),
  wool: make('#c65a34', { texture: 'fur', pitch: 30, strength: 0.3, gloss: 0.01, soft: 0.12 }, darker(0.5)),
  fur: make('#a87545', { texture: 'fur', pitch: 20, strength: 0.36, gloss: 0.05, soft: 0.12 }, darker(0.5)),
  velvet: make('#7c1d35', { texture: 'fur', pitch: 30, strength: 0.2, gloss: 0.22, sharp: 5, soft: 0.1 }, darker(0.4)),
  silk: make('#c9b7a2', { gloss: 0.5, sharp: 14, soft: 0.15 }),
  leather: make('#6b4226', { texture: 'stone', pitch: 26, strength: 0.24, gloss: 0.24, sharp: 22 }, darker(0.5)),
  straw: make('#d3aa5e', { texture: 'weave', pitch: 26, strength: 0.5, gloss: 0.05 }, darker(0.5)),
  paper: make('#eee8dc', { gloss: 0.01, soft: 0.2 }),
  skin: make('#c98a63', { texture: 'clay', pitch: 9, strength: 0.1, gloss: 0.14, sharp: 16, soft: 0.4 }, darker(0.8)),
  wax: make('#e8dcc0', { gloss: 0.25, sharp: 24, soft: 0.7 }),
  leaf: make('#4d6b3c', { texture: 'veins', pitch: 7, strength: 0.25, gloss: 0.18, sharp: 18, soft: 0.5 }, paler(0.4)),
  petal: make('#d88a93', { texture: 'veins', pitch: 9, strength: 0.3, gloss: 0.06, sharp: 10, soft: 0.6 }, darker(0.5)),
  fruit: make('#c8402a', { texture: 'peel', pitch: 26, strength: 0.18, gloss: 0.4, sharp: 34, mirror: 0.03, soft: 0.22 }, darker(0.7)),
  bread: make('#b97d42', { texture: 'stone', pitch: 9, strength: 0.6, gloss: 0.06 }, darker(0.45)),
  plastic: make('#d84a3a', { gloss: 0.5, sharp: 60, mirror: 0.04 }),
  rubber: make('#1c1c1e', { texture: 'stone', pitch: 30, strength: 0.1, gloss: 0.1, sharp: 12 }),
  paint: make('#b3302a', { gloss: 0.8, sharp: 140, mirror: 0.09 }),
  gold: make('#e0a544', { metal: true, gloss: 1, sharp: 60, mirror: 0.75, texture: 'clay', pitch: 5, strength: 0.05 }),
  brass: make('#c09547', { metal: true, gloss: 0.9, sharp: 45, mirror: 0.6, texture: 'clay', pitch: 8, strength: 0.12 }),
  copper: make('#c8744b', { metal: true, gloss: 0.9, sharp: 45, mirror: 0.62, texture: 'clay', pitch: 8, strength: 0.12 }),
  silver: make('#d5d6d8', { metal: true, gloss: 1, sharp: 70, mirror: 0.78 }),
  chrome: make('#e8eaec', { metal: true, gloss: 1, sharp: 160, mirror: 0.94 }),
  iron: make('#4b4a4a', { metal: true, gloss: 0.4, sharp: 20, mirror: 0.2, texture: 'stone', pitch: 14, strength: 0.25 }, darker(0.6)),
  glass: make('#cfe3de', { gloss: 1, sharp: 220, mirror: 0.06, glass: true }),
  ice: make('#cfe6f2', { gloss: 0.8, sharp: 90, mirror: 0.06, soft: 0.5, texture: 'marble', pitch: 3, strength: 0.3 }, paler(0.6)),
  grass: make('#6a7d3a', { texture: 'grass', pitch: 6, strength: 0.6, gloss: 0.02 }, darker(0.45)),
  sand: make('#d9b683', { texture: 'sand', pitch: 4, strength: 0.3, gloss: 0.02 }, darker(0.7)),
  snow: make('#eef2f6', { texture: 'plaster', pitch: 3, strength: 0.12, gloss: 0.06, soft: 0.25 }, darker(0.85)),
  earth: make('#75583f', { texture: 'stone', pitch: 5, strength: 0.5, gloss: 0.01 }, darker(0.5)),
  asphalt: make('#4a4a4d', { texture: 'stone', pitch: 12, strength: 0.3, gloss: 0.08 }, darker(0.6)),
  tiles: make('#c9b49a', { texture: 'tiles', pitch: 1.2, strength: 0.5, gloss: 0.3, sharp: 60, mirror: 0.05 }, darker(0.6)),
  floorboards: make('#a2744b', { texture: 'wood', pitch: 2, strength: 0.45, gloss: 0.2, sharp: 40, mirror: 0.04 }, darker(0.5)),
  water: make('#1d4a5c', { texture: 'water', pitch: 1, strength: 1, gloss: 0.9, sharp: 160, mirror: 0.05 }),
  lamp: make('#ffd9a0', { glow: 5, gloss: 0 }),
  neon: make('#ff3fa0', { glow: 6, gloss: 0 }),
  void: make('#0b0b0c', { gloss: 0.02 })
};

/** The material of a name, in its own or the given colour; an unknown name is matte. */
export function materialOf(name: string, colour?: Rgb, change: Partial<Material> = {}): Material {
  return { ...(RECIPES[name] ?? RECIPES['matte']!)(colour), ...change };
}

/** How much of the second colour shows at a point (0 to 1) for the material's texture. */
export function textureAt(m: Material, x: number, y: number, z: number, nx: number, ny: number): number {
  const p = m.pitch;
  switch (m.texture) {
    case 'plain':
      return 0;
    case 'stone': {
      const broad = noise3(x * p * 0.2, y * p * 0.2, z * p * 0.2);
      const fine = noise3(x * p, y * p, z * p);
      return fine > 0.72 ? (fine - 0.72) * 3 * m.strength + broad * m.strength * 0.4 : broad * m.strength * 0.55;
    }
    case 'marble': {
      const warp = fbm3(x * p * 0.7, y * p * 0.7, z * p * 0.7, 3) * 4;
      const vein = 1 - Math.abs(Math.sin((x + y * 1.4 + z * 0.8) * p + warp * 2.4));
      return vein * vein * vein * vein * m.strength;
    }
    case 'wood': {
      const r = Math.sqrt(x * x + z * z * 6) * p + noise3(x * 2, y * 0.7, z * 2) * 2;
      return (0.5 + 0.5 * Math.sin(r * 6.28) + noise3(x * p * 9, y * p * 0.6, z * p * 9) * 0.6) * 0.6 * m.strength;
    }
    case 'weave':
      return (Math.sin(x * p * 3) * Math.sin((y + z) * p * 3) * 0.5 + noise3(x * p * 0.5, y * p * 0.5, z * p * 0.5) * 0.6) * m.strength;
    case 'clay':
      return (noise3(x * p * 0.3, y * p, z * p * 0.3) * 0.7 + noise3(x * p, y * p * 2, z * p) * 0.5) * m.strength;
    case 'plaster':
      return fbm3(x * p * 0.4, y * p * 0.4, z * p * 0.4, 4) * m.strength;
    case 'brick': {
      const v = y * p * 2;
      const row = Math.floor(v);
      const u = (Math.abs(nx) > 0.6 ? z : x) * p + (row & 1) * 0.5;
      const fu = u - Math.floor(u);
      const fv = v - row;
      const mortar = fu < 0.06 || fv < 0.12 ? 1 : 0;
      return mortar * m.strength + (1 - mortar) * noise2(Math.floor(u) * 3.7, row * 2.3) * 0.25;
    }
    case 'peel':
      return noise3(x * p, y * p, z * p) * m.strength;
    case 'checker':
      return (Math.floor(x * p) + Math.floor(z * p) + Math.floor(y * p * (ny > 0.5 ? 0 : 1))) & 1 ? m.strength : 0;
    case 'stripes':
      return (
        ease(
          0.25,
          0.55,
          Math.sin(x * p * 6.28 + noise3(x * p * 1.5, y * p * 2, z * p * 2) * 5) - 0.25 + noise3(x * p, y * p * 0.7, z * p) * 0.4
        ) * m.strength
      );
    case 'grass':
      return (noise2(x * p * 0.25, z * p * 0.25) * 0.6 + noise2(x * p * 4, z * p * 2.2) * 0.5) * m.strength;
    case 'sand': {
      const ripple = 0.5 + 0.5 * Math.sin(z * p * 5 + noise2(x * 1.3, z * 1.3) * 6);
      return (ripple * 0.5 + noise2(x * p * 8, z * p * 8) * 0.35) * m.strength;
    }
    case 'tiles': {
      const u = x * p - Math.floor(x * p);
      const v = z * p - Math.floor(z * p);
      return u < 0.025 || v < 0.025 ? m.strength : noise2(Math.floor(x * p) * 3.1, Math.floor(z * p) * 5.3) * 0.16;
    }
    case 'fur':
      return (noise3(x * p, y * p * 0.5, z * p) * 0.6 + noise3(x * p * 3, y * p, z * p * 3) * 0.5) * m.strength;
    case 'veins': {
      const r = ridges2(Math.atan2(x, z) * p, Math.sqrt(x * x + z * z) * 0.8, 2);
      return r * m.strength;
    }
    case 'gores':
      return Math.sin(Math.atan2(z, x) * p) > 0 ? m.strength : 0;
    case 'water':
      return 0;
  }
}
