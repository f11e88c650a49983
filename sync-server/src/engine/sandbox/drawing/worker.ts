// A painter thread: draws one task after another.
import { parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { draw } from './draw.ts';
import { taskCode, TaskError, type Reply, type Task } from './task.ts';

if (!parentPort) throw new Error('This file runs as a worker thread.');
const port = parentPort;

// One core per painter: their number is what bounds the load.
sharp.concurrency(1);
sharp.cache(false);

port.on('message', async (task: Task) => {
  const reply = await draw(task).then(
    (drawn): Reply => ({ drawn }),
    (error: unknown): Reply =>
      error instanceof TaskError
        ? { code: error.code, message: error.message }
        : {
            code: taskCode.executionFailed,
            message: `The sandbox could not draw this: ${error instanceof Error ? error.message : String(error)}`
          }
  );
  port.postMessage(reply);
});
