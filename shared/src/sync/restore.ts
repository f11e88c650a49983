// Brings a document back to an earlier state by an ordinary edit: only what differs is written, so that others' work goes on.
import * as Y from 'yjs';
import { editScript } from './edit-script.ts';

/**
 * What a kind of document registers to be restorable: edits `doc` until it says what `earlier` says. It must be repeatable
 * and must not keep either document.
 */
export type Restore = (doc: Y.Doc, earlier: Y.Doc) => void;

/** Notes of formats are never lowered: a newer program may have written here since. */
const LEFT_ALONE = 'meta';

/**
 * Restores any document made of top-level maps, texts and arrays, whatever is nested in them. Equal parts stay the same
 * structs, so that cursors in them survive and concurrent edits still merge.
 */
export const restoreTopLevel: Restore = (doc, earlier) => {
  doc.transact(() => {
    for (const name of new Set([...doc.share.keys(), ...earlier.share.keys()])) {
      if (name === LEFT_ALONE) continue;
      const kind = kindOf(doc.share.get(name)) ?? kindOf(earlier.share.get(name));
      if (kind === 'map') restoreMap(doc.getMap<unknown>(name), earlier.getMap<unknown>(name));
      else if (kind === 'text') restoreText(doc.getText(name), earlier.getText(name));
      else if (kind === 'array') restoreArray(doc.getArray<unknown>(name), earlier.getArray<unknown>(name));
    }
  });
};

type SharedType = Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>;
type Kind = 'map' | 'text' | 'array';

/** A document that was only loaded does not know its types; what is alive in them tells. Undefined where nothing is. */
function kindOf(type: SharedType | undefined): Kind | undefined {
  if (type instanceof Y.Map) return 'map';
  if (type instanceof Y.Text) return 'text';
  if (type instanceof Y.Array) return 'array';
  if (type?.constructor !== Y.AbstractType) return undefined;
  const { _start: first, _map: entries } = type as Pick<SharedType, '_start' | '_map'>;
  for (let item = first; item; item = item.right) {
    if (item.deleted) continue;
    const isText = [Y.ContentString, Y.ContentFormat, Y.ContentEmbed].some((content) => item.content instanceof content);
    return isText ? 'text' : 'array';
  }
  for (const item of entries.values()) if (!item.deleted) return 'map';
  return undefined;
}

function restoreMap(map: Y.Map<unknown>, earlier: Y.Map<unknown>): void {
  for (const key of [...map.keys()]) if (!earlier.has(key)) map.delete(key);
  for (const [key, value] of earlier) {
    const present = map.get(key);
    if (!restoreWithin(present, value) && (!map.has(key) || identity(present) !== identity(value))) map.set(key, copyOf(value));
  }
}

/** Restores a nested type in place, so that it stays the one that others hold; false where that cannot be. */
function restoreWithin(present: unknown, earlier: unknown): boolean {
  if (present instanceof Y.Map && earlier instanceof Y.Map) restoreMap(present, earlier);
  else if (isPlainText(present) && isPlainText(earlier)) restoreText(present, earlier);
  else if (present instanceof Y.Array && earlier instanceof Y.Array) restoreArray(present, earlier);
  else return false;
  return true;
}

function isPlainText(value: unknown): value is Y.Text {
  return value instanceof Y.Text && !(value instanceof Y.XmlText);
}

function restoreArray(array: Y.Array<unknown>, earlier: Y.Array<unknown>): void {
  const [from, to] = [array.toArray(), earlier.toArray()];
  let [index, next] = [0, 0];
  for (const { kind, count } of editScript(from.map(identity), to.map(identity))) {
    if (kind === 'remove') array.delete(index, count);
    else {
      if (kind === 'insert') array.insert(index, to.slice(next, next + count).map(copyOf));
      index += count;
      next += count;
    }
  }
}

interface TextUnit {
  /** One character or one embedded thing. */
  readonly insert: unknown;
  readonly attributes: Record<string, unknown>;
  readonly length: number;
}

function restoreText(text: Y.Text, earlier: Y.Text): void {
  const [from, to] = [unitsOf(text), unitsOf(earlier)];
  const delta: Record<string, unknown>[] = [];
  let [old, next] = [0, 0];
  for (const { kind, count } of editScript(from.map(unitIdentity), to.map(unitIdentity))) {
    if (kind === 'insert') {
      for (const { insert, attributes } of to.slice(next, next + count)) delta.push({ insert: copyOf(insert), attributes });
    } else {
      const length = from.slice(old, old + count).reduce((sum, unit) => sum + unit.length, 0);
      delta.push(kind === 'keep' ? { retain: length } : { delete: length });
      old += count;
    }
    if (kind !== 'remove') next += count;
  }
  if (delta.some((step) => !('retain' in step))) text.applyDelta(merged(delta));
}

/** Whole characters, since half of a surrogate pair cannot stand alone in a document. */
function unitsOf(text: Y.Text): TextUnit[] {
  const units: TextUnit[] = [];
  for (const { insert, attributes = {} } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof insert === 'string') for (const character of insert) units.push({ insert: character, attributes, length: character.length });
    else units.push({ insert, attributes, length: 1 });
  }
  return units;
}

function unitIdentity({ insert, attributes }: TextUnit): string {
  return `${identity(insert)}${identity(attributes)}`;
}

/** Characters inserted side by side alike become one struct. */
function merged(delta: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  const steps: Record<string, unknown>[] = [];
  for (const step of delta) {
    const last = steps.at(-1);
    const continues =
      typeof last?.insert === 'string' && typeof step.insert === 'string' && identity(last.attributes) === identity(step.attributes);
    if (continues) steps[steps.length - 1] = { ...last, insert: `${String(last.insert)}${String(step.insert)}` };
    else steps.push(step);
  }
  return steps;
}

/** Shared types cannot be in two documents; plain values can. */
function copyOf(value: unknown): unknown {
  return value instanceof Y.AbstractType ? value.clone() : value;
}

/** Equal for equal values, whatever the order of an object's keys, and never for others. */
function identity(value: unknown): string {
  if (value instanceof Y.AbstractType) {
    const content = isPlainText(value) ? value.toDelta() : value instanceof Y.Array ? value.toArray() : undefined;
    if (content !== undefined) return `${value.constructor.name}(${identity(content)})`;
    if (value instanceof Y.Map) return `map(${identity(Object.fromEntries(value.entries()))})`;
    return `other(${JSON.stringify(value.toJSON())})`;
  }
  if (value instanceof Uint8Array) return `bytes(${value.join()})`;
  if (Array.isArray(value)) return `[${value.map(identity).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${identity(part)}`).join()}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : `${typeof value} ${String(value)}`;
}
