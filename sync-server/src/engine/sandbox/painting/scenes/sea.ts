// The sea: waves that are really shaped, the sky in them, sand or an island where the prompt wants one.
import { airFor } from '../air.ts';
import { lensAngles } from '../camera.ts';
import { mixRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, type Drawn, type Job } from '../job.ts';
import { blend, clamp, ease, fbm2, noise2, ridges2 } from '../noise.ts';
import { Sky } from '../sky.ts';
import { drawCountry, type Country } from '../terrain.ts';

/** Draws open water, a beach, an island or ice. */
export function drawSea(job: Job): Drawn {
  const { spec, dice } = job;
  const has = (name: string) => spec.things.some((thing) => thing.name === name);
  const beach = has('beach') || has('desert');
  const island = has('island');
  const ice = has('iceberg');
  const rough = spec.weather === 'storm' ? 2.2 : spec.weather === 'rain' ? 1.4 : dice.between(0.55, 1);
  const open = spec.hourGiven ? spec : { ...spec, hour: dice.pick(['golden', 'day', 'dawn', 'day'] as const) };
  const air = airFor(open, dice.fork('air'), {
    bearing: dice.between(-0.3, 0.3),
    time: job.time,
    drift: job.lightTurn * 0.2,
    far: has('mountain') || has('hills') ? 'mountains' : has('city') ? 'skyline' : 'none'
  });
  // low enough to stand in the picture
  if (air.sky.sun[1] > 0.36 && spec.hour !== 'noon') {
    const [sx, , sz] = air.sky.sun;
    const k = Math.hypot(sx, sz) || 1;
    air.sky.sun = [(sx / k) * 0.954, 0.3, (sz / k) * 0.954];
    air.lamp.dir = air.sky.sun;
    air.sky.disc *= 0.7;
  }
  const sky = new Sky(air.sky);
  const { lamp } = air;
  const wind = dice.between(0, 90);
  const move = job.time * 5;
  const shore = dice.between(6, 9) + job.turn * 2;
  const hillX = dice.between(-5, 5);
  const wave = (x: number, z: number, distance: number): number => {
    let h = 0;
    let weight = 0.3;
    let px = (x + wind) * 0.26 + z * 0.15;
    let pz = z * 0.4 - x * 0.12;
    const layers = distance < 10 ? 5 : distance < 40 ? 4 : distance < 90 ? 3 : 2;
    for (let i = 0; i < layers; i++) {
      const swell = ridgeWave(px + move * (0.35 + i * 0.1), pz + move * (0.22 + i * 0.06));
      h += swell * weight;
      const turned = px * 1.5 - pz * 1.2;
      pz = px * 1.2 + pz * 1.5;
      px = turned;
      weight *= 0.36;
    }
    return h * rough;
  };
  const land = (x: number, z: number, distance: number): number => {
    if (beach) {
      const edge = z + shore + noise2(x * 0.25 + wind, 3) * 1.2;
      return edge * 0.06 + (distance < 14 ? fbm2(x * 2.4, z * 2.4, 3) * 0.05 : 0.03) + 0.02;
    }
    if (island) {
      const far = Math.hypot(x - hillX, (z + 30) * 0.8) / 11;
      return (1 - far) * 3.2 * fbm2(x * 0.22 + wind, z * 0.22, 6) * 1.7 - 0.25;
    }
    if (ice) {
      const far = Math.hypot(x - hillX, (z + 24) * 1.1) / 7;
      return far < 1 ? ridges2(x * 0.16 + wind, z * 0.16, 5) * 7 * ease(1, 0.55, far) - 0.1 : -1;
    }
    return -1;
  };
  const solid = beach || island || ice;
  const height = solid
    ? (x: number, z: number, distance: number) =>
        Math.max(wave(x, z, distance) * (beach ? ease(4, -14, z + shore) * 0.7 : 1), land(x, z, distance))
    : wave;
  const deep: Rgb = spec.things[0]?.colour ?? spec.colours[0] ?? mixRgb([0.008, 0.05, 0.1], [0.01, 0.1, 0.11], dice.next());
  const night = spec.hour === 'night' ? 0.12 : spec.hour === 'blue' ? 0.35 : spec.hour === 'dusk' ? 0.5 : 1;
  const shade: Country['shade'] = (x, y, z, distance, nx, ny, nz, dx, dy, dz, out) => {
    const ground = solid ? land(x, z, distance) : -1;
    let r: number;
    let g: number;
    let b: number;
    const sun = clamp(nx * lamp.dir[0] + ny * lamp.dir[1] + nz * lamp.dir[2], 0, 1);
    if (solid && ground >= y - 0.0004) {
      const grain = fbm2(x * 6, z * 6, 2);
      const wet = beach ? ease(0.16, 0.02, ground) : 0;
      const green = island ? ease(0.3, 0.7, y) : 0;
      const base: Rgb = ice ? [0.62, 0.78, 0.88] : [0.6, 0.44, 0.28];
      const k = 1 - wet * 0.45;
      const shadeOf = 0.75 + grain * 0.5;
      const lit = sun * 1.1;
      r = blend(base[0], 0.09, green) * shadeOf * k * (lamp.over[0] + lamp.colour[0] * lit);
      g = blend(base[1], 0.13, green) * shadeOf * k * (lamp.over[1] + lamp.colour[1] * lit);
      b = blend(base[2], 0.035, green) * shadeOf * k * (lamp.over[2] + lamp.colour[2] * lit);
      if (wet > 0) {
        sky.look(dx, Math.abs(dy) + 0.02, dz, false);
        const shine = wet * 0.4;
        r = blend(r, sky.r, shine);
        g = blend(g, sky.g, shine);
        b = blend(b, sky.b, shine);
      }
    } else {
      const calm = 1 / (1 + distance * 0.028);
      const wx = nx * calm;
      const wz = nz * calm;
      const wy = Math.sqrt(Math.max(0.05, 1 - wx * wx - wz * wz));
      const facing = clamp(-(dx * wx + dy * wy + dz * wz), 0.01, 1);
      const rx = dx + 2 * facing * wx;
      const ry = Math.abs(dy + 2 * facing * wy) + 0.01;
      const rz = dz + 2 * facing * wz;
      const n = 1 / Math.sqrt(rx * rx + ry * ry + rz * rz);
      sky.look(rx * n, ry * n, rz * n, false);
      const fresnel = 0.02 + 0.78 * Math.pow(1 - facing, 4.2);
      const crest = clamp(y / (0.4 * rough) - 0.15, 0, 1);
      const shallow = beach ? ease(0.5, 0.02, y - ground) : island ? ease(1.6, 0.2, y - ground) * 0.7 : 0;
      const body = (0.55 + crest * 0.9) * night;
      const lr = blend(deep[0], 0.09, shallow) + crest * 0.012;
      const lg = blend(deep[1], 0.34, shallow) + crest * 0.06;
      const lb = blend(deep[2], 0.33, shallow) + crest * 0.06;
      r = blend(lr * body, sky.r, fresnel);
      g = blend(lg * body, sky.g, fresnel);
      b = blend(lb * body, sky.b, fresnel);
      const toSun = clamp((rx * lamp.dir[0] + ry * lamp.dir[1] + rz * lamp.dir[2]) * n, 0, 1);
      const glint = Math.pow(toSun, 160) * 1.7 + Math.pow(toSun, 24) * 0.16;
      const foam =
        (rough > 1.2 ? ease(0.62, 0.95, crest * 0.7 + fbm2(x * 2.5, z * 2.5, 3) * 0.6) * 0.7 : 0) +
        (beach ? foamLine(x, z, y - ground, move) : ice || island ? ease(0.12, 0.0, y - ground) * 0.5 : 0);
      const white = (lamp.over[0] + lamp.over[1] + lamp.over[2]) / 3 + 0.4 * night;
      r = blend(r + lamp.colour[0] * glint, white, foam);
      g = blend(g + lamp.colour[1] * glint, white, foam);
      b = blend(b + lamp.colour[2] * glint, white * 1.02, foam);
    }
    const mist = 1 - Math.exp(-distance * distance * 0.00009 - distance * air.density * 0.35);
    const toSun = clamp(dx * lamp.dir[0] + dy * lamp.dir[1] + dz * lamp.dir[2], 0, 1);
    const warm = Math.pow(toSun, 12) * 0.3 * air.sky.glow;
    out[0] = blend(r, air.haze[0] * 0.94 + lamp.colour[0] * warm, mist);
    out[1] = blend(g, air.haze[1] * 0.94 + lamp.colour[1] * warm, mist);
    out[2] = blend(b, air.haze[2] * 0.96 + lamp.colour[2] * warm, mist);
  };
  const wide = framing(job);
  const { tanX, tanY } = lensAngles(lensOf(job, 35), job.aspect);
  const aerial = spec.angle === 'aerial';
  const ey = (aerial ? 9 : beach ? 1.25 : 1.5) * (0.9 + 0.2 * dice.next()) + rough * 0.25 + job.lift * 3;
  drawCountry(
    job.canvas,
    {
      eye: [job.turn * 3, ey, 0],
      tanX: tanX * wide,
      tanY: tanY * wide,
      horizon: aerial ? 0.8 : dice.between(-0.2, 0.12),
      yaw: job.turn * 0.3,
      near: 0.8,
      far: 170,
      stride: 0.0095,
      height,
      shade
    },
    sky
  );
  return {
    print: { ...air.print, bloom: 0.22 },
    scene: `${beach ? 'A beach' : island ? 'An island in the sea' : ice ? 'Ice in a cold sea' : 'The open sea'}, ${open.hour === 'day' ? 'daylight' : open.hour}`
  };
}

/** One wave layer, 0 to 1, with rounded troughs and sharp crests. */
function ridgeWave(x: number, z: number): number {
  const warp = noise2(x * 0.8, z * 0.8) * 3.4 + noise2(x * 1.9 + 7, z * 1.9) * 0.7;
  const across = Math.sin(x + warp);
  const along = Math.cos(z + warp * 0.8);
  const a = Math.sqrt(across * across + 0.012) - 0.05;
  const b = Math.sqrt(along * along + 0.012) - 0.05;
  const product = (1 - a) * 0.5 + (1 - b) * 0.5;
  return product * product * 1.4;
}

/** White edges where the water runs up the sand. */
function foamLine(x: number, z: number, depth: number, move: number): number {
  const edge = depth + (noise2(x * 1.2 + move, z * 1.2) - 0.5) * 0.07;
  const first = ease(0.05, 0.0, edge);
  const second = ease(0.03, 0, Math.abs(edge - 0.16 - 0.03 * Math.sin(move))) * 0.7;
  return clamp((first + second) * (0.5 + 0.6 * fbm2(x * 5, z * 5, 2)), 0, 0.95);
}
