// Architecture: walls in the sun, seen with an upright lens.
import { frame, look, lensAngles } from '../camera.ts';
import { mixRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, liftOf, type Drawn, type Job } from '../job.ts';
import { materialOf } from '../material.ts';
import { Sculptor } from '../sculpt.ts';
import { studioFor } from '../studio.ts';
import {
  arcade,
  blocks,
  bridge,
  castle,
  cypress,
  dome,
  house,
  openYard,
  pagoda,
  roundTree,
  temple,
  tower,
  windmill,
  type Built
} from './buildings.ts';
import { stageSet, type Ground } from './set.ts';

/** Draws the building that the prompt names. */
export function drawArchitecture(job: Job): Drawn {
  const { spec, dice, scheme } = job;
  const sculptor = new Sculptor();
  const thing = spec.things[0];
  const name = thing?.name ?? dice.pick(['arches', 'stairs', 'stairs', 'arches']);
  const white = name === 'arches' || name === 'courtyard';
  const wallColour: Rgb =
    thing?.colour ??
    (thing?.material
      ? scheme.second
      : white
        ? mixRgb(scheme.second, [0.82, 0.8, 0.77], 0.6)
        : name === 'stairs'
          ? dice.pick([scheme.subject, scheme.backdrop])
          : mixRgb(scheme.second, scheme.backdrop, 0.35));
  const roof: Rgb =
    spec.colours[0] ??
    (name === 'stairs'
      ? scheme.accent
      : dice.pick([
          [0.4, 0.13, 0.06],
          [0.16, 0.1, 0.08],
          [0.22, 0.16, 0.13]
        ] as const));
  const yard = openYard(
    sculptor,
    dice,
    wallColour,
    thing?.material ?? (name === 'castle' || name === 'tower' || name === 'bridge' ? 'stone' : 'stucco'),
    name === 'lighthouse' ? (thing?.colour ?? [0.55, 0.05, 0.035]) : mixRgb(wallColour, scheme.second, 0.55),
    roof
  );
  if (name === 'lighthouse') yard.wall = openYard(sculptor, dice, [0.8, 0.78, 0.74], 'plaster', wallColour, roof).wall;
  if (spec.hour === 'night' || spec.hour === 'blue') yard.dark = sculptor.material(materialOf('lamp', [1, 0.62, 0.24], { glow: 1.5 }));
  const built = build(name, yard);
  const wide = framing(job);
  const studio = studioFor(spec, dice.fork('light'), 3, job.lightTurn);
  const dry: Ground =
    name === 'bridge' || name === 'lighthouse'
      ? { ground: 'water', far: 'hills', farColour: [0.12, 0.16, 0.14], words: 'above the water' }
      : name === 'cottage' || name === 'house' || name === 'castle' || name === 'windmill' || name === 'church'
        ? { ground: 'grass', far: 'hills', farColour: [0.12, 0.18, 0.09], words: 'in green country' }
        : { ground: 'sand', colour: mixRgb(wallColour, [0.62, 0.55, 0.46], 0.6), far: 'none', words: 'under an open sky' };
  if (dry.ground === 'grass' || spec.setting === 'meadow' || spec.setting === 'forest') {
    for (let i = 0; i < 5; i++)
      roundTree(
        yard,
        [dice.sign() * dice.between(2.8, 6), 0, dice.between(-6, -0.5)],
        dice.between(1.4, 2.6),
        mixRgb([0.05, 0.1, 0.03], [0.14, 0.15, 0.03], dice.next())
      );
  } else if (name === 'temple' || name === 'dome')
    for (let i = 0; i < 3; i++) cypress(yard, [dice.sign() * dice.between(3.6, 5), 0, dice.between(-3, 0)], dice.between(2, 3.2));
  const sunSide = dice.sign();
  if (white) {
    const { tanX, tanY } = lensAngles(lensOf(job, 24), job.aspect);
    const x = -0.2 + job.turn * 2;
    const camera = look(
      [x, 1.5 + job.lift * 4, 4.6 * job.near],
      [x + 0.25 + job.turn * 2, 1.5, -10],
      tanX * wide,
      tanY * wide,
      spec.angle === 'low' ? 0.25 : 0.1
    );
    return stageSet(job, sculptor, studio, camera, { size: 4, what: built.words, open: dry, bearing: 0.9 * sunSide + 1.3 });
  }
  const camera = frame({
    target: [0, built.height * 0.42, -0.3],
    width: built.width * 1.22 * wide,
    height: built.height * 1.34 * wide,
    lens: lensOf(job, 42),
    turn: job.turn + dice.between(-0.25, 0.25),
    lift: liftOf(job, 0.045),
    aspect: job.aspect
  });
  return stageSet(job, sculptor, studio, camera, {
    size: built.height * 0.9,
    what: built.words,
    open: dry,
    bearing: sunSide * (spec.light === 'back' ? 0.4 : dice.between(1.9, 2.3))
  });
}

function build(name: string, yard: Parameters<typeof blocks>[0]): Built {
  switch (name) {
    case 'arches':
    case 'courtyard':
      return arcade(yard);
    case 'tower':
      return tower(yard, false);
    case 'lighthouse':
      return tower(yard, true);
    case 'castle':
      return castle(yard);
    case 'temple':
    case 'palace':
      return temple(yard);
    case 'dome':
    case 'tent':
      return dome(yard);
    case 'pagoda':
      return pagoda(yard);
    case 'bridge':
      return bridge(yard);
    case 'windmill':
      return windmill(yard);
    case 'house':
    case 'church':
      return house(yard, true);
    case 'cottage':
      return house(yard, false);
    default:
      return blocks(yard);
  }
}
