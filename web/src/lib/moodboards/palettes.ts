// The colours of pictures on a board, taken in a worker and remembered while the page lives.
import { mediaUrl } from '#lib/blobs';
import { request, WorkerClient } from '#lib/platform';

const client = new WorkerClient<Blob, readonly string[]>(
  () => new Worker(new URL('./palette.worker.ts', import.meta.url), { type: 'module' })
);
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
    return await client.ask(await response.blob());
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
