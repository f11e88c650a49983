// What boards look like in their list: their first pictures, read from the documents this device has.
import { readItems, type BoardEntry } from 'shared/moodboards';
import { documents } from '#lib/sync';
import { NO_COLOUR } from './item-colours.ts';
import { stripes, type Shape } from './templates.ts';

export interface PreviewPicture {
  readonly hash: string;
  readonly colour: string;
  readonly ratio: number;
}

export interface BoardPreview {
  readonly items: number;
  /** Up to four, the largest first. */
  readonly pictures: readonly PreviewPicture[];
  /** How it is laid out, for one without pictures. */
  readonly shapes: readonly Shape[];
}

const SHOWN = 4;
/** Most shapes of one drawing; more could not be told apart at its size. */
const DRAWN = 60;

class Previews {
  #known = $state.raw<ReadonlyMap<string, BoardPreview>>(new Map());
  readonly #asked = new Set<string>();
  #queue = Promise.resolve();

  /** What is known of a board; asks for it where it is not. */
  get(id: string): BoardPreview | undefined {
    if (!this.#asked.has(id)) {
      this.#asked.add(id);
      // One after the other: a list of hundreds must not open hundreds of documents at once.
      this.#queue = this.#queue.then(() => this.#read(id)).catch(() => undefined);
    }
    return this.#known.get(id);
  }

  /** Boards may have changed since the list was last seen. */
  forget(): void {
    this.#asked.clear();
  }

  async #read(id: string): Promise<void> {
    const document = await documents.open('board', id, undefined, false);
    await document.ready;
    const entries = [...readItems(document.doc).values()];
    const pictures = entries
      .flatMap(({ record, fields }) => {
        const picture = record?.kind === 'image' || record?.kind === 'video' ? record.picture : fields.result;
        const size = (fields.g?.[2] ?? 0) * (fields.g?.[3] ?? 0);
        return picture ? [{ hash: picture.thumb.hash, colour: picture.colour, ratio: picture.width / picture.height, size }] : [];
      })
      .sort((a, b) => b.size - a.size)
      .slice(0, SHOWN);
    this.#known = new Map([
      ...this.#known,
      [id, { items: entries.length, pictures, shapes: pictures.length > 0 ? [] : shapesOf(entries) }]
    ]);
    document.close();
  }
}

function shapesOf(entries: readonly BoardEntry[]): Shape[] {
  const shapes = entries.flatMap(({ record, fields }): Shape[] => {
    const [x = 0, y = 0, width = 0, height = 0] = fields.g ?? [];
    const box = { x, y, width, height };
    if (record?.kind === 'palette') return stripes(record.colours, box);
    if (record?.kind === 'swatch') return stripes([fields.colour ?? NO_COLOUR], box);
    if (record?.kind !== 'note' && record?.kind !== 'frame') return [];
    return [{ ...box, kind: record.kind, ...(fields.colour ? { colour: fields.colour } : {}) }];
  });
  // The largest first, which is also what lies below.
  return shapes.sort((a, b) => b.width * b.height - a.width * a.height).slice(0, DRAWN);
}

export const previews = new Previews();
