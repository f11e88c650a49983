// Keeps media for good: checked, measured, durable, and readable for the workspaces that brought them.
import { blobProblem, MAX_BLOB_BYTES, sniff, type BlobInfo } from 'shared/blobs';
import { problem, sha256, type Hash } from 'shared/kernel';
import type { Database } from '#platform/database';
import { bytesOf, findGrantedInfo, findInfo, findReadable, grant, indexBlob, isIndexed, type ServedBlob } from './blob-rows.ts';
import type { BlobStore, ByteRange, OpenBlob } from './blob-store.ts';
import type { Measured } from './measured.ts';
import { measurePicture } from './picture.ts';
import { Locks, Turns } from './turns.ts';
import { measureVideo } from './video.ts';

export interface BlobsOptions {
  readonly database: Database;
  readonly store: BlobStore;
  /** Most bytes that one workspace may keep; without it there is no limit. */
  readonly quotaBytes?: number | undefined;
}

/** Pictures decoded at once: each may take a core and some hundred megabytes. */
const DECODE_AT_ONCE = 2;

export class Blobs {
  readonly #database: Database;
  readonly #store: BlobStore;
  readonly #quotaBytes: number;
  readonly #decoding = new Turns(DECODE_AT_ONCE);
  readonly #locks = new Locks();

  constructor({ database, store, quotaBytes }: BlobsOptions) {
    this.#database = database;
    this.#store = store;
    this.#quotaBytes = quotaBytes ?? Number.POSITIVE_INFINITY;
  }

  /**
   * Keeps the bytes, and their thumbnail, and lets the workspace read both; repeatable. `poster` is a still of a video.
   * Throws Problems: `unknown-media`, `unreadable-picture`, `unreadable-video`, `too-many-pixels`, `body-too-large`,
   * `quota-reached`, `disk-full`. After a throw nothing is kept.
   */
  async keep(workspaceId: string, bytes: Uint8Array<ArrayBuffer>, { poster }: { poster?: Uint8Array } = {}): Promise<BlobInfo> {
    if (bytes.length > MAX_BLOB_BYTES) throw problem('body-too-large');
    const type = sniff(bytes);
    if (!type) throw blobProblem('unknown-media');
    const hash = await sha256(bytes);
    await this.#expectRoom(workspaceId, hash, bytes.length);
    const known = await findInfo(this.#database.db, hash);
    try {
      const kept = known && (await this.#keepKnown(workspaceId, bytes, known));
      if (kept) return kept;
      const measured = await this.#decoding.run(() =>
        type.startsWith('video/') ? measureVideo(bytes, type, poster) : measurePicture(bytes, type)
      );
      return await this.#keepMeasured(workspaceId, bytes, hash, measured);
    } catch (error) {
      throw this.#store.isFull(error) || this.#database.isDiskFull(error) ? problem('disk-full') : error;
    }
  }

  /** The bytes of a blob that the workspace may read, else undefined. */
  async bytes(workspaceId: string, hash: Hash): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return (await this.readable([workspaceId], hash)) ? this.#store.bytes(hash) : undefined;
  }

  /** What is known of a blob that the workspace may read; undefined also for a thumbnail that nobody sent as a picture. */
  info(workspaceId: string, hash: Hash): Promise<BlobInfo | undefined> {
    return findGrantedInfo(this.#database.db, workspaceId, hash);
  }

  /** Whether one of the workspaces may read the blob. */
  async readable(workspaceIds: readonly string[], hash: Hash): Promise<boolean> {
    return (await this.served(workspaceIds, hash)) !== undefined;
  }

  /** What serving the blob needs, if one of the workspaces may read it. */
  served(workspaceIds: readonly string[], hash: Hash): Promise<ServedBlob | undefined> {
    return findReadable(this.#database.db, workspaceIds, hash);
  }

  /** How many bytes the store holds under the hash; undefined when they are missing. */
  size(hash: Hash): Promise<number | undefined> {
    return this.#store.size(hash);
  }

  /** The bytes as a stream without asking who may read them; undefined when they are missing. */
  open(hash: Hash, range?: ByteRange): Promise<OpenBlob | undefined> {
    return this.#store.open(hash, range);
  }

  /** Works on rows and bytes of blobs while nobody keeps one of them. */
  exclusively<Result>(hashes: readonly Hash[], work: (store: BlobStore) => Promise<Result>): Promise<Result> {
    return this.#locks.hold(hashes, () => work(this.#store));
  }

  /** Everything that there are bytes of, whether the index knows it or not. */
  stored(): ReturnType<BlobStore['list']> {
    return this.#store.list();
  }

  /** Bytes sent again heal a file that was lost or has rotted. Undefined where a part was collected meanwhile and has to be made anew. */
  #keepKnown(workspaceId: string, bytes: Uint8Array, { hash, thumb }: BlobInfo): Promise<BlobInfo | undefined> {
    const { db } = this.#database;
    return this.#locks.hold([hash, thumb.hash], async () => {
      const info = await findInfo(db, hash);
      if (!info || !(await isIndexed(db, info.thumb.hash))) return undefined;
      await this.#store.put(hash, bytes);
      await grant(db, workspaceId, [hash, info.thumb.hash], Date.now());
      return info;
    });
  }

  async #keepMeasured(workspaceId: string, bytes: Uint8Array<ArrayBuffer>, hash: Hash, measured: Measured): Promise<BlobInfo> {
    const { thumbnail, ...facts } = measured;
    const thumb = { hash: await sha256(thumbnail.bytes), width: thumbnail.width, height: thumbnail.height };
    return this.#locks.hold([hash, thumb.hash], async () => {
      try {
        await this.#store.put(thumb.hash, thumbnail.bytes);
        await this.#store.put(hash, bytes);
        return await this.#database.db.transaction().execute(async (rows) => {
          const now = Date.now();
          const info = await indexBlob(rows, { hash, bytes: bytes.length, ...facts, thumb }, thumbnail.bytes.length, now);
          await grant(rows, workspaceId, [info.hash, info.thumb.hash], now);
          if ((await bytesOf(rows, workspaceId)) > this.#quotaBytes) throw problem('quota-reached');
          return info;
        });
      } catch (error) {
        for (const name of [hash, thumb.hash]) if (!(await isIndexed(this.#database.db, name))) await this.#store.remove(name);
        throw error;
      }
    });
  }

  /** Refuses early what the transaction would refuse anyway, before the picture is decoded. */
  async #expectRoom(workspaceId: string, hash: Hash, bytes: number): Promise<void> {
    if (this.#quotaBytes === Number.POSITIVE_INFINITY || (await this.readable([workspaceId], hash))) return;
    if ((await bytesOf(this.#database.db, workspaceId)) + bytes > this.#quotaBytes) throw problem('quota-reached');
  }
}
