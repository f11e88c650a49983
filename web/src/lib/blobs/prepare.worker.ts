// Prepares chosen files beside the page's own thread.
import { Problem, type ProblemDocument } from 'shared/kernel';
import { answerOrders } from '#lib/platform';
import { prepare, standFor, type Looks, type Prepared } from './prepare.ts';

export type Order = { readonly file: Blob } | { readonly frame: ImageBitmap; readonly width: number; readonly height: number };
export type Answer =
  | { readonly prepared: Prepared }
  | { readonly looks: Omit<Looks, 'width' | 'height' | 'seconds'> }
  | { readonly problem: ProblemDocument }
  | { readonly error: string };

async function answer(order: Order): Promise<Answer> {
  try {
    if ('file' in order) return { prepared: await prepare(order.file) };
    return { looks: await standFor(order.frame, order.width, order.height) };
  } catch (error) {
    if (error instanceof Problem) return { problem: error.document };
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' };
  }
}

answerOrders(answer);
