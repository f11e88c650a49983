// Has files prepared in a worker that stays as long as it has work.
import { Problem } from 'shared/kernel';
import { WorkerClient } from '#lib/platform';
import { measureVideo } from './measure-video.ts';
import type { Looks, Part } from './prepare.ts';
import type { Answer, Order } from './prepare.worker.ts';
import { blobProblem } from './problems.ts';

const client = new WorkerClient<Order, Answer>(() => new Worker(new URL('./prepare.worker.ts', import.meta.url), { type: 'module' }), {
  // After which a file that no decoder finishes counts as unreadable.
  patience: 60_000,
  linger: 10_000
});

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
  const answer = await client.ask(order, transfer).catch(() => {
    throw blobProblem('unreadable-media');
  });
  if ('problem' in answer) throw new Problem(answer.problem.code, answer.problem, answer.problem);
  return answer;
}
