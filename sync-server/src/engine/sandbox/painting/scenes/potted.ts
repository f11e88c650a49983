// Plants in pots, and mushrooms, which need none.
import { frame } from '../camera.ts';
import { mixRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, liftOf, type Drawn, type Job } from '../job.ts';
import { materialOf } from '../material.ts';
import { Sculptor } from '../sculpt.ts';
import { studioFor } from '../studio.ts';
import { stageSet } from './set.ts';
import { makeVessel } from './vessels.ts';

/** Draws a potted plant, a cactus, a bonsai, a succulent or mushrooms. */
export function drawPotted(job: Job, name: string, colour: Rgb | undefined): Drawn {
  const { spec, dice, scheme } = job;
  const sculptor = new Sculptor();
  const pot = spec.things.find((item) => item.name === 'pot');
  let height = 2.1;
  if (name === 'mushroom') {
    const cap = sculptor.material(
      materialOf(
        'fruit',
        colour ??
          dice.pick([
            [0.5, 0.05, 0.03],
            [0.42, 0.22, 0.1],
            [0.6, 0.42, 0.25]
          ] as const)
      )
    );
    const stalk = sculptor.material(materialOf('wax', [0.75, 0.68, 0.56]));
    for (const [x, z, s] of [
      [0, 0, 1],
      [-0.66, 0.3, 0.55],
      [0.6, 0.42, 0.4]
    ] as const) {
      sculptor
        .body({ at: [x, 0, z], scale: s })
        .cone([0, 0.5, 0], 0.2, 0.14, 0.5, stalk)
        .oval([0, 1.02, 0], [0.62, 0.42, 0.62], cap)
        .oval([0, 0.74, 0], [0.6, 0.24, 0.6], stalk, { cut: true, k: 0.04 });
      for (let i = 0; i < 9; i++)
        sculptor
          .body({ at: [x, 0, z], scale: s })
          .ball(
            [Math.sin(i * 2.4) * 0.12 * ((i % 4) + 1), 1.41 - (i % 4) * (i % 4) * 0.026, Math.cos(i * 2.4) * 0.12 * ((i % 4) + 1)],
            0.045,
            stalk
          );
    }
    height = 1.7;
  } else {
    const top = makeVessel(
      sculptor,
      {
        name: 'pot',
        at: [0, 0, 0],
        scale: 1,
        yaw: 0,
        colour: pot?.colour ?? (pot?.material ? undefined : scheme.subject),
        material: pot?.material
      },
      dice
    );
    const leaf = sculptor.material(materialOf('leaf', colour ?? mixRgb([0.07, 0.15, 0.05], [0.12, 0.2, 0.1], dice.next())));
    if (name === 'cactus') {
      sculptor.body({ at: [0, top - 0.1, 0], relief: [2, 0.04, 16] }).limb([0, 0, 0], [0, 1, 0], 0.26, 0.22, leaf);
      sculptor
        .body({ at: [0, top - 0.1, 0] })
        .limb([0.2, 0.45, 0], [0.48, 0.52, 0], 0.11, 0.12, leaf)
        .limb([0.48, 0.52, 0], [0.5, 0.95, 0], 0.12, 0.11, leaf, { k: 0.06 })
        .limb([-0.2, 0.6, 0], [-0.44, 0.68, 0], 0.1, 0.1, leaf)
        .limb([-0.44, 0.68, 0], [-0.45, 1, 0], 0.1, 0.09, leaf, { k: 0.06 });
      sculptor.body({ at: [0, top + 1.1, 0] }).ball([0, 0, 0], 0.09, sculptor.material(materialOf('petal', [0.8, 0.2, 0.32])));
    } else if (name === 'bonsai') {
      const bark = sculptor.material(materialOf('bark'));
      sculptor
        .body({ at: [0, top - 0.05, 0] })
        .limb([0, 0, 0], [0.16, 0.4, 0], 0.13, 0.09, bark)
        .limb([0.16, 0.4, 0], [-0.12, 0.78, 0], 0.09, 0.06, bark, { k: 0.05 })
        .limb([0.1, 0.5, 0], [0.55, 0.7, 0.05], 0.06, 0.03, bark)
        .limb([-0.1, 0.75, 0], [-0.5, 0.92, 0], 0.05, 0.03, bark);
      for (const [x, y, r] of [
        [0.58, 0.8, 0.34],
        [-0.55, 1, 0.36],
        [0, 1.2, 0.42]
      ] as const)
        sculptor.body({ at: [x, top + y - 0.05, 0], relief: [3, 0.09, 7] }).oval([0, 0, 0], [r, r * 0.45, r * 0.8], leaf);
    } else {
      const succulent = name === 'succulent';
      const rings = succulent ? 4 : 3;
      for (let ring = 0; ring < rings; ring++) {
        const count = succulent ? 9 - ring : 5;
        for (let i = 0; i < count; i++) {
          const a = ((i + ring * 0.5) / count) * Math.PI * 2 + dice.between(-0.2, 0.2);
          const up = succulent ? 0.15 + ring * 0.32 : 0.5 + ring * 0.3;
          const size = succulent ? 0.3 - ring * 0.045 : dice.between(0.36, 0.5);
          sculptor.leaf(
            [0, top - 0.06 + (succulent ? ring * 0.04 : 0), 0],
            [a, up, 0, 0],
            {
              width: size * (succulent ? 0.44 : 0.34),
              length: size,
              lift: succulent ? 0.1 : -size * 0.6,
              cup: succulent ? 1.2 : 0.7,
              point: 0.7
            },
            leaf
          );
        }
      }
      height = succulent ? 1.2 : 1.75;
    }
  }
  const studio = studioFor(spec, dice.fork('light'), height, job.lightTurn);
  const camera = frame({
    target: [0, height * 0.46, 0],
    width: 2.2 * framing(job),
    height: height * 1.15 * framing(job),
    lens: lensOf(job, 70),
    turn: job.turn,
    lift: liftOf(job, 0.14),
    aspect: job.aspect
  });
  return stageSet(job, sculptor, studio, camera, { size: height, reach: 0.24, what: name === 'plant' ? 'A plant in a pot' : `A ${name}` });
}
