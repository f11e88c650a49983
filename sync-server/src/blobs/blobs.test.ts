// Proves that media are measured rightly, kept once, refused with a reason, and read only by whom they belong to.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { MAX_BLOB_BYTES } from 'shared/blobs';
import { newId, Problem, sha256 } from 'shared/kernel';
import { openDatabase, type Database } from '#platform/database';
import { openDiskStore } from './adapters/disk.ts';
import type { BlobStore } from './blob-store.ts';
import { Blobs } from './blobs.ts';
import { picture, video } from './media.fixture.ts';

let folder: string;
let database: Database;
let store: BlobStore;
let blobs: Blobs;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preset-keep-'));
  database = await openDatabase({ file: join(folder, 'preset.db') });
  store = await openDiskStore(join(folder, 'blobs'));
  blobs = new Blobs({ database, store });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const codeOf = async (failing: Promise<unknown>) =>
  failing.then(
    () => 'kept',
    (error: unknown) => (error instanceof Problem ? error.code : String(error))
  );
const filesIn = async (path: string) => (await readdir(path, { recursive: true })).filter((name) => name.includes('/')).length;

describe('measuring', () => {
  it.each(['png', 'jpeg', 'webp', 'avif', 'gif'] as const)(
    '[GAL-2] measures %s and keeps a WebP of at most 512 px beside it',
    async (format) => {
      const workspace = newId();
      const bytes = await picture({ width: 1200, height: 800, format });
      const info = await blobs.keep(workspace, bytes);
      expect(info).toMatchObject({ hash: await sha256(bytes), type: `image/${format}`, bytes: bytes.length, width: 1200, height: 800 });
      expect(info.thumb).toMatchObject({ width: 512, height: 341 });
      const thumb = (await blobs.bytes(workspace, info.thumb.hash))!;
      expect(await sharp(thumb).metadata()).toMatchObject({ format: 'webp', width: 512, height: 341 });
      expect(await sha256(new Uint8Array(thumb))).toBe(info.thumb.hash);
      expect(Buffer.from(info.thumbhash, 'base64').length).toBeGreaterThan(4);
      expect(new Uint8Array((await blobs.bytes(workspace, info.hash))!)).toEqual(bytes);
    }
  );

  it('[GAL-2] keeps pictures upright: size and thumbnail follow the EXIF orientation', async () => {
    const workspace = newId();
    const info = await blobs.keep(workspace, await picture({ width: 600, height: 400, format: 'jpeg', orientation: 6 }));
    expect([info.width, info.height, info.thumb.width, info.thumb.height]).toEqual([400, 600, 341, 512]);
    const { data } = await sharp(await blobs.bytes(workspace, info.thumb.hash))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([data[0]! < 60, data.at(-3)! > 240]).toEqual([true, true]);
  });

  it('[GAL-2] takes the average colour of what can be seen', async () => {
    const seen = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#00000000' } })
      .composite([{ input: { create: { width: 10, height: 20, channels: 4, background: '#336699' } }, left: 0, top: 0 }])
      .png()
      .toBuffer();
    const { colour } = await blobs.keep(newId(), new Uint8Array(seen));
    const channels = colour.match(/[0-9a-f]{2}/g)!.map((hex) => Number.parseInt(hex, 16));
    [0x33, 0x66, 0x99].forEach((channel, at) => expect(Math.abs(channels[at]! - channel)).toBeLessThan(16));
  });

  it('[GAL-2] a small WebP is its own thumbnail, and a picture is never enlarged', async () => {
    const small = await blobs.keep(newId(), await picture({ width: 300, height: 200, format: 'webp' }));
    expect(small.thumb).toEqual({ hash: small.hash, width: 300, height: 200 });
    const png = await blobs.keep(newId(), await picture({ width: 30, height: 20 }));
    expect(png.thumb).toMatchObject({ width: 30, height: 20 });
  });

  it('[GAL-2] of an animated picture the first frame counts', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#0000ff'].map((background) =>
        sharp({ create: { width: 40, height: 30, channels: 3, background } })
          .png()
          .toBuffer()
      )
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const info = await blobs.keep(newId(), new Uint8Array(gif));
    expect([info.width, info.height, info.colour.slice(0, 2)]).toEqual([40, 30, '#f']);
  });
});

describe('videos', () => {
  it('[ENG-5] measures a video and draws a card where no still is known', async () => {
    const info = await blobs.keep(newId(), await video(192, 108));
    expect(info).toMatchObject({ type: 'video/mp4', width: 192, height: 108, thumb: { width: 512, height: 288 } });
    expect(info.seconds).toBeCloseTo(1, 1);
  });

  it('[ENG-5] takes a given poster as thumbnail, else the cover inside the file', async () => {
    const red = await picture({ width: 640, height: 360, format: 'jpeg', colour: '#ff0000' });
    const given = await blobs.keep(newId(), await video(176, 96), { poster: red });
    const inside = await blobs.keep(newId(), await video(160, 96, red));
    expect([given.thumb, inside.thumb]).toEqual([given.thumb, given.thumb]);
    expect(given.thumb).toMatchObject({ width: 512, height: 288 });
    const unusable = await blobs.keep(newId(), await video(144, 96), { poster: new Uint8Array(40) });
    expect(unusable.thumb).toMatchObject({ width: 512, height: 341 });
  });

  it('[RUN-5] a video that was cut short or holds none is refused with a reason', async () => {
    const whole = await video(192, 108);
    expect(await codeOf(blobs.keep(newId(), whole.slice(0, whole.length - 100)))).toBe('unreadable-video');
    expect(await codeOf(blobs.keep(newId(), whole.slice(0, 40)))).toBe('unreadable-video');
  });
});

describe('refusals', () => {
  it('[RUN-5] what is no picture, broken, or too large is refused with a reason and a remedy', async () => {
    const workspace = newId();
    const jpeg = await picture({ width: 400, height: 300, format: 'jpeg' });
    const png = await picture({ width: 400, height: 300 });
    const bomb = png.slice();
    new DataView(bomb.buffer).setUint32(16, 60_000);
    new DataView(bomb.buffer).setUint32(20, 60_000);
    expect(await codeOf(blobs.keep(workspace, new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')))).toBe(
      'unknown-media'
    );
    expect(await codeOf(blobs.keep(workspace, jpeg.slice(0, jpeg.length / 2)))).toBe('unreadable-picture');
    expect(await codeOf(blobs.keep(workspace, png.slice(0, png.length / 2)))).toBe('unreadable-picture');
    expect(await codeOf(blobs.keep(workspace, bomb))).toMatch(/too-many-pixels|unreadable-picture/);
    expect(await codeOf(blobs.keep(workspace, new Uint8Array(MAX_BLOB_BYTES + 1)))).toBe('body-too-large');
    const large = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    expect(await codeOf(blobs.keep(workspace, new Uint8Array(large)))).toBe('too-many-pixels');
  });

  it('[OPS-5] a workspace that is full keeps what it has and takes no more; what it has may come again', async () => {
    const own = join(folder, 'quota');
    const [first, second] = [await picture({ width: 64, height: 64 }), await picture({ width: 65, height: 64 })];
    const small = new Blobs({ database, store: await openDiskStore(own), quotaBytes: first.length + second.length });
    const workspace = newId();
    const info = await small.keep(workspace, first);
    const files = await filesIn(own);
    expect(await codeOf(small.keep(workspace, second))).toBe('quota-reached');
    expect(await codeOf(small.keep(workspace, await picture({ width: 640, height: 640, format: 'gif' })))).toBe('quota-reached');
    expect(await filesIn(own)).toBe(files);
    expect(await small.keep(workspace, first)).toEqual(info);
    expect(await codeOf(small.keep(newId(), second))).toBe('kept');
  });

  it('[OPS-5] a full disk refuses the blob whole and leaves nothing of it', async () => {
    const own = join(folder, 'full');
    const real = await openDiskStore(own);
    const bytes = await picture({ width: 90, height: 91 });
    const hash = await sha256(bytes);
    const failing: BlobStore = new Proxy(real, {
      get: (target, key) => {
        if (key === 'put')
          return (name: string, content: Uint8Array) =>
            name === hash ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : target.put(name, content);
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      }
    });
    const workspace = newId();
    expect(await codeOf(new Blobs({ database, store: failing }).keep(workspace, bytes))).toBe('disk-full');
    expect(await filesIn(own)).toBe(0);
    expect(await blobs.readable([workspace], hash)).toBe(false);
  });
});

describe('grants', () => {
  it('[ACC-4] a blob is read by the workspaces that brought it, with its thumbnail, and by no other', async () => {
    const [mine, theirs] = [newId(), newId()];
    const bytes = await picture({ width: 700, height: 500, colour: '#119922' });
    const info = await blobs.keep(mine, bytes);
    for (const hash of [info.hash, info.thumb.hash]) {
      expect(await blobs.readable([newId(), mine], hash)).toBe(true);
      expect(await blobs.readable([theirs], hash)).toBe(false);
      expect(await blobs.readable([], hash)).toBe(false);
      expect(await blobs.bytes(theirs, hash)).toBeUndefined();
    }
    expect(await blobs.info(mine, info.hash)).toEqual(info);
    expect(await blobs.info(theirs, info.hash)).toBeUndefined();
    expect(await blobs.keep(theirs, bytes)).toEqual(info);
    expect(await blobs.readable([theirs], info.thumb.hash)).toBe(true);
  });

  it('[RUN-2] the same bytes kept many times at once are one blob', async () => {
    const bytes = await picture({ width: 333, height: 222, colour: '#aa5511' });
    const workspaces = Array.from({ length: 6 }, newId);
    const infos = await Promise.all(workspaces.map((workspace) => blobs.keep(workspace, bytes)));
    for (const info of infos) expect(info).toEqual(infos[0]);
    for (const workspace of workspaces) expect(await blobs.readable([workspace], infos[0]!.thumb.hash)).toBe(true);
  });

  it('[GAL-2] a thumbnail that is sent as a picture of its own becomes one', async () => {
    const workspace = newId();
    const info = await blobs.keep(workspace, await picture({ width: 900, height: 300, colour: '#332211' }));
    expect(await blobs.info(workspace, info.thumb.hash)).toBeUndefined();
    const thumb = (await blobs.bytes(workspace, info.thumb.hash))!;
    const again = await blobs.keep(workspace, new Uint8Array(thumb));
    expect(again.thumb.hash).toBe(info.thumb.hash);
    expect(await blobs.info(workspace, info.thumb.hash)).toEqual(again);
  });

  it('[OPS-5] a lost file is healed when its bytes come again', async () => {
    const workspace = newId();
    const bytes = await picture({ width: 77, height: 55 });
    const info = await blobs.keep(workspace, bytes);
    await store.remove(info.hash);
    expect(await blobs.bytes(workspace, info.hash)).toBeUndefined();
    await blobs.keep(workspace, bytes);
    expect(new Uint8Array((await blobs.bytes(workspace, info.hash))!)).toEqual(bytes);
  });
});
