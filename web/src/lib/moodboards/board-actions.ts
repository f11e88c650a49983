// What is done to items that lie on a board already, other than by a drag: arrange, order, group, lock, remove, copy; each is one step of undo.
import { noteText, removeItems, reordered, type BoardFields, type ConnectorEnd } from 'shared/moodboards';
import { add, newItemId } from './adding.ts';
import { aligned, distributed, tidied, type Alignment, type Placed } from './arrange.ts';
import type { BoardNode } from './board-node.svelte.ts';
import type { Board } from './board.svelte.ts';
import type { Point, Rect } from './camera.ts';
import { refit } from './frames.ts';
import { boundsOf, moved, union } from './geometry.ts';

/** How far copies lie from their originals. */
const OFFSET = 24;

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

function placed(board: Board): Placed[] {
  return board.selection
    .filter(({ record, fields }) => record.kind !== 'connector' && !fields.locked)
    .map(({ id, geometry }) => ({ id, geometry }));
}

/** The smallest box around nodes. */
export const boxAround = (nodes: readonly BoardNode[]): Rect | undefined => union(nodes.map(({ geometry }) => boundsOf(geometry)));
