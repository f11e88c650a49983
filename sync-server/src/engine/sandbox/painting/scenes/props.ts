// Things that stand around a subject: fruit, branches, plinths, arches, stairs, pebbles.
import { materialOf } from '../material.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { unit } from '../camera.ts';
import type { Dice } from '../random.ts';
import type { Sculptor } from '../sculpt.ts';
import type { Vec } from '../vec.ts';

/** Colours of fruit by name. */
export const FRUIT: Readonly<Record<string, Rgb>> = {
  fruit: [0.66, 0.2, 0.04],
  apple: [0.5, 0.05, 0.04],
  clementine: [0.86, 0.26, 0.025],
  lemon: [0.86, 0.62, 0.07],
  pear: [0.5, 0.52, 0.1],
  peach: [0.82, 0.36, 0.17],
  cherry: [0.3, 0.015, 0.03],
  grape: [0.12, 0.04, 0.14],
  plum: [0.14, 0.04, 0.13],
  fig: [0.13, 0.06, 0.14],
  tomato: [0.62, 0.05, 0.03],
  strawberry: [0.62, 0.03, 0.04],
  pumpkin: [0.78, 0.26, 0.03],
  melon: [0.2, 0.34, 0.09],
  banana: [0.86, 0.6, 0.08],
  egg: [0.8, 0.66, 0.52],
  cheese: [0.84, 0.55, 0.13]
};

/** One fruit resting on the ground at `at`; `size` is its radius. */
export function makeFruit(sculptor: Sculptor, name: string, at: Vec, size: number, dice: Dice, colour?: Rgb): void {
  const skin = colour ?? mixRgb(FRUIT[name] ?? FRUIT['fruit']!, [0.8, 0.5, 0.1], dice.between(0, 0.12));
  const fruit = sculptor.material(materialOf(name === 'egg' ? 'wax' : 'fruit', skin));
  const stem = sculptor.material(materialOf('bark'));
  const body = sculptor.body({ at: [at[0], at[1] + size * 0.93, at[2]], scale: size, yaw: dice.between(0, 6.28) });
  const tilt: Vec = [dice.between(-0.4, 0.4), 0, dice.between(-0.4, 0.4)];
  switch (name) {
    case 'lemon':
      body.oval([0, 0, 0], [1.2, 0.92, 0.92], fruit, { turn: [0, 0, 0.2] }).ball([1.12, 0.22, 0], 0.22, fruit, { k: 0.3 });
      break;
    case 'pear':
      body
        .ball([0, 0, 0], 0.96, fruit)
        .ball([0.05, 1.05, 0], 0.52, fruit, { k: 0.75 })
        .limb([0.06, 1.5, 0], [0.14, 1.85, 0], 0.05, 0.06, stem);
      break;
    case 'apple':
    case 'tomato':
    case 'peach':
      body
        .oval([0, 0, 0], [1.04, 0.92, 1.04], fruit, { turn: tilt })
        .ball([0, 0.98, 0], 0.22, fruit, { cut: true, k: 0.35 })
        .limb([0, 0.72, 0], [0.1, 1.12, 0], 0.05, 0.06, stem);
      break;
    case 'banana':
      for (let i = 0; i < 5; i++) {
        const a = -1 + i * 0.4;
        body.limb(
          [Math.sin(a) * 2.2, -0.5 + (1 - Math.cos(a)) * 2, 0],
          [Math.sin(a + 0.4) * 2.2, -0.5 + (1 - Math.cos(a + 0.4)) * 2, 0],
          i === 0 ? 0.2 : 0.42,
          i === 4 ? 0.16 : 0.42,
          fruit,
          { k: 0.12 }
        );
      }
      break;
    case 'pumpkin':
      for (let i = 0; i < 8; i++) {
        const a = (i * Math.PI) / 4;
        body.oval([Math.cos(a) * 0.55, -0.12, Math.sin(a) * 0.55], [0.6, 0.8, 0.6], fruit, { k: 0.1 });
      }
      body.limb([0, 0.5, 0], [0.12, 1.05, 0.05], 0.2, 0.12, sculptor.material(materialOf('leaf')), { k: 0.1 });
      break;
    case 'grape':
      for (let i = 0; i < 16; i++) {
        const row = Math.floor(i / 4);
        const a = i * 2.4;
        body.ball([Math.cos(a) * (0.75 - row * 0.16), -0.5 + row * 0.42, Math.sin(a) * (0.75 - row * 0.16)], 0.38, fruit);
      }
      break;
    case 'egg':
      body.oval([0, -0.1, 0], [0.84, 0.84, 1.05], fruit);
      break;
    case 'cheese':
      body.wedge([0, -0.9, 0], [1.3, 1.2, 0.7], fruit, { turn: [Math.PI / 2, 0, 0] });
      break;
    default:
      body.oval([0, 0, 0], [1, 0.94, 1], fruit, { turn: tilt }).ball([0, 0.98, 0], 0.1, fruit, { cut: true, k: 0.2 });
  }
}

/** A dried or green branch rising from `at`, `tall` high. */
export function makeBranches(sculptor: Sculptor, at: Vec, tall: number, dice: Dice, leafColour: Rgb, fresh: boolean): void {
  const twig = sculptor.material(materialOf('bark', [0.16, 0.075, 0.035]));
  const leaf = sculptor.material(materialOf(fresh ? 'leaf' : 'paper', leafColour, { soft: 0.35 }));
  const stems = dice.whole(3, 4);
  for (let stem = 0; stem < stems; stem++) {
    const heading = (stem / (stems - 1) - 0.5) * dice.between(1.1, 1.5);
    const depth = dice.between(-0.28, 0.28);
    const reach = tall * dice.between(0.8, 1.06) * (1 - Math.abs(heading) * 0.16);
    const top: Vec = [Math.sin(heading) * reach, Math.cos(heading) * reach, depth * reach];
    const bow: Vec = [top[0] * 0.36, top[1] * 0.55, top[2] * 0.4];
    sculptor.body({ at }).limb([0, -0.15, 0], bow, 0.016, 0.013, twig).limb(bow, top, 0.013, 0.006, twig);
    const leaves = dice.whole(4, 5);
    for (let i = 0; i < leaves; i++) {
      const t = 0.34 + (0.66 * i) / (leaves - 1);
      const along = t < 0.55 ? t / 0.55 : 1;
      const rest = t < 0.55 ? 0 : (t - 0.55) / 0.45;
      const foot: Vec = [
        at[0] + bow[0] * along + (top[0] - bow[0]) * rest,
        at[1] + bow[1] * along + (top[1] - bow[1]) * rest,
        at[2] + bow[2] * along + (top[2] - bow[2]) * rest
      ];
      for (const side of i === leaves - 1 ? [0.08] : [-1, 1]) {
        const lean = heading * 0.8 + side * dice.between(0.65, 1.05);
        const size = tall * dice.between(0.085, 0.115) * (1.1 - t * 0.25);
        // turned a little each its own way, but showing its face
        const along = unit([Math.sin(lean), Math.cos(lean), dice.between(-0.35, 0.35)]);
        const facing = dice.between(-0.8, 0.8);
        const plain: Vec = [Math.cos(lean) * facing, -Math.sin(lean) * facing, 1];
        const dot = plain[0] * along[0] + plain[1] * along[1] + plain[2] * along[2];
        const over = unit([plain[0] - along[0] * dot, plain[1] - along[1] * dot, plain[2] - along[2] * dot]);
        sculptor.sheets.push({
          foot,
          along,
          over,
          width: size * 0.42,
          length: size,
          lift: size * dice.between(-0.2, 0.3),
          cup: 0.5 / size,
          point: 0.3,
          material: leaf
        });
      }
    }
  }
}

/** A block with a round-headed opening, standing on the ground. */
export function makeArchBlock(sculptor: Sculptor, at: Vec, width: number, tall: number, material: number, yaw: number): void {
  const hole = width * 0.29;
  sculptor
    .body({ at, yaw })
    .box([0, tall / 2, 0], [width / 2, tall / 2, width * 0.19], 0.012, material)
    .arch([0, -0.01, 0], [hole, tall * 0.74 - hole, width], material, { cut: true });
}

/** A flight of blocks rising to the right; returns the tops' centres. */
export function makeSteps(sculptor: Sculptor, at: Vec, count: number, width: number, rise: number, material: number, yaw: number): Vec[] {
  const tops: Vec[] = [];
  const c = Math.cos(yaw);
  const s = Math.sin(yaw);
  for (let i = 0; i < count; i++) {
    const tall = rise * (i + 1);
    const x = (i - (count - 1) / 2) * width;
    sculptor.body({ at, yaw }).box([x, tall / 2, 0], [width / 2 - 0.004, tall / 2, width * 0.62], 0.01, material);
    tops.push([at[0] + c * x, at[1] + tall, at[2] - s * x]);
  }
  return tops;
}

/** A few smooth stones. */
export function makePebbles(sculptor: Sculptor, at: Vec, count: number, size: number, colour: Rgb, dice: Dice): void {
  const stone = sculptor.material(materialOf('stone', scaleRgb(colour, 0.9)));
  for (let i = 0; i < count; i++) {
    const r = size * dice.between(0.6, 1.2);
    const x = at[0] + (i - count / 2) * size * 1.9 + dice.between(-0.3, 0.3) * size;
    sculptor
      .body({ at: [x, r * 0.4, at[2] + dice.between(-1, 1) * size], yaw: dice.between(0, 3) })
      .oval([0, 0, 0], [r, r * 0.45, r * 0.75], stone);
  }
}
