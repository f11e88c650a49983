// Comment threads on a board.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { addMessage, addThread, moveThread, readThreads, removeMessage, removeThread, resolveThread } from './comments-doc.ts';

const merge = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from));

it('[MOOD-6] answers given at once both stand in the thread, in the order of their time', () => {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  addThread(one, { id: 'thread01', pin: { x: 1, y: 2 }, by: 'ada', at: 1 }, { id: 'message1', by: 'ada', at: 1, text: 'Warmer?' });
  merge(one, other);
  addMessage(one, 'thread01', { id: 'message3', by: 'ada', at: 3, text: 'A little.' });
  addMessage(other, 'thread01', { id: 'message2', by: 'jonas', at: 2, text: 'How much?' });
  resolveThread(other, 'thread01', { by: 'jonas', at: 4 });
  merge(one, other);
  merge(other, one);
  expect(readThreads(one)).toEqual(readThreads(other));
  expect(readThreads(one)).toMatchObject([
    {
      id: 'thread01',
      by: 'ada',
      resolved: { by: 'jonas', at: 4 },
      messages: [{ text: 'Warmer?' }, { text: 'How much?' }, { text: 'A little.' }]
    }
  ]);
});

it('[MOOD-6] threads are moved, opened again, shortened and taken away', () => {
  const doc = new Y.Doc();
  addThread(doc, { id: 'thread01', pin: { x: 1, y: 2 }, by: 'ada', at: 1 }, { id: 'message1', by: 'ada', at: 1, text: 'One' });
  addMessage(doc, 'thread01', { id: 'message2', by: 'ada', at: 2, text: 'Two' });
  moveThread(doc, 'thread01', { x: 5, y: 6, item: 'aaaaaaaa' });
  resolveThread(doc, 'thread01', { by: 'ada', at: 3 });
  resolveThread(doc, 'thread01', undefined);
  removeMessage(doc, 'thread01', 'message1');
  expect(readThreads(doc)).toMatchObject([{ pin: { x: 5, y: 6, item: 'aaaaaaaa' }, resolved: undefined, messages: [{ text: 'Two' }] }]);
  removeThread(doc, 'thread01');
  expect(readThreads(doc)).toEqual([]);
  expect(() => addMessage(doc, 'thread01', { id: 'message9', by: 'ada', at: 1, text: '' })).toThrow();
});
