// What lies in which frame: by the middle of an item, and in the smallest of frames that lie over one another.
import type { BoardNode } from './board-node.svelte.ts';
import type { Board } from './board.svelte.ts';
import type { Point } from './camera.ts';
import { centreOf, hits } from './geometry.ts';

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
export function frameAt(board: Board, at: Point, except?: BoardNode, among: readonly BoardNode[] = board.stack): { frame?: string } {
  const barred = new Set(except?.record.kind === 'frame' ? [except, ...board.within(except)] : []);
  const frames = among.filter((node) => node.record.kind === 'frame' && !barred.has(node) && hits(node.geometry, at));
  const frame = frames.toSorted((a, b) => a.geometry[2] * a.geometry[3] - b.geometry[2] * b.geometry[3])[0];
  return frame ? { frame: frame.id } : {};
}

/** Whether an item would belong to a frame by where it lies. */
export const isIn = (frame: BoardNode, node: BoardNode): boolean =>
  node.record.kind !== 'connector' && hits(frame.geometry, centreOf(node.geometry));
