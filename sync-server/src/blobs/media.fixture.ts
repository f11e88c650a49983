// Small real media for tests: pictures by sharp, a playable H.264 video by the encoder that the sandbox uses.
import { BufferSource, BufferTarget, Conversion, Input, MP4, Mp4OutputFormat, Output } from 'mediabunny';
import HME from 'h264-mp4-encoder';
import sharp from 'sharp';

export interface PictureOptions {
  readonly width: number;
  readonly height: number;
  readonly format?: 'png' | 'jpeg' | 'webp' | 'avif' | 'gif';
  readonly orientation?: number;
  readonly colour?: string;
}

/** A picture whose left half is `colour` and whose right half is white. */
export async function picture({
  width,
  height,
  format = 'png',
  orientation,
  colour = '#204080'
}: PictureOptions): Promise<Uint8Array<ArrayBuffer>> {
  const half = await sharp({ create: { width: Math.ceil(width / 2), height, channels: 3, background: '#ffffff' } })
    .png()
    .toBuffer();
  let image = sharp({ create: { width, height, channels: 3, background: colour } }).composite([
    { input: half, left: Math.floor(width / 2), top: 0 }
  ]);
  if (orientation) image = image.withMetadata({ orientation });
  return new Uint8Array(await image.toFormat(format).toBuffer());
}

/** A second of H.264 in MP4 with its index in front, with `cover` inside when given. */
export async function video(width: number, height: number, cover?: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = await HME.createH264MP4Encoder();
  Object.assign(encoder, { width, height, frameRate: 12, quantizationParameter: 33 });
  encoder.initialize();
  const frame = new Uint8Array(width * height * 4).fill(180);
  for (let n = 0; n < 12; n++) encoder.addFrameRgba(frame);
  encoder.finalize();
  const raw = encoder.FS.readFile(encoder.outputFilename);
  encoder.delete();
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  using input = new Input({ source: new BufferSource(raw), formats: [MP4] });
  const tags = cover ? { images: [{ data: cover, mimeType: 'image/jpeg', kind: 'coverFront' as const }] } : {};
  const conversion = await Conversion.init({ input, output, tags });
  await conversion.execute();
  return new Uint8Array(target.buffer!);
}
