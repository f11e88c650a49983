// Rays and relief: a ridged surface is met where it lies, not where its relief begins to be worked out.
import { expect, it } from 'vitest';
import { THROWN } from './bodies.ts';
import { relief } from './relief.ts';
import { Sculptor } from './sculpt.ts';
import { Solids } from './solids.ts';
import { materialOf } from './material.ts';

it('[ENG-2] lets no ray stop short above the grooves of a turned vessel', () => {
  const radius = 0.3;
  const height = 0.006;
  const pitch = 46;
  const sculptor = new Sculptor();
  const clay = sculptor.material(materialOf('clay'));
  sculptor.body({ at: [0, 0, 0], relief: [THROWN, height, pitch] }).tube([0, 0.5, 0], radius, 0.5, 0.01, clay);
  const solids = new Solids(sculptor.bodies());
  for (const aside of [0, 0.1, 0.2, 0.25, 0.27]) {
    for (let y = 0.2; y < 0.8; y += 0.0007) {
      const t = solids.trace(aside, y, 8, 0, 0, -1, 20, -1);
      const above = Math.hypot(aside, 8 - t) - (radius - relief(THROWN, pitch, height, aside, y, 8 - t));
      expect(Math.abs(above)).toBeLessThan(0.007);
    }
  }
});
