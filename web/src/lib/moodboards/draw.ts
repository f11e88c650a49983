// Draws a scene on a canvas, in a worker or on the page: what a board looks like on paper.
import type { Rect } from './camera.ts';
import type { Scene, SceneItem } from './scene.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const FONT = "'Inter Variable', Inter, system-ui, sans-serif";
export const NOTE_FONT = { size: 16, line: 22, padX: 16, padY: 14 } as const;
const INK = '#42464d';
const GROUND = '#ececec';

/** Draws the part `area` (board units) of a scene at `scale` pixels a unit; `pictures` are looked up by hash. */
export function drawScene(
  context: Context,
  { items }: Scene,
  { area, scale, pictures }: { area: Rect; scale: number; pictures: ReadonlyMap<string, CanvasImageSource> }
): void {
  context.save();
  context.fillStyle = GROUND;
  context.fillRect(0, 0, Math.ceil(area.width * scale), Math.ceil(area.height * scale));
  context.scale(scale, scale);
  context.translate(-area.x, -area.y);
  for (const item of items) drawItem(context, item, pictures);
  context.restore();
}

function drawItem(context: Context, item: SceneItem, pictures: ReadonlyMap<string, CanvasImageSource>): void {
  if (item.kind === 'line') return drawLine(context, item);
  const [x, y, width, height, rotation] = item.g;
  context.save();
  context.translate(x + width / 2, y + height / 2);
  context.rotate((rotation * Math.PI) / 180);
  context.translate(-width / 2, -height / 2);
  switch (item.kind) {
    case 'picture': {
      const picture = pictures.get(item.hash);
      context.fillStyle = item.colour;
      if (picture) context.drawImage(picture, 0, 0, width, height);
      else context.fillRect(0, 0, width, height);
      break;
    }
    case 'frame':
      context.fillStyle = item.colour;
      context.fillRect(0, 0, width, height);
      context.fillStyle = INK;
      context.font = `13px ${FONT}`;
      context.textBaseline = 'alphabetic';
      context.fillText(item.title, 0, -8, width);
      break;
    case 'colours': {
      const gap = item.colours.length > 1 ? 8 : 0;
      const each = (width - gap * (item.colours.length - 1)) / item.colours.length;
      for (const [index, colour] of item.colours.entries()) {
        context.fillStyle = colour;
        context.fillRect(index * (each + gap), 0, each, height);
      }
      break;
    }
    case 'note':
      context.fillStyle = item.colour;
      context.fillRect(0, 0, width, height);
      context.beginPath();
      context.rect(0, 0, width, height);
      context.clip();
      context.fillStyle = item.ink;
      context.font = `${NOTE_FONT.size}px ${FONT}`;
      context.textBaseline = 'top';
      for (const [index, line] of wrapped(item.words, width - 2 * NOTE_FONT.padX, (words) => context.measureText(words).width).entries())
        context.fillText(line, NOTE_FONT.padX, NOTE_FONT.padY + 2 + index * NOTE_FONT.line);
  }
  context.restore();
}

function drawLine(context: Context, { path, from, to, title, middle }: Extract<SceneItem, { kind: 'line' }>): void {
  context.strokeStyle = INK;
  context.lineWidth = 2;
  context.stroke(new Path2D(path));
  // The curve arrives at a right angle to the side it meets, which is where it came from in the end.
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const toward =
    Math.abs(Math.cos(angle)) > Math.abs(Math.sin(angle))
      ? Math.cos(angle) > 0
        ? 0
        : Math.PI
      : Math.sin(angle) > 0
        ? Math.PI / 2
        : -Math.PI / 2;
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(to.x, to.y);
    context.lineTo(to.x - 9 * Math.cos(toward + side * 0.5), to.y - 9 * Math.sin(toward + side * 0.5));
  }
  context.stroke();
  if (!title) return;
  context.fillStyle = INK;
  context.font = `13px ${FONT}`;
  context.textAlign = 'center';
  context.fillText(title, middle.x, middle.y - 8);
  context.textAlign = 'start';
}

/** Lines of at most `room`, broken at spaces, and within a word that is longer than a line. */
export function wrapped(words: string, room: number, widthOf: (words: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of words.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (widthOf(longer) <= room) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = '';
      for (const character of word) {
        if (line !== '' && widthOf(line + character) > room) {
          lines.push(line);
          line = '';
        }
        line += character;
      }
    }
    lines.push(line);
  }
  return lines;
}
