// A board's contents written onto another, empty one: for duplicates, and for boards that begin from a template.
import type * as Y from 'yjs';
import { stampFormat } from '../sync/index.ts';
import { boardItemIdSchema } from './board-item.ts';
import { noteText } from './board-doc.ts';

const FORMAT = { version: 1, minReader: 1 };

/**
 * Copies everything that lies on a board, what this program cannot read included. Comments stay where they were said, and neither
 * what was removed nor the steps of undo come along, which copying the document's state would bring.
 */
export function copyBoard(from: Y.Doc, to: Y.Doc): void {
  to.transact(() => {
    // A board that needs a newer program to be read needs it as a copy too.
    for (const [key, value] of from.getMap<unknown>('meta')) to.getMap('meta').set(key, value);
    stampFormat(to, FORMAT);
    for (const [key, value] of from.getMap<unknown>('items')) {
      to.getMap('items').set(key, value);
      if (!isNote(value) || !boardItemIdSchema.safeParse(key).success) continue;
      const words = noteText(from, key).toJSON();
      if (words) noteText(to, key).insert(0, words);
    }
  });
}

const isNote = (value: unknown) => typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'note';
