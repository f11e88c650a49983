// Proves what each kind of model gives: formats, sizes and counts.
import sharp from 'sharp';
import type { ModelKind } from 'shared/engine';
import { expect, it } from 'vitest';
import { ball } from '../test-bench.ts';
import { draw } from './draw.ts';
import type { Drawn } from './task.ts';

const picture = await ball();

async function shapes(
  kind: ModelKind,
  inputs: Record<string, unknown>,
  images: Uint8Array[] = [picture],
  mask?: Uint8Array,
  model = 'bytedance/seedream-v4/edit'
) {
  const drawn = await draw({ kind, model, inputs, images, mask });
  return Promise.all(drawn.map(shape));
}

async function shape(drawn: Drawn): Promise<string> {
  if ('text' in drawn) return drawn.text;
  const { width, height, format, hasAlpha, exif } = await sharp(drawn.bytes).metadata();
  expect(exif?.toString('latin1')).toContain('Drawn by rules, not by AI');
  return `${width}*${height} ${format}${hasAlpha ? ' alpha' : ''}`;
}

it('[ENG-2] follows size, resolution and aspect ratio, and the first reference where none is asked', async () => {
  expect(await shapes('text-to-image', { prompt: 'dunes', size: '640*512' }, [])).toEqual(['640*512 jpeg']);
  expect(await shapes('text-to-image', { prompt: 'dunes', resolution: '1k', aspect_ratio: '2:1', output_format: 'png' }, [])).toEqual([
    '1448*728 png'
  ]);
  expect(await shapes('image-to-image', { prompt: 'brighter', images: [] })).toEqual(['512*512 jpeg']);
  expect(await shapes('image-to-image', { prompt: 'brighter', resolution: '1k' }), 'the ratio of the reference').toEqual([
    '1024*1024 jpeg'
  ]);
});

it('[ENG-2] draws transparent pictures where that is asked', async () => {
  expect(await shapes('text-to-image', { prompt: 'a red vase', resolution: '1k', background: 'transparent' }, [])).toEqual([
    '1024*1024 png alpha'
  ]);
  expect(await shapes('image-to-image', { prompt: 'remove the background', size: '512*512' })).toEqual(['512*512 png alpha']);
  expect(await shapes('background-removal', {})).toEqual(['256*256 png alpha']);
});

it('[ENG-2] edits a series of as many pictures as asked', async () => {
  expect(await shapes('image-to-image-series', { prompt: 'warmer', size: '512*640', max_images: 3 })).toEqual(
    Array(3).fill('512*640 jpeg')
  );
});

it('[ENG-2] takes a picture apart into itself, its background and its subject', async () => {
  expect(await shapes('image-to-layers', { resolution: '1k', output_format: 'png' })).toEqual([
    '1024*1024 png',
    '1024*1024 png',
    '1024*1024 png alpha'
  ]);
});

it('[ENG-2] enlarges to the named resolution and never makes smaller', async () => {
  expect(await shapes('upscaler', { target_resolution: '2k', output_format: 'webp' })).toEqual(['2048*2048 webp']);
});

it('[ENG-2] erases with a mask and without one, and continues a picture beyond its border', async () => {
  const mask = new Uint8Array(
    await sharp(Buffer.from('<svg width="64" height="64"><rect width="64" height="64"/><circle cx="32" cy="35" r="17" fill="#fff"/></svg>'))
      .png()
      .toBuffer()
  );
  expect(await shapes('inpaint-remove', {}, [picture], mask)).toEqual(['256*256 jpeg']);
  expect(await shapes('inpaint-remove', { output_format: 'png' })).toEqual(['256*256 png']);
  expect(await shapes('outpaint', {})).toEqual(['400*400 jpeg']);
});

it('[ENG-2] answers in words where a model does', async () => {
  const [fuller] = await shapes(
    'text',
    { text: 'a red vase', style: 'photographic', mode: 'image' },
    [],
    undefined,
    'wavespeed-ai/prompt-optimizer'
  );
  expect(fuller).toMatch(/^a red vase, .*film grain\.$/);
  const [caption] = await shapes('text', {}, [picture], undefined, 'wavespeed-ai/image-captioner');
  expect(caption).toBe('A mid-toned square-format picture in grey and red, with soft, even light.');
});

it('[ENG-2] says so when it cannot read a picture or do a task', async () => {
  await expect(shapes('upscaler', {}, [new Uint8Array([1, 2, 3])])).rejects.toMatchObject({ code: 1402 });
  await expect(shapes('video-upscaler', {}, [])).rejects.toMatchObject({ code: 5003 });
});
