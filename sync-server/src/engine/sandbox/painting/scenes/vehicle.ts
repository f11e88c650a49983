// Vehicles where they belong: on a street, on the water, in the air.
import { frame } from '../camera.ts';
import { framing, lensOf, liftOf, type Drawn, type Job } from '../job.ts';
import { Sculptor } from '../sculpt.ts';
import { studioFor } from '../studio.ts';
import { mixRgb } from '../colour.ts';
import { makeMachine } from './machines.ts';
import { stageSet, type Ground } from './set.ts';

const AIR: Ground = { ground: 'void', far: 'hills', farColour: [0.12, 0.17, 0.12], words: 'in the air' };
const WATER: Ground = { ground: 'water', far: 'hills', farColour: [0.14, 0.18, 0.2], words: 'on the water' };

/** Draws the vehicle that the prompt names. */
export function drawVehicle(job: Job): Drawn {
  const { spec, dice, scheme } = job;
  const thing = spec.things[0];
  const name = thing?.name ?? 'car';
  const sculptor = new Sculptor();
  const swing = dice.between(0.35, 0.75);
  const yaw = (dice.chance(0.5) ? -swing : Math.PI + swing) + job.time * 0.1;
  const night = spec.hour === 'night' || spec.hour === 'blue' || spec.hour === 'dusk';
  const colour = thing?.colour ?? spec.colours[0] ?? scheme.subject;
  const machine = makeMachine(sculptor, name, colour, mixRgb(scheme.second, [0.85, 0.83, 0.8], 0.5), thing?.material, night, yaw, dice);
  const side = Math.cos(yaw) > 0 ? 1 : -1;
  const studio = studioFor(
    { ...spec, light: spec.lightGiven ? spec.light : 'studio' },
    dice.fork('light'),
    machine.height * 1.2,
    job.lightTurn,
    side
  );
  const wide = framing(job);
  const away = spec.shot === 'wide' ? 1.3 : 1;
  const camera = frame({
    target: [0, machine.height * 0.46, 0],
    width: machine.length * 1.1 * wide * away,
    height: machine.height * 1.5 * wide * away,
    lens: lensOf(job, 55),
    turn: job.turn,
    lift: liftOf(job, machine.floats === 'air' ? -0.12 : 0.13),
    aspect: job.aspect
  });
  const placed =
    machine.floats === 'air' && !['room', 'space'].includes(spec.setting)
      ? { ...job, spec: { ...spec, setting: 'studio' as const } }
      : machine.floats === 'water' && spec.setting !== 'lake' && spec.setting !== 'sea'
        ? { ...job, spec: { ...spec, setting: 'studio' as const } }
        : job;
  const open = machine.floats === 'air' ? AIR : machine.floats === 'water' ? WATER : undefined;
  return stageSet(placed, sculptor, studio, camera, {
    size: machine.height * 1.25,
    wallZ: -machine.length * 0.8,
    reach: 0.3,
    what: `${/^[aeiou]/.test(name) ? 'An' : 'A'} ${name.replace('-', ' ')}`,
    open,
    bearing: side * (spec.hour === 'dusk' ? 0.7 : 1.9)
  });
}
