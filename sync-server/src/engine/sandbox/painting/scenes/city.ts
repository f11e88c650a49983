// The city: blocks of real depth, lit windows at night, and lamps out of focus in front.
import { airFor } from '../air.ts';
import { lensAngles } from '../camera.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { framing, lensOf, type Drawn, type Job } from '../job.ts';
import { blend, clamp, ease, noise2, speck } from '../noise.ts';
import { Sky } from '../sky.ts';
import type { Canvas, Probe } from '../canvas.ts';
import type { Dice } from '../random.ts';

/** Draws a skyline from above the roofs, or an avenue from the street. */
export function drawCity(job: Job): Drawn {
  const { spec, dice, canvas, aspect } = job;
  const street =
    spec.things[0]?.name === 'street' ||
    (spec.angle === 'low' && spec.things[0]?.name !== 'village') ||
    spec.things.some((thing) => thing.name === 'car' || thing.name === 'street');
  const village = spec.things[0]?.name === 'village';
  const neon = spec.light === 'neon' || spec.styles.includes('cyberpunk');
  const timed = spec.hourGiven || !neon ? spec : { ...spec, hour: 'night' as const };
  const air = airFor(timed, dice.fork('air'), { bearing: dice.sign() * dice.between(0.5, 1.4), time: job.time, drift: job.lightTurn });
  const dark = timed.hour === 'night' || timed.hour === 'blue' || timed.hour === 'dusk';
  const lights =
    timed.hour === 'night'
      ? 1
      : timed.hour === 'blue'
        ? 0.7
        : timed.hour === 'dusk'
          ? 0.4
          : spec.weather === 'storm' || spec.weather === 'rain'
            ? 0.25
            : 0.03;
  const tint: Rgb =
    spec.things[0]?.colour ??
    spec.colours[0] ??
    dice.pick([
      [0.34, 0.3, 0.3],
      [0.4, 0.32, 0.26],
      [0.24, 0.27, 0.33],
      [0.3, 0.18, 0.2]
    ] as const);
  if (neon && dark) {
    air.sky.horizon = mixRgb(air.sky.horizon, [0.36, 0.05, 0.28], 0.55);
    air.sky.zenith = mixRgb(air.sky.zenith, [0.05, 0.02, 0.12], 0.5);
    air.haze = air.sky.horizon;
  } else if (timed.hour === 'night') {
    // the glow of a town under its own sky
    air.sky.horizon = mixRgb(
      air.sky.horizon,
      dice.pick([
        [0.2, 0.06, 0.12],
        [0.06, 0.09, 0.18],
        [0.17, 0.1, 0.06]
      ] as const),
      0.7
    );
    air.haze = air.sky.horizon;
  }
  const sky = new Sky(air.sky);
  const seed = dice.whole(0, 240);
  const { lamp } = air;
  const { tanX, tanY } = lensAngles(lensOf(job, street ? 26 : 40), aspect);
  const wide = framing(job);
  const aerial = spec.angle === 'aerial' || spec.angle === 'high';
  const eye: readonly [number, number, number] = street
    ? [0.5 + job.turn * 0.4, 0.16 + job.lift, 0.5]
    : [0.5 + job.turn * 5, (aerial ? 7.5 : village ? 1.5 : 2.7) + job.lift * 4, 2];
  const yaw = street ? job.turn * 0.2 : job.turn * 0.4 + dice.between(-0.25, 0.25);
  const horizon = street ? -0.25 : aerial ? 0.6 : dice.between(-0.1, 0.3);
  const tall = village ? 0.5 : street ? 2.6 : 2.3;
  const c = Math.cos(yaw);
  const s = Math.sin(yaw);
  const wet = spec.weather === 'rain' || neon ? 0.6 : 0.12;
  const fog = 0.018 + air.density * 0.8;
  const tower = (i: number, j: number): number => {
    if (street && (i === 0 || (j % 5 === 0 && i !== 0))) return 0;
    if (!street && (i % 4 === 0 || j % 5 === 0)) return 0;
    if (!street && j > -2) return 0;
    const core = street ? 1 : clamp(1.5 - Math.abs(i + 4 - (seed % 8)) * 0.09, 0.35, 1.5);
    const v = speck(i + seed, j * 3 + seed);
    return (0.3 + v * v * tall) * core + (v > 0.93 ? 1.2 * core : 0) * (village ? 0 : 1);
  };
  const grain = street ? 7 : 6;
  let hitT = 0;
  let face = 0;
  let cellX = 0;
  let cellZ = 0;
  /** Walks the grid of blocks; true if a wall or roof is met. */
  const walk = (ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, most: number): boolean => {
    let i = Math.floor(ox);
    let j = Math.floor(oz);
    const stepX = dx > 0 ? 1 : -1;
    const stepZ = dz > 0 ? 1 : -1;
    const perX = Math.abs(1 / dx);
    const perZ = Math.abs(1 / dz);
    let tx = (dx > 0 ? i + 1 - ox : ox - i) * perX;
    let tz = (dz > 0 ? j + 1 - oz : oz - j) * perZ;
    for (let step = 0; step < 90; step++) {
      const h = tower(i, j);
      if (h > 0) {
        const inset = 0.09 + speck(i + 5, j + seed) * 0.08;
        const ax = (i + inset - ox) / dx;
        const bx = (i + 1 - inset - ox) / dx;
        const az = (j + inset - oz) / dz;
        const bz = (j + 1 - inset - oz) / dz;
        const nearX = Math.min(ax, bx);
        const nearZ = Math.min(az, bz);
        const enter = Math.max(nearX, nearZ);
        const leave = Math.min(Math.max(ax, bx), Math.max(az, bz));
        if (enter < leave && leave > 0) {
          const y = oy + dy * enter;
          if (enter > 0 && y < h && y > 0) {
            hitT = enter;
            face = nearX > nearZ ? 1 : 2;
            cellX = i;
            cellZ = j;
            return enter < most;
          }
          const roof = (h - oy) / dy;
          if (dy < 0 && roof > Math.max(enter, 0) && roof < leave) {
            hitT = roof;
            face = 3;
            cellX = i;
            cellZ = j;
            return roof < most;
          }
        }
      }
      if (tx < tz) {
        if (tx > most) return false;
        i += stepX;
        tx += perX;
      } else {
        if (tz > most) return false;
        j += stepZ;
        tz += perZ;
      }
    }
    return false;
  };
  const out = { r: 0, g: 0, b: 0, thing: 0 };
  const see = (ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, depth: number): void => {
    const ground = dy < -1e-4 ? -oy / dy : 1e9;
    const most = Math.min(ground, 60);
    let t = most;
    if (walk(ox, oy, oz, dx, dy, dz, most)) {
      t = hitT;
      const f = face;
      const i = cellX;
      const j = cellZ;
      const x = ox + dx * t;
      const y = oy + dy * t;
      const z = oz + dz * t;
      const nx = f === 1 ? (dx > 0 ? -1 : 1) : 0;
      const nz = f === 2 ? (dz > 0 ? -1 : 1) : 0;
      const ny = f === 3 ? 1 : 0;
      const shade = 0.55 + 0.8 * speck(i * 3 + seed, j * 7);
      let ar = tint[0] * shade;
      let ag = tint[1] * shade;
      let ab = tint[2] * (shade * 0.9 + 0.1);
      let glow = 0;
      let gr = 1;
      let gg = 0.62;
      let gb = 0.26;
      if (f !== 3) {
        const u = (f === 1 ? z : x) * grain;
        const v = y * grain * 1.25;
        const style = speck(i + 40, j + seed);
        const fu = u - Math.floor(u);
        const fv = v - Math.floor(v);
        const pane = style < 0.3 ? (fv > 0.35 ? 1 : 0) : fu > 0.22 && fu < 0.78 && fv > 0.25 && fv < 0.78 ? 1 : 0;
        if (pane === 1 && !(street && y < 0.1)) {
          const who = speck(Math.floor(u) + i * 31 + seed, Math.floor(v) * 7 + j * 13 + f);
          const on = who < lights * 0.42 ? 1 : 0;
          glow = on * (0.5 + who * 2.4) * (dark ? 1.5 : 0.6);
          const tone = speck(Math.floor(v) + j, Math.floor(u) + i * 3);
          if (tone > 0.8) {
            gr = 0.75;
            gg = 0.85;
            gb = 1;
          }
          ar *= 0.3;
          ag *= 0.34;
          ab *= 0.42;
          if (on === 0) {
            sky.look(f === 1 ? -dx : dx, Math.abs(dy) + 0.1, f === 2 ? -dz : dz, false);
            ar += sky.r * 0.22;
            ag += sky.g * 0.22;
            ab += sky.b * 0.24;
          }
        }
        if (street && y < 0.12 && dark) {
          // shop fronts
          const shop = speck(Math.floor((f === 1 ? z : x) * 3), i + j * 5);
          glow = shop > 0.35 ? 1.6 : 0.1;
          gr = 1;
          gg = 0.55 + shop * 0.3;
          gb = shop * 0.5;
        }
        if (neon && speck(i + 77, j + 3 + f) > 0.45) {
          const sign = speck(i + 13, j + 21);
          const at = 0.25 + speck(i, j + 9) * 0.5;
          const across = (f === 1 ? z : x) - Math.floor(f === 1 ? z : x);
          if (across > at - 0.05 && across < at + 0.05 && y > 0.18 && y < 0.62 + sign * 0.5) {
            glow = 2.6 * (0.6 + 0.4 * noise2(y * 40, i));
            gr = sign > 0.5 ? 1 : 0.1;
            gg = sign > 0.75 ? 0.35 : sign > 0.5 ? 0.06 : 0.75;
            gb = sign > 0.75 ? 0.1 : 1;
          }
        }
      }
      const facing = clamp(nx * lamp.dir[0] + ny * lamp.dir[1] + nz * lamp.dir[2], 0, 1);
      let sun = 0;
      if (facing > 0 && !dark && depth === 0)
        sun = walk(x + nx * 0.01, y + ny * 0.01, z + nz * 0.01, lamp.dir[0], lamp.dir[1] + 1e-5, lamp.dir[2], 14) ? 0 : facing;
      else if (dark) sun = facing * 0.4;
      const deep = street ? 0.35 + 0.65 * ease(0, 1.4, y) : 0.5 + 0.5 * ease(0, 1.2, y);
      out.r = ar * (lamp.over[0] * deep + lamp.colour[0] * sun) + gr * glow;
      out.g = ag * (lamp.over[1] * deep + lamp.colour[1] * sun) + gg * glow;
      out.b = ab * (lamp.over[2] * deep + lamp.colour[2] * sun) + gb * glow;
      // streets light the foot of the walls
      const foot = dark ? Math.exp(-y * (street ? 3 : 2.2)) * lights * 0.3 : 0;
      out.r += (neon ? 0.7 : 0.8) * foot * ar * 3;
      out.g += (neon ? 0.25 : 0.45) * foot * ag * 3;
      out.b += (neon ? 0.75 : 0.18) * foot * ab * 3;
      out.thing = 2 + f + ((i * 7 + j * 13) & 1023) * 4;
    } else if (ground < 60) {
      t = ground;
      const x = ox + dx * t;
      const z = oz + dz * t;
      const lane = Math.abs(x - Math.floor(x) - 0.5);
      const paint = street && lane < 0.012 && z * 3 - Math.floor(z * 3) < 0.5 ? 0.4 : 0;
      let sun = 0;
      if (!dark && depth === 0) sun = walk(x, 0.001, z, lamp.dir[0], lamp.dir[1] + 1e-5, lamp.dir[2], 14) ? 0 : lamp.dir[1];
      const base = (village ? 0.16 : 0.075) * (0.85 + 0.3 * noise2(x * 9, z * 9)) + paint;
      out.r = base * (lamp.over[0] + lamp.colour[0] * sun);
      out.g = base * (village ? 1.15 : 1) * (lamp.over[1] + lamp.colour[1] * sun);
      out.b = base * (village ? 0.6 : 1.05) * (lamp.over[2] + lamp.colour[2] * sun);
      if (dark) {
        // traffic: white towards us, red away
        const flow = speck(Math.floor(z * 4 + job.time * 8), Math.floor(x * 9)) > 0.7 ? 1 : 0.06;
        const trail = ease(0.3, 0.05, Math.abs(lane - 0.1)) * lights * flow * (street ? 0.25 : 0.75);
        const left = x - Math.floor(x) < 0.5;
        out.r += trail * 0.95;
        out.g += trail * (left ? 0.68 : 0.1);
        out.b += trail * (left ? 0.35 : 0.06);
      }
      out.thing = 1;
      if (depth === 0 && wet > 0.2) {
        const r = out.r;
        const g = out.g;
        const b = out.b;
        const ripple = (noise2(x * 26, z * 9) - 0.5) * 0.12;
        see(x, 0.004, z, dx + ripple, -dy, dz + ripple * 0.4, 1);
        const shine = wet * (0.25 + 0.75 * Math.pow(1 - clamp(-dy, 0, 1), 3)) * (0.55 + 0.6 * noise2(x * 3, z * 3));
        out.r = r + out.r * shine;
        out.g = g + out.g * shine;
        out.b = b + out.b * shine;
        out.thing = 1;
      }
    } else {
      sky.look(dx, dy, dz, depth === 0);
      out.r = sky.r;
      out.g = sky.g;
      out.b = sky.b;
      out.thing = 0;
      return;
    }
    const mist = 1 - Math.exp(-t * fog);
    out.r = blend(out.r, air.haze[0], mist);
    out.g = blend(out.g, air.haze[1], mist);
    out.b = blend(out.b, air.haze[2], mist);
  };
  const look = (px: number, py: number, probe: Probe): void => {
    const u = ((2 * px) / canvas.width - 1) * tanX * wide;
    const v = (1 - (2 * py) / canvas.height - horizon) * tanY * wide;
    const dx = u * c + s + 1e-6;
    const dz = u * s - c + 1e-6;
    const n = 1 / Math.sqrt(dx * dx + v * v + dz * dz);
    see(eye[0], eye[1], eye[2], dx * n, v * n, dz * n, 0);
    probe.r = out.r;
    probe.g = out.g;
    probe.b = out.b;
    probe.thing = out.thing;
  };
  canvas.adaptive(look, 0.12, job.fine);
  if (dark && !street && !aerial && lights > 0.5) bokeh(canvas, dice.fork('bokeh'), neon, job);
  return {
    print: { ...air.print, bloom: dark ? 0.35 : 0.1, contrast: 1.1 },
    scene: `${village ? 'A village' : street ? 'A city street' : 'A city skyline'}${dark ? ' with its lights on' : ''}, ${timed.hour === 'day' ? 'daylight' : timed.hour}`
  };
}

/** Lamps near the lens, far out of focus. */
function bokeh(canvas: Canvas, dice: Dice, neon: boolean, job: Job): void {
  const { width, height, light } = canvas;
  const count = dice.whole(26, 46);
  const long = Math.max(width, height);
  for (let n = 0; n < count; n++) {
    const x = (dice.between(-0.05, 1.05) + job.turn * 0.1) * width;
    const y = height * (1 - dice.next() * dice.next() * 0.48);
    const radius = long * dice.between(0.014, 0.045);
    const warm: Rgb = neon
      ? dice.pick([
          [1, 0.15, 0.6],
          [0.15, 0.7, 1],
          [0.7, 0.25, 1]
        ] as const)
      : dice.pick([
          [1, 0.5, 0.16],
          [1, 0.36, 0.12],
          [1, 0.72, 0.4],
          [0.9, 0.16, 0.1],
          [0.6, 0.8, 1]
        ] as const);
    const colour = scaleRgb(warm, dice.between(0.12, 0.42));
    for (let py = Math.max(0, Math.floor(y - radius)); py < Math.min(height, y + radius); py++) {
      for (let px = Math.max(0, Math.floor(x - radius)); px < Math.min(width, x + radius); px++) {
        const d = Math.hypot(px + 0.5 - x, py + 0.5 - y) / radius;
        if (d > 1) continue;
        const disc = ease(1, 0.93, d) * (0.72 + 0.4 * d * d);
        const at = (py * width + px) * 3;
        light[at] = light[at]! + colour[0] * disc;
        light[at + 1] = light[at + 1]! + colour[1] * disc;
        light[at + 2] = light[at + 2]! + colour[2] * disc;
      }
    }
  }
}
