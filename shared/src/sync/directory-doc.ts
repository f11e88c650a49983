// The directory document of a workspace: which other documents there are, known offline and by every device alike.
import type * as Y from 'yjs';
import * as z from 'zod';
import { text } from '../kernel/index.ts';
import { stampFormat } from './document-format.ts';
import { documentIdSchema } from './names.ts';

const FORMAT = { version: 1, minReader: 1 };
const SHARDS = 'shards';
const SETTINGS = 'workspace';

const shardSchema = z.object({
  /** Who alone adds assets to it: `server`, or a device's id. */
  writer: z.string().min(1).max(64),
  /** Epoch milliseconds at which it was opened. */
  openedAt: z.number().int()
});
export type Shard = z.infer<typeof shardSchema>;

/** Settings of the workspace that people change, each under its own key. */
const workspaceSettingsSchema = z.object({ name: text(80, 1).optional() });
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>;
export type WorkspaceSetting = keyof WorkspaceSettings;

/** Lists a gallery shard; a shard that is listed already stays as it is. */
export function registerShard(doc: Y.Doc, shardId: string, shard: Shard): void {
  const id = documentIdSchema.parse(shardId);
  const record = shardSchema.parse(shard);
  doc.transact(() => {
    stampFormat(doc, FORMAT);
    const shards = doc.getMap<unknown>(SHARDS);
    if (!shards.has(id)) shards.set(id, record);
  });
}

/** The gallery shards by id. An entry that cannot be read still names a shard: its writer is then unknown (`?`). */
export function readShards(doc: Y.Doc): Map<string, Shard> {
  const shards = new Map<string, Shard>();
  for (const [id, value] of doc.getMap<unknown>(SHARDS)) {
    if (!documentIdSchema.safeParse(id).success) continue;
    const parsed = shardSchema.safeParse(value);
    shards.set(id, parsed.success ? parsed.data : { writer: '?', openedAt: 0 });
  }
  return shards;
}

/** The workspace's settings; a value that cannot be read counts as not set. */
export function readSettings(doc: Y.Doc): WorkspaceSettings {
  const name = workspaceSettingsSchema.shape.name.safeParse(doc.getMap<unknown>(SETTINGS).get('name'));
  return name.data === undefined ? {} : { name: name.data };
}

/** Sets one setting, or with `undefined` takes it back. Throws a ZodError for a value that the schema refuses. */
export function setSetting<Key extends WorkspaceSetting>(doc: Y.Doc, key: Key, value: WorkspaceSettings[Key]): void {
  const parsed = workspaceSettingsSchema.shape[key].parse(value);
  doc.transact(() => {
    stampFormat(doc, FORMAT);
    const settings = doc.getMap<unknown>(SETTINGS);
    if (parsed === undefined) settings.delete(key);
    else settings.set(key, parsed);
  });
}

/** Calls back after shards or settings changed; the answer stops it. */
export function observeDirectory(doc: Y.Doc, changed: () => void): () => void {
  const maps = [doc.getMap<unknown>(SHARDS), doc.getMap<unknown>(SETTINGS)];
  for (const map of maps) map.observe(changed);
  return () => {
    for (const map of maps) map.unobserve(changed);
  };
}
