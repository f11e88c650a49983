// Proves on real files, with another program's eyes, that exports carry what they promise, leave nothing else, and never touch a pixel.
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import fc from 'fast-check';
import sharp from 'sharp';
import type { Recipe } from 'shared/engine';
import { describe, expect, it } from 'vitest';
import { video } from '../../sync-server/src/blobs/media.fixture.ts';
import { writeExif } from '../../web/src/lib/gallery/metadata/exif.ts';
import { rewriteJpeg } from '../../web/src/lib/gallery/metadata/jpeg.ts';
import { stripMp4 } from '../../web/src/lib/gallery/metadata/mp4.ts';
import { originOf } from '../../web/src/lib/gallery/metadata/origin.ts';
import { withMetadata, type PictureType } from '../../web/src/lib/gallery/metadata/write.ts';

const SECRET = 'Secret prompt of a garden';
const recipe: Recipe = {
  v: 1,
  model: 'bytedance/seedream-v4',
  prompt: `${SECRET}, “dawn” & dew <late>\n霧`,
  params: { size: '2048*2560', seed: 41, enable_base64_output: false },
  references: [{ hash: 'a'.repeat(64), role: 'style' }],
  composition: { prompt: 'garden', cinematic: { lens: '85-mm' } }
};
const facts = { recipe, title: 'Garden & dew', sourceType: 'trainedAlgorithmicMedia' as const };

const noise = () => {
  const pixels = new Uint8Array(48 * 36 * 3).map((_, index) => (index * 7919) % 251);
  return sharp(pixels, { raw: { width: 48, height: 36, channels: 3 } });
};
/** Files as programs really write them, each full of things that an export must not pass on. */
async function originals(): Promise<{ name: string; type: PictureType; bytes: Buffer }[]> {
  const laden = () =>
    noise()
      .withExif({ IFD0: { ImageDescription: 'Leaky', Artist: 'Leaky person' }, IFD3: { GPSLatitude: '1/1 2/1 3/1' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Leaky</x:xmpmeta>')
      .withIccProfile('p3');
  const alpha = noise().ensureAlpha(0.5);
  const frames = await sharp([await noise().png().toBuffer(), await noise().negate().png().toBuffer()], { join: { animated: true } })
    .webp()
    .toBuffer();
  const turned = rewriteJpeg(await noise().jpeg().toBuffer(), { exif: writeExif({ orientation: 6, software: 'Leaky camera' }) });
  const jpeg = await laden().jpeg({ progressive: true }).toBuffer();
  // A comment, and what phones hang behind the end of a picture.
  const hung = Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, 0xfe, 0, 7]),
    Buffer.from('Leaky'),
    jpeg.subarray(2),
    Buffer.from('Leaky video')
  ]);
  return [
    { name: 'png', type: 'image/png', bytes: await laden().png().toBuffer() },
    { name: 'png with alpha and a palette', type: 'image/png', bytes: await alpha.clone().png({ palette: true }).toBuffer() },
    { name: 'progressive jpeg', type: 'image/jpeg', bytes: hung },
    { name: 'cmyk jpeg', type: 'image/jpeg', bytes: await noise().toColourspace('cmyk').jpeg().toBuffer() },
    { name: 'turned jpeg', type: 'image/jpeg', bytes: Buffer.from(turned) },
    { name: 'lossy webp', type: 'image/webp', bytes: await noise().webp().toBuffer() },
    { name: 'laden webp', type: 'image/webp', bytes: await laden().webp().toBuffer() },
    { name: 'lossless webp with alpha', type: 'image/webp', bytes: await alpha.clone().webp({ lossless: true }).toBuffer() },
    { name: 'animated webp', type: 'image/webp', bytes: frames }
  ];
}
const pixels = async (bytes: Uint8Array) => {
  const { data, info } = await sharp(bytes, { pages: -1 }).raw().toBuffer({ resolveWithObject: true });
  return { data: data.toString('base64'), width: info.width, height: info.height, channels: info.channels };
};

describe('exported pictures', () => {
  it('[GAL-7] hold recipe and origin where other programs look for them, and read back exactly', async () => {
    for (const { name, type, bytes } of await originals()) {
      const made = withMetadata(bytes, type, 'full', facts);
      expect(await pixels(made), name).toEqual(await pixels(bytes));
      const seen = await sharp(made).metadata();
      const before = await sharp(bytes).metadata();
      expect([seen.orientation ?? 1, seen.icc?.length], name).toEqual([before.orientation ?? 1, before.icc?.length]);
      const xmp = seen.xmpAsString ?? '';
      expect(xmp, name).toContain('http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia');
      const parameters =
        type === 'image/png' ? seen.comments?.find(({ keyword }) => /parameters/.test(keyword))?.text : utf16Comment(seen.exif);
      expect(parameters, name).toMatch(
        /^Secret prompt of a garden[\s\S]*Seed: 41, Size: 2048x2560[\s\S]*Model: bytedance\/seedream-v4, Version: Preset$/
      );
      expect(originOf(made, type), name).toEqual({ recipe, title: 'Garden & dew', imported: { tool: 'Preset' } });
    }
  });

  it('[GAL-7] with their origin only, tell how they came about and nothing else', async () => {
    for (const { name, type, bytes } of await originals()) {
      const made = Buffer.from(withMetadata(bytes, type, 'origin', facts));
      expect(await pixels(made), name).toEqual(await pixels(bytes));
      expect((await sharp(made).metadata()).xmpAsString, name).toContain('trainedAlgorithmicMedia');
      for (const leak of ['Leaky', SECRET, 'Garden', 'seedream'])
        expect(made.includes(leak) || made.includes(Buffer.from(leak, 'utf16le').swap16()), `${name}: ${leak}`).toBe(false);
    }
  });

  it('[GAL-7] stripped, have nothing left but how they look', async () => {
    for (const { name, type, bytes } of await originals()) {
      for (const input of [bytes, Buffer.from(withMetadata(bytes, type, 'full', facts))]) {
        const made = Buffer.from(withMetadata(input, type, 'none', facts));
        expect(await pixels(made), name).toEqual(await pixels(bytes));
        const seen = await sharp(made).metadata();
        const before = await sharp(bytes).metadata();
        expect(
          { xmp: seen.xmp, iptc: seen.iptc, comments: seen.comments, icc: seen.icc?.length, orientation: seen.orientation ?? 1 },
          name
        ).toEqual({
          xmp: undefined,
          iptc: undefined,
          comments: undefined,
          icc: before.icc?.length,
          orientation: before.orientation ?? 1
        });
        for (const leak of ['Leaky', SECRET, 'Preset', 'GPS', 'digitalsource'])
          expect(made.includes(leak) || made.includes(Buffer.from(leak, 'utf16le').swap16()), `${name}: ${leak}`).toBe(false);
        expect(originOf(made, type), name).toEqual({});
      }
    }
  });

  it('[GAL-7] any prompt and title come back as they were', async () => {
    const [png, jpeg, webp] = await Promise.all([noise().png().toBuffer(), noise().jpeg().toBuffer(), noise().webp().toBuffer()]);
    const text = fc.string({ unit: 'grapheme', maxLength: 300 }).map((one) => one.replaceAll('\0', ''));
    const titles = text.filter((one) => one.length <= 200);
    fc.assert(
      fc.property(
        text,
        titles,
        fc.constantFrom<[PictureType, Buffer]>(['image/png', png], ['image/jpeg', jpeg], ['image/webp', webp]),
        (prompt, title, [type, bytes]) => {
          const mine = { ...recipe, prompt };
          const read = originOf(
            withMetadata(bytes, type, 'full', { recipe: mine, title, sourceType: 'algorithmicMedia', sandbox: true }),
            type
          );
          expect(read.recipe).toEqual(mine);
          expect(read.imported).toEqual({ tool: 'Preset sandbox' });
          expect(read.title ?? '').toBe(title.trim());
        }
      )
    );
  });

  it('[GAL-7] a video loses what programs wrote into it and plays as before', async () => {
    const cover = await noise().jpeg().toBuffer();
    const laden = await video(64, 48, cover);
    const bare = stripMp4(laden);
    const facts = async (bytes: Uint8Array<ArrayBuffer>) => {
      using input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
      const { images } = await input.getMetadataTags();
      return {
        pictures: images?.length ?? 0,
        seconds: await input.computeDuration(),
        width: await (await input.getPrimaryVideoTrack())?.getDisplayWidth()
      };
    };
    const before = await facts(laden);
    expect(before.pictures).toBe(1);
    expect(await facts(bare)).toEqual({ ...before, pictures: 0 });
  });
});

/** The comment of an EXIF block, found by its mark rather than by the reader under test. */
function utf16Comment(exif: Buffer | undefined): string {
  const at = exif?.indexOf('UNICODE\0', 'latin1') ?? -1;
  const bytes = Buffer.from(exif?.subarray(at + 8) ?? []);
  return bytes
    .subarray(0, bytes.length & ~1)
    .swap16()
    .toString('utf16le')
    .replace(/\0+$/, '');
}
