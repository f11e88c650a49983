// Proves that zooming keeps its point, that panning keeps the picture in reach, and where double taps lead.
import { expect, it } from 'vitest';
import { CLOSEST, doubleTapScale, fitted, held, isFitted, zoomedAt } from './zoom.ts';

const picture = { width: 2048, height: 2560 };
const stage = { width: 1000, height: 800 };

it('[GAL-5] shows the whole picture first, and never blows up a small one', () => {
  expect(fitted(picture, stage)).toEqual({ scale: 800 / 2560, x: 0, y: 0 });
  expect(fitted({ width: 100, height: 80 }, stage).scale).toBe(1);
});

it('[GAL-5] keeps what is under the pointer there while zooming', () => {
  const point = { x: 120, y: -60 };
  const before = { scale: 1, x: 10, y: 20 };
  const after = zoomedAt(before, 2, point, picture, stage);
  const at = (camera: typeof before) => [(point.x - camera.x) / camera.scale, (point.y - camera.y) / camera.scale];
  expect(at(after)).toEqual(at(before));
});

it('[GAL-5] never loses the picture and never zooms beyond its limits', () => {
  expect(held({ scale: 1, x: 9_999, y: -9_999 }, picture, stage)).toEqual({ scale: 1, x: 524, y: -880 });
  expect(held({ scale: 0.001, x: 50, y: 50 }, picture, stage)).toEqual({ scale: 0.3125, x: 0, y: 0 });
  expect(zoomedAt({ scale: 4, x: 0, y: 0 }, 400, { x: 0, y: 0 }, picture, stage).scale).toBe(CLOSEST);
});

it("[GAL-5] answers a double tap with the picture's own size, and the next with the whole", () => {
  const fit = fitted(picture, stage);
  const close = doubleTapScale(fit, picture, stage);
  expect(close).toBe(1);
  expect(isFitted({ scale: doubleTapScale({ scale: close, x: 0, y: 0 }, picture, stage), x: 0, y: 0 }, picture, stage)).toBe(true);
});
