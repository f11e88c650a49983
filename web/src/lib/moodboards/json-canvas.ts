// A board as JSON Canvas 1.0, so that other programs can open it; pictures stand as files beside it.
import { noteText, type BoardPicture, type ConnectorEnd } from 'shared/moodboards';
import type { Board } from './board.svelte.ts';
import type { BoardNode } from './board-node.svelte.ts';
import { boundsOf } from './geometry.ts';

interface CanvasNode {
  readonly id: string;
  readonly type: 'text' | 'file' | 'group';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color?: string;
  readonly text?: string;
  readonly file?: string;
  readonly label?: string;
}

interface CanvasEdge {
  readonly id: string;
  readonly fromNode: string;
  readonly toNode: string;
  readonly label?: string;
}

export interface JsonCanvas {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly CanvasEdge[];
}

const endings: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/svg+xml': 'svg' };

/** Where a picture lies beside the board's file. */
export const filePathOf = ({ hash, type }: Pick<BoardPicture, 'hash' | 'type'>): string =>
  `media/${hash}.${endings[type] ?? type.split('/')[1] ?? 'bin'}`;

/** The whole board; palettes and swatches become words with their colours, a connector with a free end is left out. */
export function jsonCanvasOf(board: Board): JsonCanvas {
  const nodes: CanvasNode[] = [];
  const edges: CanvasEdge[] = [];
  for (const node of board.stack) {
    if (node.record.kind === 'connector') {
      const [from, to] = [itemOf(node.fields.from), itemOf(node.fields.to)];
      if (from && to && board.nodes.has(from) && board.nodes.has(to))
        edges.push({ id: node.id, fromNode: from, toNode: to, ...(node.fields.title ? { label: node.fields.title } : {}) });
    } else nodes.push({ ...boxOf(node), ...contentOf(board, node) });
  }
  return { nodes, edges };
}

const itemOf = (end: ConnectorEnd | undefined) => (end && 'item' in end ? end.item : undefined);

function boxOf(node: BoardNode) {
  const { x, y, width, height } = boundsOf(node.geometry);
  return { id: node.id, x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

function contentOf(
  board: Board,
  { id, record, fields, picture }: BoardNode
): Pick<CanvasNode, 'type' | 'text' | 'file' | 'label' | 'color'> {
  if (picture) return { type: 'file', file: filePathOf(picture) };
  if (record.kind === 'frame') return { type: 'group', label: fields.title ?? '' };
  const colour = fields.colour ? { color: fields.colour } : {};
  if (record.kind === 'note') return { type: 'text', text: noteText(board.doc, id).toJSON(), ...colour };
  const colours = record.kind === 'palette' ? record.colours : fields.colour ? [fields.colour] : [];
  return { type: 'text', text: [fields.title, ...colours].filter(Boolean).join('\n'), ...colour };
}
