// The pictures of a shared document: whoever may see the document may see what it shows now, and nothing else of its workspace.
import type { MiddlewareHandler } from 'hono';
import { readItems } from 'shared/moodboards';
import { formatName, parseName, type DocumentName } from 'shared/sync';
import type * as Y from 'yjs';
import { mediaHandler, type Blobs } from '#area/blobs';
import type { Rooms } from '#area/sync';
import type { Env } from '#platform/http';

/** Documents whose hashes are remembered at once. */
const MOST_REMEMBERED = 200;
/** Milliseconds for which a document's hashes are believed, and after which a hash that was not there is looked for again. */
const BELIEVED = 5_000;
const LOOK_AGAIN = 300;

interface SharedMediaOptions {
  readonly blobs: Blobs;
  readonly rooms: Pick<Rooms, 'read'>;
  /** Whether whoever asks may see the document. */
  readonly maySee: (c: Parameters<MiddlewareHandler<Env>>[0], name: DocumentName) => Promise<boolean>;
  readonly now?: () => number;
}

/** Handler of `/sync/:workspaceId/:kind/:docId/media/:hash`, to whose path a share visitor's pass is sent. */
export function sharedMedia({ blobs, rooms, maySee, now = Date.now }: SharedMediaOptions): MiddlewareHandler<Env> {
  const remembered = new Map<string, { readonly hashes: ReadonlySet<string>; readonly at: number }>();

  async function shows(name: DocumentName, hash: string): Promise<boolean> {
    const key = formatName(name);
    const known = remembered.get(key);
    const age = known ? now() - known.at : Infinity;
    if (known && age < (known.hashes.has(hash) ? BELIEVED : LOOK_AGAIN)) return known.hashes.has(hash);
    const hashes = name.kind === 'board' ? await rooms.read(name, hashesOf) : new Set<string>();
    remembered.delete(key);
    remembered.set(key, { hashes, at: now() });
    for (const oldest of remembered.keys()) {
      if (remembered.size <= MOST_REMEMBERED) break;
      remembered.delete(oldest);
    }
    return hashes.has(hash);
  }

  return mediaHandler(blobs, async (_caller, c) => {
    const { workspaceId, kind, docId, hash } = c.req.param() as Record<string, string>;
    const name = parseName(`${workspaceId}/${kind}/${docId}`);
    return name && hash && (await maySee(c, name)) && (await shows(name, hash)) ? [name.workspaceId] : [];
  });
}

/** Everything that a board shows now, with the small pictures that stand for it. */
function hashesOf(doc: Y.Doc): Set<string> {
  const hashes = new Set<string>();
  for (const { record, fields } of readItems(doc).values()) {
    const picture = record?.kind === 'image' || record?.kind === 'video' ? record.picture : fields.result;
    if (picture) hashes.add(picture.hash).add(picture.thumb.hash);
  }
  return hashes;
}
