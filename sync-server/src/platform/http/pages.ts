// Serves the built web app: immutable files for ever, everything else revalidated, pages under a strict policy.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { etag } from 'hono/etag';

/** Router of the web app in `folder`; unknown paths get its start page, which finds the route itself. */
export function pages(folder: string): Hono {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const policy = contentPolicy(html);
  const app = new Hono();
  app.use(etag());
  app.get('/index.html', (c) => c.redirect('/', 301));
  app.use(
    serveStatic({
      root: folder,
      index: 'no-folder-has-an-index',
      precompressed: true,
      onFound: (path, c) => {
        c.header('cache-control', path.includes('/_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache');
        c.header('x-content-type-options', 'nosniff');
      }
    })
  );
  app.get('/_app/*', (c) => c.text('Not found', 404));
  app.get('*', (c) =>
    c.html(html, 200, {
      'cache-control': 'no-cache',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'cross-origin-opener-policy': 'same-origin'
    })
  );
  return app;
}

/** Scripts of our own and those that the page itself holds, by hash; nothing else runs. */
export function contentPolicy(html: string): string {
  const hashes = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`
  );
  return [
    "default-src 'self'",
    `script-src 'self' ${hashes.join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'"
  ].join('; ');
}
