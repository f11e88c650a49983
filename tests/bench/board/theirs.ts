// Another program's board, bundled as its users ship it and shown in a page of the same browser.
import type { Browser, Page } from '@playwright/test';
import { build } from 'esbuild';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Item, Opponent } from './layout.ts';

export type OpponentName = 'excalidraw' | 'tldraw';

export interface Theirs extends AsyncDisposable {
  readonly page: Page;
  /** Milliseconds from the loaded board until it is painted, in a fresh page. */
  open(items: readonly Item[]): Promise<number>;
  look(x: number, y: number, zoom: number): Promise<void>;
  select(count: number): Promise<void>;
}

export async function theirs(browser: Browser, name: OpponentName, pictures: readonly string[]): Promise<Theirs> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../opponents/${name}.ts`, import.meta.url))],
    outdir: 'bundle',
    bundle: true,
    write: false,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
    loader: { '.woff2': 'empty', '.woff': 'empty', '.ttf': 'empty', '.svg': 'empty' },
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.IS_PREACT': '"false"' },
    logLevel: 'error'
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [`/${path.split('/bundle/')[1] ?? ''}`, contents]));
  const document = `<!doctype html><link rel="stylesheet" href="/${name}.css"><style>html,body,#root{margin:0;height:100%}</style>
    <div id="root"></div><script type="module" src="/${name}.js"></script>`;
  const server = createServer(({ url = '/' }, response) => {
    const file = url === '/' ? document : files.get(url);
    const type = url.endsWith('.js') ? 'text/javascript' : url.endsWith('.css') ? 'text/css' : 'text/html';
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` }).end(file);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const own = `http://localhost:${port}`;
  // Neither may call home for fonts while it is measured.
  await page.route(
    (url) => url.origin !== own && url.protocol.startsWith('http'),
    (route) => route.abort()
  );
  const opponent = <Answer>(call: (opponent: Opponent, given: never) => Answer | Promise<Answer>, given: unknown) =>
    page.evaluate(`(${call.toString()})(window.opponent, ${JSON.stringify(given)})`) as Promise<Answer>;
  return {
    page,
    async open(items) {
      await page.goto(own);
      await page.waitForFunction('window.opponent');
      await page.waitForTimeout(500);
      return opponent((it, layout) => it.open(layout), { items, pictures });
    },
    look: (x, y, zoom) => opponent((it, at: number[]) => it.look(...(at as [number, number, number])), [x, y, zoom]),
    select: (count) => opponent((it, many: number) => it.select(many), count),
    async [Symbol.asyncDispose]() {
      await page.close();
      server.closeAllConnections();
      server.close();
    }
  };
}
