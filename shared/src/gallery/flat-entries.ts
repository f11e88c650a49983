// Named things that a workspace keeps in its directory document, each in a flat map: `id` → who and when, `id/field` → one value that
// people change, so that changes of different fields made at once both hold.
import type * as Y from 'yjs';
import * as z from 'zod';
import { idSchema } from '../kernel/index.ts';
import { stampFormat } from '../sync/index.ts';

const FORMAT = { version: 1, minReader: 1 };

const madeSchema = z.object({ createdAt: z.number().int(), by: z.string().max(64).optional() });
type Made = z.infer<typeof madeSchema>;

/** Reads and writes the entries of one map; writing throws a ZodError for values that the schema refuses. */
export interface FlatEntries<Fields> {
  /** Adds an entry, or puts one back that was removed; one that is there already stays as it is. */
  add(doc: Y.Doc, id: string, made: Made, fields: Partial<Fields>): void;
  /** Sets one field, or with `undefined` takes it back; an entry that is gone stays gone. */
  set<Field extends keyof Fields & string>(doc: Y.Doc, id: string, field: Field, value: Fields[Field] | undefined): void;
  /** Takes an entry with all its fields away. */
  remove(doc: Y.Doc, id: string): void;
  /** All entries, oldest first; of one that cannot be read whole, what can. */
  read(doc: Y.Doc): (Made & Partial<Fields> & { readonly id: string })[];
  /** Calls back after entries changed; the answer stops it. */
  observe(doc: Y.Doc, changed: () => void): () => void;
}

export function flatEntries<Shape extends z.ZodRawShape>(
  mapName: string,
  schema: z.ZodObject<Shape>
): FlatEntries<z.infer<z.ZodObject<Shape>>> {
  type Fields = z.infer<z.ZodObject<Shape>>;
  const shape = schema.shape as unknown as Record<string, z.ZodType>;
  const names = Object.keys(shape);
  const mapOf = (doc: Y.Doc) => doc.getMap<unknown>(mapName);
  const parse = (field: string, value: unknown) => (value === undefined ? undefined : shape[field]?.parse(value));
  return {
    add(doc, id, made, fields) {
      const key = idSchema.parse(id);
      const record = madeSchema.parse(made);
      const values = Object.entries(fields).map(([field, value]) => [field, parse(field, value)] as const);
      doc.transact(() => {
        const map = mapOf(doc);
        if (map.has(key)) return;
        stampFormat(doc, FORMAT);
        map.set(key, record);
        for (const [field, value] of values) if (value !== undefined) map.set(`${key}/${field}`, value);
      });
    },
    set(doc, id, field, value) {
      const parsed = parse(field, value);
      doc.transact(() => {
        const map = mapOf(doc);
        if (!map.has(id)) return;
        stampFormat(doc, FORMAT);
        if (parsed !== undefined) map.set(`${id}/${field}`, parsed);
        else if (map.has(`${id}/${field}`)) map.delete(`${id}/${field}`);
      });
    },
    remove(doc, id) {
      doc.transact(() => {
        const map = mapOf(doc);
        for (const key of [id, ...names.map((field) => `${id}/${field}`)]) if (map.has(key)) map.delete(key);
      });
    },
    read(doc) {
      const map = mapOf(doc);
      const entries: (Made & Partial<Fields> & { readonly id: string })[] = [];
      for (const [id, value] of map.entries()) {
        if (!idSchema.safeParse(id).success) continue;
        const made = madeSchema.safeParse(value);
        const fields: Record<string, unknown> = {};
        for (const field of names) {
          const stored = map.get(`${id}/${field}`);
          const read = stored === undefined ? undefined : shape[field]?.safeParse(stored);
          if (read?.success) fields[field] = read.data;
        }
        entries.push({ id, ...(made.success ? made.data : { createdAt: 0 }), ...(fields as Partial<Fields>) });
      }
      return entries.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    },
    observe(doc, changed) {
      const map = mapOf(doc);
      map.observe(changed);
      return () => map.unobserve(changed);
    }
  };
}
