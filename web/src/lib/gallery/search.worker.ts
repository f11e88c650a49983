// Searches the gallery beside the page, so that no key waits for it.
import { AssetIndex } from './asset-index.ts';
import { respond, type ToWorker } from './search-messages.ts';

const index = new AssetIndex();

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const answer = respond(index, data);
  if (answer) postMessage(answer, { transfer: answer.answer instanceof Uint32Array ? [answer.answer.buffer] : [] });
});
