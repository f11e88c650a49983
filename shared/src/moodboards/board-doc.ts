// Typed reading and writing of a board document: a flat map, `id` → record, `id:field` → one value that people change; a note's words
// are a text of their own at the top level. Measured against nested maps it loads in a quarter of the time, and a move is 48 bytes.
import * as Y from 'yjs';
import { canRead, stampFormat } from '../sync/index.ts';
import {
  boardFieldSchemas,
  boardItemIdSchema,
  boardRecordSchema,
  type BoardField,
  type BoardFields,
  type BoardItem,
  type BoardItemId,
  type BoardRecord,
  type Geometry
} from './board-item.ts';
import { isQuickly, quickRecord } from './quick-read.ts';

const FORMAT = { version: 1, minReader: 1 };
const ITEMS = 'items';
const fieldNames = Object.keys(boardFieldSchemas) as BoardField[];

/** Most items of one board. */
export const MAX_BOARD_ITEMS = 20_000;

/** An item of the board, or the honest word that it cannot be shown. */
export type BoardEntry =
  | (BoardItem & { readonly unreadable?: undefined })
  | {
      readonly id: BoardItemId;
      readonly record: undefined;
      readonly fields: BoardFields;
      /** `newer`: written by a newer program, reload to update; `damaged`: not an item's record. */
      readonly unreadable: 'newer' | 'damaged';
    };

/** Adds items in one transaction; one whose id is there already stays as it is. Throws a ZodError for what the schema refuses. */
export function addItems(doc: Y.Doc, items: readonly BoardItem[], origin?: unknown): void {
  const parsed = items.map(({ id, record, fields }) => ({
    id: boardItemIdSchema.parse(id),
    record: boardRecordSchema.parse(record),
    fields: Object.entries(fields).map(([field, value]) => [field, parseField(field as BoardField, value)] as const)
  }));
  doc.transact(() => {
    stampFormat(doc, FORMAT);
    const map = doc.getMap<unknown>(ITEMS);
    for (const { id, record, fields } of parsed) {
      if (map.has(id)) continue;
      map.set(id, record);
      for (const [field, value] of fields) map.set(keyOf(id, field as BoardField), value);
    }
  }, origin);
}

/** One change of one field; `undefined` takes the value back. */
export interface BoardChange {
  readonly id: BoardItemId;
  readonly fields: { readonly [Field in BoardField]?: BoardFields[Field] | undefined };
}

/**
 * Changes fields of items in one transaction; items that are gone stay gone, and a value that is there already is not written again.
 * Throws a ZodError for what the schema refuses.
 */
export function changeItems(doc: Y.Doc, changes: readonly BoardChange[], origin?: unknown): void {
  const parsed = changes.flatMap(({ id, fields }) =>
    Object.entries(fields).map(([field, value]) => ({
      id: boardItemIdSchema.parse(id),
      key: keyOf(id, field as BoardField),
      value: value === undefined || isQuickly(field as BoardField, value) ? value : parseField(field as BoardField, value)
    }))
  );
  doc.transact(() => {
    stampFormat(doc, FORMAT);
    const map = doc.getMap<unknown>(ITEMS);
    for (const { id, key, value } of parsed) {
      if (!map.has(id)) continue;
      if (value === undefined) {
        if (map.has(key)) map.delete(key);
      } else if (JSON.stringify(map.get(key)) !== JSON.stringify(value)) map.set(key, value);
    }
  }, origin);
}

/** Takes items off the board with everything that is theirs. Others' undo can bring back what they had added to them. */
export function removeItems(doc: Y.Doc, ids: Iterable<BoardItemId>, origin?: unknown): void {
  doc.transact(() => {
    const map = doc.getMap<unknown>(ITEMS);
    for (const id of ids) {
      if (!map.has(id)) continue;
      if (kindOf(map.get(id)) === 'note') {
        const words = noteText(doc, id);
        words.delete(0, words.length);
      }
      map.delete(id);
      for (const field of fieldNames) if (map.has(keyOf(id, field))) map.delete(keyOf(id, field));
    }
  }, origin);
}

/** The words of a note. At the top level, since two devices that make the same nested text at once lose one. */
export function noteText(doc: Y.Doc, id: BoardItemId): Y.Text {
  return doc.getText(`note:${boardItemIdSchema.parse(id)}`);
}

/** Everything on the board by id, unreadable records included as such; in no order. */
export function readItems(doc: Y.Doc): Map<BoardItemId, BoardEntry> {
  const map = doc.getMap<unknown>(ITEMS);
  const entries = new Map<BoardItemId, BoardEntry>();
  const fields = new Map<BoardItemId, BoardFields>();
  // One pass over the map: looking for every possible field of every item would cost ten times as much.
  for (const [key, value] of map) {
    const colon = key.indexOf(':');
    const id = colon < 0 ? key : key.slice(0, colon);
    const own = fields.get(id) ?? {};
    if (colon < 0) entries.set(id, entryOf(doc, id, value, own));
    else setParsed(own, key.slice(colon + 1), value);
    fields.set(id, own);
  }
  return entries;
}

/** One item of the board, undefined when there is none under this id. */
export function readItem(doc: Y.Doc, id: BoardItemId): BoardEntry | undefined {
  const map = doc.getMap<unknown>(ITEMS);
  const fields = readFields(doc, id);
  return fields && entryOf(doc, id, map.get(id), fields);
}

/** What people have set of an item, undefined when there is none under this id; its record stays the same for good. */
export function readFields(doc: Y.Doc, id: BoardItemId): BoardFields | undefined {
  const map = doc.getMap<unknown>(ITEMS);
  if (!map.has(id)) return undefined;
  const fields: BoardFields = {};
  for (const field of fieldNames) {
    const value = map.get(keyOf(id, field));
    if (value !== undefined) setParsed(fields, field, value);
  }
  return fields;
}

/** The place of an item; undefined when it has none that can be read. */
export function readGeometry(doc: Y.Doc, id: BoardItemId): Geometry | undefined {
  const value = doc.getMap<unknown>(ITEMS).get(keyOf(id, 'g'));
  return isQuickly('g', value) ? (value as Geometry) : undefined;
}

/** The items that changed: `moved` where nothing but the place did. */
export type BoardNews = ReadonlyMap<BoardItemId, 'moved' | 'changed'>;

/** Calls back with the items whose record or fields changed, and how; the answer stops it. */
export function observeItems(doc: Y.Doc, changed: (news: BoardNews) => void): () => void {
  const map = doc.getMap<unknown>(ITEMS);
  const listener = ({ keysChanged }: Y.YMapEvent<unknown>) => {
    const news = new Map<BoardItemId, 'moved' | 'changed'>();
    for (const key of keysChanged) {
      const colon = key.indexOf(':');
      const id = colon < 0 ? key : key.slice(0, colon);
      const isPlace = colon === key.length - 2 && key.endsWith('g');
      news.set(id, isPlace && news.get(id) !== 'changed' ? 'moved' : 'changed');
    }
    changed(news);
  };
  map.observe(listener);
  return () => map.unobserve(listener);
}

/** Undo and redo of what was written with `origin`, and of nothing else: others' work stays. Notes join by `trackNote`. */
export function boardUndo(doc: Y.Doc, origin: unknown): Y.UndoManager {
  return new Y.UndoManager([doc.getMap(ITEMS), doc.getMap('board'), doc.getMap('comments')], {
    trackedOrigins: new Set([origin]),
    captureTimeout: 400
  });
}

/** Lets a board's undo also take back words of a note. */
export function trackNote(undo: Y.UndoManager, doc: Y.Doc, id: BoardItemId): void {
  undo.addToScope(noteText(doc, id));
}

function keyOf(id: BoardItemId, field: BoardField): string {
  return `${id}:${field}`;
}

function parseField(field: BoardField, value: unknown): unknown {
  return boardFieldSchemas[field].parse(value);
}

/** Each field by itself, so that one value nobody can read does not take the others with it. */
function setParsed(fields: Record<string, unknown>, field: string, value: unknown): void {
  if (isQuickly(field as BoardField, value)) {
    fields[field] = value;
    return;
  }
  if (!Object.hasOwn(boardFieldSchemas, field)) return;
  const parsed = boardFieldSchemas[field as BoardField].safeParse(value);
  if (parsed.success) fields[field] = parsed.data;
}

function entryOf(doc: Y.Doc, id: BoardItemId, value: unknown, fields: BoardFields): BoardEntry {
  const record = quickRecord(value);
  if (record) return { id, record, fields };
  const parsed = boardRecordSchema.safeParse(value);
  if (parsed.success) return { id, record: parsed.data, fields };
  return { id, record: undefined, fields, unreadable: canRead(doc, FORMAT.version) && !isNewer(value) ? 'damaged' : 'newer' };
}

function kindOf(value: unknown): BoardRecord['kind'] | undefined {
  const parsed = boardRecordSchema.safeParse(value);
  return parsed.success ? parsed.data.kind : undefined;
}

function isNewer(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'v' in value && typeof value.v === 'number' && value.v > 1;
}
