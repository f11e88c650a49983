// Random edits like those of a board with notes: a flat map of items, a text and a list, with deletions among them.
import type * as Y from 'yjs';
import type { Random } from './random.ts';

const ITEMS = 12;

/** One to three edits in a transaction of their own. */
export function editAtRandom(doc: Y.Doc, random: Random): void {
  doc.transact(() => {
    for (let n = random.below(3); n >= 0; n--) editOnce(doc, random);
  });
}

function editOnce(doc: Y.Doc, random: Random): void {
  const items = doc.getMap<unknown>('items');
  const [text, list] = [doc.getText('text'), doc.getArray<number>('list')];
  const id = `i${random.below(ITEMS)}`;
  switch (random.weighted({ put: 5, move: 6, remove: 3, write: 5, erase: 3, style: 1, push: 4, pull: 3, clear: 1 })) {
    case 'put':
      items.set(id, { kind: 'note', words: random.below(1_000) });
      break;
    case 'move':
      items.set(`${id}:g`, [random.below(4_000), random.below(4_000)]);
      break;
    case 'remove':
      for (const key of [id, `${id}:g`]) items.delete(key);
      break;
    case 'write':
      text.insert(random.below(text.length + 1), 'lorem ipsum '.slice(0, 1 + random.below(12)));
      break;
    case 'erase':
      if (text.length > 0) eraseFrom(text, random);
      break;
    case 'style':
      if (text.length > 1) text.format(random.below(text.length - 1), 1, { bold: random.chance(0.5) ? true : null });
      break;
    case 'push':
      list.insert(
        random.below(list.length + 1),
        Array.from({ length: 1 + random.below(3) }, () => random.below(1_000))
      );
      break;
    case 'pull':
      if (list.length > 0) list.delete(random.below(list.length), 1);
      break;
    case 'clear':
      if (random.chance(0.2)) list.delete(0, list.length);
  }
}

function eraseFrom(text: Y.Text, random: Random): void {
  const at = random.below(text.length);
  text.delete(at, 1 + random.below(Math.min(8, text.length - at)));
}
