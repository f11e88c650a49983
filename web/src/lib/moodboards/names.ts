// What board items are called, in outline, inspector and for screen readers alike.
import { noteText } from 'shared/moodboards';
import type { Board } from './board.svelte.ts';
import type { BoardNode } from './board-node.svelte.ts';

const kinds = {
  image: 'Image',
  video: 'Video',
  note: 'Note',
  swatch: 'Swatch',
  palette: 'Palette',
  frame: 'Frame',
  connector: 'Connector',
  generation: 'Picture to come'
} as const;

export const kindName = ({ record }: BoardNode): string => kinds[record.kind];

/** A short name: its title, the first words of its note or alternative text, else its kind. */
export function nameOf(board: Board, node: BoardNode): string {
  const { title, alt, colour } = node.fields;
  if (title) return title;
  if (node.record.kind === 'note') return short(noteText(board.doc, node.id).toJSON()) || 'Empty note';
  if (node.record.kind === 'palette') return `Palette, ${node.record.colours.length} colours`;
  if (node.record.kind === 'swatch') return colour ? `Swatch ${colour}` : 'Swatch';
  return short(alt ?? '') || kinds[node.record.kind];
}

/** What a selection is called: `2 images`, `3 items`. */
export function countName(nodes: readonly BoardNode[]): string {
  const [first, ...others] = nodes;
  if (!first) return '';
  if (others.length === 0) return kindName(first);
  const same = others.every(({ record }) => record.kind === first.record.kind);
  return `${nodes.length} ${same ? `${kindName(first).toLowerCase()}s` : 'items'}`;
}

function short(words: string): string {
  const line = (words.trim().split('\n')[0] ?? '').trim();
  return line.length <= 42 ? line : `${line.slice(0, 40).replace(/\s+\S*$/, '')}…`;
}
