// Proves that every template makes a board that can be read whole, with each thing in the frame it is drawn in.
import { noteText, readItems } from 'shared/moodboards';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { fillBoard, templates } from './templates.ts';

it.each(templates)('[MOOD-1] the template $name makes a board', (template) => {
  const doc = new Y.Doc();
  fillBoard(doc, template, 'ann');
  const entries = [...readItems(doc).values()];
  expect(entries).toHaveLength(template.pieces.length);
  const frames = new Map(entries.filter(({ record }) => record?.kind === 'frame').map(({ id, fields }) => [id, fields]));
  expect(frames.size).toBeGreaterThan(1);
  for (const { id, record, fields } of entries) {
    expect([record?.by, typeof fields.o]).toEqual(['ann', 'string']);
    if (record?.kind === 'note') expect(noteText(doc, id).toJSON()).not.toBe('');
    if (fields.frame === undefined) continue;
    const [x = 0, y = 0, width = 0, height = 0] = fields.g ?? [];
    const [fx = 0, fy = 0, fw = 0, fh = 0] = frames.get(fields.frame)?.g ?? [];
    expect(x >= fx && y >= fy && x + width <= fx + fw && y + height <= fy + fh).toBe(true);
  }
});
