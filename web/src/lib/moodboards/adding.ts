// Everything that is put onto a board: pictures, notes, frames, colours, places for pictures to come, connectors; each is one step of undo.
import { randomHex } from 'shared/kernel';
import {
  addItems,
  keysBetween,
  noteText,
  type BoardFields,
  type BoardItem,
  type BoardPicture,
  type BoardRecord,
  type ConnectorEnd,
  type Geometry
} from 'shared/moodboards';
import { account } from '#lib/accounts';
import type { AssetEntry } from '#lib/gallery';
import type { BoardNode } from './board-node.svelte.ts';
import type { Board } from './board.svelte.ts';
import type { Point, Rect } from './camera.ts';
import { frameAt, isIn } from './frames.ts';
import { USUAL } from './free-spot.ts';
import { centreOf } from './geometry.ts';

/** Width at which a picture arrives on the board, in board units. */
const PICTURE_WIDTH = 280;
const GAP = 16;
const PALETTE = { swatch: 56, height: 56 };

/** Random, 16 lower-case characters. */
export const newItemId = (): string => randomHex(8);

/** Adds items on top of the stack, as one step of undo; answers their nodes. */
export function add(
  board: Board,
  items: readonly { readonly record: BoardRecord; readonly fields: BoardFields; readonly id?: string }[]
): BoardNode[] {
  if (!board.writable || items.length === 0) return [];
  const keys = keysBetween(
    board.stack.reduce<string | null>((top, { order }) => (top === null || order > top ? order : top), null),
    null,
    items.length
  );
  const made: BoardItem[] = items.map(({ id, record, fields }, index) => ({
    id: id ?? newItemId(),
    record,
    fields: { ...fields, o: keys[index] as string }
  }));
  board.newStep();
  addItems(board.doc, made, board.origin);
  return made.flatMap(({ id }) => board.nodes.get(id) ?? []);
}

/** Who and when, for a new record. */
export function signed(): { v: 1; createdAt: number; by?: string } {
  const by = account.user?.id;
  return { v: 1, createdAt: Date.now(), ...(by === undefined ? {} : { by }) };
}

/** What a board keeps of an asset, so that it can be shown without the gallery. */
export function pictureOf({ record }: AssetEntry): BoardPicture {
  const { hash, type, bytes, width, height, seconds, thumb, thumbhash, colour, id, made } = record;
  return {
    ...{ hash, type, bytes, width, height, thumb, thumbhash, colour, assetId: id },
    ...(seconds === undefined ? {} : { seconds }),
    ...(made?.nsfw ? { nsfw: true } : {})
  };
}

/** Lays pictures in rows around a place and selects them. `alt` stands for what screen readers say. */
export function addPictures(board: Board, pictures: readonly { picture: BoardPicture; alt?: string }[], at: Point): BoardNode[] {
  const columns = Math.min(pictures.length, Math.max(1, Math.round(Math.sqrt(pictures.length * 1.4))));
  const heights = new Float64Array(columns);
  const left = at.x - (columns * (PICTURE_WIDTH + GAP) - GAP) / 2;
  const first = pictures[0]?.picture;
  const top = at.y - (first ? (PICTURE_WIDTH * first.height) / first.width / 2 : 0);
  const nodes = add(
    board,
    pictures.map(({ picture, alt }) => {
      const column = heights.indexOf(Math.min(...heights));
      const height = (PICTURE_WIDTH * picture.height) / picture.width;
      const g: Geometry = [left + column * (PICTURE_WIDTH + GAP), top + (heights[column] ?? 0), PICTURE_WIDTH, height, 0];
      heights[column] = (heights[column] ?? 0) + height + GAP;
      const kind = picture.type.startsWith('video/') ? ('video' as const) : ('image' as const);
      return {
        record: { ...signed(), kind, picture },
        fields: { g, ...(alt ? { alt: alt.slice(0, 1_000) } : {}), ...frameAt(board, centreOf(g)) }
      };
    })
  );
  board.select(nodes.map(({ id }) => id));
  return nodes;
}

/** Adds an empty note around a place and selects it. */
export function addNote(board: Board, { x, y }: Point, words = '', colour?: string): BoardNode | undefined {
  const id = newItemId();
  const g: Geometry = [x - USUAL.note.width / 2, y - USUAL.note.height / 2, USUAL.note.width, USUAL.note.height, 0];
  const [node] = add(board, [
    { id, record: { ...signed(), kind: 'note' }, fields: { g, ...(colour ? { colour } : {}), ...frameAt(board, { x, y }) } }
  ]);
  if (!node) return undefined;
  if (words) board.doc.transact(() => noteText(board.doc, id).insert(0, words), board.origin);
  board.track(node);
  board.select([node.id]);
  return node;
}

/** Adds a frame over a rectangle (or a usual one around its place); what lies in it belongs to it. */
export function addFrame(board: Board, area: Rect, title: string): BoardNode | undefined {
  const large = area.width >= 40 && area.height >= 40;
  const { width, height } = USUAL.frame;
  const g: Geometry = large ? [area.x, area.y, area.width, area.height, 0] : [area.x - width / 2, area.y - height / 2, width, height, 0];
  const [frame] = add(board, [{ record: { ...signed(), kind: 'frame' }, fields: { g, title } }]);
  if (!frame) return undefined;
  const inside = board.stack.filter((node) => node !== frame && node.fields.frame === undefined && isIn(frame, node));
  board.write(inside.map(({ id }) => ({ id, fields: { frame: frame.id } })));
  board.select([frame.id]);
  return frame;
}

/** Adds colours as a palette, or one as a swatch, around a place. */
export function addColours(board: Board, colours: readonly string[], { x, y }: Point, title?: string): BoardNode | undefined {
  const width = PALETTE.swatch * colours.length;
  const g: Geometry = [x - width / 2, y - PALETTE.height / 2, width, PALETTE.height, 0];
  const fields = { g, ...(title ? { title } : {}), ...frameAt(board, { x, y }) };
  const [only] = colours;
  if (!only) return undefined;
  const record: BoardRecord =
    colours.length === 1 ? { ...signed(), kind: 'swatch' } : { ...signed(), kind: 'palette', colours: [...colours].slice(0, 12) };
  const [node] = add(board, [{ record, fields: colours.length === 1 ? { ...fields, colour: only } : fields }]);
  if (node) board.select([node.id]);
  return node;
}

/** Adds places for pictures to come, one a place, in the order of the run's items. */
export function addGenerations(
  board: Board,
  places: readonly Geometry[],
  common: Omit<Extract<BoardRecord, { kind: 'generation' }>, 'v' | 'kind' | 'createdAt' | 'by' | 'position'>
): void {
  const nodes = add(
    board,
    places.map((g, position) => ({
      record: { ...signed(), kind: 'generation', ...common, position },
      fields: { g, ...frameAt(board, centreOf(g)) }
    }))
  );
  board.view.reveal([...nodes, ...board.selection]);
}

/** Draws a connector between two items, or from an item to a place. */
export function connect(board: Board, from: BoardNode, to: BoardNode | Point): BoardNode | undefined {
  const end: ConnectorEnd = 'id' in to ? { item: to.id } : { x: to.x, y: to.y };
  const [node] = add(board, [
    { record: { ...signed(), kind: 'connector' }, fields: { g: [0, 0, 1, 1, 0], from: { item: from.id }, to: end } }
  ]);
  if (node) board.select([node.id]);
  return node;
}
