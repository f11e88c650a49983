// Food on a table: cakes, bread, cups, fruit, all simply shaped and well lit.
import { frame } from '../camera.ts';
import { hex, mixRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, liftOf, type Drawn, type Job } from '../job.ts';
import { materialOf } from '../material.ts';
import { ROUGH } from '../bodies.ts';
import { Sculptor } from '../sculpt.ts';
import { studioFor } from '../studio.ts';
import { drawStillLife } from './still-life.ts';
import { FRUIT, makeFruit } from './props.ts';
import { stageSet } from './set.ts';
import { makeVessel } from './vessels.ts';

/** Draws the dish that the prompt names; bowls of fruit are still lifes. */
export function drawFood(job: Job): Drawn {
  const { spec, dice, scheme } = job;
  const thing = spec.things[0];
  const name = thing?.name ?? 'cake';
  if (FRUIT[name] !== undefined && spec.things.length > 1) return drawStillLife(job);
  const sculptor = new Sculptor();
  const own = thing?.colour;
  const plateColour = spec.things.find((item) => item.name === 'plate')?.colour ?? mixRgb(scheme.second, [0.85, 0.84, 0.82], 0.5);
  const plate = sculptor.material(materialOf('ceramic', plateColour));
  const table = sculptor.material(
    materialOf(dice.pick(['wood', 'marble', 'linen', 'limestone']), dice.chance(0.5) ? scheme.floor : undefined, { pitch: 2.5 })
  );
  sculptor.body().box([0, -0.1, -0.3], [3.2, 0.1, 1.9], 0.02, table);
  let height = 1.1;
  let width = 2.5;
  const onPlate = !['coffee', 'wine', 'cocktail', 'bread', 'ice-cream', 'soup'].includes(name) && FRUIT[name] === undefined;
  if (onPlate)
    sculptor.body().lathe(
      [0, 0, 0],
      [
        [0.4, 0],
        [0.45, 0.02],
        [0.86, 0.07],
        [0.92, 0.1]
      ],
      0.025,
      plate
    );
  switch (name) {
    case 'cake':
    case 'cupcake': {
      const sponge = sculptor.material(materialOf('bread', hex('#c98f55')));
      const icing = sculptor.material(materialOf('wax', own ?? dice.pick([scheme.second, [0.85, 0.6, 0.6] as Rgb, hex('#5a3320')])));
      if (name === 'cupcake') {
        const wrap = sculptor.material(materialOf('paper', scheme.accent));
        sculptor.body({ at: [0, 0.06, 0], relief: [2, 0.02, 26] }).cone([0, 0.22, 0], 0.24, 0.34, 0.22, wrap);
        const swirl = sculptor.body({ at: [0, 0.48, 0] });
        for (let i = 0; i < 3; i++)
          swirl.ring([0, i * 0.14, 0], 0.2 - i * 0.07, 0.14 - i * 0.02, icing, { k: 0.06, turn: [0.08, 0, 0.06] });
        swirl.ball([0, 0.38, 0], 0.09, icing, { k: 0.08 });
        makeFruit(sculptor, 'cherry', [0, 0.92, 0], 0.09, dice);
      } else {
        const layers = dice.whole(2, 3);
        for (let i = 0; i < layers; i++) {
          sculptor
            .body({ at: [0, 0.1 + i * 0.3, 0] })
            .tube([0, 0.11, 0], 0.58, 0.11, 0.03, sponge)
            .tube([0, 0.255, 0], 0.6, 0.045, 0.03, icing);
        }
        const top = 0.1 + layers * 0.3;
        const drip = sculptor.body({ at: [0, top, 0] }).tube([0, 0, 0], 0.6, 0.04, 0.03, icing);
        for (let i = 0; i < 12; i++)
          drip.limb(
            [Math.sin(i * 0.524) * 0.585, 0, Math.cos(i * 0.524) * 0.585],
            [Math.sin(i * 0.524) * 0.6, -dice.between(0.06, 0.22), Math.cos(i * 0.524) * 0.6],
            0.045,
            0.04,
            icing,
            { k: 0.05 }
          );
        for (let i = 0; i < 7; i++)
          makeFruit(
            sculptor,
            dice.pick(['strawberry', 'cherry', 'grape']),
            [Math.sin(i * 0.9) * 0.36, top + 0.03, Math.cos(i * 0.9) * 0.36],
            0.095,
            dice
          );
        height = top + 0.5;
      }
      break;
    }
    case 'burger': {
      const bun = sculptor.material(materialOf('bread', hex('#bf7a35'), { gloss: 0.3, sharp: 30 }));
      sculptor.body({ at: [0, 0.08, 0] }).tube([0, 0.1, 0], 0.56, 0.1, 0.08, bun);
      sculptor
        .body({ at: [0, 0.08, 0], relief: [ROUGH, 0.05, 6] })
        .tube([0, 0.3, 0], 0.6, 0.08, 0.05, sculptor.material(materialOf('bread', hex('#3d2014'))));
      sculptor
        .body({ at: [0, 0.08, 0], yaw: 0.6 })
        .box([0, 0.42, 0], [0.56, 0.02, 0.56], 0.01, sculptor.material(materialOf('wax', FRUIT['cheese'])));
      sculptor
        .body({ at: [0, 0.08, 0], relief: [ROUGH, 0.09, 5] })
        .tube([0, 0.5, 0], 0.64, 0.035, 0.03, sculptor.material(materialOf('leaf', hex('#5f8a2c'))));
      sculptor.body({ at: [0, 0.08, 0] }).tube([0, 0.46, 0], 0.5, 0.05, 0.02, sculptor.material(materialOf('fruit', FRUIT['tomato'])));
      sculptor
        .body({ at: [0, 0.64, 0] })
        .oval([0, 0, 0], [0.6, 0.44, 0.6], bun)
        .box([0, -0.5, 0], [1, 0.5, 1], 0, bun, { cut: true, k: 0.05 });
      const seed = sculptor.material(materialOf('wax'));
      const seeds = sculptor.body({ at: [0, 0.64, 0] });
      for (let i = 0; i < 16; i++) {
        const a = i * 2.4;
        const r = 0.09 * Math.sqrt(i + 1);
        seeds.oval([Math.cos(a) * r, 0.44 * Math.sqrt(1 - (r / 0.6) ** 2), Math.sin(a) * r], [0.035, 0.016, 0.022], seed);
      }
      height = 1.2;
      break;
    }
    case 'pizza': {
      sculptor
        .body({ at: [0, 0.1, 0], relief: [ROUGH, 0.02, 9] })
        .tube([0, 0, 0], 0.82, 0.03, 0.02, sculptor.material(materialOf('bread', hex('#d79c4e'))))
        .ring([0, 0.03, 0], 0.78, 0.075, sculptor.material(materialOf('bread', hex('#b9762f'))), { k: 0.04 });
      sculptor
        .body({ at: [0, 0.13, 0], relief: [ROUGH, 0.03, 7] })
        .tube([0, 0, 0], 0.72, 0.02, 0.01, sculptor.material(materialOf('wax', hex('#d9a23c'))));
      const salami = sculptor.material(materialOf('fruit', hex('#97261a')));
      for (let i = 0; i < 9; i++)
        sculptor
          .body({ at: [Math.cos(i * 2.4) * 0.2 * Math.sqrt(i), 0.155, Math.sin(i * 2.4) * 0.2 * Math.sqrt(i)] })
          .tube([0, 0, 0], 0.12, 0.016, 0.012, salami);
      const basil = sculptor.material(materialOf('leaf'));
      for (let i = 0; i < 7; i++)
        sculptor.leaf(
          [Math.cos(i * 2.1 + 1) * 0.42, 0.18, Math.sin(i * 2.1 + 1) * 0.42],
          [i * 1.3, 0.15, 0, 0],
          { width: 0.06, length: 0.09, lift: 0.03, cup: 2, point: 0.6 },
          basil
        );
      height = 0.8;
      break;
    }
    case 'sushi': {
      const rice = sculptor.material(materialOf('wax', hex('#efece2')));
      const fish = [hex('#e8743b'), hex('#c9352f'), hex('#f0c9a8')];
      for (let i = 0; i < 4; i++) {
        const at = [-0.6 + i * 0.4, 0.1, 0.16 - (i % 2) * 0.3] as const;
        if (i % 2 === 0) {
          sculptor.body({ at, yaw: 0.5, relief: [ROUGH, 0.012, 26] }).box([0, 0.1, 0], [0.13, 0.1, 0.26], 0.08, rice);
          sculptor
            .body({ at, yaw: 0.5 })
            .box([0, 0.23, 0], [0.14, 0.045, 0.3], 0.04, sculptor.material(materialOf('fruit', own ?? fish[i % 3])));
        } else {
          sculptor
            .body({ at })
            .tube([0, 0.14, 0], 0.17, 0.14, 0.02, sculptor.material(materialOf('leaf', [0.02, 0.03, 0.02])))
            .tube([0, 0.2, 0], 0.15, 0.09, 0.02, rice)
            .tube([0, 0.24, 0], 0.07, 0.06, 0.02, sculptor.material(materialOf('fruit', fish[(i + 1) % 3])));
        }
      }
      height = 0.8;
      break;
    }
    case 'doughnut': {
      for (let i = 0; i < 3; i++) {
        const at = [i === 2 ? 0.02 : -0.34 + i * 0.68, i === 2 ? 0.5 : 0.22, i === 2 ? -0.1 : 0.08] as const;
        const glaze = sculptor.material(materialOf('paint', own ?? [hex('#e79aa8'), hex('#4b2716'), hex('#efe2c4')][i]));
        sculptor.body({ at }).ring([0, 0, 0], 0.25, 0.15, sculptor.material(materialOf('bread')));
        sculptor
          .body({ at, relief: [ROUGH, 0.03, 4] })
          .ring([0, 0.03, 0], 0.25, 0.148, glaze)
          .box([0, -0.36, 0], [0.6, 0.36, 0.6], 0, glaze, { cut: true });
        for (let k = 0; k < 14; k++)
          sculptor
            .body({
              at: [at[0] + Math.cos(k * 2.4) * (0.17 + (k % 4) * 0.05), at[1] + 0.165, at[2] + Math.sin(k * 2.4) * (0.17 + (k % 4) * 0.05)],
              yaw: k
            })
            .limb(
              [-0.02, 0, 0],
              [0.02, 0, 0],
              0.01,
              0.01,
              sculptor.material(materialOf('plastic', dice.pick([scheme.accent, scheme.second, hex('#e8b731'), hex('#3e8fb0')])))
            );
      }
      height = 1;
      break;
    }
    case 'ice-cream': {
      const cup = makeVessel(sculptor, { name: 'tumbler', at: [0, 0, 0], scale: 1.2, yaw: 0, colour: undefined, material: 'glass' }, dice);
      const tones = [own ?? hex('#e9a9ac'), hex('#f1e3bf'), hex('#6a3f28')];
      tones.forEach((tone, i) =>
        sculptor
          .body({ at: [[-0.12, 0.13, 0][i]!, cup + (i === 2 ? 0.3 : 0.06), [0.03, 0.03, -0.02][i]!], relief: [ROUGH, 0.035, 7] })
          .ball([0, 0, 0], 0.23, sculptor.material(materialOf('wax', tone)))
      );
      sculptor
        .body({ at: [0.1, cup + 0.3, -0.05] })
        .cone([0, 0.24, 0], 0.02, 0.13, 0.24, sculptor.material(materialOf('straw')), { turn: [0, 0, -0.4] });
      height = cup + 0.95;
      break;
    }
    case 'soup':
    case 'salad': {
      makeVessel(sculptor, { name: 'bowl', at: [0, 0, 0], scale: 1.6, yaw: 0, colour: own ?? scheme.subject }, dice);
      sculptor.body({ at: [0, 0.44, 0] }).tube([0, 0, 0], 0.68, 0.03, 0.01, sculptor.material(materialOf('paint', hex('#c9762a'))));
      for (let i = 0; i < 5; i++)
        makeFruit(
          sculptor,
          dice.pick(['egg', 'tomato', 'lemon']),
          [Math.cos(i * 1.26) * 0.36, 0.42, Math.sin(i * 1.26) * 0.36],
          0.13,
          dice
        );
      const herb = sculptor.material(materialOf('leaf'));
      for (let i = 0; i < 12; i++)
        sculptor.leaf(
          [Math.cos(i * 2.4) * 0.4, 0.5, Math.sin(i * 2.4) * 0.4],
          [i * 2, 0.5, 0, 0],
          { width: 0.06, length: 0.12, lift: 0.05, cup: 2, point: 0.6 },
          herb
        );
      break;
    }
    case 'coffee':
    case 'tea': {
      const cupColour = own ?? scheme.subject;
      sculptor.body().lathe(
        [0, 0, 0],
        [
          [0.3, 0],
          [0.34, 0.02],
          [0.6, 0.06],
          [0.66, 0.09]
        ],
        0.025,
        sculptor.material(materialOf('ceramic', cupColour))
      );
      const top = makeVessel(
        sculptor,
        { name: 'mug', at: [0, 0.06, 0], scale: 1.5, yaw: -0.5, colour: cupColour, material: thing?.material ?? 'ceramic' },
        dice
      );
      const drink = sculptor.material(materialOf('paint', name === 'tea' ? hex('#a3571f') : hex('#3b2011'), { mirror: 0.03 }));
      sculptor
        .body({ at: [0, top - 0.02, 0] })
        .tube([0, 0, 0], 0.315, 0.02, 0.005, drink)
        .ring([0, 0.012, 0], 0.22, 0.026, sculptor.material(materialOf('wax', hex('#b98a5a'))));
      for (let i = 0; i < 3; i++) makeFruit(sculptor, 'cheese', [0.85 + i * 0.12, 0, 0.3 - i * 0.2], 0.12, dice, hex('#b07434'));
      break;
    }
    case 'wine':
    case 'cocktail': {
      for (let i = 0; i < 2; i++) {
        const x = -0.35 + i * 0.75;
        makeVessel(
          sculptor,
          { name: name === 'wine' ? 'goblet' : 'tumbler', at: [x, 0, i * -0.3], scale: 1.25, yaw: 0, material: 'glass' },
          dice
        );
        const liquid = sculptor.material(
          materialOf('paint', own ?? (name === 'wine' ? hex('#5a0d1c') : i === 0 ? hex('#d9682a') : hex('#d9a52c')), {
            soft: 0.4,
            mirror: 0.02
          })
        );
        if (name === 'wine')
          sculptor
            .body({ at: [x, 0.8, i * -0.3] })
            .oval([0, 0, 0], [0.205, 0.22, 0.205], liquid)
            .box([0, 0.26, 0], [0.5, 0.22, 0.5], 0, liquid, { cut: true });
        else {
          sculptor.body({ at: [x, 0.05, i * -0.3] }).cone([0, 0.2, 0], 0.17, 0.21, 0.2, liquid);
          makeFruit(sculptor, 'lemon', [x + 0.2, 0.58, i * -0.3], 0.13, dice);
        }
      }
      height = 1.4;
      break;
    }
    case 'bread': {
      const crust = sculptor.material(materialOf('bread', own));
      const loaf = sculptor
        .body({ at: [-0.1, 0, -0.1], yaw: 0.35, relief: [ROUGH, 0.025, 7] })
        .oval([0, 0.3, 0], [0.95, 0.36, 0.42], crust)
        .box([0, -0.3, 0], [2, 0.3, 2], 0, crust, { cut: true, k: 0.05 });
      for (let i = -2; i <= 2; i++)
        loaf.limb([i * 0.3 - 0.1, 0.66, 0.2], [i * 0.3 + 0.1, 0.66, -0.2], 0.045, 0.045, crust, { cut: true, k: 0.06 });
      for (let i = 0; i < 2; i++)
        sculptor
          .body({ at: [0.85, 0.02 + i * 0.12, 0.45], yaw: 0.5 + i * 0.2 })
          .box([0, 0.05, 0], [0.3, 0.05, 0.36], 0.05, sculptor.material(materialOf('bread', hex('#e2c08a'), { strength: 0.3 })));
      break;
    }
    case 'pancake': {
      for (let i = 0; i < 5; i++)
        sculptor
          .body({ at: [dice.between(-0.04, 0.04), 0.1 + i * 0.11, dice.between(-0.04, 0.04)], relief: [ROUGH, 0.012, 5] })
          .tube([0, 0.05, 0], 0.52, 0.05, 0.045, sculptor.material(materialOf('bread', hex('#c88a45'))));
      sculptor
        .body({ at: [0, 0.69, 0], relief: [ROUGH, 0.04, 4] })
        .oval(
          [0, 0, 0],
          [0.4, 0.035, 0.4],
          sculptor.material(materialOf('glass', hex('#c9761c'), { glass: false, gloss: 1, mirror: 0.06, colour: hex('#a85a12') }))
        );
      sculptor
        .body({ at: [0, 0.74, 0], yaw: 0.5 })
        .box([0, 0.04, 0], [0.11, 0.05, 0.11], 0.02, sculptor.material(materialOf('wax', hex('#f0d37a'))));
      for (let i = 0; i < 4; i++)
        makeFruit(sculptor, 'strawberry', [0.6 * Math.cos(i * 0.5 - 0.3), 0.1, 0.6 * Math.sin(i * 0.5 + 0.5)], 0.1, dice);
      break;
    }
    default: {
      const count = thing && thing.count > 1 ? Math.min(thing.count, 6) : dice.whole(3, 4);
      const size = name === 'pumpkin' || name === 'melon' ? 0.42 : name === 'cherry' || name === 'strawberry' ? 0.2 : 0.3;
      for (let i = 0; i < count; i++)
        makeFruit(
          sculptor,
          name,
          [(i - (count - 1) / 2) * size * 1.7, i === 1 && count > 3 ? 0 : 0, (i % 2) * -size * 1.4 + 0.25],
          size,
          dice,
          own
        );
      height = size * 3.4;
      width = Math.max(width, count * size * 1.9 + 0.5);
    }
  }
  const wide = framing(job);
  const studio = studioFor(spec, dice.fork('light'), 1.8, job.lightTurn);
  const tall = Math.max(1, height);
  const camera = frame({
    target: [0, tall * 0.38, 0],
    width: width * wide,
    height: tall * 1.75 * wide,
    lens: lensOf(job, 70),
    turn: job.turn,
    lift: liftOf(job, name === 'pizza' || name === 'soup' || name === 'salad' || name === 'sushi' ? 0.75 : 0.34),
    aspect: job.aspect
  });
  return stageSet(job, sculptor, studio, camera, {
    size: 1.8,
    wallZ: -2.1,
    reach: 0.3,
    what: `${name === 'bread' || name === 'sushi' || name === 'coffee' || name === 'tea' || name === 'soup' ? name[0]!.toUpperCase() + name.slice(1) : /^[aeiou]/.test(name) ? `An ${name}` : `A ${name}`} on a table`
  });
}
