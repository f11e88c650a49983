// A board for other programs and for paper: PNG (in tiles where one would be too large), PDF with a page a frame, JSON Canvas with its pictures.
import { mediaUrl } from '#lib/blobs';
import { request, WorkerClient } from '#lib/platform';
import { readingOrder } from './arrange.ts';
import type { Board } from './board.svelte.ts';
import type { DrawAnswer, DrawOrder } from './export.worker.ts';
import { filePathOf, jsonCanvasOf } from './json-canvas.ts';
import { padded, pageOf, restOf, sceneOf, type Scene } from './scene.ts';
import { tilesOf } from './tiles.ts';

/** Pixels a side of one PNG; browsers refuse canvases much larger. */
const TILE = 8_192;
/** Pixels a board unit, where the board is small enough for it. */
const FINE = 2;
/** Most tiles of one export. */
const MOST_TILES = 36;

export interface ExportedFile {
  readonly name: string;
  readonly blob: Blob;
  /** Pictures whose bytes are not here and could not be fetched: they show as their colour, or are missing beside the board. */
  readonly missing: number;
}

/** Tells how far it is, 0 to 1. */
export type Progress = (share: number) => void;

/** The board as one PNG, or as a zip of tiles. Throws where there is nothing to draw. */
export async function exportPng(board: Board, name: string, progress: Progress): Promise<ExportedFile> {
  const scene = sceneOf(board);
  if (!scene) throw new Error('There is nothing on this board to export.');
  const { box } = padded(scene);
  const scale = Math.min(FINE, (TILE * Math.sqrt(MOST_TILES)) / Math.max(box.width, box.height));
  const { blobs, missing } = await picturesOf(scene, (share) => progress(share / 2));
  const tiles = tilesOf(box, TILE / scale);
  const drawn: { name: string; blob: Blob }[] = [];
  for (const [index, { area, row, column }] of tiles.entries()) {
    drawn.push({
      name: `${name} ${row + 1}-${column + 1}.png`,
      blob: await draw({ scene, area, scale, ground: true, type: 'image/png', blobs })
    });
    progress(0.5 + (index + 1) / tiles.length / 2);
  }
  const [only] = drawn;
  if (drawn.length === 1 && only) return { name: `${name}.png`, blob: only.blob, missing };
  return { name: `${name}.zip`, blob: await zipped(drawn), missing };
}

/** A PDF with a page for each frame in reading order, and one for what lies in none; words stay words. */
export async function exportPdf(board: Board, name: string, progress: Progress): Promise<ExportedFile> {
  const frames = readingOrder(
    board.stack
      .filter(({ record, fields }) => record.kind === 'frame' && fields.frame === undefined)
      .map((node) => ({ id: node.id, geometry: node.geometry, node }))
  ).map(({ node }) => ({ ...pageOf(board, node), title: node.fields.title ?? '' }));
  const rest = restOf(board);
  const pages = rest ? [...frames, { ...rest, title: frames.length > 0 ? 'Beside the frames' : name }] : frames;
  if (pages.length === 0) throw new Error('There is nothing on this board to export.');
  const { pdfOf } = await import('./pdf.ts');
  let missing = 0;
  const made = await pdfOf(pages, {
    title: name,
    pictures: async (page) => {
      const found = await picturesOf(page, () => undefined);
      missing += found.missing;
      return new Map(found.blobs);
    },
    // What the PDF's own fonts cannot write is drawn.
    draw: (scene, area) => draw({ scene, area, scale: 3, ground: false, type: 'image/png', blobs: [] }),
    progress
  });
  return { name: `${name}.pdf`, blob: made, missing };
}

/** A zip with the board as JSON Canvas 1.0 and its pictures beside it. */
export async function exportJsonCanvas(board: Board, name: string, progress: Progress): Promise<ExportedFile> {
  const canvas = jsonCanvasOf(board);
  const pictures = [...new Map(board.stack.flatMap(({ picture }) => (picture ? [[picture.hash, picture] as const] : []))).values()];
  const files: { name: string; blob: Blob }[] = [
    { name: `${name}.canvas`, blob: new Blob([JSON.stringify(canvas, undefined, '\t')], { type: 'application/json' }) }
  ];
  let missing = 0;
  for (const [index, picture] of pictures.entries()) {
    const blob = await bytesOf(picture.hash);
    if (blob) files.push({ name: filePathOf(picture), blob });
    else missing++;
    progress((index + 1) / pictures.length);
  }
  return { name: `${name}.zip`, blob: await zipped(files), missing };
}

/** A small picture of a board as an object URL, to be revoked after use; undefined where there is nothing on it. */
export async function pictureUrlOf(board: Board, side = 960): Promise<string | undefined> {
  const scene = sceneOf(board);
  if (!scene) return undefined;
  const scale = Math.min(1, side / Math.max(scene.box.width, scene.box.height));
  const thumbs = await Promise.all(
    board.stack.flatMap(({ picture }) => (picture ? [bytesOf(picture.thumb.hash).then((blob) => [picture.hash, blob] as const)] : []))
  );
  const blobs = thumbs.flatMap(([hash, blob]) => (blob ? [[hash, blob] as const] : []));
  return URL.createObjectURL(await draw({ scene, area: scene.box, scale, ground: true, type: 'image/jpeg', blobs }));
}

async function picturesOf(scene: Scene, progress: Progress): Promise<{ blobs: (readonly [string, Blob])[]; missing: number }> {
  const hashes = [...new Set(scene.items.flatMap((item) => (item.kind === 'picture' ? item.hash : [])))];
  const blobs: (readonly [string, Blob])[] = [];
  for (const [index, hash] of hashes.entries()) {
    const blob = await bytesOf(hash);
    if (blob) blobs.push([hash, blob]);
    progress((index + 1) / hashes.length);
  }
  return { blobs, missing: hashes.length - blobs.length };
}

async function bytesOf(hash: string): Promise<Blob | undefined> {
  try {
    const response = await request(mediaUrl(hash));
    return response.ok ? await response.blob() : undefined;
  } catch {
    // Neither here nor to be fetched now.
    return undefined;
  }
}

const client = new WorkerClient<DrawOrder, DrawAnswer>(
  () => new Worker(new URL('./export.worker.ts', import.meta.url), { type: 'module' })
);

async function draw(order: DrawOrder): Promise<Blob> {
  const made = await client.ask(order);
  if ('error' in made) throw new Error(made.error);
  return made.blob;
}

/** Pictures are compressed already: they are stored as they are. */
async function zipped(files: readonly { name: string; blob: Blob }[]): Promise<Blob> {
  const { Zip, ZipPassThrough } = await import('fflate');
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    parts.push(new Uint8Array(chunk));
  });
  for (const { name, blob } of files) {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(new Uint8Array(await blob.arrayBuffer()), true);
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}
