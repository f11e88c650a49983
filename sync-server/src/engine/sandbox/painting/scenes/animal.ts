// Animals in a studio or in the place the prompt names.
import { frame } from '../camera.ts';
import { framing, lensOf, liftOf, type Drawn, type Job } from '../job.ts';
import { materialOf } from '../material.ts';
import { hex, mixRgb, scaleRgb } from '../colour.ts';
import { Sculptor } from '../sculpt.ts';
import { studioFor } from '../studio.ts';
import { BEASTS } from './beast-forms.ts';
import { makeBird, makeFish } from './birds-and-fish.ts';
import { makeBeast } from './creatures.ts';
import { stageSet } from './set.ts';

const BIRDS = new Set(['bird', 'owl', 'duck', 'swan', 'flamingo', 'penguin']);

/** Draws the animal that the prompt names. */
export function drawAnimal(job: Job): Drawn {
  const { spec, dice, scheme } = job;
  const thing = spec.things[0];
  const name = thing?.name ?? 'fox';
  const sculptor = new Sculptor();
  const swing = dice.between(0.25, 0.85);
  const yaw = dice.chance(0.5) ? -swing : Math.PI + swing;
  const colour = thing?.colour ?? spec.colours[0];
  const size =
    name === 'fish' || name === 'whale'
      ? makeFish(sculptor, name, colour, thing?.material, spec.setting === 'sea' ? 0.25 : 0.85, yaw)
      : name === 'butterfly'
        ? butterfly(job, sculptor)
        : name === 'turtle' || name === 'frog' || name === 'snake'
          ? crawler(job, sculptor, name, yaw)
          : BIRDS.has(name)
            ? makeBird(sculptor, name, colour, thing?.material, yaw)
            : makeBeast(sculptor, name, BEASTS[name] ?? BEASTS['fox']!, dice, colour, thing?.material, yaw);
  const wide = framing(job);
  const floating = spec.setting === 'sea' || spec.setting === 'lake';
  const height = size.height;
  const side = Math.cos(yaw) > 0 ? 1 : -1;
  const studio = studioFor(
    spec.lightGiven ? spec : { ...spec, light: dice.pick(['soft', 'window', 'studio', 'sun'] as const) },
    dice.fork('light'),
    height * 1.3,
    job.lightTurn,
    side
  );
  if (!spec.lightGiven) studio.lamp.gobo = null;
  const close = spec.shot === 'close' || spec.shot === 'macro';
  const camera = frame({
    target: [side * size.length * (close ? 0.3 : 0.1), height * (close ? 0.74 : 0.46), 0],
    width: size.length * 1.3 * wide,
    height: height * 1.36 * wide,
    lens: lensOf(job, 75),
    turn: job.turn,
    lift: liftOf(job, floating ? 0.1 : 0.06),
    aspect: job.aspect
  });
  const grey = mixRgb(scheme.backdrop, scheme.floor, 0.5);
  return stageSet({ ...job, scheme: { ...scheme, floor: mixRgb(scheme.floor, grey, 0.5) } }, sculptor, studio, camera, {
    size: height * 1.2,
    wallZ: -height * 1.3,
    reach: 0.3,
    what: `${/^[aeiou]/.test(name) ? 'An' : 'A'} ${name}`,
    bearing: side * 2
  });
}

function butterfly(job: Job, sculptor: Sculptor): { height: number; length: number } {
  const { spec, dice, scheme } = job;
  const colour = spec.things[0]?.colour ?? dice.pick([scheme.accent, hex('#2f6fc4'), hex('#e07b22')]);
  const wing = sculptor.material(materialOf('petal', colour, { second: scaleRgb(colour, 0.12), pitch: 11, strength: 0.8 }));
  const edge = sculptor.material(materialOf('petal', scaleRgb(colour, 0.06)));
  const dark = sculptor.material(materialOf('fur', [0.03, 0.025, 0.02]));
  const fold = 0.5 + 0.5 * Math.sin(job.time * 12.57);
  sculptor
    .body()
    .limb([0, 0.8, -0.25], [0, 0.86, 0.3], 0.04, 0.055, dark)
    .ball([0, 0.87, 0.36], 0.065, dark)
    .limb([0.03, 0.9, 0.4], [0.18, 1.1, 0.62], 0.008, 0.008, dark)
    .limb([-0.03, 0.9, 0.4], [-0.18, 1.1, 0.62], 0.008, 0.008, dark);
  for (const side of [-1, 1]) {
    const up = 0.35 + fold * 0.35;
    for (const [bearing, size, lift] of [
      [0.95, 0.44, 0.1],
      [1.75, 0.34, -0.02]
    ] as const) {
      sculptor.leaf([0, 0.84, 0.05], [side * bearing, up, 0.6, 0], { width: size * 0.62, length: size, lift, cup: 0.12, point: 0 }, wing);
      sculptor.leaf(
        [0, 0.832, 0.05],
        [side * bearing, up - 0.015, 0.6, 0],
        { width: size * 0.7, length: size * 1.06, lift, cup: 0.12, point: 0 },
        edge
      );
    }
  }
  return { height: 1.7, length: 2.2 };
}

function crawler(job: Job, sculptor: Sculptor, name: string, yaw: number): { height: number; length: number } {
  const colour = job.spec.things[0]?.colour ?? (name === 'frog' ? hex('#5b8f2e') : name === 'snake' ? hex('#7b7a35') : hex('#5f6b35'));
  const skin = sculptor.material(materialOf(job.spec.things[0]?.material ?? 'leather', colour));
  const pale = sculptor.material(materialOf('leather', mixRgb(colour, [0.75, 0.7, 0.5], 0.5)));
  const ink = sculptor.material(materialOf('paint', [0.01, 0.01, 0.01]));
  const body = sculptor.body({ yaw });
  if (name === 'snake') {
    for (let i = 0; i < 22; i++) {
      const a = i * 0.5;
      const r = 0.75 - i * 0.022;
      const b = (i + 1) * 0.5;
      const q = 0.75 - (i + 1) * 0.022;
      body.limb(
        [Math.cos(a) * r, 0.1 + i * 0.022, Math.sin(a) * r],
        [Math.cos(b) * q, 0.1 + (i + 1) * 0.022, Math.sin(b) * q],
        0.05 + Math.min(i, 8) * 0.009,
        0.05 + Math.min(i + 1, 8) * 0.009,
        skin
      );
    }
    body
      .limb([Math.cos(11) * 0.27, 0.58, Math.sin(11) * 0.27], [0.5, 0.95, 0.3], 0.11, 0.09, skin, { k: 0.05 })
      .oval([0.6, 1, 0.34], [0.19, 0.1, 0.13], skin, { k: 0.05 })
      .ball([0.66, 1.06, 0.43], 0.028, ink);
    return { height: 1.1, length: 1.9 };
  }
  if (name === 'frog') {
    body
      .oval([0, 0.36, 0], [0.5, 0.33, 0.38], skin, { turn: [0, 0, 0.35] })
      .oval([0.12, 0.28, 0], [0.4, 0.26, 0.34], pale, { k: 0.04 })
      .oval([0.42, 0.6, 0], [0.3, 0.2, 0.3], skin, { k: 0.1 });
    for (const side of [-1, 1]) {
      body
        .ball([0.42, 0.8, side * 0.2], 0.12, skin, { k: 0.04 })
        .limb([-0.28, 0.3, side * 0.3], [0.1, 0.26, side * 0.62], 0.15, 0.12, skin, { k: 0.08 })
        .limb([0.1, 0.26, side * 0.62], [-0.25, 0.06, side * 0.6], 0.1, 0.07, skin, { k: 0.05 })
        .limb([0.3, 0.3, side * 0.3], [0.5, 0.06, side * 0.42], 0.09, 0.06, skin, { k: 0.05 });
      sculptor.body({ yaw }).ball([0.49, 0.83, side * 0.24], 0.07, ink);
    }
    return { height: 1, length: 1.7 };
  }
  sculptor
    .body({ yaw, relief: [3, 0.04, 4] })
    .oval(
      [0, 0.38, 0],
      [0.62, 0.42, 0.52],
      sculptor.material(materialOf('leather', scaleRgb(colour, 0.5), { texture: 'tiles', second: colour, pitch: 5, strength: 1 }))
    )
    .box([0, -0.28, 0], [1, 0.5, 1], 0, skin, { cut: true, k: 0.06 });
  body
    .tube([0, 0.25, 0], 0.52, 0.06, 0.05, pale)
    .oval([0.78, 0.42, 0], [0.22, 0.17, 0.16], skin)
    .limb([0.45, 0.28, 0], [0.72, 0.4, 0], 0.13, 0.12, skin, { k: 0.06 });
  for (const side of [-1, 1]) {
    body
      .limb([0.36, 0.24, side * 0.36], [0.5, 0.06, side * 0.55], 0.12, 0.1, skin, { k: 0.05 })
      .limb([-0.36, 0.24, side * 0.36], [-0.5, 0.06, side * 0.52], 0.12, 0.09, skin, { k: 0.05 });
    sculptor.body({ yaw }).ball([0.86, 0.48, side * 0.12], 0.03, ink);
  }
  return { height: 0.95, length: 1.9 };
}
