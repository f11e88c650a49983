// Flowers and plants: single blooms against the dark, bouquets in vases, plants in pots, beds in the open.
import { frame } from '../camera.ts';
import { hex, mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, liftOf, type Drawn, type Job } from '../job.ts';
import { materialOf } from '../material.ts';
import { Sculptor, type Vec } from '../sculpt.ts';
import { studioFor } from '../studio.ts';
import { stageSet } from './set.ts';
import { makeVessel } from './vessels.ts';
import type { Dice } from '../random.ts';

interface Bloom {
  /** Petals in each ring, from the outside in. */
  rings: readonly number[];
  /** Half width and half length of the outer petals for a bloom of radius 1, and how much each ring shrinks. */
  width: number;
  length: number;
  shrink: number;
  /** Opening in radians above the horizontal, outer and inner ring. */
  open: number;
  close: number;
  lift: number;
  cup: number;
  /** 1 for pointed petals. */
  point?: number;
  heart: 'dark' | 'yellow' | 'none' | 'disc';
  colour: string;
}

const BLOOMS: Readonly<Record<string, Bloom>> = {
  flower: { rings: [9, 7, 5], width: 0.36, length: 0.5, shrink: 0.8, open: 0.12, close: 0.85, lift: 0.14, cup: 0.5, heart: 'yellow', colour: '#d98a94' },
  lotus: { rings: [9, 8, 6], width: 0.26, length: 0.5, shrink: 0.84, open: 0.3, close: 1.15, lift: 0.12, cup: 0.9, point: 0.8, heart: 'yellow', colour: '#e6a5b4' },
  rose: { rings: [7, 6, 5, 4, 3], width: 0.46, length: 0.4, shrink: 0.78, open: 0.35, close: 1.35, lift: 0.1, cup: 0.9, heart: 'none', colour: '#b3202f' },
  peony: { rings: [8, 7, 6, 5, 3], width: 0.42, length: 0.44, shrink: 0.82, open: 0.15, close: 1.25, lift: 0.16, cup: 0.7, heart: 'none', colour: '#e3a0a8' },
  dahlia: { rings: [16, 14, 12, 9, 6], width: 0.15, length: 0.48, shrink: 0.84, open: 0.05, close: 1.2, lift: 0.1, cup: 1.5, point: 0.8, heart: 'none', colour: '#c4472e' },
  daisy: { rings: [18], width: 0.11, length: 0.5, shrink: 1, open: 0.08, close: 0.08, lift: 0.02, cup: 0.4, heart: 'disc', colour: '#f2efe6' },
  sunflower: { rings: [20, 18], width: 0.12, length: 0.5, shrink: 0.9, open: 0.05, close: 0.2, lift: 0.04, cup: 0.4, point: 0.8, heart: 'dark', colour: '#eab022' },
  poppy: { rings: [4, 3], width: 0.6, length: 0.46, shrink: 0.86, open: 0.35, close: 0.6, lift: 0.2, cup: 0.5, heart: 'dark', colour: '#d43a20' },
  tulip: { rings: [3, 3], width: 0.42, length: 0.56, shrink: 0.94, open: 1.25, close: 1.38, lift: -0.12, cup: 1.2, heart: 'none', colour: '#d8492f' },
  lily: { rings: [3, 3], width: 0.22, length: 0.6, shrink: 0.96, open: 0.3, close: 0.4, lift: -0.16, cup: 0.6, point: 0.8, heart: 'yellow', colour: '#efe3dc' },
  blossom: { rings: [5], width: 0.34, length: 0.44, shrink: 1, open: 0.25, close: 0.25, lift: 0.06, cup: 0.6, heart: 'yellow', colour: '#eebcc6' }
};

/** Draws the flower or plant that the prompt names. */
export function drawFlower(job: Job): Drawn {
  const { spec, dice, scheme } = job;
  const thing = spec.things[0];
  const name = thing?.name ?? 'flower';
  const potted = ['plant', 'cactus', 'succulent', 'bonsai', 'mushroom'].includes(name);
  const vase = spec.things.find((item) => ['vase', 'bottle', 'carafe', 'jar', 'pot', 'urn', 'tumbler', 'pitcher'].includes(item.name));
  const many = name === 'bouquet' || vase !== undefined;
  const outdoors = name === 'meadow-flowers' || name === 'lavender' || spec.setting === 'garden' || spec.setting === 'meadow';
  const bloom = BLOOMS[name] ?? BLOOMS[dice.pick(['peony', 'dahlia', 'poppy', 'flower', 'daisy'])]!;
  const colour = thing?.colour ?? spec.colours[0] ?? (name === 'flower' ? dice.pick([hex(bloom.colour), scheme.subject, scheme.accent]) : hex(bloom.colour));
  if (potted) return drawPotted(job, name, thing?.colour);
  const sculptor = new Sculptor();
  if (outdoors) return drawBed(job, sculptor, name, bloom, colour);
  if (many) {
    const top = makeVessel(sculptor, { name: vase?.name ?? 'vase', at: [0, 0, 0], scale: 1, yaw: 0, colour: vase?.colour ?? (vase?.material ? undefined : mixRgb(scheme.second, scheme.accent, 0.3)), material: vase?.material }, dice);
    const count = dice.whole(5, 7);
    const leaf = sculptor.material(materialOf('leaf'));
    for (let i = 0; i < count; i++) {
      const a = i * 2.4;
      const out = i === 0 ? 0 : dice.between(0.34, 0.62);
      const tip: Vec = [Math.cos(a) * out, top + dice.between(0.42, 0.85) - out * 0.35, Math.sin(a) * out * 0.8];
      sculptor.body().limb([0, top - 0.2, 0], tip, 0.02, 0.015, leaf);
      const kind = i % 3 === 2 && name === 'bouquet' ? BLOOMS[dice.pick(['daisy', 'blossom', 'peony', 'poppy'])]! : bloom;
      const tone = name === 'bouquet' && thing?.colour === undefined ? dice.pick([colour, scheme.accent, hex(kind.colour), mixRgb(colour, [0.9, 0.85, 0.8], 0.5)]) : mixRgb(colour, [0.9, 0.8, 0.75], dice.between(0, 0.25));
      plantBloom(sculptor, tip, 0.3, kind, tone, 0.5 * Math.sign(tip[0]), 0.55, dice, 2);
      const side: Vec = [Math.cos(a + 0.8) * (out + 0.15), top + 0.15 + dice.between(0, 0.3), Math.sin(a + 0.8) * 0.3];
      sculptor.body().limb([0, top - 0.1, 0], side, 0.012, 0.01, leaf).oval([side[0] * 1.15, side[1] + 0.05, side[2]], [0.17, 0.06, 0.02], leaf, { turn: [0.3, 0, Math.atan2(0.2, side[0])] });
    }
    const height = top + 1.35;
    const studio = studioFor(spec, dice.fork('light'), height, job.lightTurn);
    const camera = frame({ target: [0, height * 0.48, 0], width: 2.2 * framing(job), height: height * 1.08 * framing(job), lens: lensOf(job, 70), turn: job.turn, lift: liftOf(job, 0.1), aspect: job.aspect });
    return stageSet(job, sculptor, studio, camera, { size: height, reach: 0.2, what: `A bouquet in a ${vase?.name ?? 'vase'}` });
  }
  const tilt = bloom.open > 1 ? 0.15 : dice.between(0.75, 1.15);
  const turn = dice.between(-0.5, 0.5);
  plantBloom(sculptor, [0, 1.2, 0], 1, bloom, colour, turn, tilt, dice, 5);
  const stem = sculptor.material(materialOf('leaf', [0.05, 0.09, 0.03]));
  sculptor.body().limb([-turn * 0.15, 1.15, -0.12], [-turn * 0.5, -0.6, -0.5], 0.045, 0.05, stem).oval([-turn * 0.4 + 0.34, 0.2, -0.42], [0.34, 0.11, 0.03], stem, { turn: [0.3, 0.2, 0.7] });
  const dark = { ...spec, light: spec.lightGiven ? spec.light : dice.pick(['soft', 'low-key', 'studio', 'dapple'] as const) };
  const studio = studioFor(dark, dice.fork('light'), 2.4, job.lightTurn);
  if (dark.light !== 'dapple') studio.lamp.gobo = null;
  const wide = framing(job);
  const deep = spec.backdrop === undefined && spec.palette !== 'pastel' && dice.chance(0.6);
  if (deep) {
    const shade = scaleRgb(mixRgb(scheme.accent, [0.04, 0.1, 0.07], 0.6), 0.16);
    Object.assign(job.scheme, { backdrop: shade, floor: shade });
  }
  const camera = frame({ target: [0, bloom.open > 1 ? 1.6 : 1.28, 0], width: 2.35 * wide, height: 2.35 * wide, lens: lensOf(job, 90), turn: job.turn, lift: liftOf(job, 0.16), aspect: job.aspect });
  return stageSet(job, sculptor, studio, camera, { size: 2.4, reach: 0.16, wallZ: -2.4, what: `${/^[aeiou]/.test(name) ? 'An' : 'A'} ${name}${deep ? ' against the dark' : ''}` });
}

/** One bloom facing up, tipped `tilt` towards the viewer and `turn` sideways. */
function plantBloom(sculptor: Sculptor, at: Vec, size: number, bloom: Bloom, colour: Rgb, turn: number, tilt: number, dice: Dice, most: number): void {
  const rings = bloom.rings.slice(0, most);
  const inner = mixRgb(scaleRgb(colour, 0.62), [0.4, 0.02, 0.05], 0.12);
  const sin = Math.sin(tilt);
  const cos = Math.cos(tilt);
  rings.forEach((count, ring) => {
    const t = rings.length > 1 ? ring / (rings.length - 1) : 0;
    const petal = sculptor.material(materialOf('petal', mixRgb(colour, inner, t * 0.7), { second: inner, pitch: 7, strength: 0.35 }));
    const raise = bloom.open + (bloom.close - bloom.open) * t;
    const length = size * bloom.length * bloom.shrink ** ring;
    const width = size * bloom.width * bloom.shrink ** (ring * 0.8);
    for (let i = 0; i < count; i++) {
      const a = ((i + (ring % 2) * 0.5) / count) * Math.PI * 2 + dice.between(-0.06, 0.06);
      const up = raise + dice.between(-0.06, 0.06);
      // steep petals wrap around the axis instead of crossing it
      const rise = ring * size * 0.025;
      const out = width * 0.62 * Math.sin(up) * Math.sin(up);
      const px = Math.sin(a) * out;
      const pz = Math.cos(a) * out;
      const forward = rise * sin + pz * cos;
      const foot: Vec = [at[0] + Math.cos(turn) * px + Math.sin(turn) * forward, at[1] + rise * cos - pz * sin, at[2] + Math.cos(turn) * forward - Math.sin(turn) * px];
      const wrap = Math.max(0, Math.sin(up) - 0.4) * 1.1;
      sculptor.leaf(foot, [a, up, tilt, turn], { width, length, lift: size * bloom.lift, cup: (bloom.cup * 0.5) / size + wrap / width, point: bloom.point ?? 0 }, petal);
    }
  });
  if (bloom.heart !== 'none') {
    const heart = sculptor.material(materialOf('fur', bloom.heart === 'dark' ? [0.035, 0.02, 0.015] : [0.62, 0.36, 0.05], { pitch: 40 / size, strength: 0.6 }));
    const r = size * (bloom.heart === 'disc' || bloom.heart === 'dark' ? 0.27 : 0.13);
    sculptor.body({ at, yaw: turn, relief: [3, r * 0.12, 16 / size] }).oval([0, size * 0.05 * cos, size * 0.05 * sin], [r, r * 0.5, r], heart, { turn: [tilt, 0, 0] });
  }
}

function drawPotted(job: Job, name: string, colour: Rgb | undefined): Drawn {
  const { spec, dice, scheme } = job;
  const sculptor = new Sculptor();
  const pot = spec.things.find((item) => item.name === 'pot');
  let height = 2.1;
  if (name === 'mushroom') {
    const cap = sculptor.material(materialOf('fruit', colour ?? dice.pick([[0.5, 0.05, 0.03], [0.42, 0.22, 0.1], [0.6, 0.42, 0.25]] as const)));
    const stalk = sculptor.material(materialOf('wax', [0.75, 0.68, 0.56]));
    for (const [x, z, s] of [[0, 0, 1], [-0.66, 0.3, 0.55], [0.6, 0.42, 0.4]] as const) {
      sculptor.body({ at: [x, 0, z], scale: s }).cone([0, 0.5, 0], 0.2, 0.14, 0.5, stalk).oval([0, 1.02, 0], [0.62, 0.42, 0.62], cap).oval([0, 0.74, 0], [0.6, 0.24, 0.6], stalk, { cut: true, k: 0.04 });
      for (let i = 0; i < 9; i++) sculptor.body({ at: [x, 0, z], scale: s }).ball([Math.sin(i * 2.4) * 0.12 * (i % 4 + 1), 1.41 - (i % 4) * (i % 4) * 0.026, Math.cos(i * 2.4) * 0.12 * (i % 4 + 1)], 0.045, stalk);
    }
    height = 1.7;
  } else {
    const top = makeVessel(sculptor, { name: 'pot', at: [0, 0, 0], scale: 1, yaw: 0, colour: pot?.colour ?? (pot?.material ? undefined : scheme.subject), material: pot?.material }, dice);
    const leaf = sculptor.material(materialOf('leaf', colour ?? mixRgb([0.07, 0.15, 0.05], [0.12, 0.2, 0.1], dice.next())));
    if (name === 'cactus') {
      sculptor.body({ at: [0, top - 0.1, 0], relief: [2, 0.04, 16] }).limb([0, 0, 0], [0, 1, 0], 0.26, 0.22, leaf);
      sculptor.body({ at: [0, top - 0.1, 0] }).limb([0.2, 0.45, 0], [0.48, 0.52, 0], 0.11, 0.12, leaf).limb([0.48, 0.52, 0], [0.5, 0.95, 0], 0.12, 0.11, leaf, { k: 0.06 }).limb([-0.2, 0.6, 0], [-0.44, 0.68, 0], 0.1, 0.1, leaf).limb([-0.44, 0.68, 0], [-0.45, 1, 0], 0.1, 0.09, leaf, { k: 0.06 });
      sculptor.body({ at: [0, top + 1.1, 0] }).ball([0, 0, 0], 0.09, sculptor.material(materialOf('petal', [0.8, 0.2, 0.32])));
    } else if (name === 'bonsai') {
      const bark = sculptor.material(materialOf('bark'));
      sculptor.body({ at: [0, top - 0.05, 0] }).limb([0, 0, 0], [0.16, 0.4, 0], 0.13, 0.09, bark).limb([0.16, 0.4, 0], [-0.12, 0.78, 0], 0.09, 0.06, bark, { k: 0.05 }).limb([0.1, 0.5, 0], [0.55, 0.7, 0.05], 0.06, 0.03, bark).limb([-0.1, 0.75, 0], [-0.5, 0.92, 0], 0.05, 0.03, bark);
      for (const [x, y, r] of [[0.58, 0.8, 0.34], [-0.55, 1, 0.36], [0, 1.2, 0.42]] as const) sculptor.body({ at: [x, top + y - 0.05, 0], relief: [3, 0.09, 7] }).oval([0, 0, 0], [r, r * 0.45, r * 0.8], leaf);
    } else {
      const succulent = name === 'succulent';
      const rings = succulent ? 4 : 3;
      for (let ring = 0; ring < rings; ring++) {
        const count = succulent ? 9 - ring : 5;
        for (let i = 0; i < count; i++) {
          const a = ((i + ring * 0.5) / count) * Math.PI * 2 + dice.between(-0.2, 0.2);
          const up = succulent ? 0.15 + ring * 0.32 : 0.5 + ring * 0.3;
          const size = succulent ? 0.3 - ring * 0.045 : dice.between(0.36, 0.5);
          sculptor.leaf([0, top - 0.06 + (succulent ? ring * 0.04 : 0), 0], [a, up, 0, 0], { width: size * (succulent ? 0.44 : 0.34), length: size, lift: succulent ? 0.1 : -size * 0.6, cup: succulent ? 1.2 : 0.7, point: 0.7 }, leaf);
        }
      }
      height = succulent ? 1.2 : 1.75;
    }
  }
  const studio = studioFor(spec, dice.fork('light'), height, job.lightTurn);
  const camera = frame({ target: [0, height * 0.46, 0], width: 2.2 * framing(job), height: height * 1.15 * framing(job), lens: lensOf(job, 70), turn: job.turn, lift: liftOf(job, 0.14), aspect: job.aspect });
  return stageSet(job, sculptor, studio, camera, { size: height, reach: 0.24, what: name === 'plant' ? 'A plant in a pot' : `A ${name}` });
}

function drawBed(job: Job, sculptor: Sculptor, name: string, bloom: Bloom, colour: Rgb): Drawn {
  const { spec, dice, scheme } = job;
  const leaf = sculptor.material(materialOf('leaf', [0.08, 0.14, 0.04]));
  const count = 26;
  for (let i = 0; i < count; i++) {
    const z = 0.9 - (i / count) * 5.5;
    const x = dice.between(-1, 1) * (1.3 - z * 0.32);
    const tall = dice.between(0.55, 1.05);
    sculptor.body({ at: [x, 0, z] }).limb([0, 0, 0], [dice.between(-0.08, 0.08), tall, 0], 0.016, 0.012, leaf).oval([0.09, tall * 0.4, 0], [0.13, 0.04, 0.014], leaf, { turn: [0, 0.4, 0.8] });
    if (name === 'lavender') {
      const spike = sculptor.material(materialOf('fur', spec.things[0]?.colour ?? [0.24, 0.14, 0.46], { pitch: 30 }));
      sculptor.body({ at: [x, tall, z], relief: [3, 0.03, 24] }).oval([0, 0.05, 0], [0.05, 0.2, 0.05], spike);
      continue;
    }
    const kind = name === 'meadow-flowers' ? BLOOMS[dice.pick(['daisy', 'poppy', 'blossom', 'tulip'])]! : bloom;
    const tone = name === 'meadow-flowers' ? dice.pick([hex(kind.colour), scheme.subject, [0.2, 0.22, 0.6] as const]) : mixRgb(colour, [0.9, 0.8, 0.7], dice.between(0, 0.2));
    const slim: Bloom = { ...kind, rings: [Math.min(7, kind.rings[0]!)], width: Math.max(kind.width, 0.3) };
    plantBloom(sculptor, [x, tall, z], dice.between(0.17, 0.25), slim, tone, dice.between(-0.5, 0.5), 0.75, dice, 1);
  }
  const camera = frame({ target: [0, 0.62, -0.5], width: 2.5 * framing(job), height: 1.7 * framing(job), lens: lensOf(job, 45), turn: job.turn, lift: liftOf(job, 0.12), aspect: job.aspect });
  const outdoor = { ...job, spec: { ...spec, setting: spec.setting === 'studio' || spec.setting === 'room' ? ('garden' as const) : spec.setting } };
  return stageSet(outdoor, sculptor, studioFor(spec, dice.fork('light'), 1, 0), camera, { size: 1.6, what: name === 'meadow-flowers' ? 'Wild flowers' : `A bed of ${name}`, bearing: dice.sign() * 1.2 });
}
