// A board as plain data, so that a worker can draw it: everything in board units, from the bottom of the stack to its top.
import { noteText, type Geometry } from 'shared/moodboards';
import type { Board } from './board.svelte.ts';
import type { BoardNode } from './board-node.svelte.ts';
import type { Point, Rect } from './camera.ts';
import { curveBetween } from './connectors.ts';
import { boundsOf, union } from './geometry.ts';
import { inkOn, NO_COLOUR, NOTE_COLOUR } from './item-colours.ts';

export type SceneItem =
  | { readonly kind: 'picture'; readonly g: Geometry; readonly hash: string; readonly colour: string; readonly alt: string }
  | { readonly kind: 'note'; readonly g: Geometry; readonly words: string; readonly colour: string; readonly ink: string }
  | { readonly kind: 'colours'; readonly g: Geometry; readonly colours: readonly string[] }
  | { readonly kind: 'frame'; readonly g: Geometry; readonly title: string; readonly colour: string }
  | {
      readonly kind: 'line';
      readonly from: Point;
      readonly controls: readonly [Point, Point];
      readonly to: Point;
      readonly title: string;
      readonly middle: Point;
    };

export interface Scene {
  readonly items: readonly SceneItem[];
  /** Around everything, frame titles included. */
  readonly box: Rect;
}

const FRAME_TITLE = 36;

/** The scene of some nodes, or of the whole board; undefined where there is nothing to draw. */
export function sceneOf(board: Board, nodes: readonly BoardNode[] = board.stack): Scene | undefined {
  const items = itemsOf(board, nodes);
  const box = union(
    nodes
      .filter(({ record }) => record.kind !== 'connector')
      .map(({ geometry, record }) => {
        const bounds = boundsOf(geometry);
        return record.kind === 'frame' ? { ...bounds, y: bounds.y - FRAME_TITLE, height: bounds.height + FRAME_TITLE } : bounds;
      })
  );
  return box && { items, box };
}

/** One frame with what lies in it, cut to the frame: a page. */
export function pageOf(board: Board, frame: BoardNode): Scene {
  const inside = new Set([frame, ...board.within(frame)]);
  const touching = board.connectors.filter(({ fields: { from, to } }) =>
    [from, to].every((end) => end && (!('item' in end) || inside.has(board.nodes.get(end.item) as BoardNode)))
  );
  const nodes = board.stack.filter((node) => inside.has(node) || touching.includes(node));
  return { items: itemsOf(board, nodes), box: boundsOf(frame.geometry) };
}

/** What lies in no frame, with the connectors between it; undefined where everything lies in one. */
export function restOf(board: Board): Scene | undefined {
  const outside = board.stack.filter(({ record, fields }) => record.kind !== 'connector' && record.kind !== 'frame' && !fields.frame);
  const known = new Set(outside.map(({ id }) => id));
  const touching = board.connectors.filter(({ fields: { from, to } }) =>
    [from, to].every((end) => end && (!('item' in end) || known.has(end.item)))
  );
  const scene = sceneOf(board, [...outside, ...touching]);
  return scene && padded(scene);
}

/** With some air around it, as a page of its own. */
export function padded({ items, box }: Scene, by = 32): Scene {
  return { items, box: { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by } };
}

/** As on the screen, lines run above frames and below everything else. */
function itemsOf(board: Board, nodes: readonly BoardNode[]): SceneItem[] {
  const levels = { frame: 0, connector: 1 } as Partial<Record<BoardNode['record']['kind'], number>>;
  const level = ({ record }: BoardNode) => levels[record.kind] ?? 2;
  return nodes.toSorted((a, b) => level(a) - level(b)).flatMap((node) => itemOf(board, node));
}

function itemOf(board: Board, node: BoardNode): SceneItem[] {
  const { record, fields, geometry: g, picture } = node;
  // A video is printed as its first picture.
  const hash = picture && (picture.type.startsWith('video/') ? picture.thumb.hash : picture.hash);
  if (picture && hash) return [{ kind: 'picture', g, hash, colour: picture.colour, alt: fields.alt ?? fields.title ?? '' }];
  switch (record.kind) {
    case 'note': {
      const colour = fields.colour ?? NOTE_COLOUR;
      return [{ kind: 'note', g, words: noteText(board.doc, node.id).toJSON(), colour, ink: inkOn(colour) }];
    }
    case 'swatch':
      return [{ kind: 'colours', g, colours: [fields.colour ?? NO_COLOUR] }];
    case 'palette':
      return [{ kind: 'colours', g, colours: record.colours }];
    case 'frame':
      return [{ kind: 'frame', g, title: fields.title ?? '', colour: fields.colour ?? '#ffffff' }];
    case 'connector': {
      const line = fields.from && fields.to && curveBetween(fields.from, fields.to, board.nodes);
      if (!line) return [];
      const { from, controls, to, middle } = line;
      return [{ kind: 'line', from, controls, to, middle, title: fields.title ?? '' }];
    }
    default:
      // A picture that has not come yet is nothing to print.
      return [];
  }
}
