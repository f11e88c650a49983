// Brings boards of other programs and folders of pictures onto an open board: files enter the gallery first, then everything lies down at once.
import { noteText, type BoardFields, type BoardRecord } from 'shared/moodboards';
import { gallery, importFiles } from '#lib/gallery';
import { add, newItemId, pictureOf, signed } from './adding.ts';
import type { Board } from './board.svelte.ts';
import type { Point } from './camera.ts';
import { readForeign, type ForeignItem } from './foreign.ts';
import { union } from './geometry.ts';

export interface BoardImport {
  /** Items that now lie on the board. */
  readonly added: number;
  /** Things of the file that have no counterpart here. */
  readonly left: number;
  /** Pictures that the file names and that were not among the chosen files, or could not be read. */
  readonly missing: readonly string[];
}

/**
 * Lays a foreign board around a place; `beside` are the files chosen with it, in which its pictures are looked for.
 * Throws a SyntaxError for a file that is neither JSON Canvas nor Excalidraw.
 */
export async function importBoard(board: Board, file: File, beside: readonly File[], at: Point): Promise<BoardImport> {
  const { items, left } = readForeign(await file.text());
  const missing: string[] = [];
  const pictures = new Map<string, ReturnType<typeof pictureOf>>();
  for (const item of items) {
    if (item.kind !== 'picture' || pictures.has(item.file)) continue;
    const source = item.file.startsWith('data:') ? fromDataUrl(item.file) : nameIn(beside, item.file);
    const { imported, already } = source ? await importFiles([source]) : { imported: [], already: [] };
    const entry = [...imported, ...already].flatMap((id) => gallery.get(id) ?? [])[0];
    if (entry) pictures.set(item.file, pictureOf(entry));
    else missing.push(item.file.startsWith('data:') ? 'a picture inside the file' : item.file);
  }
  const placed = items.filter((item) => item.kind !== 'picture' || pictures.has(item.file));
  const box = union(
    placed.flatMap((item) => (item.kind === 'connector' ? [] : { x: item.g[0], y: item.g[1], width: item.g[2], height: item.g[3] }))
  );
  const by = box ? { x: at.x - box.x - box.width / 2, y: at.y - box.y - box.height / 2 } : { x: 0, y: 0 };
  const ids = new Map(placed.map(({ key }) => [key, newItemId()]));
  const nodes = add(
    board,
    placed.map((item) => ({ id: ids.get(item.key) as string, ...itemOf(item, by, ids, pictures) }))
  );
  board.doc.transact(() => {
    for (const item of placed)
      if (item.kind === 'note' && item.words) noteText(board.doc, ids.get(item.key) as string).insert(0, item.words);
  }, board.origin);
  board.newStep();
  board.select(nodes.map(({ id }) => id));
  board.view.reveal(nodes);
  return { added: nodes.length, left, missing };
}

function itemOf(
  item: ForeignItem,
  by: Point,
  ids: ReadonlyMap<string, string>,
  pictures: ReadonlyMap<string, ReturnType<typeof pictureOf>>
): { record: BoardRecord; fields: BoardFields } {
  if (item.kind === 'connector') {
    const end = (of: string | Point) =>
      typeof of === 'string' ? { item: ids.get(of) ?? newItemId() } : { x: of.x + by.x, y: of.y + by.y };
    return {
      record: { ...signed(), kind: 'connector' },
      fields: { g: [0, 0, 1, 1, 0], from: end(item.from), to: end(item.to), ...(item.title ? { title: item.title } : {}) }
    };
  }
  const [x, y, width, height, rotation] = item.g;
  const fields: BoardFields = { g: [x + by.x, y + by.y, width, height, rotation] };
  if (item.kind === 'note')
    return { record: { ...signed(), kind: 'note' }, fields: { ...fields, ...(item.colour ? { colour: item.colour } : {}) } };
  if (item.kind === 'frame') return { record: { ...signed(), kind: 'frame' }, fields: { ...fields, title: item.title } };
  const picture = pictures.get(item.file);
  if (!picture) throw new Error('A picture without bytes is left out before.');
  return { record: { ...signed(), kind: picture.type.startsWith('video/') ? 'video' : 'image', picture }, fields };
}

/** The chosen file that a path means: by its whole path within the folder, else by its name. */
function nameIn(files: readonly File[], path: string): File | undefined {
  const name = path.split('/').at(-1);
  return files.find(({ webkitRelativePath }) => webkitRelativePath.endsWith(`/${path}`)) ?? files.find((file) => file.name === name);
}

function fromDataUrl(url: string): File | undefined {
  try {
    const [head = '', data = ''] = url.split(',', 2);
    const type = /^data:([^;,]+);base64$/.exec(head)?.[1];
    if (!type) return undefined;
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    return new File([bytes], `picture.${type.split('/')[1] ?? 'png'}`, { type });
  } catch {
    return undefined;
  }
}
