// The colours of pictures on a board, taken in a worker and remembered while the page lives.
import { mediaUrl } from '#lib/blobs';
import { request } from '#lib/platform';

let worker: Worker | undefined;
const known = new Map<string, Promise<readonly string[]>>();

/** Up to six colours as `#rrggbb`, the commonest first; none where the picture cannot be read here. */
function coloursOf(thumbHash: string): Promise<readonly string[]> {
  const present = known.get(thumbHash);
  if (present) return present;
  const asked = ask(thumbHash);
  known.set(thumbHash, asked);
  // What could not be read, without network perhaps, is tried again the next time.
  void asked.then((colours) => colours.length === 0 && known.delete(thumbHash));
  return asked;
}

async function ask(thumbHash: string): Promise<readonly string[]> {
  try {
    const response = await request(mediaUrl(thumbHash));
    if (!response.ok) return [];
    const blob = await response.blob();
    worker ??= new Worker(new URL('./palette.worker.ts', import.meta.url), { type: 'module' });
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<readonly string[]>((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<readonly string[]>) => resolve(data);
    });
    worker.postMessage(blob, [port2]);
    return await answer;
  } catch {
    return [];
  }
}

/** The colours of several pictures together, in turns so that each has its say; at most `most`. */
export async function coloursOfAll(thumbHashes: readonly string[], most: number): Promise<readonly string[]> {
  const palettes = await Promise.all(thumbHashes.slice(0, 12).map(coloursOf));
  const all: string[] = [];
  for (let turn = 0; turn < 6; turn++)
    for (const palette of palettes) {
      const colour = palette[turn];
      if (colour && !all.includes(colour)) all.push(colour);
    }
  return all.slice(0, most);
}
