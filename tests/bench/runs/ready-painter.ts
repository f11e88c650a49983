// A painter for the sandbox that paints one picture and then only marks copies of it: each is a file of its own, and none costs a drawing.
import { parentPort } from 'node:worker_threads';
import { draw } from '../../../sync-server/src/engine/sandbox/drawing/draw.ts';
import { decode, encode, type Raster } from '../../../sync-server/src/engine/sandbox/drawing/raster.ts';
import type { Reply, Task } from '../../../sync-server/src/engine/sandbox/drawing/task.ts';

/** Pixels of the mark's side; its colour is what makes a copy another picture. */
const MARK = 96;
const MOST_PIXELS = 4_300_000;

let painted: Promise<Raster> | undefined;
let copies = 0;

parentPort?.on('message', async (task: Task) => {
  const picture = await (painted ??= paint(task));
  const drawn = [await encode(marked(picture, copies++), picture, 'jpeg')];
  parentPort?.postMessage({ drawn } satisfies Reply);
});

async function paint(task: Task): Promise<Raster> {
  const [first] = await draw(task);
  if (!first || !('bytes' in first)) throw new Error('This bench is about pictures.');
  return decode(first.bytes, MOST_PIXELS);
}

function marked({ width, height, rgb }: Raster, copy: number): Raster {
  const pixels = Uint8Array.from(rgb);
  for (let row = 0; row < MARK; row++)
    for (let column = 0; column < MARK; column++) pixels.set([copy & 255, copy >> 8, 128], (row * width + column) * 3);
  return { width, height, rgb: pixels };
}
