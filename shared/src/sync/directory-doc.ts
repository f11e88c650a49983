// The directory document of a workspace: which other documents there are, known offline and by every device alike.
import type * as Y from 'yjs';
import * as z from 'zod';
import { text } from '../kernel/index.ts';
import { stampFormat } from './document-format.ts';
import { documentIdSchema, type DocumentKind } from './names.ts';

const FORMAT = { version: 1, minReader: 1 };
const SHARDS = 'shards';
const SETTINGS = 'workspace';
const DOCUMENTS = 'documents';

const shardSchema = z.object({
  /** Who alone adds assets to it: `server`, or a device's id. */
  writer: z.string().min(1).max(64),
  /** Epoch milliseconds at which it was opened. */
  openedAt: z.number().int()
});
export type Shard = z.infer<typeof shardSchema>;

/** Kinds whose documents people make, name and throw away, and so are listed one by one. */
export const listedKinds = ['board', 'preset'] as const satisfies readonly DocumentKind[];
export type ListedKind = (typeof listedKinds)[number];

const titleSchema = text(200);
const timeSchema = z.number().int();
const tagsSchema = z.array(text(40, 1)).max(20);
const listedSchema = z.object({
  createdAt: timeSchema,
  by: z.string().max(64).optional(),
  /** Made to be copied: it stands among the templates, not among the work. */
  template: z.literal(true).optional()
});

/** Which listed document is meant. */
export interface ListedDocument {
  readonly kind: ListedKind;
  readonly docId: string;
}

export interface DocumentEntry extends ListedDocument {
  /** Empty where nobody gave one, or it cannot be read. */
  readonly title: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Who made it: a user's id. */
  readonly by?: string;
  readonly template?: true;
  /** Absent where it has none. */
  readonly tags?: readonly string[];
  /** Epoch milliseconds at which it went to the trash; absent when it is not there. */
  readonly trashedAt?: number;
}

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

/**
 * Lists a document; one that is listed already stays as it is. Its title, its tags and its place in the trash stand under keys of
 * their own (`<kind>/<id>/title`, `…/tags`, `…/trashedAt`), so that of two changes at once to the same one the later arrival wins and
 * changes of different ones both hold. Throws a ZodError for values that the schema refuses.
 */
export function addDocument(doc: Y.Doc, { kind, docId, title, tags = [], ...rest }: Omit<DocumentEntry, 'trashedAt'>): void {
  const key = keyOf({ kind, docId });
  const [record, name, kept] = [listedSchema.parse(rest), titleSchema.parse(title), tagsSchema.parse(tags)];
  doc.transact(() => {
    stampFormat(doc, FORMAT);
    const documents = doc.getMap<unknown>(DOCUMENTS);
    if (documents.has(key)) return;
    documents.set(key, record);
    if (name !== '') documents.set(`${key}/title`, name);
    if (kept.length > 0) documents.set(`${key}/tags`, kept);
  });
}

/** Gives a listed document another title. Throws a ZodError for a title that the schema refuses. */
export function renameDocument(doc: Y.Doc, document: ListedDocument, title: string): void {
  const name = titleSchema.parse(title);
  write(doc, `${keyOf(document)}/title`, name === '' ? undefined : name);
}

/** Gives a listed document other tags. Throws a ZodError for tags that the schema refuses. */
export function tagDocument(doc: Y.Doc, document: ListedDocument, tags: readonly string[]): void {
  const kept = tagsSchema.parse(tags);
  write(doc, `${keyOf(document)}/tags`, kept.length === 0 ? undefined : kept);
}

/** Moves a document to the trash, from where the server deletes it for good after 30 days. `at`: epoch milliseconds. */
export function trashDocument(doc: Y.Doc, document: ListedDocument, at: number): void {
  write(doc, `${keyOf(document)}/trashedAt`, timeSchema.parse(at));
}

/** Takes a document back out of the trash. */
export function restoreDocument(doc: Y.Doc, document: ListedDocument): void {
  write(doc, `${keyOf(document)}/trashedAt`, undefined);
}

/** Takes a document off the list, once it is gone for good. */
export function removeDocument(doc: Y.Doc, document: ListedDocument): void {
  const key = keyOf(document);
  for (const one of [key, `${key}/title`, `${key}/tags`, `${key}/trashedAt`]) write(doc, one, undefined);
}

/** All listed documents, those in the trash included; one whose record cannot be read is listed with what can. */
export function readDocuments(doc: Y.Doc): DocumentEntry[] {
  const documents = doc.getMap<unknown>(DOCUMENTS);
  const entries: DocumentEntry[] = [];
  for (const [key, value] of documents) {
    const [kind, docId, ...rest] = key.split('/');
    const listed = listedKinds.find((one) => one === kind);
    if (!listed || rest.length > 0 || !documentIdSchema.safeParse(docId).success) continue;
    const record = listedSchema.safeParse(value);
    const title = titleSchema.safeParse(documents.get(`${key}/title`));
    const tags = tagsSchema.safeParse(documents.get(`${key}/tags`));
    const trashedAt = timeSchema.safeParse(documents.get(`${key}/trashedAt`));
    entries.push({
      kind: listed,
      docId: docId as string,
      title: title.success ? title.data : '',
      ...(record.success ? record.data : { createdAt: 0 }),
      ...(tags.success ? { tags: tags.data } : {}),
      ...(trashedAt.success ? { trashedAt: trashedAt.data } : {})
    });
  }
  return entries;
}

/** Calls back after shards, settings or listed documents changed; the answer stops it. */
export function observeDirectory(doc: Y.Doc, changed: () => void): () => void {
  const maps = [SHARDS, SETTINGS, DOCUMENTS].map((name) => doc.getMap<unknown>(name));
  for (const map of maps) map.observe(changed);
  return () => {
    for (const map of maps) map.unobserve(changed);
  };
}

function keyOf({ kind, docId }: ListedDocument): string {
  return `${kind}/${documentIdSchema.parse(docId)}`;
}

function write(doc: Y.Doc, key: string, value: unknown): void {
  doc.transact(() => {
    stampFormat(doc, FORMAT);
    const documents = doc.getMap<unknown>(DOCUMENTS);
    if (value !== undefined) documents.set(key, value);
    else if (documents.has(key)) documents.delete(key);
  });
}
