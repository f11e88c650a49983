// The set around a subject: the studio sweep, or the place the prompt names with its ground and sky.
import { airFor } from '../air.ts';
import type { Camera } from '../camera.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import type { Drawn, Job } from '../job.ts';
import { materialOf, type Material } from '../material.ts';
import type { Far } from '../sky.ts';
import { Sky } from '../sky.ts';
import type { Room } from '../light.ts';
import { Stage } from '../stage.ts';
import type { Studio } from '../studio.ts';
import type { Sculptor } from '../sculpt.ts';
import type { Setting } from '../lexicon.ts';

interface SetChoice {
  /** Height of the subject in units: the wall stands back and the light spreads by it. */
  size: number;
  /** What the subject is, for the description. */
  what: string;
  /** Depth of the wall behind the subject; by default in proportion to its size. */
  wallZ?: number;
  /** The place to stand in if the prompt names none outdoors. */
  open?: Ground;
  /** A plain wall without a floor, for figures cut by the frame. */
  floorless?: boolean;
  /** How far things darken each other; by default in proportion to the size. */
  reach?: number;
  /** Where the sun stands: radians from straight ahead. */
  bearing?: number;
}

/** A piece of the world to stand on, and what lies far behind it. */
export interface Ground {
  ground: string;
  colour?: Rgb;
  far: Far;
  farColour?: Rgb;
  words: string;
}

const GROUNDS: Readonly<Partial<Record<Setting, Ground>>> = {
  beach: { ground: 'sand', far: 'sea', words: 'on a beach' },
  sea: { ground: 'water', far: 'none', words: 'on open water' },
  lake: { ground: 'water', far: 'mountains', words: 'on a lake below mountains' },
  desert: { ground: 'sand', colour: [0.64, 0.36, 0.16], far: 'dunes', farColour: [0.5, 0.27, 0.13], words: 'in the desert' },
  snow: { ground: 'snow', far: 'mountains', farColour: [0.5, 0.58, 0.68], words: 'in the snow' },
  meadow: { ground: 'grass', far: 'hills', farColour: [0.1, 0.17, 0.08], words: 'in a meadow' },
  garden: { ground: 'grass', far: 'forest', farColour: [0.06, 0.12, 0.05], words: 'in a garden' },
  forest: { ground: 'earth', far: 'forest', farColour: [0.035, 0.075, 0.05], words: 'at the edge of a forest' },
  mountains: { ground: 'grass', colour: [0.2, 0.24, 0.1], far: 'mountains', farColour: [0.16, 0.19, 0.25], words: 'below mountains' },
  city: { ground: 'asphalt', far: 'skyline', farColour: [0.09, 0.1, 0.14], words: 'before a skyline' },
  street: { ground: 'asphalt', far: 'skyline', farColour: [0.11, 0.11, 0.14], words: 'in the street' },
  space: { ground: 'void', far: 'none', words: 'among stars' }
};

/** Lights and photographs a subject, indoors or out, onto the canvas. */
export function stageSet(job: Job, sculptor: Sculptor, studio: Studio, camera: Camera, choice: SetChoice): Drawn {
  const { spec, scheme, canvas } = job;
  const ground = GROUNDS[spec.setting] ?? choice.open;
  const size = choice.size;
  if (ground) return outdoors(job, sculptor, camera, choice, ground);
  const wallTexture = spec.things.find((thing) => thing.name === 'wall')?.material;
  const linen = spec.seed % 3 === 0 ? 'linen' : 'plaster';
  const wall: Material = materialOf(wallTexture ?? linen, scheme.backdrop, { gloss: 0.01 });
  const floor = spec.setting === 'room' ? materialOf('floorboards') : materialOf(linen, scheme.floor, { gloss: 0.01 });
  const wallZ = choice.wallZ ?? -size * 0.62;
  const room: Room = {
    floor: choice.floorless === true ? null : floor,
    wall,
    wallZ,
    side: 0,
    sideMaterial: null,
    cove: spec.setting === 'room' ? 0 : size * 0.22,
    haze: [0, 0, 0],
    hazeDensity: 0,
    reach: choice.reach ?? size * 0.2,
    time: job.time,
    waves: 0.3
  };
  const stage = new Stage(sculptor, room, studio.lamp, null, camera);
  canvas.adaptive(stage.look(canvas.width, canvas.height), 0.055, job.fine);
  return { print: studio.print, scene: `${choice.what}, ${lightWords(spec.light)}` };
}

function outdoors(job: Job, sculptor: Sculptor, camera: Camera, choice: SetChoice, ground: Ground): Drawn {
  const { spec, canvas, dice } = job;
  const bearing =
    choice.bearing ?? (dice.fork('sun').chance(0.5) ? -1 : 1) * (spec.light === 'back' ? 0.35 : spec.hour === 'dusk' ? 0.9 : 1.9);
  const air = airFor(spec, dice.fork('air'), {
    far: ground.far,
    farColour: ground.farColour,
    bearing,
    time: job.time,
    drift: job.lightTurn
  });
  const size = choice.size;
  const wet = spec.weather === 'rain' && ground.ground === 'asphalt' ? { mirror: 0.3, gloss: 0.8, sharp: 40 } : {};
  const frozen = spec.weather === 'snow' && ground.ground !== 'water' && ground.ground !== 'void';
  const floor = frozen ? materialOf('snow') : materialOf(ground.ground, ground.colour, wet);
  const scaled: Material = { ...floor, pitch: (floor.pitch * 1.6) / size };
  // pictures of a subject need its near side readable even against the sun
  air.lamp.fill = mixRgb(air.lamp.fill, scaleRgb(air.haze, 0.5), 0.5);
  const room: Room = {
    floor: ground.ground === 'void' ? null : scaled,
    wall: null,
    wallZ: 0,
    side: 0,
    sideMaterial: null,
    cove: 0,
    haze: air.haze,
    hazeDensity: (Math.min(air.density, 0.055) * 1.4) / size,
    reach: choice.reach ?? size * 0.22,
    time: job.time,
    waves: 0.5
  };
  const stage = new Stage(sculptor, room, air.lamp, new Sky(air.sky), camera);
  canvas.adaptive(stage.look(canvas.width, canvas.height), 0.055, job.fine);
  return { print: air.print, scene: `${choice.what} ${ground.words}` };
}

function lightWords(light: string): string {
  switch (light) {
    case 'window':
      return 'low light through a window';
    case 'blinds':
      return 'light through blinds';
    case 'candle':
      return 'candlelight';
    case 'neon':
      return 'neon light';
    case 'dapple':
      return 'light through leaves';
    case 'low-key':
      return 'one lamp in the dark';
    default:
      return `${light} light`;
  }
}
