// Space: a planet with its own air, rings or craters, stars and clouds of gas.
import { mixRgb, scaleRgb, type Rgb } from '../colour.ts';
import { PLAIN_PRINT } from '../develop.ts';
import { framing, type Drawn, type Job } from '../job.ts';
import { blend, clamp, ease, fbm2, fbm3, noise3, speck } from '../noise.ts';
import { unit } from '../camera.ts';
import type { Probe } from '../canvas.ts';

/** Draws a planet or a field of gas and stars. */
export function drawSpace(job: Job): Drawn {
  const { spec, dice, canvas } = job;
  const name = spec.things[0]?.name ?? 'galaxy';
  const given = spec.things[0]?.colour ?? spec.colours[0];
  const gasOnly = name === 'galaxy' && !spec.things.some((thing) => thing.name === 'planet');
  const banded = name === 'jupiter' || name === 'saturn' || (name === 'planet' && dice.chance(0.35));
  const rings = name === 'saturn' || (name === 'planet' && dice.chance(0.45));
  const rock = name === 'mars' || name === 'moon-planet' || (name === 'planet' && !banded && dice.chance(0.3));
  const eclipse = name === 'eclipse';
  const base: Rgb =
    given ??
    (name === 'mars'
      ? [0.46, 0.17, 0.07]
      : banded
        ? dice.pick([
            [0.6, 0.42, 0.26],
            [0.5, 0.36, 0.3],
            [0.25, 0.36, 0.5]
          ] as const)
        : rock
          ? [0.3, 0.28, 0.26]
          : [0.04, 0.13, 0.3]);
  const land: Rgb = rock
    ? scaleRgb(base, 0.45)
    : banded
      ? mixRgb(base, [0.85, 0.75, 0.62], 0.6)
      : dice.pick([
          [0.14, 0.2, 0.07],
          [0.34, 0.24, 0.12]
        ] as const);
  const airColour: Rgb = rock ? mixRgb(base, [0.7, 0.5, 0.4], 0.4) : given ? mixRgb(given, [0.6, 0.8, 1], 0.4) : [0.3, 0.55, 1];
  const gasA: Rgb =
    given && gasOnly
      ? given
      : dice.pick([
          [0.32, 0.06, 0.3],
          [0.04, 0.16, 0.36],
          [0.36, 0.1, 0.08],
          [0.05, 0.24, 0.24]
        ] as const);
  const gasB: Rgb = dice.pick([
    [0.06, 0.1, 0.4],
    [0.4, 0.16, 0.05],
    [0.3, 0.06, 0.22]
  ] as const);
  const long = Math.min(canvas.width, canvas.height);
  const wide = framing(job);
  const radius = (rings ? 0.5 : 0.66) / wide;
  const cx = dice.between(-0.25, 0.25) - job.turn * 0.8;
  const cy = dice.between(-0.15, 0.2) + job.lift * 2;
  const sun = unit([dice.sign() * dice.between(0.6, 1), dice.between(0.1, 0.6), eclipse ? -1 : dice.between(0.1, 0.55)]);
  const spin = dice.between(0, 6) + job.time * 0.5 + job.turn;
  const tilt = dice.between(-0.5, 0.5);
  const ct = Math.cos(tilt);
  const st = Math.sin(tilt);
  const flat = dice.between(0.22, 0.4);
  const shift = dice.between(0, 40);
  const gas = gasOnly ? 1 : 0.35;
  const core = { x: dice.between(-0.4, 0.4), y: dice.between(-0.3, 0.3) };
  const look = (px: number, py: number, probe: Probe): void => {
    const x = ((px - canvas.width / 2) / long) * 2;
    const y = (-(py - canvas.height / 2) / long) * 2;
    // stars and gas
    const wx = fbm2(x * 1.2 + shift, y * 1.2, 4);
    const cloud = fbm2(x * 1.6 + wx * 2.4 + shift + job.time * 0.08, y * 1.6 + wx * 1.8, 6);
    const veil = ease(0.44, 0.86, cloud) * gas;
    const second = ease(0.4, 0.8, fbm2(x * 1.3 - wx + 31, y * 1.3 + shift, 5)) * gas;
    const dust = ease(0.62, 0.42, fbm2(x * 2.6 + 9, y * 2.6 + wx * 2, 5));
    const glow = gasOnly ? Math.exp(-((x - core.x) ** 2 + (y - core.y) ** 2) * 2.6) * 0.75 : 0;
    let r = 0.004 + (gasA[0] * veil * 1.5 + gasB[0] * second + glow * 0.9 * (0.4 + cloud)) * dust;
    let g = 0.005 + (gasA[1] * veil * 1.5 + gasB[1] * second + glow * 0.62 * (0.4 + cloud)) * dust;
    let b = 0.01 + (gasA[2] * veil * 1.5 + gasB[2] * second + glow * 0.6 * (0.4 + cloud)) * dust;
    for (let layer = 0; layer < 2; layer++) {
      const scale = layer === 0 ? 46 : 20;
      const i = Math.floor(x * scale + 100);
      const j = Math.floor(y * scale + 100);
      const bright = speck(i * 3 + layer, j * 5 + 1);
      if (bright < 0.8) continue;
      const d = Math.hypot(x * scale + 100 - i - 0.2 - 0.6 * speck(i, j + 7), y * scale + 100 - j - 0.2 - 0.6 * speck(j, i + 3));
      const star =
        Math.exp(-d * d * (layer === 0 ? 70 : 46)) * (bright - 0.79) * (layer === 0 ? 7 : 16) +
        (layer === 1 && bright > 0.97 ? Math.exp(-d * 7) * 0.5 : 0);
      r += star;
      g += star * 0.96;
      b += star * 1.1;
    }
    probe.thing = 0;
    if (!gasOnly) {
      const ux = (x - cx) / radius;
      const uy = (y - cy) / radius;
      const d2 = ux * ux + uy * uy;
      const rim = Math.sqrt(d2);
      if (d2 < 1) {
        const z = Math.sqrt(1 - d2);
        const qx = ux * ct + uy * st;
        const qy = uy * ct - ux * st;
        const sx = qx * Math.cos(spin) + z * Math.sin(spin);
        const sz = z * Math.cos(spin) - qx * Math.sin(spin);
        let k: number;
        let cover = 0;
        if (banded) k = 0.5 + 0.5 * Math.sin(qy * 15 + fbm3(sx * 2.4, qy * 9, sz * 2.4, 4) * 4.4) * 0.9;
        else k = ease(0.47, 0.56, fbm3(sx * 1.9 + shift, qy * 1.9, sz * 1.9, 6));
        let shade = banded ? 1 : 0.7 + 0.6 * fbm3(sx * 6, qy * 6, sz * 6, 4);
        if (rock) {
          const pit = noise3(sx * 5 + 3, qy * 5, sz * 5);
          shade *= 1 - ease(0.72, 0.8, pit) * 0.35 + ease(0.8, 0.86, pit) * 0.2;
        } else if (!banded) cover = ease(0.52, 0.74, fbm3(sx * 2.6 + 9, qy * 4.2 + wx * 0.4, sz * 2.6 + job.time * 0.2, 5));
        const lit = ux * sun[0] + uy * sun[1] + z * sun[2];
        const day = ease(-0.12, 0.35, lit) * clamp(0.25 + lit, 0, 1.2) * 1.35;
        const cap = !banded && !rock ? ease(0.78, 0.88, Math.abs(qy) + (shade - 1) * 0.2) : 0;
        const shadow = rings ? 1 - 0.55 * ease(0.09, 0.0, Math.abs(qy + flat * 0.45 * sun[1] - 0.05)) : 1;
        const white = clamp(cover + cap, 0, 0.95);
        r = blend(blend(base[0], land[0], k) * shade, 0.8, white) * day * shadow + 0.003;
        g = blend(blend(base[1], land[1], k) * shade, 0.82, white) * day * shadow + 0.003;
        b = blend(blend(base[2], land[2], k) * shade, 0.86, white) * day * shadow + 0.005;
        const edge = Math.pow(1 - z, 2.6) * ease(-0.3, 0.5, lit) * (rock ? 0.35 : 1.1);
        r += airColour[0] * edge;
        g += airColour[1] * edge;
        b += airColour[2] * edge;
        probe.thing = 1;
      } else {
        const lit = (ux * sun[0] + uy * sun[1]) / rim;
        const halo = Math.exp(-(rim - 1) * (eclipse ? 4 : 16)) * ease(-0.5, 0.7, eclipse ? 0.7 : lit) * (rock ? 0.15 : eclipse ? 1.6 : 0.6);
        r += blend(airColour[0], 1, eclipse ? 0.7 : 0) * halo;
        g += blend(airColour[1], 0.85, eclipse ? 0.7 : 0) * halo;
        b += blend(airColour[2], 0.6, eclipse ? 0.7 : 0) * halo;
      }
      if (rings) {
        const qx = ux * ct + uy * st;
        const qy = (uy * ct - ux * st) / flat;
        const ring = Math.sqrt(qx * qx + qy * qy);
        if (ring > 1.3 && ring < 2.25 && !(d2 < 1 && qy > 0)) {
          const grain = 0.35 + 0.65 * fbm2(ring * 26, 3, 3);
          const gap = ease(0.02, 0.05, Math.abs(ring - 1.86));
          const opacity = ease(1.3, 1.4, ring) * ease(2.25, 2.15, ring) * grain * gap * 0.85;
          const behind = qx * sun[0] + qy * flat * sun[1] < 0 && Math.abs(qx * sun[1] - qy * flat * sun[0]) < 0.95 ? 0.12 : 1;
          const tone = mixRgb(base, [0.8, 0.72, 0.6], 0.55);
          r = blend(r, tone[0] * behind, opacity);
          g = blend(g, tone[1] * behind, opacity);
          b = blend(b, tone[2] * behind, opacity);
          probe.thing = 2;
        }
      }
    }
    probe.r = r;
    probe.g = g;
    probe.b = b;
  };
  canvas.adaptive(look, 0.1, job.fine);
  return {
    print: { ...PLAIN_PRINT, bloom: 0.3, contrast: 1.05, vignette: 0.2, saturation: 1.05 },
    scene: gasOnly
      ? 'Clouds of gas and stars'
      : eclipse
        ? 'An eclipse'
        : rings
          ? 'A ringed planet'
          : rock
            ? 'A rocky planet'
            : 'A planet in space'
  };
}
