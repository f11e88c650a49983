// Proves that the history is read once for many, and never from before it was asked about.
import { expect, it } from 'vitest';
import type { Prediction } from '#area/engine';
import { Histories } from './histories.ts';
import { scriptedEngine } from './scripted-engine.fixture.ts';

it('[ENG-3] reads the history once for items that lost their answers together, and afresh for later ones', async () => {
  let clock = 100_000;
  const engine = scriptedEngine({ now: () => clock });
  const windows: [number, number][] = [];
  const past: Prediction[] = [90_000, 99_000, 0].map((createdAt, n) => ({
    id: `p${n}`,
    model: 'm',
    status: 'running',
    outputs: [],
    nsfw: [],
    createdAt
  }));
  engine.history = async ({ from, to }) => {
    windows.push([from, to]);
    return past;
  };
  const histories = new Histories(engine, 2_000, () => clock);
  const read = (sentAt: number, since: number) => histories.read('m', sentAt - 5_000, sentAt + 5_000, since);
  const answers = await Promise.all([read(99_000, 99_500), read(99_100, 99_500), read(90_000, 99_500)]);
  expect(answers.map((found) => found.map(({ id }) => id))).toEqual([
    ['p1', 'p2'],
    ['p1', 'p2'],
    ['p0', 'p2']
  ]);
  expect(windows).toEqual([[64_000, 134_000]]);
  await read(99_000, 100_001);
  clock += 2_000;
  await read(99_000, 99_500);
  await read(10_000, 99_500);
  expect(windows).toHaveLength(4);
});
