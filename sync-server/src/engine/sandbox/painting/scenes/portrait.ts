// Portraits: a calm sculpted head and shoulders, in the clothes, hats and hair the prompt names.
import { frame } from '../camera.ts';
import { mixRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, liftOf, type Drawn, type Job } from '../job.ts';
import { materialOf } from '../material.ts';
import { Sculptor } from '../sculpt.ts';
import { studioFor } from '../studio.ts';
import { bust, head, sitterFor, wrapHood } from './figure.ts';
import { accessories, dress } from './headwear.ts';
import { stageSet } from './set.ts';
import type { Thing } from '../words.ts';

const SKINS: readonly Rgb[] = [
  [0.62, 0.36, 0.22],
  [0.44, 0.22, 0.115],
  [0.72, 0.46, 0.31],
  [0.25, 0.115, 0.06],
  [0.55, 0.3, 0.17],
  [0.76, 0.54, 0.4]
];

/** Draws one person (or two, if the prompt says so). */
export function drawPortrait(job: Job): Drawn {
  const { spec, dice, scheme } = job;
  const sculptor = new Sculptor();
  const person = spec.things.find((thing) => thing.part === 'subject') ?? spec.things[0];
  const name = person?.name ?? 'person';
  const sitter = sitterFor(name, dice);
  const covered = spec.things.some(
    (thing) =>
      thing.name === 'hood' ||
      thing.name === 'helmet' ||
      thing.name === 'astronaut' ||
      thing.name === 'glasses' ||
      thing.name === 'sunglasses'
  );
  const yaw = dice.sign() * dice.pick(covered ? [0.3, 0.45, 0.6] : [0.35, 0.62, 0.95, 1.35]) * (spec.shot === 'close' ? 0.6 : 1);
  const wears = (what: string) => spec.things.find((thing) => thing.name === what);
  const clothes = wears('clothes') ?? wears('turtleneck');
  const cloth =
    clothes?.colour ?? person?.colour ?? (clothes?.material ? undefined : dice.pick([scheme.subject, scheme.second, scheme.accent]));
  const hood = wears('hood') ?? (name === 'nun' || name === 'monk' ? ({ name: 'hood', part: 'wear', count: 1 } as Thing) : undefined);
  bust(job, sculptor, sitter, yaw, cloth, clothes?.material, hood, wears('turtleneck') !== undefined);
  const skin = sculptor.material(
    sitter.statue
      ? materialOf(person?.material ?? 'marble', person?.colour)
      : materialOf('skin', spec.setting === 'snow' ? mixRgb(dice.pick(SKINS), [0.8, 0.5, 0.4], 0.15) : dice.pick(SKINS))
  );
  const lip = sculptor.material(
    sitter.statue
      ? materialOf(person?.material ?? 'marble', person?.colour)
      : materialOf('skin', mixRgb(sculptor.materials[skin]!.colour, [0.5, 0.07, 0.06], 0.42))
  );
  head(sculptor, sitter, yaw, skin, lip);
  if (hood) wrapHood(sculptor, sitter, yaw, hood.colour ?? scheme.subject, hood.material);
  else dress(job, sculptor, sitter, yaw, name, scheme.subject, skin);
  accessories(job, sculptor, sitter, yaw);
  const wide = framing(job);
  const indoors = studioFor(
    spec.lightGiven ? spec : { ...spec, light: dice.pick(['soft', 'studio', 'low-key', 'soft', 'window'] as const) },
    dice.fork('light'),
    2.6,
    job.lightTurn,
    yaw > 0 ? 1 : -1
  );
  indoors.lamp.gobo = spec.lightGiven ? indoors.lamp.gobo : null;
  const full = spec.shot === 'wide' ? 0.85 : 1;
  const camera = frame({
    target: [Math.sin(yaw) * 0.06, 1.55 * sitter.size, 0],
    width: 1.86 * wide * sitter.size * full,
    height: 2.18 * wide * sitter.size * full,
    lens: lensOf(job, 85),
    turn: job.turn,
    lift: liftOf(job, 0.02),
    aspect: job.aspect
  });
  return stageSet(job, sculptor, indoors, camera, {
    size: 2.4,
    wallZ: -1.9,
    floorless: true,
    what: `${name === 'person' ? 'A person' : `${/^[aeiou]/.test(name) ? 'An' : 'A'} ${name.replace('-', ' ')}`}${hood ? ' in a hood' : ''}`
  });
}
