// Flowers and plants: single blooms against the dark, bouquets in vases, plants in pots, beds in the open.
import { frame } from '../camera.ts';
import { hex, mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, liftOf, type Drawn, type Job } from '../job.ts';
import { materialOf } from '../material.ts';
import { Sculptor } from '../sculpt.ts';
import type { Vec } from '../vec.ts';
import { studioFor } from '../studio.ts';
import { BLOOMS, plantBloom, type Bloom } from './blooms.ts';
import { drawPotted } from './potted.ts';
import { stageSet } from './set.ts';
import { makeVessel } from './vessels.ts';

/** Draws the flower or plant that the prompt names. */
export function drawFlower(job: Job): Drawn {
  const { spec, dice, scheme } = job;
  const thing = spec.things[0];
  const name = thing?.name ?? 'flower';
  const potted = ['plant', 'cactus', 'succulent', 'bonsai', 'mushroom'].includes(name);
  const vase = spec.things.find((item) => ['vase', 'bottle', 'carafe', 'jar', 'pot', 'urn', 'tumbler', 'pitcher'].includes(item.name));
  const many = name === 'bouquet' || vase !== undefined;
  const outdoors = name === 'meadow-flowers' || name === 'lavender' || spec.setting === 'garden' || spec.setting === 'meadow';
  const kind = spec.things.find((item) => BLOOMS[item.name] !== undefined)?.name ?? name;
  const bloom = BLOOMS[kind] ?? BLOOMS[dice.pick(['peony', 'dahlia', 'poppy', 'flower', 'daisy'])]!;
  const colour =
    thing?.colour ??
    spec.colours[0] ??
    (name === 'flower' ? dice.pick([hex(bloom.colour), scheme.subject, scheme.accent]) : hex(bloom.colour));
  if (potted) return drawPotted(job, name, thing?.colour);
  const sculptor = new Sculptor();
  if (outdoors) return drawBed(job, sculptor, name, bloom, colour);
  if (many) {
    const top = makeVessel(
      sculptor,
      {
        name: vase?.name ?? 'vase',
        at: [0, 0, 0],
        scale: 1,
        yaw: 0,
        colour: vase?.colour ?? (vase?.material ? undefined : mixRgb(scheme.second, scheme.accent, 0.3)),
        material: vase?.material
      },
      dice
    );
    const count = dice.whole(5, 7);
    const leaf = sculptor.material(materialOf('leaf'));
    for (let i = 0; i < count; i++) {
      const a = i * 2.4;
      const out = i === 0 ? 0 : dice.between(0.34, 0.62);
      const tip: Vec = [Math.cos(a) * out, top + dice.between(0.42, 0.85) - out * 0.35, Math.sin(a) * out * 0.8];
      sculptor.body().limb([0, top - 0.2, 0], tip, 0.02, 0.015, leaf);
      const kind = i % 3 === 2 && name === 'bouquet' ? BLOOMS[dice.pick(['daisy', 'blossom', 'peony', 'poppy'])]! : bloom;
      const tone =
        name === 'bouquet' && thing?.colour === undefined
          ? dice.pick([colour, scheme.accent, hex(kind.colour), mixRgb(colour, [0.9, 0.85, 0.8], 0.5)])
          : mixRgb(colour, [0.9, 0.8, 0.75], dice.between(0, 0.25));
      plantBloom(sculptor, tip, 0.3, kind, tone, 0.5 * Math.sign(tip[0]), 0.55, dice, 2);
      const side: Vec = [Math.cos(a + 0.8) * (out + 0.15), top + 0.15 + dice.between(0, 0.3), Math.sin(a + 0.8) * 0.3];
      sculptor
        .body()
        .limb([0, top - 0.1, 0], side, 0.012, 0.01, leaf)
        .oval([side[0] * 1.15, side[1] + 0.05, side[2]], [0.17, 0.06, 0.02], leaf, { turn: [0.3, 0, Math.atan2(0.2, side[0])] });
    }
    const height = top + 1.35;
    const studio = studioFor(spec, dice.fork('light'), height, job.lightTurn);
    const camera = frame({
      target: [0, height * 0.48, 0],
      width: 2.2 * framing(job),
      height: height * 1.08 * framing(job),
      lens: lensOf(job, 70),
      turn: job.turn,
      lift: liftOf(job, 0.1),
      aspect: job.aspect
    });
    return stageSet(job, sculptor, studio, camera, { size: height, reach: 0.2, what: `A bouquet in a ${vase?.name ?? 'vase'}` });
  }
  const tilt = bloom.open > 1 ? 0.15 : dice.between(0.75, 1.15);
  const turn = dice.between(-0.5, 0.5);
  plantBloom(sculptor, [0, 1.2, 0], 1, bloom, colour, turn, tilt, dice, 5);
  const stem = sculptor.material(materialOf('leaf', [0.05, 0.09, 0.03]));
  sculptor
    .body()
    .limb([-turn * 0.15, 1.15, -0.12], [-turn * 0.5, -0.6, -0.5], 0.045, 0.05, stem)
    .oval([-turn * 0.4 + 0.34, 0.2, -0.42], [0.34, 0.11, 0.03], stem, { turn: [0.3, 0.2, 0.7] });
  const dark = { ...spec, light: spec.lightGiven ? spec.light : dice.pick(['soft', 'low-key', 'studio', 'dapple'] as const) };
  const studio = studioFor(dark, dice.fork('light'), 2.4, job.lightTurn);
  if (dark.light !== 'dapple') studio.lamp.gobo = null;
  const wide = framing(job);
  const deep = spec.backdrop === undefined && spec.palette !== 'pastel' && dice.chance(0.6);
  if (deep) {
    const shade = scaleRgb(mixRgb(scheme.accent, [0.04, 0.1, 0.07], 0.6), 0.16);
    Object.assign(job.scheme, { backdrop: shade, floor: shade });
  }
  const camera = frame({
    target: [0, bloom.open > 1 ? 1.6 : 1.28, 0],
    width: 2.35 * wide,
    height: 2.35 * wide,
    lens: lensOf(job, 90),
    turn: job.turn,
    lift: liftOf(job, 0.16),
    aspect: job.aspect
  });
  return stageSet(job, sculptor, studio, camera, {
    size: 2.4,
    reach: 0.16,
    wallZ: -2.4,
    what: `${/^[aeiou]/.test(name) ? 'An' : 'A'} ${name}${deep ? ' against the dark' : ''}`
  });
}

function drawBed(job: Job, sculptor: Sculptor, name: string, bloom: Bloom, colour: Rgb): Drawn {
  const { spec, dice, scheme } = job;
  const leaf = sculptor.material(materialOf('leaf', [0.08, 0.14, 0.04]));
  const count = 26;
  for (let i = 0; i < count; i++) {
    const z = 0.9 - (i / count) * 5.5;
    const x = dice.between(-1, 1) * (1.3 - z * 0.32);
    const tall = dice.between(0.55, 1.05);
    sculptor
      .body({ at: [x, 0, z] })
      .limb([0, 0, 0], [dice.between(-0.08, 0.08), tall, 0], 0.016, 0.012, leaf)
      .oval([0.09, tall * 0.4, 0], [0.13, 0.04, 0.014], leaf, { turn: [0, 0.4, 0.8] });
    if (name === 'lavender') {
      const spike = sculptor.material(materialOf('fur', spec.things[0]?.colour ?? [0.24, 0.14, 0.46], { pitch: 30 }));
      sculptor.body({ at: [x, tall, z], relief: [3, 0.03, 24] }).oval([0, 0.05, 0], [0.05, 0.2, 0.05], spike);
      continue;
    }
    const kind = name === 'meadow-flowers' ? BLOOMS[dice.pick(['daisy', 'poppy', 'blossom', 'tulip'])]! : bloom;
    const tone =
      name === 'meadow-flowers'
        ? dice.pick([hex(kind.colour), scheme.subject, [0.2, 0.22, 0.6] as const])
        : mixRgb(colour, [0.9, 0.8, 0.7], dice.between(0, 0.2));
    const slim: Bloom = { ...kind, rings: [Math.min(7, kind.rings[0]!)], width: Math.max(kind.width, 0.3) };
    plantBloom(sculptor, [x, tall, z], dice.between(0.17, 0.25), slim, tone, dice.between(-0.5, 0.5), 0.75, dice, 1);
  }
  const camera = frame({
    target: [0, 0.62, -0.5],
    width: 2.5 * framing(job),
    height: 1.7 * framing(job),
    lens: lensOf(job, 45),
    turn: job.turn,
    lift: liftOf(job, 0.12),
    aspect: job.aspect
  });
  const outdoor = {
    ...job,
    spec: { ...spec, setting: spec.setting === 'studio' || spec.setting === 'room' ? ('garden' as const) : spec.setting }
  };
  return stageSet(outdoor, sculptor, studioFor(spec, dice.fork('light'), 1, 0), camera, {
    size: 1.6,
    what: name === 'meadow-flowers' ? 'Wild flowers' : `A bed of ${name}`,
    bearing: dice.sign() * 1.2
  });
}
