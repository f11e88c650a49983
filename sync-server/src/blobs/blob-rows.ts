// The index of blobs: what each is, and which workspaces may read it.
import { sql } from 'kysely';
import { blobInfoSchema, mediaTypeSchema, type BlobInfo, type MediaType } from 'shared/blobs';
import type { Hash } from 'shared/kernel';
import type { Query } from '#platform/database';

/** What serving bytes needs to know. */
export interface ServedBlob {
  readonly hash: Hash;
  readonly type: MediaType;
}

/** The measured facts of a blob that some workspace may read, whoever asks. */
export async function findInfo(query: Query, hash: Hash): Promise<BlobInfo | undefined> {
  const row = await query.selectFrom('blob').select('info').where('hash', '=', hash).executeTakeFirst();
  return parseInfo(row?.info);
}

/** The measured facts of a blob of this workspace. */
export async function findGrantedInfo(query: Query, workspaceId: string, hash: Hash): Promise<BlobInfo | undefined> {
  const row = await query
    .selectFrom('blob_grant')
    .innerJoin('blob', 'blob.hash', 'blob_grant.hash')
    .select('blob.info')
    .where('blob_grant.workspace_id', '=', workspaceId)
    .where('blob_grant.hash', '=', hash)
    .executeTakeFirst();
  return parseInfo(row?.info);
}

/** The blob if one of the workspaces may read it. */
export async function findReadable(query: Query, workspaceIds: readonly string[], hash: Hash): Promise<ServedBlob | undefined> {
  if (workspaceIds.length === 0) return undefined;
  const row = await query
    .selectFrom('blob_grant')
    .innerJoin('blob', 'blob.hash', 'blob_grant.hash')
    .select('blob.type')
    .where('blob_grant.hash', '=', hash)
    .where('blob_grant.workspace_id', 'in', [...workspaceIds])
    .limit(1)
    .executeTakeFirst();
  return row && { hash, type: mediaTypeSchema.parse(row.type) };
}

/** Bytes of all blobs that the workspace may read. */
export async function bytesOf(query: Query, workspaceId: string): Promise<number> {
  const row = await query
    .selectFrom('blob_grant')
    .innerJoin('blob', 'blob.hash', 'blob_grant.hash')
    .select(({ fn }) => fn.sum<number | null>('blob.bytes').as('bytes'))
    .where('blob_grant.workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row?.bytes ?? 0;
}

/** Whether the index has the hash, whoever may read it. */
export async function isIndexed(query: Query, hash: Hash): Promise<boolean> {
  return (await query.selectFrom('blob').select('hash').where('hash', '=', hash).executeTakeFirst()) !== undefined;
}

/** Indexes a measured blob and its thumbnail, and answers with what the index says of it: the first measuring stands. */
export async function indexBlob(query: Query, info: BlobInfo, thumbBytes: number, now: number): Promise<BlobInfo> {
  const rows = [
    { hash: info.hash, type: info.type as string, bytes: info.bytes, info: JSON.stringify(info) as string | null, created_at: now }
  ];
  if (info.thumb.hash !== info.hash) {
    rows.push({ hash: info.thumb.hash, type: 'image/webp', bytes: thumbBytes, info: null, created_at: now });
  }
  await query
    .insertInto('blob')
    .values(rows)
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ info: sql`coalesce(blob.info, excluded.info)` }))
    .execute();
  return (await findInfo(query, info.hash)) ?? info;
}

/** Lets the workspace read the blobs. Repeatable: bytes that are brought again count as new to those who collect what nobody uses. */
export async function grant(query: Query, workspaceId: string, hashes: readonly Hash[], now: number): Promise<void> {
  await query
    .insertInto('blob_grant')
    .values([...new Set(hashes)].map((hash) => ({ workspace_id: workspaceId, hash, created_at: now })))
    .onConflict((conflict) => conflict.columns(['workspace_id', 'hash']).doUpdateSet({ created_at: now, unreferenced_since: null }))
    .execute();
}

function parseInfo(json: string | null | undefined): BlobInfo | undefined {
  return json ? blobInfoSchema.parse(JSON.parse(json)) : undefined;
}
