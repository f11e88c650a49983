// Still lifes: a few well-made things on linen or stone, and the light of a window that is not in the picture.
import { frame } from '../camera.ts';
import { mixRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, liftOf, type Drawn, type Job } from '../job.ts';
import { materialOf, type Material } from '../material.ts';
import { studioFor } from '../studio.ts';
import { Sculptor } from '../sculpt.ts';
import type { Vec } from '../vec.ts';
import { VESSEL_NAMES, makeVessel } from './vessels.ts';
import { FRUIT, makeArchBlock, makeBranches, makeFruit, makePebbles, makeSteps } from './props.ts';
import { stageSet } from './set.ts';
import type { Thing } from '../words.ts';

type Layout = 'plinth' | 'branch' | 'steps' | 'table' | 'family' | 'alcove';

/** Draws a still life. */
export function drawStillLife(job: Job): Drawn {
  const { spec, dice, scheme } = job;
  const sculptor = new Sculptor();
  const things = spec.things;
  const named = (name: string) => things.find((thing) => thing.name === name);
  const main = things.find((thing) => VESSEL_NAMES.includes(thing.name)) ?? things[0];
  const hero =
    main && VESSEL_NAMES.includes(main.name)
      ? main.name
      : main && FRUIT[main.name]
        ? 'bowl'
        : dice.pick(['vase', 'carafe', 'bottle', 'urn', 'vase', 'pitcher']);
  const fruit = things.find((thing) => FRUIT[thing.name] !== undefined);
  const stone = sculptor.material(
    materialOf(
      named('plinth')?.material ?? dice.pick(['limestone', 'plaster', 'limestone', 'stone']),
      named('plinth')?.colour ?? scheme.second
    )
  );
  const layout = chooseLayout(job, hero, fruit !== undefined);
  const order = (name: string, at: Vec, scale: number, colour: Rgb | undefined, material?: string) =>
    makeVessel(sculptor, { name, at, scale, yaw: dice.between(-0.4, 0.4), colour, material }, dice);
  const side = dice.sign();
  let width = 2.5;
  let height = 2.1;
  let centre: Vec = [0, 0.82, 0];
  const subject = scheme.subject;
  // a material named without a colour keeps its own: gold is golden, terracotta is terracotta
  const skin = main?.colour ?? (main?.material ? undefined : subject);
  const cloth = main?.material;
  if (layout === 'plinth') {
    const r = dice.between(0.5, 0.62);
    const tall = dice.between(0.36, 0.62);
    sculptor.body({ at: [-0.3 * side, 0, 0] }).tube([0, tall / 2, 0], r, tall / 2, 0.02, stone);
    const top = order(hero, [-0.3 * side, tall, 0], 1, skin, cloth);
    makeArchBlock(sculptor, [0.74 * side, 0, -0.62], 1.0, dice.between(1.25, 1.5), stone, -0.16 * side);
    companions(job, sculptor, [0.86 * side, 0, 0.42], stone);
    height = Math.max(2, tall + top + 0.5);
    centre = [0.12 * side, height * 0.42, 0];
  } else if (layout === 'branch') {
    const top = order(hero, [-0.16 * side, 0, 0.1], 0.95, skin, cloth);
    const branch = named('branch');
    const fresh = branch?.colour === undefined && dice.chance(0.35);
    makeBranches(
      sculptor,
      [-0.16 * side, top * 0.95, 0.1],
      1.5,
      dice,
      branch?.colour ?? (fresh ? [0.2, 0.28, 0.1] : mixRgb(scheme.second, [0.5, 0.42, 0.28], 0.25)),
      fresh
    );
    sculptor.body({ at: [0.64 * side, 0, -0.12], yaw: -0.35 * side }).box([0, 0.34, 0], [0.32, 0.34, 0.32], 0.015, stone);
    companions(job, sculptor, [0.56 * side, 0, 0.66], stone);
    height = top + 1.75;
    width = 2.4;
    centre = [0.05 * side, height * 0.46, 0];
  } else if (layout === 'steps') {
    const tops = makeSteps(sculptor, [0, 0, 0], 3, 0.72, 0.36, stone, side < 0 ? Math.PI + 0.14 : -0.14);
    const [low, middle, high] = tops as [Vec, Vec, Vec];
    order(hero, low, 0.92, skin, cloth);
    const ball = sculptor.material(
      dice.chance(0.33) ? ballMarble(scheme.second) : materialOf(dice.pick(['plaster', 'limestone']), scheme.second)
    );
    sculptor.body({ at: [middle[0], middle[1] + 0.24, middle[2]] }).ball([0, 0, 0], 0.24, ball);
    order(hero === 'flacon' ? 'vase' : 'flacon', high, 0.62, mixRgb(subject, scheme.accent, 0.25), dice.chance(0.5) ? undefined : 'paint');
    companions(job, sculptor, [low[0] - 0.62 * side, 0, 0.5], stone);
    width = 2.9;
    height = 2.2;
    centre = [0, 0.9, 0];
  } else if (layout === 'table') {
    const slab = sculptor.material(
      materialOf(
        named('table')?.material ?? (spec.palette === 'dark' ? 'wood' : dice.pick(['limestone', 'wood', 'linen'])),
        named('table')?.colour ?? mixRgb(scheme.floor, scheme.second, 0.5)
      )
    );
    sculptor.body({ at: [0, 0, 0], yaw: 0.1 * side }).box([0, 0.11, 0], [1.5, 0.11, 0.72], 0.015, slab);
    order(
      hero === 'bowl' ? dice.pick(['bottle', 'carafe', 'vase']) : hero,
      [-0.66 * side, 0.22, -0.12],
      1,
      hero === 'bowl' ? scheme.second : skin,
      hero === 'bowl' ? 'clay' : cloth
    );
    const bowlColour =
      hero === 'bowl' && main?.colour ? main.colour : hero === 'bowl' ? subject : mixRgb(scheme.second, scheme.accent, 0.25);
    order('bowl', [0.2 * side, 0.22, 0.08], 1, bowlColour, named('bowl')?.material);
    const kind = fruit?.name ?? dice.pick(['clementine', 'lemon', 'apple', 'pear', 'plum', 'peach']);
    for (let i = 0; i < 6; i++) {
      const a = i * 1.257;
      const at: Vec = i < 5 ? [0.2 * side + Math.cos(a) * 0.2, 0.43, 0.08 + Math.sin(a) * 0.2] : [0.2 * side, 0.62, 0.08];
      makeFruit(sculptor, kind, at, 0.155, dice, fruit?.colour);
    }
    makeFruit(sculptor, kind, [0.98 * side, 0.22, 0.26], 0.165, dice, fruit?.colour);
    width = 3;
    height = 1.75;
    centre = [0.06 * side, 0.72, 0];
  } else if (layout === 'alcove') {
    const wall = sculptor.material(materialOf('plaster', mixRgb(scheme.backdrop, scheme.second, 0.25)));
    sculptor
      .body({ at: [0, 0, -0.7] })
      .box([0, 1.6, 0], [4, 1.6, 0.3], 0.01, wall)
      .arch([0, 0.36, 0], [0.72, 0.9, 0.9], wall, { cut: true });
    sculptor.body({ at: [0, 0, 0] }).box([0, 0.18, 0], [1.25, 0.18, 0.62], 0.015, stone);
    order(hero, [-0.2 * side, 0.36, -0.1], 1, skin, cloth);
    companions(job, sculptor, [0.56 * side, 0.36, 0.2], stone);
    height = 2.3;
    centre = [0, 0.98, 0];
  } else {
    const family = things
      .filter((thing) => VESSEL_NAMES.includes(thing.name))
      .flatMap((thing) => Array.from({ length: Math.min(thing.count, 5) }, () => thing));
    const line =
      family.length > 1
        ? family.slice(0, 6)
        : ([hero, dice.pick(['bottle', 'vase', 'carafe']), dice.pick(['jar', 'bowl', 'urn']), dice.pick(['bottle', 'mug'])] as const).map(
            (name, i): Thing => ({
              name,
              part: 'subject',
              count: 1,
              colour: i === 0 ? undefined : [scheme.second, scheme.accent, mixRgb(subject, scheme.second, 0.5)][i - 1],
              material: i === 0 ? main?.material : undefined
            })
          );
    const gap = 0.66;
    line.forEach((thing, i) => {
      const x = (i - (line.length - 1) / 2) * gap * side;
      order(
        thing.name,
        [x, 0, (i % 2) * 0.34 - 0.2],
        dice.between(0.86, 1.06),
        thing.colour ?? (thing.material ? undefined : i % 2 === 0 ? subject : mixRgb(subject, scheme.accent, 0.7)),
        thing.material
      );
    });
    width = Math.max(2.4, line.length * gap + 0.7);
    height = 1.8;
    centre = [0, 0.62, 0];
  }
  const wide = framing(job);
  const studio = studioFor(spec, dice.fork('light'), height, job.lightTurn, -side);
  const camera = frame({
    target: centre,
    width: width * wide,
    height: height * wide,
    lens: lensOf(job, 70),
    turn: job.turn + 0.05 * side,
    lift: liftOf(job, layout === 'table' || layout === 'plinth' ? 0.2 : 0.13),
    aspect: job.aspect
  });
  return stageSet(job, sculptor, studio, camera, {
    size: height,
    what: `${describe(things[0], hero)}, ${layout === 'table' ? 'a bowl of fruit on a slab' : layout === 'steps' ? 'on stepped blocks' : layout === 'branch' ? 'with a branch' : layout === 'plinth' ? 'on a plinth beside an arch' : layout === 'alcove' ? 'before an alcove' : 'among other vessels'}`
  });
}

function describe(thing: Thing | undefined, hero: string): string {
  return `A ${thing?.material ? `${thing.material} ` : ''}${hero}`;
}

function chooseLayout(job: Job, hero: string, fruit: boolean): Layout {
  const { spec, dice } = job;
  const has = (...names: string[]) => spec.things.some((thing) => names.includes(thing.name));
  const free = dice.pick<Layout>(['plinth', 'branch', 'steps', 'family', 'alcove', 'plinth', 'branch', 'table']);
  if (fruit || has('table', 'tray') || hero === 'bowl') return 'table';
  if (has('branch', 'flower', 'plant', 'leaf')) return 'branch';
  if (has('stairs', 'stairs-prop')) return 'steps';
  if (has('arches')) return dice.chance(0.5) ? 'alcove' : 'plinth';
  if (has('plinth')) return dice.chance(0.75) ? 'plinth' : 'steps';
  const vessels = spec.things.filter((thing) => VESSEL_NAMES.includes(thing.name));
  if (vessels.length > 1 || (vessels[0]?.count ?? 1) > 1) return 'family';
  return free === 'table' ? 'plinth' : free;
}

/** Marble veined finely and faintly: a single broad vein across a small ball looks like a seam. */
function ballMarble(colour: Rgb): Material {
  return materialOf('marble', colour, { pitch: 6.5, strength: 0.16 });
}

/** The small thing in front: what the prompt names, or a sphere. */
function companions(job: Job, sculptor: Sculptor, at: Vec, stone: number): void {
  const { spec, dice, scheme } = job;
  const named = spec.things.find((thing) => ['book', 'cube', 'pebble', 'cone', 'cylinder', 'shell'].includes(thing.name));
  const kind = named?.name ?? dice.pick(['sphere', 'sphere', 'sphere', 'pebble', 'cone']);
  const colour = named?.colour ?? scheme.second;
  if (kind === 'pebble') makePebbles(sculptor, at, 3, 0.16, named?.colour ?? scheme.accent, dice);
  else if (kind === 'cone')
    sculptor
      .body({ at })
      .cone([0, 0.3, 0], 0.26, 0.01, 0.3, named ? sculptor.material(materialOf(named.material ?? 'plaster', colour)) : stone);
  else if (kind === 'cube')
    sculptor
      .body({ at, yaw: 0.5 })
      .box([0, 0.24, 0], [0.24, 0.24, 0.24], 0.01, sculptor.material(materialOf(named?.material ?? 'limestone', colour)));
  else if (kind === 'book')
    for (let i = 0; i < 3; i++)
      makeVessel(
        sculptor,
        {
          name: 'book',
          at: [at[0], at[1] + i * 0.1, at[2]],
          scale: 0.8,
          yaw: dice.between(-0.4, 0.4),
          colour: i === 1 ? scheme.accent : (named?.colour ?? scheme.second)
        },
        dice
      );
  else {
    const r = dice.between(0.22, 0.33);
    sculptor
      .body({ at: [at[0], at[1] + r, at[2]] })
      .ball([0, 0, 0], r, dice.chance(0.3) ? sculptor.material(ballMarble(scheme.second)) : stone);
  }
}
