// Mountains and deserts: rock, snow, sand and water under a real sky.
import { airFor } from '../air.ts';
import { lensAngles } from '../camera.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, type Drawn, type Job } from '../job.ts';
import { blend, clamp, ease, fbm2, noise2, ridges2 } from '../noise.ts';
import { Sky } from '../sky.ts';
import { drawCountry, sunlit, type Country } from '../terrain.ts';

/** Where the picture's own country begins on the endless map. */
interface Ground {
  x: number;
  z: number;
}

/** Draws mountains, with a lake where the prompt or chance wants one. */
export function drawMountains(job: Job): Drawn {
  const { spec, dice } = job;
  const name = spec.things[0]?.name ?? 'mountain';
  const ground: Ground = { x: dice.between(0, 200), z: dice.between(0, 200) };
  const wantsLake = spec.things.some((thing) => ['lake', 'water', 'sea', 'river', 'boat'].includes(thing.name));
  const lake = wantsLake || (name === 'mountain' && dice.chance(0.4)) ? 0.62 : -9;
  const soft = name === 'hills' || spec.things.some((thing) => thing.name === 'meadow');
  const canyon = name === 'canyon';
  const snowy = spec.weather === 'snow' || name === 'glacier' || spec.things.some((thing) => thing.name === 'glacier');
  const snowLine = snowy ? 0.2 : soft || canyon ? 99 : dice.between(2.2, 4);
  const rise = soft ? 2.6 : dice.between(5.6, 7.2);
  const side = dice.sign() * dice.between(1.2, 3.5);
  const height = (x: number, z: number, distance: number): number => {
    const layers = distance < 6 ? 9 : distance < 30 ? 8 : distance < 90 ? 6 : 5;
    const gx = (x + ground.x * 10) * 0.055;
    const gz = (z + ground.z * 10) * 0.055;
    const aside = x - side - Math.sin(z * 0.07) * 3;
    const valley = clamp((Math.sqrt(aside * aside + 9) - 3) / 8.5, 0, 1);
    const away = clamp((-z - 4) / 24, 0, 1);
    const mass = 0.08 + 0.92 * valley * (0.2 + 0.8 * away) + away * away * 0.4;
    if (soft) {
      const wood = ease(0.56, 0.7, noise2(gx * 5 + 30, gz * 5));
      const crowns = wood > 0 && distance > 3 ? wood * (0.12 + 0.16 * noise2(x * 3.1, z * 3.1)) : 0;
      return (fbm2(gx * 1.7, gz * 1.7, layers - 4) - 0.25) * rise * (0.35 + mass * 0.8) + crowns;
    }
    if (canyon) {
      const wall = ease(0.34, 0.62, fbm2(gx * 2.1, gz * 2.1, layers - 2) * (0.45 + mass * 0.75) + 0.06);
      const steps = wall * 4;
      return (Math.floor(steps) + ease(0.1, 0.8, steps - Math.floor(steps))) * 1.5 + fbm2(gx * 9, gz * 9, 4) * 0.7;
    }
    const warp = noise2(gx * 1.3, gz * 1.3) * 0.9;
    const ridge = ridges2(gx + warp, gz + warp * 0.5, layers);
    return ridge * rise * mass * 1.5 + fbm2(gx * 3, gz * 3, layers > 6 ? 5 : 2) * 1.1 * (0.4 + mass) - 0.1;
  };
  const rock: Rgb = spec.things[0]?.colour ?? (canyon ? [0.46, 0.19, 0.09] : mixRgb([0.2, 0.18, 0.165], [0.3, 0.22, 0.16], dice.next()));
  const grass: Rgb =
    soft || dice.chance(0.45)
      ? mixRgb([0.1, 0.14, 0.04], [0.26, 0.21, 0.06], spec.palette === 'warm' ? 0.9 : dice.between(0, 0.6))
      : scaleRgb(rock, 1.3);
  const air = airFor(spec, dice.fork('air'), { bearing: dice.sign() * dice.between(0.8, 1.7), time: job.time, drift: job.lightTurn });
  const sky = new Sky(air.sky);
  const { lamp } = air;
  const dry = (x: number, z: number, distance: number) => height(x, z, distance);
  const surface = lake > -9 ? (x: number, z: number, distance: number) => Math.max(height(x, z, distance), lake) : height;
  const wide = framing(job);
  const { tanX, tanY } = lensAngles(lensOf(job, 30), job.aspect);
  const aerial = spec.angle === 'aerial';
  const eyeX = side * 0.6 + job.turn * 5;
  const ey = Math.max(surface(eyeX, 0, 1), surface(eyeX, -1.5, 1)) + (aerial ? 6.5 : dice.between(0.7, 1.6)) + job.lift * 5;
  const fog = air.density * (spec.weather === 'fog' ? 0.28 : 0.45) + 0.0025;
  const shade: Country['shade'] = (x, y, z, distance, nx, ny, nz, dx, dy, dz, out) => {
    let r: number;
    let g: number;
    let b: number;
    if (y <= lake + 0.0005 && lake > -9) {
      const t = job.time * 5;
      const ripple = (noise2(x * 2.2 + t, z * 7 + t) - 0.5) * 0.09 + (noise2(x * 7 - t, z * 22) - 0.5) * 0.05;
      const rx = dx + ripple;
      const ry = Math.abs(dy) + 0.004;
      const rz = dz;
      let hit = -1;
      for (let step = 0, q = 0.5; step < 20 && hit < 0; step++, q *= 1.28)
        if (dry(x + rx * q, z + rz * q, distance + q * 3) > lake + ry * q) hit = q;
      sky.look(rx, ry, rz, false);
      const fresnel = 0.1 + 0.75 * Math.pow(1 - clamp(-dy, 0, 1), 4);
      const dark = hit > 0 ? 0.34 : 1;
      r = blend(0.018, sky.r * dark + (hit > 0 ? rock[0] * 0.12 : 0), fresnel);
      g = blend(0.06, sky.g * dark + (hit > 0 ? rock[1] * 0.12 : 0), fresnel);
      b = blend(0.085, sky.b * dark + (hit > 0 ? rock[2] * 0.12 : 0), fresnel);
      r *= 0.6 + lamp.over[0];
      g *= 0.6 + lamp.over[1];
      b *= 0.6 + lamp.over[2];
    } else {
      const grain = fbm2(x * 3.1, z * 3.1 + y * 2, 3);
      const sun = clamp(nx * lamp.dir[0] + ny * lamp.dir[1] + nz * lamp.dir[2], 0, 1);
      const seen = sun > 0.01 ? sunlit(height, x, y, z, lamp.dir, 16, distance) : 0;
      const green = canyon ? 0 : soft ? 1 : ease(0.72, 0.9, ny) * ease(4.2, 1.6, y);
      const snow = ease(snowLine - 0.5, snowLine + 0.7, y + grain * 1.6) * ease(0.42, 0.68, ny + grain * 0.2 - 0.08);
      const band = canyon ? 0.8 + 0.35 * Math.sin(y * 9 + noise2(x, z) * 2) : 0.72 + grain * 0.6;
      // woods are dark, fields differ from each other
      const field = soft
        ? noise2((x + ground.x * 10) * 0.275 + 30, (z + ground.z * 10) * 0.275) > 0.58
          ? 0.42
          : 0.8 + 0.7 * noise2(Math.floor(x * 0.32 + z * 0.11), Math.floor(z * 0.24))
        : 1;
      const tuft = green > 0 ? field * (0.8 + 0.4 * grain) : 1;
      let ar = blend(rock[0] * band, grass[0] * tuft, green);
      let ag = blend(rock[1] * band, grass[1] * tuft, green);
      let ab = blend(rock[2] * band, grass[2] * tuft, green);
      ar = blend(ar, 0.86, snow);
      ag = blend(ag, 0.89, snow);
      ab = blend(ab, 0.94, snow);
      const up = 0.55 + 0.45 * ny;
      const k = sun * seen;
      r = ar * (lamp.over[0] * up + lamp.colour[0] * k * 1.25 + lamp.fill[0] * 0.4);
      g = ag * (lamp.over[1] * up + lamp.colour[1] * k * 1.25 + lamp.fill[1] * 0.4);
      b = ab * (lamp.over[2] * up + lamp.colour[2] * k * 1.25 + lamp.fill[2] * 0.4);
    }
    const low = 1 + 1.1 * Math.exp(-Math.max(0, y) * 0.8);
    const mist = 1 - Math.exp(-distance * fog * low);
    const toSun = clamp(dx * lamp.dir[0] + dy * lamp.dir[1] + dz * lamp.dir[2], 0, 1);
    const warm = Math.pow(toSun, 7) * 0.22 * air.sky.glow;
    const paler = 0.75 + 0.25 * clamp(distance / 60, 0, 1);
    out[0] = blend(r, air.haze[0] * paler + lamp.colour[0] * warm, mist);
    out[1] = blend(g, air.haze[1] * paler + lamp.colour[1] * warm, mist);
    out[2] = blend(b, air.haze[2] * (paler + 0.05) + lamp.colour[2] * warm, mist);
  };
  const horizon = aerial ? 0.75 : soft ? dice.between(-0.1, 0.15) : dice.between(-0.36, -0.12);
  drawCountry(
    job.canvas,
    {
      eye: [eyeX, ey, 0],
      tanX: tanX * wide,
      tanY: tanY * wide,
      horizon,
      yaw: job.turn * 0.5,
      near: 0.7,
      far: 150,
      stride: 0.0085,
      height: surface,
      shade
    },
    sky
  );
  return {
    print: air.print,
    scene: `${soft ? 'Rolling hills' : canyon ? 'A canyon' : 'Mountains'}${lake > -9 ? ' above a lake' : ''}${snowy ? ' in snow' : ''}, ${spec.hour === 'day' ? 'daylight' : spec.hour}`
  };
}

/** Draws a desert of dunes. */
export function drawDunes(job: Job): Drawn {
  const { spec, dice } = job;
  const ground: Ground = { x: dice.between(0, 300), z: dice.between(0, 300) };
  const savanna = spec.things[0]?.name === 'savanna';
  const lean = dice.between(0.3, 0.9) * dice.sign();
  const pitch = dice.between(0.065, 0.1);
  const tall = savanna ? 0.5 : dice.between(2.2, 3.4);
  const height = (x: number, z: number, distance: number): number => {
    const px = (x + ground.x) * pitch;
    const pz = (z + ground.z) * pitch * 1.25;
    const warp = noise2(px * 0.62, pz * 0.5) * 3 + noise2(px * 1.6, pz * 1.4) * 0.5;
    const across = pz + px * lean * 0.5 + warp;
    const cell = across - Math.floor(across);
    // a long windward slope, a crest, a short slip face
    const rise = cell < 0.72 ? cell / 0.72 : (1 - cell) / 0.28;
    const crest = rise * rise * (2.4 - 1.4 * rise);
    const size = 0.35 + noise2(px * 0.5 + 9, pz * 0.5) * 1.1;
    let h = crest * size * tall + fbm2(px * 0.35, pz * 0.35, 2) * 2.2;
    if (distance < 26)
      h +=
        (noise2(x * 1.1, z * 1.1) - 0.5) * 0.05 +
        Math.sin((z + x * 0.4) * 11 + noise2(x * 0.8, z * 0.8) * 8) * 0.016 * ease(26, 4, distance);
    return h;
  };
  const sand: Rgb =
    spec.things[0]?.colour ??
    spec.colours[0] ??
    dice.pick([
      [0.62, 0.36, 0.15],
      [0.7, 0.46, 0.22],
      [0.66, 0.4, 0.2],
      [0.6, 0.28, 0.12]
    ] as const);
  const air = airFor(spec.hourGiven ? spec : { ...spec, hour: dice.pick(['golden', 'day', 'golden'] as const) }, dice.fork('air'), {
    bearing: dice.sign() * dice.between(1.0, 1.6),
    time: job.time,
    drift: job.lightTurn
  });
  air.sky.clouds *= 0.5;
  const sky = new Sky(air.sky);
  const { lamp } = air;
  const wide = framing(job);
  const { tanX, tanY } = lensAngles(lensOf(job, 40), job.aspect);
  const aerial = spec.angle === 'aerial';
  const eyeX = job.turn * 6;
  let ey = 0;
  for (let z = 0; z > -10; z -= 1) ey = Math.max(ey, height(eyeX, z, 30));
  ey += (aerial ? 7 : dice.between(1, 2.4)) + job.lift * 4;
  const shade: Country['shade'] = (x, y, z, distance, nx, ny, nz, dx, dy, dz, out) => {
    const sun = clamp(nx * lamp.dir[0] + ny * lamp.dir[1] + nz * lamp.dir[2], 0, 1);
    const seen = sun > 0.01 ? sunlit(height, x, y, z, lamp.dir, 9, distance) : 0;
    const grain = 0.9 + 0.2 * noise2(x * 5, z * 5);
    const green = savanna ? ease(0.35, 0.7, fbm2(x * 0.5, z * 0.5, 3)) * 0.55 : 0;
    const ar = blend(sand[0], 0.2, green) * grain;
    const ag = blend(sand[1], 0.2, green) * grain;
    const ab = blend(sand[2], 0.06, green) * grain;
    const k = sun * seen * 1.5;
    const up = 0.36 + 0.36 * ny;
    const bounce = 0.12 * (1 - seen) * lamp.dir[1];
    const r = ar * (lamp.over[0] * up + lamp.colour[0] * (k + bounce));
    const g = ag * (lamp.over[1] * up + lamp.colour[1] * (k + bounce * 0.7));
    const b = ab * (lamp.over[2] * up + lamp.colour[2] * (k + bounce * 0.5));
    const mist = 1 - Math.exp(-distance * (air.density * 0.6 + 0.003));
    const toSun = clamp(dx * lamp.dir[0] + dy * lamp.dir[1] + dz * lamp.dir[2], 0, 1);
    const warm = Math.pow(toSun, 7) * 0.25 * air.sky.glow;
    out[0] = blend(r, air.haze[0] * 0.92 + lamp.colour[0] * warm, mist);
    out[1] = blend(g, air.haze[1] * 0.88 + lamp.colour[1] * warm, mist);
    out[2] = blend(b, air.haze[2] * 0.86 + lamp.colour[2] * warm, mist);
  };
  drawCountry(
    job.canvas,
    {
      eye: [eyeX, ey, 0],
      tanX: tanX * wide,
      tanY: tanY * wide,
      horizon: aerial ? 0.7 : dice.between(-0.1, 0.3),
      yaw: job.turn * 0.5,
      near: 0.6,
      far: 190,
      stride: 0.008,
      height,
      shade
    },
    sky
  );
  return { print: air.print, scene: `${savanna ? 'Dry grassland' : 'Sand dunes'}, ${spec.hour === 'day' ? 'low sun' : spec.hour}` };
}
