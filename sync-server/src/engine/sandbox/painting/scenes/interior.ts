// Rooms: a window somewhere, a few pieces of furniture, light that says what hour it is.
import { look, lensAngles } from '../camera.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, type Drawn, type Job } from '../job.ts';
import { materialOf } from '../material.ts';
import type { Room } from '../light.ts';
import { Stage } from '../stage.ts';
import { studioFor } from '../studio.ts';
import { Sculptor } from '../sculpt.ts';
import type { Vec } from '../vec.ts';
import { makeVessel } from './vessels.ts';
import { makeBranches } from './props.ts';
import type { Dice } from '../random.ts';

/** Draws a furnished room. */
export function drawInterior(job: Job): Drawn {
  const { spec, dice, scheme, canvas } = job;
  const pieces = ['sofa', 'chair', 'bed', 'desk'];
  const thing = spec.things.find((item) => pieces.includes(item.name)) ?? spec.things[0];
  const name = thing?.name ?? 'interior';
  const sculptor = new Sculptor();
  const side = dice.sign();
  const coat: Rgb = thing?.colour ?? (thing?.material ? materialOf(thing.material).colour : scheme.subject);
  const wood = sculptor.material(materialOf('wood'));
  const cloth = sculptor.material(materialOf(thing?.material ?? dice.pick(['linen', 'velvet', 'wool']), coat, { pitch: 22 }));
  const main =
    name === 'interior' || name === 'window' || name === 'corridor'
      ? dice.pick(['armchair', 'sofa', 'chair', 'bed'] as const)
      : name === 'desk'
        ? 'desk'
        : name === 'bed'
          ? 'bed'
          : name === 'sofa'
            ? 'sofa'
            : name === 'chair'
              ? dice.pick(['armchair', 'chair'] as const)
              : 'armchair';
  const wallZ = -2.3;
  furniture(sculptor, main, [-0.35 * side, 0, -0.9], 0.25 * side, cloth, wood, dice);
  const tableAt: Vec = [1.25 * side, 0, -1.1];
  if (main !== 'desk')
    sculptor
      .body({ at: tableAt })
      .tube([0, 0.56, 0], 0.36, 0.03, 0.02, wood)
      .limb([0, 0.55, 0], [0, 0.04, 0], 0.045, 0.045, wood)
      .tube([0, 0.02, 0], 0.22, 0.02, 0.015, wood);
  const top = main === 'desk' ? ([0.35 * side, 0.78, -0.9] as const) : ([tableAt[0], 0.6, tableAt[2]] as const);
  const high = makeVessel(
    sculptor,
    { name: dice.pick(['vase', 'bottle', 'pitcher']), at: top, scale: 0.42, yaw: 0, colour: scheme.accent },
    dice
  );
  makeBranches(sculptor, [top[0], top[1] + high, top[2]], 0.62, dice, mixRgb([0.12, 0.2, 0.07], scheme.second, 0.3), true);
  lampStand(
    sculptor,
    [-1.75 * side, 0, -1.55],
    spec.hour === 'night' || spec.light === 'candle',
    mixRgb(scheme.second, [0.9, 0.85, 0.75], 0.5)
  );
  picture(sculptor, dice, [-0.25 * side + dice.between(-0.2, 0.2), 1.78, wallZ + 0.03], scheme.accent, scheme.second, coat, wood);
  sculptor
    .body({ at: [0, 0.004, -0.35] })
    .oval([0, 0, 0], [1.5, 0.02, 0.95], sculptor.material(materialOf('wool', mixRgb(scheme.backdrop, scheme.accent, 0.35), { pitch: 12 })));
  const pane = sculptor.material(
    materialOf('lamp', spec.hour === 'night' ? [0.03, 0.05, 0.11] : spec.hour === 'dusk' ? [0.95, 0.5, 0.32] : [0.85, 0.92, 1], {
      glow: spec.hour === 'night' ? 1 : 1.25
    })
  );
  const frameOf = sculptor.material(materialOf('plaster', [0.8, 0.78, 0.74]));
  if (name === 'window' || dice.chance(0.55)) {
    const at: Vec = [1.45 * side, 1.75, wallZ + 0.02];
    const win = sculptor.body({ at }).box([0, 0, 0], [0.6, 0.78, 0.03], 0.01, frameOf);
    for (const x of [-1, 1]) for (const y of [-1, 0, 1]) win.box([x * 0.28, y * 0.5, 0.02], [0.245, 0.225, 0.03], 0, pane);
    const drape = sculptor.material(materialOf('linen', mixRgb(scheme.second, [0.9, 0.88, 0.84], 0.5), { soft: 0.4 }));
    for (const x of [-1, 1])
      sculptor.body({ at: [at[0] + x * 0.82, 1.45, wallZ + 0.12], relief: [2, 0.05, 9] }).oval([0, 0, 0], [0.2, 1.25, 0.09], drape);
  }
  const hourly = spec.hour === 'night' && !spec.lightGiven ? { ...spec, light: 'candle' as const, hourGiven: false } : spec;
  const studio = studioFor(hourly, dice.fork('light'), 2.5, job.lightTurn, -side);
  const room: Room = {
    floor: materialOf(dice.pick(['floorboards', 'floorboards', 'tiles', 'concrete']), undefined, { pitch: 2.4 }),
    wall: materialOf('plaster', scheme.backdrop, { pitch: 2 }),
    wallZ,
    side: 3,
    sideMaterial: materialOf('plaster', scaleRgb(scheme.backdrop, 0.96), { pitch: 2 }),
    cove: 0,
    haze: [0, 0, 0],
    hazeDensity: 0,
    reach: 0.4,
    time: job.time,
    waves: 0
  };
  const wide = framing(job);
  const { tanX, tanY } = lensAngles(lensOf(job, job.aspect < 0.8 ? 22 : 30), job.aspect);
  const eye: Vec = [job.turn * 2.2 + 0.2 * side, 1.25 + job.lift * 3, 3.1];
  const camera = look(eye, [job.turn * 0.4, 1.25 + job.lift, wallZ], tanX * wide, tanY * wide, -0.06);
  const stage = new Stage(sculptor, room, studio.lamp, null, camera);
  canvas.adaptive(stage.look(canvas.width, canvas.height), 0.055, job.fine);
  return { print: studio.print, scene: `A room with ${main === 'armchair' ? 'an' : 'a'} ${main}` };
}

function furniture(
  sculptor: Sculptor,
  kind: 'armchair' | 'sofa' | 'chair' | 'bed' | 'desk',
  at: Vec,
  yaw: number,
  cloth: number,
  wood: number,
  dice: Dice
): void {
  const body = sculptor.body({ at, yaw, scale: 1.12 });
  if (kind === 'armchair' || kind === 'sofa') {
    const w = kind === 'sofa' ? 0.92 : 0.42;
    body
      .box([0, 0.32, 0.02], [w, 0.13, 0.4], 0.07, cloth)
      .box([0, 0.66, -0.36], [w + 0.04, 0.42, 0.11], 0.09, cloth, { k: 0.03, turn: [-0.12, 0, 0] });
    for (const x of [-1, 1]) body.box([x * (w + 0.08), 0.42, 0], [0.1, 0.24, 0.42], 0.09, cloth, { k: 0.02 });
    const cushions = kind === 'sofa' ? 2 : 1;
    for (let i = 0; i < cushions; i++)
      sculptor
        .body({ at, yaw, scale: 1.12 })
        .box([(i - (cushions - 1) / 2) * w, 0.48, 0.05], [w / cushions - 0.02, 0.08, 0.36], 0.07, cloth);
    for (const x of [-1, 1])
      for (const z of [-1, 1])
        sculptor.body({ at, yaw, scale: 1.12 }).limb([x * w * 0.9, 0.22, z * 0.3], [x * w * 0.96, 0.01, z * 0.34], 0.032, 0.022, wood);
  } else if (kind === 'chair') {
    body.box([0, 0.48, 0], [0.26, 0.03, 0.26], 0.025, cloth);
    for (const x of [-1, 1]) {
      sculptor
        .body({ at, yaw, scale: 1.12 })
        .limb([x * 0.22, 0.47, 0.22], [x * 0.26, 0.01, 0.26], 0.025, 0.018, wood)
        .limb([x * 0.22, 0.47, -0.22], [x * 0.26, 0.01, -0.28], 0.025, 0.018, wood)
        .limb([x * 0.22, 0.47, -0.24], [x * 0.24, 1.02, -0.34], 0.024, 0.02, wood);
    }
    sculptor.body({ at, yaw, scale: 1.12 }).box([0, 0.9, -0.325], [0.25, 0.13, 0.022], 0.02, cloth, { turn: [-0.16, 0, 0] });
  } else if (kind === 'bed') {
    const sheet = sculptor.material(materialOf('linen', [0.82, 0.79, 0.74], { pitch: 20 }));
    body.box([0, 0.22, 0.2], [0.95, 0.12, 1.05], 0.03, wood).box([0, 0.75, -0.85], [1, 0.55, 0.06], 0.06, cloth);
    sculptor
      .body({ at, yaw, scale: 1.12, relief: [1, 0.02, 5] })
      .box([0, 0.43, 0.2], [0.92, 0.13, 1], 0.1, sheet)
      .box([0, 0.5, 0.62], [0.97, 0.11, 0.64], 0.09, cloth, { k: 0.03 });
    for (const x of [-1, 1])
      sculptor.body({ at, yaw, scale: 1.12 }).oval([x * 0.42, 0.66, -0.55], [0.36, 0.14, 0.22], sheet, { turn: [-0.4, 0, 0] });
  } else {
    body.box([0, 0.68, 0], [0.9, 0.03, 0.42], 0.012, wood);
    for (const x of [-1, 1])
      for (const z of [-1, 1])
        sculptor.body({ at, yaw, scale: 1.12 }).limb([x * 0.82, 0.66, z * 0.34], [x * 0.84, 0.01, z * 0.36], 0.03, 0.022, wood);
    for (let i = 0; i < 3; i++)
      makeVessel(
        sculptor,
        {
          name: 'book',
          at: [at[0] - 0.45, at[1] + 0.79 + i * 0.06, at[2]],
          scale: 0.5,
          yaw: dice.between(-0.4, 0.4),
          colour: sculptor.materials[cloth]!.colour
        },
        dice
      );
    furniture(sculptor, 'chair', [at[0] + 0.1, 0, at[2] + 0.75], Math.PI + 0.3, cloth, wood, dice);
  }
}

function lampStand(sculptor: Sculptor, at: Vec, lit: boolean, colour: Rgb): void {
  const metal = sculptor.material(materialOf('brass'));
  const shade = sculptor.material(materialOf('linen', colour, lit ? { glow: 2.2 } : {}));
  sculptor.body({ at }).tube([0, 0.02, 0], 0.17, 0.02, 0.01, metal).limb([0, 0.02, 0], [0, 1.55, 0], 0.016, 0.016, metal);
  sculptor.body({ at }).cone([0, 1.66, 0], 0.26, 0.17, 0.17, shade);
}

function picture(sculptor: Sculptor, dice: Dice, at: Vec, a: Rgb, b: Rgb, c: Rgb, wood: number): void {
  const w = dice.between(0.38, 0.55);
  const h = dice.between(0.42, 0.55);
  sculptor
    .body({ at })
    .box([0, 0, 0], [w, h, 0.02], 0.005, wood)
    .box([0, 0, 0.012], [w - 0.03, h - 0.03, 0.016], 0, sculptor.material(materialOf('paper', b)));
  const art = sculptor.body({ at });
  art.tube([-w * 0.2, h * 0.15, 0.03], h * 0.34, 0.003, 0, sculptor.material(materialOf('paper', a)), { turn: [Math.PI / 2, 0, 0] });
  art.box([w * 0.15, -h * 0.35, 0.032], [w * 0.55, h * 0.18, 0.003], 0, sculptor.material(materialOf('paper', c)));
}
