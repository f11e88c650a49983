// Proves that a painter that dies fails only its task, and that painters are bounded.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { Task } from '../drawing/task.ts';
import { PainterPool } from './pool.ts';

async function pool(size: number): Promise<PainterPool> {
  const folder = await mkdtemp(join(tmpdir(), 'preset-pool-'));
  const worker = join(folder, 'worker.mjs');
  await writeFile(
    worker,
    `import { parentPort, threadId } from 'node:worker_threads';
    parentPort.on('message', ({ model }) => {
      if (model === 'exit') process.exit(1);
      if (model === 'throw') throw new Error('broken');
      parentPort.postMessage(model === 'fail' ? { code: 1403, message: 'no' } : { drawn: [{ text: String(threadId) }] });
    });`
  );
  const painters = new PainterPool({ size, worker: pathToFileURL(worker) });
  onTestFinished(async () => {
    await painters.close();
    await rm(folder, { recursive: true });
  });
  return painters;
}

const task = (model: string) => (): Promise<Task> => Promise.resolve({ kind: 'text', model, inputs: {}, images: [] });

it('[ENG-2] fails the task of a painter that died, and draws the next one', async () => {
  const painters = await pool(1);
  for (const death of ['exit', 'throw']) {
    const dying = painters.draw(task(death));
    const next = painters.draw(task('fine'));
    await expect(dying).rejects.toMatchObject({ code: 5000 });
    await expect(next).resolves.toHaveLength(1);
  }
  await expect(painters.draw(task('fail'))).rejects.toMatchObject({ code: 1403, message: 'no' });
});

it('[ENG-2] uses as many threads as it may and no more', async () => {
  const painters = await pool(2);
  const drawn = await Promise.all(Array.from({ length: 12 }, () => painters.draw(task('fine'))));
  expect(new Set(drawn.map(([result]) => result && 'text' in result && result.text)).size).toBeLessThanOrEqual(2);
});

it('[ENG-2] prepares a task only when a painter is free for it', async () => {
  const painters = await pool(1);
  let prepared = 0;
  const gate = Promise.withResolvers<void>();
  const first = painters.draw(async () => {
    await gate.promise;
    return task('fine')();
  });
  const second = painters.draw(() => {
    prepared++;
    return task('fine')();
  });
  expect(prepared).toBe(0);
  gate.resolve();
  await Promise.all([first, second]);
  expect(prepared).toBe(1);
});
