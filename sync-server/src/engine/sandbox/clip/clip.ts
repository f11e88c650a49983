// A moving camera over a still picture, as a playable MP4.
import HME from 'h264-mp4-encoder';
import { ALL_FORMATS, BufferSource, BufferTarget, Conversion, Input, Mp4OutputFormat, Output } from 'mediabunny';
import { parseSize, type Size } from 'shared/engine';
import { decode, cover, ratioOf, type Raster } from '../drawing/raster.ts';
import { numberOf, seedOf, textOf, type Drawn, type Task } from '../drawing/task.ts';
import { matteOf } from '../editing/matte.ts';
import { ease } from '../painting/noise.ts';
import { poseAt, readMove } from './camera.ts';
import { nearness, planesOf, view } from './planes.ts';

const FRAMES_PER_SECOND = 24;
/** The source is this much larger than a frame, so that a closer view is not blurred. */
const RESERVE = 1.3;
const MAX_SECONDS = 30;

/** Pixels of a frame by resolution. Above 480p they are fewer than the name says: encoding has to stay quick on any machine. */
const areas: Record<string, number> = { '480p': 832 * 480, '720p': 960 * 540, '1080p': 1_024 * 576, '4k': 1_024 * 576 };

/** Draws an image-to-video task: the first picture, and towards the end the second where there is one. */
export async function clip(task: Task): Promise<Drawn> {
  const [first, last] = await Promise.all(task.images.slice(0, 2).map((bytes) => decode(bytes, 2_400_000)));
  if (!first) throw new Error('An image-to-video task needs an image.');
  const size = frameSize(task, first);
  const bytes = await encode(await scene(first, size), last && (await scene(last, size)), task, size);
  return { bytes: await fastStart(bytes), extension: 'mp4' };
}

type Scene = Awaited<ReturnType<typeof scene>>;

async function scene(raster: Raster, { width, height }: Size) {
  const even = (side: number) => Math.round((side * RESERVE) / 2) * 2;
  const source = await cover(raster, { width: even(width), height: even(height) });
  return { planes: planesOf(source), near: await nearness(await matteOf(source), width, height) };
}

async function encode(first: Scene, last: Scene | undefined, task: Task, { width, height }: Size): Promise<Uint8Array> {
  const prompt = textOf(task, 'prompt');
  const seed = seedOf(task);
  const move = task.inputs.camera_fixed === true ? 'static' : readMove(prompt);
  const seconds = Math.min(MAX_SECONDS, Math.max(1, numberOf(task, 'duration', 5)));
  const count = seconds * FRAMES_PER_SECOND;
  const encoder = await HME.createH264MP4Encoder();
  try {
    encoder.width = width;
    encoder.height = height;
    encoder.frameRate = FRAMES_PER_SECOND;
    encoder.speed = 10;
    encoder.quantizationParameter = 27;
    encoder.groupOfPictures = FRAMES_PER_SECOND * 2;
    encoder.initialize();
    const frame = new Uint8Array((width * height * 3) / 2);
    for (let n = 0; n < count; n++) {
      const time = count === 1 ? 0 : n / (count - 1);
      const pose = poseAt(move, time, prompt, seed);
      const arrived = last ? ease(0.5, 0.92, time) : 0;
      if (arrived < 1) view(first.planes, first.near, pose, width, height, frame, 1);
      if (last && arrived > 0) view(last.planes, last.near, pose, width, height, frame, arrived);
      encoder.addFrameYuv(frame);
    }
    encoder.finalize();
    return encoder.FS.readFile(encoder.outputFilename).slice();
  } finally {
    encoder.delete();
  }
}

/** Even sides of the asked shape: the size, the aspect ratio, else the picture's own. */
function frameSize(task: Task, image: Size): Size {
  const { inputs, model } = task;
  const asked = parseSize(inputs.size);
  const ratio = asked ? asked.width / asked.height : (ratioOf(inputs.aspect_ratio) ?? image.width / image.height);
  const named = typeof inputs.resolution === 'string' ? inputs.resolution : /(480|720|1080)p/.exec(model)?.[0];
  const resolution = asked ? (Math.min(asked.width, asked.height) > 480 ? '720p' : '480p') : (named ?? '720p');
  const area = areas[resolution] ?? areas['480p']!;
  const held = Math.min(3, Math.max(1 / 3, ratio));
  const side = (length: number) => Math.round(length / 16) * 16;
  return { width: side(Math.sqrt(area * held)), height: side(Math.sqrt(area / held)) };
}

/** Moves the index to the front, so that playing starts before all is loaded, and names the sandbox. */
async function fastStart(bytes: Uint8Array): Promise<Uint8Array> {
  const target = new BufferTarget();
  const conversion = await Conversion.init({
    input: new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS }),
    output: new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target }),
    tags: { artist: 'Preset sandbox', comment: 'Drawn by rules, not by AI' },
    showWarnings: false
  });
  await conversion.execute();
  if (!target.buffer) throw new Error('The clip could not be written.');
  const done = new Uint8Array(target.buffer);
  forgetTimes(done, 0, done.length);
  return done;
}

const containers = new Set(['moov', 'trak', 'mdia']);
const dated = new Set(['mvhd', 'tkhd', 'mdhd']);

/** Clears the times of creation in the file's headers, so that a redrawn clip has the same bytes. */
function forgetTimes(bytes: Uint8Array, start: number, end: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = start; at + 8 <= end;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (containers.has(type)) forgetTimes(bytes, at + 8, at + length);
    // Version 1 of these boxes has two times of eight bytes, version 0 of four.
    if (dated.has(type)) bytes.fill(0, at + 12, at + (bytes[at + 8] === 1 ? 28 : 20));
    if (length < 8) return;
    at += length;
  }
}
