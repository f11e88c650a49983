// An open board in front of its document: what is dragged stays under the pointer, and what others do shows on the same nodes.
import { addItems, changeItems, readItem, removeItems, type BoardItem, type Geometry } from 'shared/moodboards';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { Board } from './board.svelte.ts';
import { freeSpot } from './free-spot.ts';
import { NOTE_COLOUR } from './item-colours.ts';

vi.mock('#lib/blobs', () => ({ mediaUrl: (hash: string) => hash }));

const never = new Promise<never>(() => undefined);
const item = (id: string, g: Geometry, kind: 'note' | 'frame' = 'note', o = 'a0'): BoardItem => ({
  id,
  record: { v: 1, kind, createdAt: 1 },
  fields: { g, o }
});
let doc: Y.Doc;
let board: Board;

beforeEach(async () => {
  vi.useFakeTimers();
  doc = new Y.Doc();
  addItems(doc, [
    item('aaaaaaaa', [0, 0, 100, 100, 0], 'note', 'a1'),
    item('bbbbbbbb', [200, 0, 100, 100, 0], 'note', 'a0'),
    item('ffffffff', [0, 0, 900, 900, 0], 'frame', 'a2')
  ]);
  const document = {
    doc,
    awareness: new Awareness(doc),
    ready: Promise.resolve(),
    heard: Promise.resolve(),
    writable: true,
    replaced: never
  };
  board = new Board('board', { ...document, follow: () => undefined, close: () => undefined });
  await vi.waitFor(() => expect(board.loaded).toBe(true));
});
afterEach(() => {
  board.close();
  vi.useRealTimers();
});

const node = (id: string) => board.nodes.get(id)!;
const found = (x: number, y: number) => [...board.grid.within({ x, y, width: 1, height: 1 })].sort();

it('[MOOD-1] stacks what it reads by its keys, frames below what they hold', () => {
  expect(board.stack.map(({ id, rank }) => [id, rank])).toEqual([
    ['ffffffff', 0],
    ['bbbbbbbb', 1],
    ['aaaaaaaa', 2]
  ]);
});

it('[MOOD-8] what is added by key hides nothing: beside it, then a row further down, and into a frame but not onto another', () => {
  // The two pictures lie at 0 and at 200; the frame under them does not count for a note.
  expect(freeSpot(board.stack, { x: 50, y: 50 }, 'note')).toEqual({ x: -186, y: 50 });
  expect(freeSpot(board.stack, { x: 400, y: 400 }, 'note')).toEqual({ x: 400, y: 400 });
  expect(freeSpot(board.stack, { x: 400, y: 400 }, 'frame').y).toBeGreaterThan(900);
});

it('[MOOD-2] what is dragged stays under the pointer while others move it, and lies where it was dropped', () => {
  board.preview([{ node: node('aaaaaaaa'), geometry: [1_000, 0, 100, 100, 0] }]);
  board.settle([node('aaaaaaaa')], false);
  changeItems(doc, [{ id: 'aaaaaaaa', fields: { g: [5, 5, 100, 100, 0] } }]);
  expect(node('aaaaaaaa').geometry[0]).toBe(1_000);
  expect([found(1_050, 50), found(50, 50)]).toEqual([['aaaaaaaa'], ['ffffffff']]);
  board.settle([node('aaaaaaaa')], true);
  expect(readItem(doc, 'aaaaaaaa')?.fields.g).toEqual([1_000, 0, 100, 100, 0]);
  changeItems(doc, [{ id: 'aaaaaaaa', fields: { g: [7, 7, 100, 100, 0] } }]);
  expect(node('aaaaaaaa').geometry[0]).toBe(7);
});

it('[MOOD-2] a drag with all its writes is one step of undo, which shows on the same node', () => {
  const before = node('aaaaaaaa');
  board.newStep();
  for (const x of [10, 20, 30]) {
    board.preview([{ node: before, geometry: [x, 0, 100, 100, 0] }]);
    board.settle([before], x === 30);
  }
  board.newStep();
  board.undo.undo();
  expect(node('aaaaaaaa')).toBe(before);
  expect(before.geometry).toEqual([0, 0, 100, 100, 0]);
});

it('[MOOD-3] says that items lie elsewhere once they have come to rest, not during a drag', () => {
  board.preview([{ node: node('aaaaaaaa'), geometry: [40, 0, 100, 100, 0] }]);
  board.settle([node('aaaaaaaa')], false);
  vi.advanceTimersByTime(5_000);
  expect(board.arranged).toBe(0);
  board.settle([node('aaaaaaaa')], true);
  vi.advanceTimersByTime(5_000);
  expect(board.arranged).toBe(1);
});

it('[MOOD-2] what others change of an item, add and remove shows', () => {
  changeItems(doc, [{ id: 'bbbbbbbb', fields: { colour: '#aabbcc', g: [9, 9, 50, 80, 0], o: 'a5' } }]);
  expect([node('bbbbbbbb').fields.colour, node('bbbbbbbb').extent, board.stack.at(-1)?.id]).toEqual(['#aabbcc', 80, 'bbbbbbbb']);
  board.select(['aaaaaaaa', 'bbbbbbbb']);
  removeItems(doc, ['aaaaaaaa']);
  addItems(doc, [item('cccccccc', [0, 0, 10, 10, 0])]);
  expect([board.stack.map(({ id }) => id), board.selection.map(({ id }) => id)]).toEqual([
    ['ffffffff', 'cccccccc', 'bbbbbbbb'],
    ['bbbbbbbb']
  ]);
});

it('[MOOD-8] far out, a note is painted in its own colour, given or not', () => {
  expect(node('aaaaaaaa').colour).toBe(NOTE_COLOUR);
  changeItems(doc, [{ id: 'aaaaaaaa', fields: { colour: '#123456' } }]);
  expect(node('aaaaaaaa').colour).toBe('#123456');
});
