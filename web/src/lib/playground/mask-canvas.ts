// Draws a mask: marks are opaque, the rest is transparent, so that the canvas lies over the picture and becomes the PNG that is sent.
import type { MaskStep } from './mask-history.ts';

/** Draws one step onto what is there. `colour` only shows; the PNG has none. */
export function drawStep(context: CanvasRenderingContext2D, step: MaskStep, colour: string): void {
  const { width, height } = context.canvas;
  context.save();
  context.fillStyle = colour;
  context.strokeStyle = colour;
  if (step.kind === 'clear') context.clearRect(0, 0, width, height);
  else if (step.kind === 'invert') {
    context.globalCompositeOperation = 'xor';
    context.fillRect(0, 0, width, height);
  } else {
    context.globalCompositeOperation = step.way === 'paint' ? 'source-over' : 'destination-out';
    context.lineWidth = step.size;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    context.moveTo(step.points[0] ?? 0, step.points[1] ?? 0);
    // A line of no length has no round ends in every browser; a hair's breadth has.
    if (step.points.length <= 2) context.lineTo((step.points[0] ?? 0) + 0.01, step.points[1] ?? 0);
    for (let at = 2; at < step.points.length; at += 2) context.lineTo(step.points[at] ?? 0, step.points[at + 1] ?? 0);
    context.stroke();
  }
  context.restore();
}

export function drawAll(context: CanvasRenderingContext2D, steps: readonly MaskStep[], colour: string): void {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  for (const step of steps) drawStep(context, step, colour);
}

/** The share of the mask that is marked, 0 to 1, to within a thousandth or so. */
export function markedShare(canvas: HTMLCanvasElement): number {
  const side = 96;
  const small = Object.assign(document.createElement('canvas'), { width: side, height: side });
  const context = small.getContext('2d', { willReadFrequently: true });
  if (!context) return 0;
  context.drawImage(canvas, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  let sum = 0;
  for (let at = 3; at < data.length; at += 4) sum += data[at] ?? 0;
  return sum / 255 / (side * side);
}

/** The mask as a PNG without transparency: white where it is marked, black elsewhere. */
export async function maskPng(canvas: HTMLCanvasElement): Promise<Blob> {
  const { width, height } = canvas;
  const white = Object.assign(document.createElement('canvas'), { width, height });
  const context = white.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = 'destination-in';
  context.drawImage(canvas, 0, 0);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => white.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The browser could not write the mask.');
  return blob;
}
