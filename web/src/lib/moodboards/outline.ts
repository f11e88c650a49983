// A board as a tree in reading order, for its outline and for going from item to item by key.
import { readingOrder } from './arrange.ts';
import type { BoardNode } from './board-node.svelte.ts';
import type { Board } from './board.svelte.ts';

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
