// Our board in the built app: a server with the board on it, and a page that has opened it once, so that the device has its own copy.
import type { Page } from '@playwright/test';
import type { BlobInfo } from 'shared/blobs';
import { sha256 } from 'shared/kernel';
import { addItems, keysBetween, noteText, type BoardItem } from 'shared/moodboards';
import { addDocument } from 'shared/sync';
import { Device, until } from '../../support/documents.ts';
import { startServer, temporaryFolder } from '../../support/process.ts';
import type { Item } from './layout.ts';

export interface Ours extends AsyncDisposable {
  readonly page: Page;
  /** Leaves the board for another page and comes back to it, with nothing in memory; see `Opened`. */
  reopen(boardId: string): Promise<Opened>;
  /** Makes a board of these items and waits until this device has it. */
  bring(items: readonly Item[]): Promise<string>;
}

export interface Opened {
  /** Milliseconds from the document in memory until it is painted. */
  readonly fromDocument: number;
  /** … from the click that opens the board. */
  readonly fromClick: number;
}

export async function ours(page: Page, pictures: readonly Buffer[]): Promise<Ours> {
  const folder = await temporaryFolder();
  const server = await startServer(folder.path);
  await page.goto(`${server.origin}/settings`);
  let workspaceId = '';
  await until(async () => {
    const me = await page.request.get(`${server.origin}/api/me`);
    if (me.ok()) workspaceId = ((await me.json()) as { workspaces: { id: string }[] }).workspaces[0]?.id ?? '';
    return workspaceId !== '';
  });
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const infos = await Promise.all(
    pictures.map(async (bytes) => {
      const hash = await sha256(new Uint8Array(bytes));
      const kept = await page.request.put(`${server.origin}/api/blobs/${hash}?workspaceId=${workspaceId}`, { data: bytes });
      if (!kept.ok()) throw new Error(await kept.text());
      return (await kept.json()) as BlobInfo;
    })
  );
  const device = (name: string) => new Device({ origin: () => server.origin, cookie, name: `${workspaceId}/${name}` }).synced();
  const show = (path: string) =>
    page.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to });
      document.body.append(link);
      performance.clearMarks();
      performance.mark('bench-clicked');
      link.click();
      link.remove();
    }, path);

  return {
    page,
    async bring(items) {
      const boardId = `bench${items.length}`;
      const board = await device(`board/${boardId}`);
      addItems(board.doc, asRecords(items, infos));
      for (const { id, words } of items) if (words !== undefined) noteText(board.doc, id).insert(0, words);
      const directory = await device('directory/main').catch(() => undefined);
      if (directory) addDocument(directory.doc, { kind: 'board', docId: boardId, title: `${items.length} items`, createdAt: Date.now() });
      await until(() => board.unacknowledged === 0 && (directory?.unacknowledged ?? 0) === 0);
      board.drop();
      directory?.drop();
      await show(`/boards/${boardId}`);
      await page.waitForFunction(
        () => document.querySelectorAll('[data-item]').length > 0 || !document.querySelector('.far')?.hasAttribute('hidden')
      );
      // Left at full size, where it opens the next time.
      await page.getByRole('button', { name: 'Zoom to 100 %' }).click();
      await page.waitForTimeout(1_500);
      await show('/settings');
      await page.waitForTimeout(1_000);
      return boardId;
    },
    async reopen(boardId) {
      await page.goto(`${server.origin}/settings`);
      await page.getByRole('heading').first().waitFor();
      await page.waitForTimeout(1_500);
      await show(`/boards/${boardId}`);
      return page.evaluate(async () => {
        const marked = (name: string) => performance.getEntriesByName(name, 'mark').at(-1)?.startTime;
        while (!document.querySelector('[data-item]')) await new Promise(requestAnimationFrame);
        await new Promise<void>((done) =>
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => done();
            port2.postMessage(0);
          })
        );
        const now = performance.now();
        return { fromDocument: now - (marked('board-read') ?? NaN), fromClick: now - (marked('bench-clicked') ?? NaN) };
      });
    },
    async [Symbol.asyncDispose]() {
      await page.close();
      await server.stop();
      await folder[Symbol.asyncDispose]();
    }
  };
}

function asRecords(items: readonly Item[], pictures: readonly BlobInfo[]): BoardItem[] {
  const keys = keysBetween(null, null, items.length);
  return items.map(({ id, x, y, width, height, picture }, index) => {
    const common = { v: 1, createdAt: 1_000 } as const;
    const info = picture === undefined ? undefined : pictures[picture];
    return {
      id,
      record: info ? { ...common, kind: 'image', picture: info } : { ...common, kind: 'note' },
      fields: { g: [x, y, width, height, 0], o: keys[index] ?? 'a0' }
    };
  });
}
