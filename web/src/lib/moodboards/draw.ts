// Draws a scene on a canvas, in a worker or on the page: what a board looks like on paper.
import type { Point, Rect } from './camera.ts';
import type { Scene, SceneItem } from './scene.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const FONT = "'Inter Variable', Inter, system-ui, sans-serif";
export const NOTE_FONT = { size: 16, line: 22, padX: 16, padY: 14 } as const;
export const FRAME_FONT = 18;
export const LABEL_FONT = 13;
export const INK = '#42464d';
export const HAIRLINE = '#d9dbde';
export const ROUND = 4;
const GROUND = '#ececec';

/** Draws the part `area` (board units) of a scene at `scale` pixels a unit; `pictures` are looked up by hash. */
export function drawScene(
  context: Context,
  { items }: Scene,
  { area, scale, ground, pictures }: { area: Rect; scale: number; ground: boolean; pictures: ReadonlyMap<string, CanvasImageSource> }
): void {
  context.save();
  if (ground) {
    context.fillStyle = GROUND;
    context.fillRect(0, 0, Math.ceil(area.width * scale), Math.ceil(area.height * scale));
  }
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
      context.beginPath();
      context.roundRect(0, 0, width, height, 2);
      context.clip();
      if (picture) context.drawImage(picture, 0, 0, width, height);
      else context.fillRect(0, 0, width, height);
      break;
    }
    case 'frame':
      context.strokeStyle = HAIRLINE;
      context.lineWidth = 1;
      box(context, item.colour, 0, 0, width, height);
      context.stroke();
      context.fillStyle = INK;
      context.font = `530 ${FRAME_FONT}px ${FONT}`;
      context.textBaseline = 'alphabetic';
      context.fillText(item.title, 0, -10, width);
      break;
    case 'colours': {
      const gap = item.colours.length > 1 ? 8 : 0;
      const each = (width - gap * (item.colours.length - 1)) / item.colours.length;
      for (const [index, colour] of item.colours.entries()) {
        box(context, colour, index * (each + gap), 0, each, height);
      }
      break;
    }
    case 'note':
      context.shadowColor = '#00000026';
      context.shadowBlur = 4;
      context.shadowOffsetY = 1;
      box(context, item.colour, 0, 0, width, height);
      context.shadowColor = 'transparent';
      context.clip();
      context.fillStyle = item.ink;
      context.font = `420 ${NOTE_FONT.size}px ${FONT}`;
      context.textBaseline = 'top';
      for (const [index, line] of wrapped(item.words, width - 2 * NOTE_FONT.padX, (words) => context.measureText(words).width).entries())
        context.fillText(line, NOTE_FONT.padX, NOTE_FONT.padY + 2 + index * NOTE_FONT.line);
  }
  context.restore();
}

function box(context: Context, colour: string, x: number, y: number, width: number, height: number): void {
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(x, y, width, height, ROUND);
  context.fill();
}

function drawLine(context: Context, line: Extract<SceneItem, { kind: 'line' }>): void {
  const { from, controls, to, title, middle } = line;
  context.strokeStyle = INK;
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.bezierCurveTo(controls[0].x, controls[0].y, controls[1].x, controls[1].y, to.x, to.y);
  const [one, other] = arrowOf(line);
  context.moveTo(one.x, one.y);
  context.lineTo(to.x, to.y);
  context.lineTo(other.x, other.y);
  context.stroke();
  if (!title) return;
  context.font = `${LABEL_FONT}px ${FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  // The words stand out from the line that passes below them.
  context.strokeStyle = GROUND;
  context.lineWidth = 4;
  context.strokeText(title, middle.x, middle.y - 8);
  context.fillStyle = INK;
  context.fillText(title, middle.x, middle.y - 8);
  context.textAlign = 'start';
}

/** The ends of an arrow's two barbs, for a line that arrives at `to`. */
export function arrowOf({ from, controls, to }: Pick<Extract<SceneItem, { kind: 'line' }>, 'from' | 'controls' | 'to'>): [Point, Point] {
  const before = [controls[1], controls[0], from].find(({ x, y }) => x !== to.x || y !== to.y) ?? from;
  const angle = Math.atan2(to.y - before.y, to.x - before.x);
  const barb = (turn: number) => ({ x: to.x - 9 * Math.cos(angle + turn), y: to.y - 9 * Math.sin(angle + turn) });
  return [barb(-0.5), barb(0.5)];
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

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
      // By what people see as one character: an emoji of several code points must not be torn apart.
      for (const { segment: character } of segmenter.segment(word)) {
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
