// Relief: the folds, flutes and roughness that make a smooth body cloth, stone or fur.
import { FLUTES, FOLDS, ROUGH, THROWN } from './bodies.ts';
import { fbm3, noise3 } from './noise.ts';

/** How far a surface of this kind of relief stands out (or back) at a point of its body's own frame. */
export function relief(kind: number, pitch: number, height: number, x: number, y: number, z: number): number {
  switch (kind) {
    case FOLDS: {
      const sway = noise3(x * pitch * 0.5 + 3, y * pitch * 0.35, z * pitch * 0.5) * 9;
      return height * (Math.sin(y * pitch * 1.3 + sway + x * pitch * 0.8) * 0.6 + noise3(x * pitch, y * pitch, z * pitch) - 0.5);
    }
    case FLUTES: {
      // where a body narrows its flutes crowd together and grow shallow
      const room = (x * x + z * z) * 11;
      return height * (room < 1 ? room : 1) * (0.5 - 0.5 * Math.cos(Math.atan2(z, x) * pitch));
    }
    case ROUGH:
      return height * (fbm3(x * pitch, y * pitch, z * pitch, 3) - 0.5) * 2;
    case THROWN:
      return height * Math.sin(y * pitch + 0.3 * Math.sin(x * 5));
    default:
      return height * (noise3(x * pitch, y * pitch * 0.4, z * pitch) - 0.5);
  }
}
