// Takes what another app shares with Preset: the files wait in a cache until a page imports them.
import { SHARED_CACHE } from '../lib/platform/database-name.ts';

/** Where the manifest sends shares. */
export const SHARE = '/share';

/** Lays the files of a share aside and shows the gallery, which imports them. */
export async function answerShare(request: Request): Promise<Response> {
  const to = (state: string) => Response.redirect(new URL(`/gallery?shared=${state}`, request.url).href, 303);
  try {
    const form = await request.formData();
    const files = form.getAll('files').filter((value) => value instanceof File && value.size > 0) as File[];
    if (files.length === 0) return to('none');
    const cache = await caches.open(SHARED_CACHE);
    // Numbered from now on, so that two shares in a row stay in order.
    const first = Date.now() * 1_000;
    for (const [index, file] of files.entries()) {
      const headers = { 'content-type': file.type || 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) };
      await cache.put(`/shared/${first + index}`, new Response(file, { headers }));
    }
    return to('files');
  } catch {
    // No room, or no form: the gallery says so.
    return to('failed');
  }
}
