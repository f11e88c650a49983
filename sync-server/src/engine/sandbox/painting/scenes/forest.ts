// Forests and meadows: rows of trees one behind the other, each paler with the air between.
import { airFor } from '../air.ts';
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { framing, type Drawn, type Job } from '../job.ts';
import { blend, clamp, ease, fbm2, noise2, speck } from '../noise.ts';
import { Sky } from '../sky.ts';
import type { Probe } from '../canvas.ts';
import { stand, touched, type Row, type Tree } from './trees.ts';

/** Draws a forest, an orchard, a meadow with trees. */
export function drawForest(job: Job): Drawn {
  const { spec, dice, canvas, aspect } = job;
  const name = spec.things[0]?.name ?? 'forest';
  const autumn = spec.palette === 'warm' || /orange|autumn/.test(spec.things[0]?.material ?? '');
  const meadow = name === 'meadow' || name === 'grove' || name === 'tree';
  const tree: Tree = name === 'birch' ? 'birch' : name === 'jungle' ? 'palm' : meadow || autumn ? 'round' : 'fir';
  const misty = spec.weather === 'fog' || (!meadow && !spec.hourGiven && spec.weather === 'clear' && dice.chance(0.6));
  const air = airFor(misty && spec.weather === 'clear' ? { ...spec, weather: 'fog' } : spec, dice.fork('air'), {
    bearing: dice.between(-0.3, 0.3),
    time: job.time,
    drift: job.lightTurn * 0.2
  });
  const [sx, sy, sz] = air.sky.sun;
  if (sy > 0.4) {
    const k = 0.92 / (Math.hypot(sx, sz) || 1);
    air.sky.sun = [sx * k, 0.39, sz * k];
  }
  if (misty && !air.night && spec.weather !== 'rain') {
    // through mist the sun is a small pale disc, hardly brighter than the air around it
    air.sky.disc = 0.001;
    air.sky.discLight = 1.12;
    air.sky.sunColour = mixRgb(air.sky.sunColour, [1.05, 1.02, 0.97], 0.6);
  } else if (!air.night) {
    air.sky.discLight = 2.1;
    air.sky.glow *= 0.7;
  }
  const sky = new Sky(air.sky);
  const { lamp } = air;
  const given = spec.things[0]?.colour ?? spec.colours[0];
  const green: Rgb =
    given ??
    (autumn
      ? [0.4, 0.15, 0.03]
      : tree === 'fir'
        ? mixRgb([0.022, 0.05, 0.045], [0.03, 0.06, 0.03], dice.next())
        : mixRgb([0.06, 0.11, 0.03], [0.12, 0.14, 0.03], dice.next()));
  const grass: Rgb = spec.weather === 'snow' ? [0.75, 0.79, 0.84] : autumn ? [0.24, 0.17, 0.06] : [0.1, 0.13, 0.04];
  const bark: Rgb = tree === 'birch' ? [0.62, 0.6, 0.55] : [0.07, 0.05, 0.035];
  const wide = framing(job);
  const rows: Row[] = [];
  const count = meadow ? 4 : 6;
  for (let i = 0; i < count; i++) {
    const near = i / (count - 1);
    const strength = misty ? 0.93 : spec.weather === 'clear' ? 0.72 : 0.85;
    rows.push({
      foot: blend(0.12, meadow ? -0.22 : -1.02, near ** 1.3) + dice.between(-0.02, 0.02),
      tall: blend(0.1, name === 'tree' ? 0.95 : meadow ? 0.6 : 1.35, near ** 1.6) * (tree === 'fir' ? 1 : 0.8),
      pitch: blend(meadow ? 7 : 16, meadow ? 1.3 : 2.2, near ** 0.6),
      shift: dice.between(0, 90) + job.turn * (0.4 + near * 1.6) + job.time * 0.03 * near,
      fog: strength * (1 - near) ** 1.1
    });
  }
  const single = name === 'tree';
  const open = single ? [rows[0]!, rows[rows.length - 1]!] : rows;
  const tan = 0.55 * wide;
  const tanX = aspect >= 1 ? tan : tan * aspect;
  const tanY = tanX / aspect;
  const lit = (lamp.colour[0] + lamp.colour[1] + lamp.colour[2]) / 3;
  const look = (px: number, py: number, probe: Probe): void => {
    const u = ((2 * px) / canvas.width - 1) * (tanX / 0.55);
    const v = (1 - (2 * py) / canvas.height) * (tanY / 0.55) - 0.08 + job.lift * 0.6;
    for (let i = open.length - 1; i >= 0; i--) {
      const row = open[i]!;
      const line = row.foot + (noise2(u * 1.7 + row.shift, i * 9) - 0.5) * 0.16;
      // crowns without stems would float over the palest ridge like a string of beads
      const bare = i === 0 && tree === 'round';
      const inside = bare ? 0 : stand(tree, row, u, v, line, i, single && i === open.length - 1);
      if (inside === 0 && v > line) continue;
      const trunk = inside === 2;
      const wood = inside > 0 && v > line - 0.02;
      const mottle = fbm2(u * 26 + i * 7, v * 26, 3);
      const base = trunk ? bark : wood ? green : grass;
      // snow lies on the outer boughs, not in the shade beneath the next tier
      const snow = wood && !trunk && spec.weather === 'snow' ? ease(0.8, 1.06, touched.tone + (mottle - 0.5) * 0.8) * 0.72 : 0;
      const side = trunk ? 0 : clamp(touched.side, -1, 1) * (air.sky.sun[0] > 0 ? 0.3 : -0.3);
      const shade = trunk
        ? tree === 'birch'
          ? noise2(u * 8, v * 46) > 0.66
            ? 0.25
            : 0.9
          : 0.6 + mottle * 0.5
        : wood
          ? (0.62 + mottle * 0.6) * touched.tone * (1 + side)
          : 0.35 + mottle * 0.9;
      const above = 0.5 + 0.5 * ease(line, line + row.tall, v);
      const k = lit * (0.25 + 0.9 * above) * 0.8;
      const r = blend(base[0] * shade, 0.8, snow) * (lamp.over[0] * 1.2 + k * lamp.colour[0]);
      const g = blend(base[1] * shade, 0.84, snow) * (lamp.over[1] * 1.2 + k * lamp.colour[1]);
      const b = blend(base[2] * shade, 0.9, snow) * (lamp.over[2] * 1.2 + k * lamp.colour[2]);
      const low = clamp(
        row.fog + (1 - row.fog) * (misty ? 0.55 : 0.16) * ease(line + row.tall * 0.7, line - 0.15, v) * (i < open.length - 1 ? 1 : 0.4),
        0,
        1
      );
      // the sun's glow also lies on the mist
      const toSun = Math.exp(-((u - air.sky.sun[0] * 0.9) ** 2 + (v - 0.3) ** 2) * 2.2) * air.sky.glow * 0.35;
      probe.r = blend(r, air.haze[0] * 0.95 + lamp.colour[0] * toSun, low);
      probe.g = blend(g, air.haze[1] * 0.97 + lamp.colour[1] * toSun, low);
      probe.b = blend(b, air.haze[2] + lamp.colour[2] * toSun, low);
      if (meadow && !wood && speck(Math.floor(u * 150), Math.floor(v * 170 + i)) > 0.965) {
        const petal = scaleRgb(speck(Math.floor(u * 150) + 7, 3) > 0.5 ? [0.7, 0.12, 0.1] : [0.75, 0.65, 0.3], (1 - row.fog) * 0.8);
        probe.r += petal[0];
        probe.g += petal[1];
        probe.b += petal[2];
      }
      probe.thing = i * 3 + inside + 1;
      return;
    }
    const side = u * 0.55;
    const up = Math.max(0.01, (v + 0.1) * 0.55 + 0.02);
    const n = 1 / Math.sqrt(side * side + up * up + 1);
    sky.look(side * n, up * n, -n, true);
    probe.r = sky.r;
    probe.g = sky.g;
    probe.b = sky.b;
    probe.thing = 0;
  };
  canvas.adaptive(look, 0.09, job.fine);
  return {
    print: { ...air.print, bloom: 0.14 },
    scene: `${meadow ? (single ? 'A tree in a meadow' : 'A meadow with trees') : tree === 'birch' ? 'A birch wood' : tree === 'palm' ? 'A jungle' : 'A forest'}${misty ? ' in mist' : ''}`
  };
}
