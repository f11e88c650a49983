// Answers requests for a blob's bytes: in full or a range, cached for ever, and never as anything that could run.
import type { Context, Handler } from 'hono';
import type { MediaType } from 'shared/blobs';
import { hashSchema, problem } from 'shared/kernel';
import type { Caller, Env } from '#platform/http';
import type { Blobs } from './blobs.ts';
import { parseRange } from './byte-range.ts';

/** The ids of all workspaces whose blobs this caller may read; none for a stranger. */
export type WorkspacesOf = (caller: Caller | undefined, c: Context<Env>) => Promise<readonly string[]>;

const extensions: Record<MediaType, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm'
};

/** GET and HEAD of a path whose parameter `hash` names a blob. What is not granted and what is not there answer alike. */
export function serveBlob(blobs: Blobs, workspacesOf: WorkspacesOf): Handler<Env> {
  return async (c) => {
    const hash = hashSchema.safeParse(c.req.param('hash'));
    const blob = hash.success ? await blobs.served(await workspacesOf(c.get('caller'), c), hash.data) : undefined;
    const size = blob && (await blobs.size(blob.hash));
    if (!blob || size === undefined) throw problem('not-found');
    const etag = `"${blob.hash}"`;
    const headers: Record<string, string> = {
      etag,
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-type': blob.type,
      'content-disposition': `inline; filename="${blob.hash.slice(0, 12)}.${extensions[blob.type]}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin'
    };
    if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
    const asked = parseRange(wantedRange(c, etag), size);
    if (asked === 'unsatisfiable') return c.body(null, 416, { ...headers, 'content-range': `bytes */${size}` });
    const range = asked === 'whole' ? undefined : asked;
    headers['content-length'] = String(range ? range.end - range.start + 1 : size);
    if (range) headers['content-range'] = `bytes ${range.start}-${range.end}/${size}`;
    const opened = c.req.method === 'HEAD' ? undefined : await blobs.open(blob.hash, range);
    const status = range ? 206 : 200;
    return opened ? c.body(opened.stream, status, headers) : c.body(null, status, headers);
  };
}

/** The range, unless If-Range names other bytes than these. */
function wantedRange(c: Context<Env>, etag: string): string | undefined {
  const condition = c.req.header('if-range');
  return condition === undefined || condition.trim() === etag ? c.req.header('range') : undefined;
}

function matches(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((part) => part.trim().replace(/^W\//, '') === etag || part.trim() === '*') ?? false;
}
