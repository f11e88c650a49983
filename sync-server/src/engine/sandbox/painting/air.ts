// The air outdoors: what hour and weather do to sun, sky, haze and exposure.
import { brightness, mixRgb, scaleRgb, type Rgb } from './colour.ts';
import { unit } from './camera.ts';
import type { Dice } from './random.ts';
import type { Far, SkyPlan } from './sky.ts';
import type { Lamp } from './light.ts';
import type { Print } from './develop.ts';
import { PLAIN_PRINT } from './develop.ts';
import type { Hour, SceneSpec } from './words.ts';
import type { Vec } from './vec.ts';

interface Air {
  sky: SkyPlan;
  lamp: Lamp;
  haze: Rgb;
  /** Haze per unit of distance for a scene one unit across. */
  density: number;
  print: Print;
  night: boolean;
}

interface Row {
  elevation: number;
  sun: Rgb;
  zenith: Rgb;
  horizon: Rgb;
  glow: number;
  over: Rgb;
  exposure: number;
  lights: Rgb;
  shadows: Rgb;
}

const ROWS: Readonly<Record<Hour, Row>> = {
  dawn: {
    elevation: 0.16,
    sun: [1.25, 0.72, 0.5],
    zenith: [0.2, 0.3, 0.52],
    horizon: [0.92, 0.66, 0.56],
    glow: 0.8,
    over: [0.34, 0.36, 0.46],
    exposure: 1,
    lights: [1.03, 0.98, 0.96],
    shadows: [0.95, 0.98, 1.07]
  },
  day: {
    elevation: 0.62,
    sun: [1.3, 1.16, 0.96],
    zenith: [0.13, 0.29, 0.58],
    horizon: [0.62, 0.74, 0.85],
    glow: 0.35,
    over: [0.36, 0.43, 0.52],
    exposure: 0.95,
    lights: [1.02, 1, 0.97],
    shadows: [0.97, 0.99, 1.05]
  },
  noon: {
    elevation: 0.95,
    sun: [1.42, 1.34, 1.18],
    zenith: [0.09, 0.26, 0.6],
    horizon: [0.55, 0.72, 0.87],
    glow: 0.25,
    over: [0.38, 0.46, 0.56],
    exposure: 0.98,
    lights: [1.01, 1, 0.98],
    shadows: [0.98, 1, 1.03]
  },
  golden: {
    elevation: 0.26,
    sun: [1.6, 0.98, 0.48],
    zenith: [0.2, 0.31, 0.5],
    horizon: [0.95, 0.74, 0.5],
    glow: 1,
    over: [0.32, 0.33, 0.4],
    exposure: 0.96,
    lights: [1.04, 0.99, 0.92],
    shadows: [0.97, 0.98, 1.04]
  },
  dusk: {
    elevation: 0.07,
    sun: [1.5, 0.55, 0.28],
    zenith: [0.1, 0.11, 0.27],
    horizon: [0.9, 0.4, 0.28],
    glow: 1.1,
    over: [0.2, 0.18, 0.28],
    exposure: 0.95,
    lights: [1.05, 0.97, 0.94],
    shadows: [0.96, 0.95, 1.09]
  },
  blue: {
    elevation: 0.3,
    sun: [0.16, 0.24, 0.42],
    zenith: [0.03, 0.065, 0.17],
    horizon: [0.22, 0.31, 0.5],
    glow: 0.3,
    over: [0.12, 0.17, 0.29],
    exposure: 1,
    lights: [0.98, 0.99, 1.05],
    shadows: [0.93, 0.98, 1.12]
  },
  night: {
    elevation: 0.5,
    sun: [0.2, 0.27, 0.42],
    zenith: [0.006, 0.012, 0.035],
    horizon: [0.035, 0.055, 0.11],
    glow: 0.5,
    over: [0.028, 0.04, 0.075],
    exposure: 1.05,
    lights: [0.97, 0.99, 1.05],
    shadows: [0.9, 0.97, 1.15]
  }
};

interface AirChoice {
  far?: Far;
  farColour?: Rgb;
  /** Bearing of the sun from straight ahead (radians, positive to the right); half π is from the side. */
  bearing: number;
  time: number;
  /** Turns the light a little between the pictures of a series. */
  drift?: number;
}

/** The air of a scene. */
export function airFor(spec: SceneSpec, dice: Dice, choice: AirChoice): Air {
  const row = ROWS[spec.hour];
  const wet = spec.weather;
  const veil = wet === 'fog' ? 0.85 : wet === 'storm' ? 0.75 : wet === 'rain' ? 0.7 : wet === 'snow' ? 0.6 : wet === 'cloudy' ? 0.35 : 0;
  const night = spec.hour === 'night';
  const grey = mixRgb(scaleRgb([0.86, 0.9, 0.95], brightness(row.horizon) * 0.95), row.horizon, wet === 'fog' ? 0.35 : 0.12);
  const dim = wet === 'storm' ? 0.45 : 1;
  const zenith = scaleRgb(mixRgb(row.zenith, scaleRgb(grey, 0.8), veil), dim);
  const horizon = scaleRgb(mixRgb(row.horizon, grey, veil), wet === 'storm' ? 0.6 : 1);
  const bearing = choice.bearing + (choice.drift ?? 0);
  const height = row.elevation * (0.85 + 0.3 * dice.next());
  const sun: Vec = unit([Math.sin(bearing) * Math.cos(height), Math.sin(height), -Math.cos(bearing) * Math.cos(height)]);
  const strength = 1 - veil * 0.82;
  const sunColour = row.sun;
  const clouds = wet === 'clear' ? dice.between(0.12, 0.5) : wet === 'fog' ? 0.1 : wet === 'cloudy' ? 0.75 : 0.9;
  const sky: SkyPlan = {
    zenith,
    horizon,
    sun,
    sunColour: night ? [0.75, 0.82, 0.95] : scaleRgb(sunColour, 1),
    disc: veil > 0.65 ? 0 : night ? 0.0007 : spec.hour === 'noon' ? 0.0004 : 0.0009,
    discLight: night ? 1.1 : 3.2,
    glow: row.glow * (1 - veil * 0.7) * (night ? 0.3 : 1),
    clouds,
    cloudColour: mixRgb(scaleRgb(mixRgb(sunColour, [1, 1, 1], 0.45), night ? 0.35 : 0.88), grey, veil),
    cloudShade: scaleRgb(mixRgb(mixRgb(zenith, horizon, 0.5), grey, veil), dim * (wet === 'storm' ? 0.5 : 0.92)),
    stars: night ? 1 - veil : spec.hour === 'blue' ? 0.25 : 0,
    far: choice.far ?? 'none',
    farColour: choice.farColour ?? scaleRgb(mixRgb(zenith, [0.3, 0.32, 0.3], 0.4), 0.6),
    offset: dice.between(0, 60),
    time: choice.time
  };
  const lamp: Lamp = {
    dir: sun,
    colour: scaleRgb(sunColour, strength * (night ? 1.3 : 1)),
    sharpness: veil > 0.3 ? 5 : 22,
    gobo: null,
    goboWidth: 1,
    goboAt: [0, 0, 0],
    goboTurn: 0,
    over: mixRgb(scaleRgb(row.over, 1 + veil * 0.5), scaleRgb(grey, 0.75), veil * 0.6),
    under: scaleRgb(mixRgb(row.over, horizon, 0.4), 0.42),
    fillDir: unit([-sun[0], 0.3, 1]),
    fill: scaleRgb(row.over, 0.35),
    rimDir: unit([-sun[0] * 0.4, 0.4, -1]),
    rim: scaleRgb(horizon, 0.3)
  };
  const density = wet === 'fog' ? 0.16 : wet === 'rain' || wet === 'snow' || wet === 'storm' ? 0.05 : 0.012;
  const print: Print = {
    ...PLAIN_PRINT,
    exposure: row.exposure,
    lights: row.lights,
    shadows: row.shadows,
    bloom: night || spec.hour === 'dusk' ? 0.25 : 0.12,
    contrast: 1.08
  };
  return { sky, lamp, haze: horizon, density, print, night };
}
