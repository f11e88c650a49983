// Uploads by ticket and by form, and the addresses under which uploads and outputs can be fetched without a key.
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { newId } from 'shared/kernel';
import type { Files } from '../keeping/files.ts';
import type { StoreThread } from '../keeping/store-thread.ts';
import type { SandboxOptions } from '../options.ts';
import { failure, readBody, Refusal, success } from './answers.ts';

/** Largest upload, in bytes (wavespeed-contract, section 2). */
const MAX_UPLOAD = 200 * 1_024 * 1_024;

const types: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/mp4'
};

export interface MediaRoutesOptions {
  readonly options: SandboxOptions;
  readonly store: StoreThread;
  readonly files: Files;
  readonly counts: { uploads: number };
}

const limit = bodyLimit({ maxSize: MAX_UPLOAD + 64 * 1_024, onError: (c) => failure(c, 413, 'the file is too large') });

/** Below `/api/v3`, with a key. */
export function uploadRoutes({ options, store, files, counts }: MediaRoutesOptions): Hono {
  return new Hono()
    .post('/media/uploads', async (c) => {
      const { filename, size, content_type: stated } = await readBody(c);
      if (typeof filename !== 'string' || filename === '') throw new Refusal(400, 'field "filename" is required and must not be empty');
      if (typeof size !== 'number' || !Number.isInteger(size) || size < 1)
        throw new Refusal(400, 'field "size" must be an integer of at least 1');
      if (size > MAX_UPLOAD) throw new Refusal(413, 'the file is too large');
      const type = typeOf(filename, stated);
      const id = newId();
      const name = safeName(filename);
      await store.call('addUpload', { id, name, type, size, received: false }, Date.now());
      const url = `${options.origin}/files/uploads/${id}/${name}`;
      const headers = { 'content-type': type, 'if-none-match': '*' };
      return success(c, { type: type.split('/')[0], download_url: url, filename, size, upload: { method: 'PUT', url, headers } });
    })
    .post('/media/upload/binary', limit, async (c) => {
      const { file } = await c.req.parseBody();
      if (!(file instanceof File) || file.size === 0) throw new Refusal(400, 'field "file" is required and must not be empty');
      const type = typeOf(file.name, file.type);
      const id = newId();
      const name = safeName(file.name);
      await files.write(`uploads/${id}`, new Uint8Array(await file.arrayBuffer()));
      await store.call('addUpload', { id, name, type, size: file.size, received: true }, Date.now());
      counts.uploads++;
      const url = `${options.origin}/files/uploads/${id}/${name}`;
      return success(c, { type: type.split('/')[0], download_url: url, filename: file.name, size: file.size });
    });
}

/** Below `/files`, without a key: whoever knows an address may read it, and a ticket's address takes its bytes once. */
export function fileRoutes({ store, files, counts }: MediaRoutesOptions): Hono {
  return new Hono()
    .put('/uploads/:id/:name', limit, async (c) => {
      const ticket = await store.call('upload', c.req.param('id'));
      if (!ticket) throw new Refusal(404, 'upload not found');
      if (ticket.received) throw new Refusal(412, 'the file was uploaded before');
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      if (bytes.length !== ticket.size) throw new Refusal(400, `expected ${ticket.size} bytes and received ${bytes.length}`);
      await files.write(`uploads/${ticket.id}`, bytes);
      if (!(await store.call('uploadReceived', ticket.id))) throw new Refusal(412, 'the file was uploaded before');
      counts.uploads++;
      return c.body(null, 200);
    })
    .get('/uploads/:id/:name', async (c) => {
      const upload = await store.call('upload', c.req.param('id'));
      if (!upload) throw new Refusal(404, 'file not found');
      return serve(files, `uploads/${upload.id}`, upload.type, c.req.raw);
    })
    .get('/outputs/:id/:name', (c) => {
      const { id, name } = c.req.param();
      return serve(files, `outputs/${id}/${name}`, types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream', c.req.raw);
    });
}

/**
 * Reads an uploaded or drawn file when an address is one of ours; undefined for every other address. The path decides,
 * since ids are unguessable and the origin may have changed since the address was handed out.
 */
export async function readOwn(url: string, files: Files): Promise<Uint8Array | undefined> {
  const { pathname = '' } = URL.parse(url) ?? {};
  const [, kind, id, name] = /\/files\/(uploads|outputs)\/([0-9a-f]{32})\/([^/]+)$/.exec(pathname) ?? [];
  const path = kind === 'uploads' ? `uploads/${id}` : `outputs/${id}/${name}`;
  return (await files.size(path)) === undefined ? undefined : files.read(path);
}

async function serve(files: Files, path: string, type: string, request: Request): Promise<Response> {
  const size = await files.size(path);
  if (size === undefined) throw new Refusal(404, 'file not found');
  const headers = new Headers({
    'content-type': type,
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=604800, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox"
  });
  const range = readRange(request.headers.get('range'), size);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  headers.set('content-length', String(end - start + 1));
  if (range) headers.set('content-range', `bytes ${start}-${end}/${size}`);
  const body = request.method === 'HEAD' ? null : files.stream(path, { start, end });
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** One range of bytes; several ranges or another unit count as none, as RFC 9110 allows. */
function readRange(header: string | null, size: number): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [from, to] = [match[1] ?? '', match[2] ?? ''];
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}

/** The media type of a file, by its stated type or else by its name; anything but image, video and audio is refused. */
function typeOf(filename: string, stated: unknown): string {
  const byName = types[filename.split('.').at(-1)?.toLowerCase() ?? ''];
  const type = byName ?? (typeof stated === 'string' && Object.values(types).includes(stated) ? stated : undefined);
  if (!type) throw new Refusal(400, 'unsupported file type');
  return type;
}

function safeName(filename: string): string {
  const name = filename.split(/[\\/]/).at(-1) ?? '';
  return name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(-80) || 'file';
}
