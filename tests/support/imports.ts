// Files such as people import: photos turned every way, pictures of other programs with their recipes, and files that no program can read.
import sharp from 'sharp';
import { writeExif } from '../../web/src/lib/gallery/metadata/exif.ts';
import { rewriteJpeg } from '../../web/src/lib/gallery/metadata/jpeg.ts';
import { chunk } from '../../web/src/lib/gallery/metadata/png.ts';

export interface ImportFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const parameters = (n: number) =>
  `lighthouse ${n} in fog, film grain\nNegative prompt: blurry\nSteps: 28, Sampler: DPM++ 2M, CFG scale: 7, Seed: ${1000 + n}, Size: 320x240, Model: dreamshaper_8, Version: v1.10.1`;

const comfy = (n: number) =>
  JSON.stringify({
    3: { class_type: 'KSampler', inputs: { seed: n, positive: ['6', 0], negative: ['7', 0], latent_image: ['5', 0], model: ['4', 0] } },
    4: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'juggernaut.safetensors' } },
    5: { class_type: 'EmptyLatentImage', inputs: { width: 320, height: 240 } },
    6: { class_type: 'CLIPTextEncode', inputs: { text: `red kite ${n} over dunes` } },
    7: { class_type: 'CLIPTextEncode', inputs: { text: 'watermark' } }
  });

/** A picture of its own for each `n` below 1,000, larger than its thumbnail; about its left half is dark, so that turning shows. */
function drawing(n: number, width: number, height: number) {
  const hue = (n * 47) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="hsl(${hue} 40% 80%)"/><rect width="${50 - n / 100}%" height="100%" fill="hsl(${hue} 60% 25%)"/>
    <circle cx="${20 + ((n * 13) % 60)}%" cy="40%" r="${20 + (n % 40)}" fill="hsl(${(hue + 120) % 360} 70% 50%)"/></svg>`;
  return sharp(Buffer.from(svg));
}

export function withText(png: Uint8Array, key: string, text: string): Buffer {
  const entry = chunk('tEXt', Buffer.concat([Buffer.from(`${key}\0`, 'latin1'), Buffer.from(text, 'latin1')]));
  return Buffer.concat([png.subarray(0, 33), entry, png.subarray(33)]);
}

/** A JPEG of 640 × 480 stored pixels with the given EXIF orientation. */
export async function turned(n: number, orientation: number): Promise<Buffer> {
  const jpeg = await drawing(n, 640, 480).jpeg({ quality: 82 }).toBuffer();
  return Buffer.from(rewriteJpeg(jpeg, { exif: writeExif({ orientation }) }));
}

/** The `n`th of a long row of files: twenty kinds in turns, of which two cannot be imported. */
export async function importFile(n: number): Promise<ImportFile> {
  const kind = n % 20;
  const file = (ending: string, mimeType: string, buffer: Buffer): ImportFile => ({
    name: `file-${String(n).padStart(3, '0')}.${ending}`,
    mimeType,
    buffer
  });
  const png = () => drawing(n, 320, 240).png().toBuffer();
  if (kind < 8) return file('jpg', 'image/jpeg', await turned(n, kind + 1));
  if (kind < 11) return file('png', 'image/png', withText(await png(), 'parameters', parameters(n)));
  if (kind < 14) return file('png', 'image/png', withText(await png(), 'prompt', comfy(n)));
  if (kind < 16) return file('webp', 'image/webp', await drawing(n, 800, 600).webp().toBuffer());
  if (kind === 16) return file('avif', 'image/avif', await drawing(n, 320, 240).avif({ effort: 0 }).toBuffer());
  if (kind === 17) return file('gif', 'image/gif', await drawing(n, 200, 160).gif().toBuffer());
  // Cut short where no decoder finds a picture, and something that is no picture at all.
  if (kind === 18) return file('png', 'image/png', (await png()).subarray(0, 60));
  return file('jpg', 'image/jpeg', Buffer.from(`not a picture ${n}`));
}

/** A file of a name that is no media at all, an empty one, and one that claims to be far too large. */
export async function hopeless(): Promise<ImportFile[]> {
  const huge = Buffer.from(
    await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
  );
  huge.writeUInt32BE(40_000, 16);
  huge.writeUInt32BE(40_000, 20);
  return [
    { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 and nothing else') },
    { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
    { name: 'huge.png', mimeType: 'image/png', buffer: huge },
    {
      name: 'photo.heic',
      mimeType: 'image/heic',
      buffer: Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic0000mif1heic')])
    },
    {
      name: 'clip.mp4',
      mimeType: 'video/mp4',
      buffer: Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41\0\0\x02\xeamoov', 'latin1')
    }
  ];
}
