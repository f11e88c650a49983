// Proves what is refused before any route is reached: foreign hosts, foreign origins, floods, and scripts that are not ours.
import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Problem } from 'shared/kernel';
import { describe, expect, it } from 'vitest';
import { hostGuard, originGuard, ownOrigins, rateGuard, type Place } from './guards.ts';
import { contentPolicy } from './pages.ts';
import { answer, router, type Env } from './router.ts';

const here: Place = { publicUrl: new URL('http://localhost:4400'), loopback: true };
const public_: Place = { publicUrl: new URL('https://preset.example'), loopback: false };

function guarded(guard: MiddlewareHandler<Env>) {
  const app = router();
  app.onError((error, c) => answer(c, (error as Problem).document));
  app.use(guard);
  app.all('*', (c) => c.text('through'));
  return async (method: string, headers: Record<string, string>) => (await app.request('/', { method, headers })).status;
}

describe('hostGuard', () => {
  it('[ACC-4] answers on loopback names and the public address only', async () => {
    const ask = guarded(hostGuard(public_));
    for (const host of ['preset.example', 'localhost:4400', '127.0.0.1:4400', '[::1]:4400'])
      expect([host, await ask('GET', { host })]).toEqual([host, 200]);
    for (const host of [
      'evil.example',
      'preset.example.evil.example',
      'preset.example:81',
      '',
      '192.168.1.5:4400',
      'localhost.evil.example'
    ]) {
      expect([host, await ask('GET', { host })]).toEqual([host, 421]);
    }
  });
});

describe('originGuard', () => {
  it('[ACC-4] lets changes and sockets through from our own pages and from no page', async () => {
    const ask = guarded(originGuard(here));
    for (const origin of ['http://localhost:4400', 'http://127.0.0.1:4400']) expect(await ask('POST', { origin })).toBe(200);
    expect(await ask('POST', {})).toBe(200);
    for (const origin of ['https://localhost:4400', 'http://localhost:4401', 'null', 'http://evil.example']) {
      expect([origin, await ask('POST', { origin }), await ask('GET', { origin, upgrade: 'websocket' })]).toEqual([origin, 403, 403]);
      expect(await ask('GET', { origin })).toBe(200);
    }
    expect(ownOrigins(public_)).toEqual(['https://preset.example']);
  });
});

describe('rateGuard', () => {
  it('[OPS-5] refuses what one key asks beyond its rate, and says when to come back', async () => {
    const app = router();
    app.onError((error, c) => answer(c, (error as Problem).document));
    app.use(rateGuard(3, (c) => c.req.header('who')));
    app.all('*', (c) => c.text('through'));
    const ask = (who?: string) => app.request('/', { headers: who ? { who } : {} });
    const statuses = [];
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await ask('a')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(Number((await ask('a')).headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask('b')).status).toBe(200);
    for (let turn = 0; turn < 9; turn += 1) expect((await ask()).status).toBe(200);
  });
});

describe('contentPolicy', () => {
  it('[ACC-4] allows the page’s own inline scripts by hash and no others', () => {
    const script = "console.log('x')";
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = contentPolicy(`<script>${script}</script><script src="/a.js"></script>`);
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });
});
