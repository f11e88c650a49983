// Proves that edits change the pixels they are about, and only in the way they say.
import { expect, it } from 'vitest';
import { decode, type Raster } from '../drawing/raster.ts';
import { ball } from '../test-bench.ts';
import { composed } from './compose.ts';
import { edited } from './edit.ts';
import { filled } from './fill.ts';
import { matteOf } from './matte.ts';

const source = decode(await ball(), 1_000_000);
const edit = async (text: string) => (await edited(await source, text, 0)).raster;

/** Mean colour of a square part; the middle is the ball, the corner is the wall. */
function mean({ width, height, rgb }: Raster, x: number, y: number): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  const reach = Math.round(width * 0.05);
  let count = 0;
  for (let row = Math.round(y * height) - reach; row <= y * height + reach; row++) {
    for (let column = Math.round(x * width) - reach; column <= x * width + reach; column++, count++) {
      for (let c = 0; c < 3; c++) sum[c]! += rgb[(row * width + column) * 3 + c]!;
    }
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}
const middle = (raster: Raster) => mean(raster, 0.5, 0.55);
const corner = (raster: Raster) => mean(raster, 0.12, 0.12);
const light = ([r, g, b]: readonly number[]) => (r! + g! + b!) / 3;

it('[ENG-2] finds the subject before its background', async () => {
  const { width, share } = await matteOf(await source);
  const at = (x: number, y: number) => share[Math.round(y * width) * width + Math.round(x * width)]!;
  expect(at(0.5, 0.55)).toBeGreaterThan(0.95);
  for (const [x, y] of [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.1, 0.9],
    [0.9, 0.5]
  ] as const)
    expect(at(x, y)).toBeLessThan(0.05);
});

it('[ENG-2] recolours the subject and leaves the wall', async () => {
  const before = await source;
  const after = await edit('make it blue');
  const [r, , b] = middle(after);
  expect(b).toBeGreaterThan(r + 40);
  expect(Math.abs(light(corner(after)) - light(corner(before)))).toBeLessThan(4);
});

it('[ENG-2] recolours the background and leaves the subject', async () => {
  const after = await edit('change the background to green');
  const [wallRed, wallGreen] = corner(after);
  const [ballRed, ballGreen] = middle(after);
  expect([wallGreen > wallRed + 30, ballRed > ballGreen + 60]).toEqual([true, true]);
});

it('[ENG-2] removes the background into transparency', async () => {
  const { raster, alpha } = await edited(await source, 'remove the background', 0);
  expect(alpha?.share).toHaveLength(raster.width * raster.height);
  expect([alpha!.share[0]! < 0.05, alpha!.share[Math.round(0.55 * raster.height) * raster.width + raster.width / 2]! > 0.95]).toEqual([
    true,
    true
  ]);
});

it('[ENG-2] relights: night is darker, noon is brighter, golden hour is warmer', async () => {
  const before = light(corner(await source));
  expect(light(corner(await edit('night')))).toBeLessThan(before * 0.6);
  expect(light(corner(await edit('noon')))).toBeGreaterThan(before);
  const [r, , b] = corner(await edit('golden hour'));
  expect(r - b).toBeGreaterThan(20);
});

it('[ENG-2] black and white has no colour, and sepia is brown', async () => {
  const [r, g, b] = middle(await edit('black and white'));
  expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(3);
  const [sr, sg, sb] = corner(await edit('sepia'));
  expect([sr > sg, sg > sb]).toEqual([true, true]);
});

it('[ENG-2] flips and zooms', async () => {
  const [left, right] = [mean(await source, 0.1, 0.1), mean(await edit('mirror it'), 0.9, 0.1)];
  expect(Math.abs(light(left) - light(right))).toBeLessThan(2);
  const [r, g] = mean(await edit('zoom in'), 0.22, 0.6);
  expect(r, 'the ball has come nearer').toBeGreaterThan(g + 40);
});

it.each(['fog', 'rain', 'snow', 'dusk', 'dawn', 'watercolor', 'put it in a forest', 'xyzzy plugh', 'a kinder mood'])(
  '[ENG-2] “%s” visibly differs and repeats exactly',
  async (text) => {
    const before = await source;
    const [after, again] = [await edit(text), await edit(text)];
    expect(again.rgb).toEqual(after.rgb);
    let difference = 0;
    for (let i = 0; i < after.rgb.length; i++) difference += Math.abs(after.rgb[i]! - before.rgb[i]!);
    expect([after.width, after.height]).toEqual([before.width, before.height]);
    expect(difference / after.rgb.length).toBeGreaterThan(4);
  }
);

it('[ENG-2] fills an erased place from its surroundings', async () => {
  const raster = await source;
  const { width, height } = raster;
  const share = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) share[y * width + x] = Math.hypot(x / width - 0.5, y / height - 0.55) < 0.26 ? 1 : 0;
  const after = await filled(raster, { width, height, share });
  const [r, g, b] = middle(after);
  expect(Math.max(r, g, b) - Math.min(r, g, b), 'the red ball is gone').toBeLessThan(16);
  expect(corner(after)).toEqual(corner(raster));
});

it('[ENG-2] brings references together at the asked size: beside each other, into one scene, or as a palette', async () => {
  const first = await source;
  const second = { ...first, rgb: Uint8Array.from(first.rgb, (_, i) => [30, 60, 160][i % 3]!) };
  const size = { width: 320, height: 200 };
  for (const words of ['a collage', 'both in one scene', 'image 1 in the style of image 2']) {
    const together = await composed([first, second], words, size);
    expect([together.width, together.height, together.rgb.length], words).toEqual([320, 200, 320 * 200 * 3]);
  }
  const [r, , b] = corner(await composed([first, second], 'image 1 in the style of image 2', size));
  expect(b).toBeGreaterThan(r);
});
