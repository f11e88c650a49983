// Every write to a board that is more than a drag: add, arrange, order, group, lock, remove, copy; each is one step of undo.
import { randomHex } from 'shared/kernel';
import {
  addItems,
  keysBetween,
  noteText,
  removeItems,
  reordered,
  type BoardFields,
  type BoardItem,
  type BoardPicture,
  type BoardRecord,
  type ConnectorEnd,
  type Geometry
} from 'shared/moodboards';
import { account } from '#lib/accounts';
import type { AssetEntry } from '#lib/gallery';
import { aligned, distributed, readingOrder, tidied, type Alignment, type Placed } from './arrange.ts';
import type { BoardNode } from './board-node.svelte.ts';
import type { Board } from './board.svelte.ts';
import type { Point, Rect } from './camera.ts';
import { boundsOf, centreOf, hits, moved, union } from './geometry.ts';

/** Width at which a picture arrives on the board, in board units. */
const PICTURE_WIDTH = 280;
const GAP = 16;
const PALETTE = { swatch: 56, height: 56 };
const NOTE: Readonly<{ width: number; height: number }> = { width: 220, height: 120 };
/** How far copies lie from their originals. */
const OFFSET = 24;

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
  const g: Geometry = [x - NOTE.width / 2, y - NOTE.height / 2, NOTE.width, NOTE.height, 0];
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
  const g: Geometry = large ? [area.x, area.y, area.width, area.height, 0] : [area.x - 320, area.y - 240, 640, 480, 0];
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

/** Takes items off the board, and connectors that ended at them; what lay in a frame stays. */
export function remove(board: Board, nodes: readonly BoardNode[] = board.selection): void {
  if (!board.writable) return;
  const ids = new Set(nodes.filter(({ fields }) => !fields.locked).map(({ id }) => id));
  if (ids.size === 0) return;
  const ends = ({ fields: { from, to } }: BoardNode) => [from, to].some((end) => end && 'item' in end && ids.has(end.item));
  for (const node of board.stack) if (node.record.kind === 'connector' && ends(node)) ids.add(node.id);
  board.newStep();
  board.write(
    board.stack
      .filter(({ id, fields: { frame } }) => frame !== undefined && ids.has(frame) && !ids.has(id))
      .map(({ id }) => ({ id, fields: { frame: undefined } }))
  );
  removeItems(board.doc, ids, board.origin);
  board.newStep();
}

/** Copies items a little beside themselves and selects the copies; ends of connectors among them follow. */
export function duplicate(board: Board, nodes: readonly BoardNode[] = board.selection, by: Point = { x: OFFSET, y: OFFSET }): BoardNode[] {
  const all = [...new Set(nodes.flatMap((node) => (node.record.kind === 'frame' ? [node, ...board.within(node)] : [node])))];
  const ids = new Map(all.map(({ id }) => [id, newItemId()]));
  const groups = new Map<string, string>();
  const follow = (end: ConnectorEnd | undefined): ConnectorEnd | undefined =>
    end && 'item' in end ? { item: ids.get(end.item) ?? end.item } : end && { x: end.x + by.x, y: end.y + by.y };
  const words = new Map(all.filter(({ record }) => record.kind === 'note').map(({ id }) => [id, noteText(board.doc, id).toJSON()]));
  const copies = add(
    board,
    all.map(({ id, record, fields: { frame, group, from, to, locked: _, ...fields }, geometry }) => {
      if (group !== undefined && !groups.has(group)) groups.set(group, newItemId());
      const ends = { ...(from ? { from: follow(from) } : {}), ...(to ? { to: follow(to) } : {}) };
      return {
        id: ids.get(id) as string,
        record,
        fields: {
          ...fields,
          g: moved(geometry, by.x, by.y),
          ...(frame === undefined ? {} : { frame: ids.get(frame) ?? frame }),
          ...(group === undefined ? {} : { group: groups.get(group) }),
          ...(ends as BoardFields)
        }
      };
    })
  );
  board.doc.transact(() => {
    for (const [id, text] of words) if (text) noteText(board.doc, ids.get(id) as string).insert(0, text);
  }, board.origin);
  board.select(copies.map(({ id }) => id));
  return copies;
}

/** Moves the selection by board units, as one step. */
export function nudge(board: Board, dx: number, dy: number): void {
  const nodes = new Set(board.selection.flatMap((node) => (node.record.kind === 'frame' ? [node, ...board.within(node)] : [node])));
  const free = [...nodes].filter(({ fields, record }) => !fields.locked && record.kind !== 'connector');
  board.write(free.map(({ id, geometry }) => ({ id, fields: { g: moved(geometry, dx, dy) } })));
  refit(board, free);
}

/** Sets geometry of items and has frames take in or let go of what now lies elsewhere. */
export function place(board: Board, places: readonly Placed[]): void {
  if (places.length === 0) return;
  board.newStep();
  board.write(places.map(({ id, geometry }) => ({ id, fields: { g: geometry } })));
  refit(
    board,
    places.flatMap(({ id }) => board.nodes.get(id) ?? [])
  );
  board.newStep();
}

export const align = (board: Board, to: Alignment): void => place(board, aligned(placed(board), to));
export const distribute = (board: Board, along: 'x' | 'y'): void => place(board, distributed(placed(board), along));
export const tidy = (board: Board): void => place(board, tidied(placed(board)));

/** Reorders the selection within the stack. */
export function order(board: Board, to: Parameters<typeof reordered>[2]): void {
  const moving = new Set(board.selection.map(({ id }) => id));
  const changes = reordered(
    board.stack.map(({ id, order: key }) => ({ id, order: key })),
    moving,
    to
  );
  board.newStep();
  board.write(changes.map(({ id, order: o }) => ({ id, fields: { o } })));
}

/** Makes the selection one group, or where it is one takes it apart. */
export function group(board: Board): void {
  const nodes = board.selection.filter(({ record }) => record.kind !== 'connector');
  const [first] = nodes;
  if (!first) return;
  const isGroup = first.fields.group !== undefined && nodes.every(({ fields }) => fields.group === first.fields.group);
  if (!isGroup && nodes.length < 2) return;
  const id = newItemId();
  board.newStep();
  board.write(nodes.map((node) => ({ id: node.id, fields: { group: isGroup ? undefined : id } })));
}

/** Locks the selection, or where all of it is locked lets it go. */
export function lock(board: Board): void {
  const locked = board.selection.every(({ fields }) => fields.locked);
  board.newStep();
  board.write(board.selection.map(({ id }) => ({ id, fields: { locked: locked ? undefined : true } })));
}

/** Frames take in what was dropped with its middle in them, and let go of what left. */
export function refit(board: Board, nodes: readonly BoardNode[]): void {
  const moving = new Set(nodes.map(({ id }) => id));
  const frames = board.stack.filter(({ record }) => record.kind === 'frame');
  const changes = nodes.flatMap((node) => {
    if (node.record.kind === 'connector') return [];
    // What moved together with its frame stays in it.
    if (node.fields.frame !== undefined && moving.has(node.fields.frame)) return [];
    const frame = frameAt(board, centreOf(node.geometry), node, frames).frame;
    return frame === node.fields.frame ? [] : [{ id: node.id, fields: { frame } }];
  });
  board.write(changes);
}

/** The topmost frame at a place, as a field to spread; never the item itself or what lies in it. */
function frameAt(board: Board, at: Point, except?: BoardNode, among: readonly BoardNode[] = board.stack): { frame?: string } {
  const barred = new Set(except?.record.kind === 'frame' ? [except, ...board.within(except)] : []);
  const frames = among.filter((node) => node.record.kind === 'frame' && !barred.has(node) && hits(node.geometry, at));
  const frame = frames.toSorted((a, b) => a.geometry[2] * a.geometry[3] - b.geometry[2] * b.geometry[3])[0];
  return frame ? { frame: frame.id } : {};
}

const isIn = (frame: BoardNode, node: BoardNode): boolean =>
  node.record.kind !== 'connector' && hits(frame.geometry, centreOf(node.geometry));

function placed(board: Board): Placed[] {
  return board.selection
    .filter(({ record, fields }) => record.kind !== 'connector' && !fields.locked)
    .map(({ id, geometry }) => ({ id, geometry }));
}

export interface OutlineLine {
  readonly node: BoardNode;
  readonly depth: number;
}

/** Items as one reads them: frames in order, each followed by what it holds, then what lies in none. */
export function outlineOf(board: Board): OutlineLine[] {
  const lines: OutlineLine[] = [];
  const inOrder = (nodes: readonly BoardNode[]) =>
    readingOrder(nodes.map((node) => ({ id: node.id, geometry: node.geometry, node }))).map(({ node }) => node);
  const children = new Map<string | undefined, BoardNode[]>();
  for (const node of board.stack) {
    const parent = node.fields.frame !== undefined && board.nodes.has(node.fields.frame) ? node.fields.frame : undefined;
    const siblings = children.get(parent);
    if (siblings) siblings.push(node);
    else children.set(parent, [node]);
  }
  const walk = (parent: string | undefined, depth: number) => {
    const own = children.get(parent) ?? [];
    for (const node of [
      ...inOrder(own.filter(({ record }) => record.kind === 'frame')),
      ...inOrder(own.filter(({ record }) => record.kind !== 'frame' && record.kind !== 'connector')),
      ...own.filter(({ record }) => record.kind === 'connector')
    ]) {
      lines.push({ node, depth });
      if (node.record.kind === 'frame' && depth < 8) walk(node.id, depth + 1);
    }
  };
  walk(undefined, 0);
  return lines;
}

/** A place near `at` where nothing lies with its middle yet, so that what is added by key does not hide what was added before. */
export function freeSpot(board: Board, at: Point): Point {
  const taken = ({ x, y }: Point) =>
    board.stack.some(({ geometry }) => Math.hypot(centreOf(geometry).x - x, centreOf(geometry).y - y) < OFFSET / 2);
  let spot = at;
  while (taken(spot)) spot = { x: spot.x + OFFSET, y: spot.y + OFFSET };
  return spot;
}

/** The smallest box around nodes. */
export const boxAround = (nodes: readonly BoardNode[]): Rect | undefined => union(nodes.map(({ geometry }) => boundsOf(geometry)));
