// Reads videos without decoding them, and finds a still picture that can stand for one.
import { BufferSource, EncodedPacketSink, Input, MATROSKA, MP4, QTFF, WEBM, type InputVideoTrack } from 'mediabunny';
import sharp from 'sharp';
import { blobProblem, MAX_PIXELS, type MediaType } from 'shared/blobs';
import { THUMBNAIL_SIDE, type Measured } from './measured.ts';
import { describe, makeThumbnail } from './picture.ts';

interface VideoFacts {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** A picture that the file carries as its cover. */
  readonly cover: Uint8Array | undefined;
}

/**
 * Measures a video. Its thumbnail is `poster`, else the cover inside the file, else a drawn card: no decoder of H.264
 * comes with our libraries. Throws `unreadable-video`.
 */
export async function measureVideo(bytes: Uint8Array<ArrayBuffer>, type: MediaType, poster: Uint8Array | undefined): Promise<Measured> {
  const { width, height, seconds, cover } = await readVideo(bytes);
  const still = poster ?? cover;
  const thumbnail = (still && (await makeThumbnail(still).catch(() => undefined))) ?? (await makeThumbnail(await card(width, height)));
  return { type, width, height, seconds, thumbnail, ...(await describe(thumbnail.bytes)) };
}

async function readVideo(bytes: Uint8Array<ArrayBuffer>): Promise<VideoFacts> {
  using input = new Input({ source: new BufferSource(bytes), formats: [MP4, QTFF, WEBM, MATROSKA] });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new Error('no video track');
    const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
    const seconds = await input.computeDuration();
    if (!(width > 0 && height > 0 && width * height <= MAX_PIXELS && seconds > 0 && Number.isFinite(seconds))) throw new Error('no size');
    await expectWhole(track);
    return { width, height, seconds, cover: await coverOf(input) };
  } catch {
    throw blobProblem('unreadable-video');
  }
}

/** The index of a file that was cut short still looks well; its last packet is then missing. */
async function expectWhole(track: InputVideoTrack): Promise<void> {
  const last = await new EncodedPacketSink(track).getPacket(Number.POSITIVE_INFINITY);
  if (!last || last.data.length === 0) throw new Error('cut short');
}

async function coverOf(input: Input): Promise<Uint8Array | undefined> {
  const { images } = await input.getMetadataTags();
  return images?.[0]?.data;
}

/** A plain card in the video's proportions with the sign for playing. */
async function card(width: number, height: number): Promise<Uint8Array> {
  const scale = THUMBNAIL_SIDE / Math.max(width, height);
  const [w, h] = [Math.max(16, Math.round(width * scale)), Math.max(16, Math.round(height * scale))];
  const size = Math.min(w, h) / 5;
  const triangle = `M${w / 2 - size / 2},${h / 2 - size * 0.6} l${size * 1.1},${size * 0.6} l${-size * 1.1},${size * 0.6} z`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><rect width="100%" height="100%" fill="#26282c"/><path d="${triangle}" fill="#8b9098"/></svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
}
