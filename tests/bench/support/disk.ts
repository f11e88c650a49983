// How long this disk takes to make something durable, which is the floor of every durable edit.
import { mkdtemp, open, rm } from 'node:fs/promises';
import { fdatasyncSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { median, round } from './figures.ts';

/** What a commit of one edit writes, in bytes. */
const COMMIT = 16 * 1024;
const SAMPLES = 150;

/** Middle milliseconds of an append and its fdatasync, with pauses as between edits: a disk is quicker when it is kept busy. */
export async function fsyncMs(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'preset-bench-disk-'));
  const file = await open(join(folder, 'log'), 'w');
  const bytes = new Uint8Array(COMMIT);
  const times: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    await setTimeout(5);
    const began = performance.now();
    writeSync(file.fd, bytes);
    fdatasyncSync(file.fd);
    times.push(performance.now() - began);
  }
  await file.close();
  await rm(folder, { recursive: true });
  return round(median(times));
}
