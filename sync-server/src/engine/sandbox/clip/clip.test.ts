// Proves that clips are playable files of the asked length and shape, and that camera words move the camera.
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { expect, it } from 'vitest';
import { ball } from '../test-bench.ts';
import { poseAt, readMove } from './camera.ts';
import { clip } from './clip.ts';

const picture = await ball();

async function film(inputs: Record<string, unknown>, images = [picture]) {
  const drawn = await clip({ kind: 'image-to-video', model: 'bytedance/seedance-v1-pro-i2v-480p', inputs, images });
  if (!('bytes' in drawn)) throw new Error('a clip is a file');
  const input = new Input({ source: new BufferSource(drawn.bytes), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('there is no video in it');
  const sizes: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) sizes.push(packet.byteLength);
  const facts = {
    width: track.displayWidth,
    height: track.displayHeight,
    codec: track.codec,
    seconds: Math.round(await input.computeDuration()),
    frames: sizes.length
  };
  return { facts, bytes: drawn.bytes, tags: await input.getMetadataTags() };
}

it('[ENG-2] gives an H.264 MP4 whose index comes first and which names the sandbox', async () => {
  const { facts, bytes, tags } = await film({ prompt: 'push in', duration: 2, aspect_ratio: '16:9' });
  expect(facts).toEqual({ width: 848, height: 480, codec: 'avc', seconds: 2, frames: 48 });
  const text = Buffer.from(bytes).toString('latin1');
  expect(text.indexOf('moov')).toBeLessThan(text.indexOf('mdat'));
  expect(tags).toMatchObject({ comment: 'Drawn by rules, not by AI', artist: 'Preset sandbox' });
});

it('[ENG-2] follows the picture’s shape, and ends on the last picture where there is one', async () => {
  const { facts, bytes } = await film({ prompt: 'static shot', duration: 1 }, [picture, await ball('jpeg', 128)]);
  expect(facts).toMatchObject({ width: 624, height: 624, frames: 24 });
  const again = await film({ prompt: 'static shot', duration: 1 }, [picture, await ball('jpeg', 128)]);
  expect(Buffer.from(again.bytes).equals(Buffer.from(bytes)), 'the same again').toBe(true);
});

it.each([
  ['slow push in towards the vase', 'push in'],
  ['zoom out', 'pull out'],
  ['the camera pans left', 'pan left'],
  ['pan to the right', 'pan right'],
  ['tilt up', 'tilt up'],
  ['crane down', 'tilt down'],
  ['orbit around the vase', 'orbit'],
  ['static shot', 'static'],
  ['handheld', 'handheld'],
  ['leaves move in the wind', 'drift']
])('[ENG-2] reads “%s” as %s', (prompt, move) => {
  expect(readMove(prompt)).toBe(move);
});

it('[ENG-2] moves the way the words say', () => {
  const move = (name: Parameters<typeof poseAt>[0]) => [poseAt(name, 0, '', 0), poseAt(name, 1, '', 0)] as const;
  const [near, far] = [move('push in'), move('pull out')];
  expect(near[1].zoom).toBeGreaterThan(near[0].zoom);
  expect(far[1].zoom).toBeLessThan(far[0].zoom);
  const [left, up] = [move('pan left'), move('tilt up')];
  expect(left[1].x).toBeLessThan(left[0].x);
  expect(up[1].y).toBeLessThan(up[0].y);
});
