// Has files prepared in a worker that stays as long as it has work.
import { Problem } from 'shared/kernel';
import { measureVideo } from './measure-video.ts';
import type { Looks, Part } from './prepare.ts';
import type { Answer, Order } from './prepare.worker.ts';
import { blobProblem } from './problems.ts';

let worker: Worker | undefined;
let busy = 0;
let idle: ReturnType<typeof setTimeout> | undefined;
/** Milliseconds after its last file until a worker is given up: it holds the memory of what it decoded. */
const LINGER = 10_000;
/** Milliseconds after which a file that no decoder finishes counts as unreadable. */
const PATIENCE = 60_000;

/** A file ready to be kept. Throws Problems that say why it cannot be. */
export async function prepared(file: Blob): Promise<{ original: Part; looks: Looks }> {
  const answer = await asked({ file });
  if (!('prepared' in answer)) throw blobProblem('unreadable-media');
  const { original, picture } = answer.prepared;
  if (picture) return { original, looks: picture };
  let thumb: Looks['thumb'] | undefined;
  const measured = await measureVideo(original.blob, async (frame, width, height) => {
    const made = await asked({ frame, width, height }, [frame]);
    if (!('looks' in made)) throw blobProblem('unreadable-media');
    thumb = made.looks.thumb;
    return made.looks;
  });
  if (!thumb) throw blobProblem('unreadable-media');
  return { original, looks: { ...measured, thumb } };
}

async function asked(order: Order, transfer: Transferable[] = []): Promise<Answer> {
  clearTimeout(idle);
  busy += 1;
  const asking = (worker ??= new Worker(new URL('./prepare.worker.ts', import.meta.url), { type: 'module' }));
  const { port1, port2 } = new MessageChannel();
  try {
    const answer = await new Promise<Answer>((resolve) => {
      // A worker that died, of memory perhaps, answers nothing: the next file gets a new one.
      const dead = () => {
        if (worker === asking) worker = undefined;
        asking.terminate();
        resolve({ error: 'The worker stopped.' });
      };
      const timer = setTimeout(dead, PATIENCE);
      asking.addEventListener('error', dead, { once: true });
      port1.onmessage = ({ data }: MessageEvent<Answer>) => {
        clearTimeout(timer);
        asking.removeEventListener('error', dead);
        resolve(data);
      };
      asking.postMessage(order, [port2, ...transfer]);
    });
    if ('problem' in answer) throw new Problem(answer.problem.code, answer.problem, answer.problem);
    return answer;
  } finally {
    port1.close();
    busy -= 1;
    if (busy === 0)
      idle = setTimeout(() => {
        worker?.terminate();
        worker = undefined;
      }, LINGER);
  }
}
