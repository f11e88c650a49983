// Proves that a copied board holds what the first one shows, and nothing of its past.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { addItems, noteText, readItems, removeItems } from './board-doc.ts';
import { addThread, readThreads } from './comments-doc.ts';
import { copyBoard } from './copy-board.ts';

it('[MOOD-1] a copy holds items and words, but neither comments nor what was removed, and goes its own way', () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  const record = { v: 1, createdAt: 1, kind: 'note' } as const;
  addItems(one, [
    { id: 'note0001', record, fields: { g: [0, 0, 200, 100, 0], colour: '#ffffff' } },
    { id: 'gone0001', record, fields: {} }
  ]);
  noteText(one, 'note0001').insert(0, 'Keep the floor bare.');
  noteText(one, 'gone0001').insert(0, 'A secret.');
  removeItems(one, ['gone0001']);
  one.getMap('items').set('later001', { v: 9, kind: 'hologram' });
  addThread(one, { id: 'thread01', pin: { x: 0, y: 0 }, by: 'ann', at: 1 }, { id: 'message1', by: 'ann', at: 1, text: 'Warmer?' });

  copyBoard(one, two);
  expect([...readItems(two).values()]).toEqual([...readItems(one).values()]);
  expect(noteText(two, 'note0001').toJSON()).toBe('Keep the floor bare.');
  expect(readThreads(two)).toEqual([]);
  expect(new TextDecoder('latin1').decode(Y.encodeStateAsUpdate(two))).not.toContain('A secret.');
  noteText(two, 'note0001').insert(0, 'Please: ');
  expect(noteText(one, 'note0001').toJSON()).toBe('Keep the floor bare.');
});
