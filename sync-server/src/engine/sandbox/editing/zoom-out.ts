// Shows a picture from further away: its surroundings are continued by a mirror image that loses itself in blur.
import { ease } from '../painting/noise.ts';
import { filled } from './fill.ts';
import { matteOf } from './matte.ts';
import { blurred, mixed, piped, toRaster, type Mask, type Raster } from '../drawing/raster.ts';

/** Room that is added on each side, as a share of that side's length. */
const ROOM = 0.28;

/** The picture in the middle of a larger one. */
export async function zoomedOut(raster: Raster): Promise<Raster> {
  const across = Math.round(raster.width * ROOM);
  const along = Math.round(raster.height * ROOM);
  const extent = { left: across, right: across, top: along, bottom: along, extendWith: 'mirror' as const };
  // Only the surroundings are mirrored: a second subject upside down would give the trick away.
  const matte = await matteOf(raster);
  const empty = leavesPicture(matte) ? raster : await filled(raster, matte, 0.012);
  const wide = await toRaster(piped(empty).extend(extent));
  const { width, height } = wide;
  const long = Math.max(width, height);
  let out = wide;
  // Three layers of growing blur, each beginning further out, so that the mirror image is seen only near the seam.
  for (const [sigma, from, to] of [
    [long / 220, 0, 0.06],
    [long / 90, 0.06, 0.16],
    [long / 36, 0.14, 0.27]
  ] as const) {
    const soft = await blurred(wide, sigma);
    const share = new Float32Array(width * height);
    for (let y = 0; y < height; y++) {
      const dy = Math.max(along - y, y - (height - 1 - along), 0) / raster.height;
      for (let x = 0; x < width; x++) {
        const dx = Math.max(across - x, x - (width - 1 - across), 0) / raster.width;
        share[y * width + x] = ease(from, to, Math.hypot(dx, dy));
      }
    }
    out = mixed(out, soft, { width, height, share });
  }
  const own = await toRaster(piped(raster).extend(extent));
  const share = new Float32Array(width * height);
  const edge = Math.round(Math.min(raster.width, raster.height) * 0.06);
  for (let y = along; y < height - along; y++) {
    for (let x = across; x < width - across; x++) {
      const inside = Math.min(x - across, width - 1 - across - x, y - along, height - 1 - along - y);
      share[y * width + x] = ease(0, edge, inside);
    }
  }
  return mixed(out, own, { width, height, share });
}

/** Whether what is marked reaches the picture's edge at more than a tenth of it, as landscapes do. */
function leavesPicture({ width, height, share }: Mask): boolean {
  let marked = 0;
  for (let x = 0; x < width; x++) marked += share[x]! + share[(height - 1) * width + x]!;
  for (let y = 0; y < height; y++) marked += share[y * width]! + share[y * width + width - 1]!;
  return marked > (width + height) * 0.2;
}
