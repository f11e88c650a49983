// Fills a browser's profile with a gallery as the app itself leaves one behind: documents as y-indexeddb stores them.
import type { BrowserContext, Page } from '@playwright/test';
import { addAsset, setField, SHARD_ASSETS, type Asset } from 'shared/gallery';
import { DIRECTORY_ID, registerShard } from 'shared/sync';
import * as Y from 'yjs';
import { pictures } from '../../support/small-pictures.ts';

/** Different pictures among all assets; each is the thumbnail of many. */
const PICTURES = 60;
const DAY = 86_400_000;

const files = pictures(PICTURES);
const hashOf = (index: number) => (index % PICTURES).toString(16).padStart(64, '0');
const id = (index: number) => index.toString(16).padStart(32, '0');

const scenes = [
  'Terracotta vase on limestone',
  'Open sea before sunrise',
  'Portrait with a red hood',
  'Night city, wet street',
  'Dunes at dusk'
];
const lights = ['soft window light', 'hard noon sun', 'neon and rain', 'overcast sky', 'long golden shadows'];
const lenses = ['35mm lens', '85mm lens, shallow depth of field', 'wide angle from below', 'macro detail'];
const sizes = [
  [2048, 2048],
  [2304, 1728],
  [1728, 2304],
  [2560, 1440],
  [1440, 2560]
] as const;

function assetOf(shardId: string, index: number, now: number): Asset {
  const [width, height] = sizes[index % sizes.length] ?? sizes[0];
  const hash = hashOf(index * 7);
  return {
    v: 1,
    id: `${shardId}.${index.toString(36).padStart(22, '0')}`,
    kind: index % 23 === 0 ? 'video' : 'image',
    // Three years, the newest first; days of very different length.
    createdAt: now - Math.floor(index * 940_000 + (index % 7) * 3_600_000 + (index % 11 === 0 ? DAY : 0)),
    hash,
    type: 'image/png',
    bytes: 250_000,
    width,
    height,
    ...(index % 23 === 0 ? { seconds: 5 } : {}),
    thumb: { hash, width: 64, height: 80 },
    thumbhash: '3OcRJYB4d3h/iIeHeEh3eIhw+j2w',
    colour: `#${((index * 7919) % 0xffffff).toString(16).padStart(6, '0')}`,
    by: 'bench',
    recipe: {
      v: 1,
      model: index % 3 ? 'bytedance/seedream-v4' : 'bytedance/seedream-v4.5',
      prompt: `${scenes[index % scenes.length]}, ${lights[index % lights.length]}, ${lenses[index % lenses.length]}, take ${index}`,
      params: { size: `${width}*${height}` },
      references: [],
      ...(index % 4 === 0 ? { composition: { prompt: `${scenes[index % scenes.length]}`, style: 'cinematic' } } : {})
    },
    made: { runId: id(Math.floor(index / 8)), itemId: id(index), output: 0, engine: 'wavespeed', cost: 27_000, took: 14_000 },
    parents: []
  };
}

/** Writes the directory and so many assets into the profile's IndexedDB; the page must be of the app's origin and do nothing else. */
export async function fill(page: Page, workspaceId: string, assets: number): Promise<void> {
  const now = Date.now();
  const directory = new Y.Doc();
  for (let shard = 0; shard * SHARD_ASSETS < assets; shard++) {
    const shardId = `srvbench${String(shard).padStart(4, '0')}`;
    registerShard(directory, shardId, { writer: 'server', openedAt: now - shard * DAY });
    const doc = new Y.Doc();
    doc.transact(() => {
      for (let index = shard * SHARD_ASSETS; index < Math.min(assets, (shard + 1) * SHARD_ASSETS); index++) {
        const asset = assetOf(shardId, index, now);
        addAsset(doc, asset);
        if (index % 9 === 0) setField(doc, asset.id, 'rating', 1 + (index % 5));
        if (index % 31 === 0) setField(doc, asset.id, 'favourite', true);
        if (index % 13 === 0) setField(doc, asset.id, 'tags', ['still life', `series ${index % 40}`]);
      }
    });
    await store(page, `preset/${workspaceId}/gallery/${shardId}`, Y.encodeStateAsUpdate(doc));
  }
  await store(page, `preset/${workspaceId}/directory/${DIRECTORY_ID}`, Y.encodeStateAsUpdate(directory));
}

/** One document, as y-indexeddb lays it down. */
async function store(page: Page, name: string, update: Uint8Array): Promise<void> {
  await page.evaluate(
    ([database, encoded]) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open(database);
        open.onupgradeneeded = () => {
          for (const [store, options] of [
            ['updates', { autoIncrement: true }],
            ['custom', undefined]
          ] as const)
            if (!open.result.objectStoreNames.contains(store)) open.result.createObjectStore(store, options);
        };
        open.onerror = () => reject(new Error(open.error?.message));
        open.onsuccess = () => {
          const writing = open.result.transaction('updates', 'readwrite');
          writing.objectStore('updates').add(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
          writing.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    [name, Buffer.from(update).toString('base64')] as const
  );
}

/** Lets the pages of a context see the pictures and nobody else: the server is out of reach, as for a device without network. */
export async function alone(context: BrowserContext): Promise<void> {
  await context.route('**/api/**', (route) => route.abort());
  await context.route('**/media/*', (route) => {
    const index = parseInt(route.request().url().slice(-8), 16) % PICTURES;
    return route.fulfill({
      body: files[index]?.buffer ?? '',
      contentType: 'image/png',
      headers: { 'cache-control': 'max-age=31536000, immutable' }
    });
  });
  await context.routeWebSocket('**/sync/**', (socket) => void socket.close());
}
