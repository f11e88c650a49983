// Takes files that a person chose, dropped, pasted or shared into the gallery, on this device first.
import type { AssetId } from 'shared/gallery';
import { Problem, type ProblemDocument } from 'shared/kernel';
import { account } from '#lib/accounts';
import { keepReady, readFile, type ReadyFile } from '#lib/blobs';
import { db } from '#lib/platform';
import { rename, restore, trash, type Undo } from './actions.ts';
import type { AssetEntry } from './collection.ts';
import { gallery } from './gallery.svelte.ts';
import type { Origin } from './metadata/own.ts';
import { galleryProblem } from './problems.ts';

export interface ImportResult {
  /** What is new in the gallery, in the order of the files. */
  readonly imported: readonly AssetId[];
  /** Assets that held the same bytes before; they were left as they are, and taken out of trash where they lay there. */
  readonly already: readonly AssetId[];
  /** The files of those, by the names they had. */
  readonly duplicates: readonly { readonly name: string; readonly id: AssetId }[];
  /** Files that could not be taken, each with its reason. */
  readonly refused: readonly { readonly name: string; readonly problem: ProblemDocument }[];
  /** Files that were not looked at, because it was cancelled. */
  readonly left: number;
  /** Moves what was imported to trash. */
  readonly undo: Undo;
}

export interface ImportOptions {
  /** Hashes of the pictures that these were made from, for lineage. */
  readonly parents?: readonly string[];
  /** Hears how many are dealt with. */
  readonly done?: (count: number) => void;
  /** Ends it after the file that is being kept; what was imported so far stays. */
  readonly signal?: AbortSignal;
}

/** Files read at the same time; each can hold a whole decoded picture in memory. */
const AT_ONCE = 2;

type Read = { readonly file: File } & ({ readonly ready: ReadyFile; readonly origin: Origin } | { readonly problem: ProblemDocument });

/**
 * Imports files in their order; one that cannot be read never stops the others. Throws the Problem `gallery-view-only` to a viewer.
 */
export async function importFiles(files: Iterable<File>, { parents = [], done, signal }: ImportOptions = {}): Promise<ImportResult> {
  await gallery.start();
  if (gallery.locked) throw galleryProblem('gallery-view-only');
  const { media, origins } = await sorted([...files]);
  const imported: AssetId[] = [];
  const already: AssetId[] = [];
  const duplicates: { name: string; id: AssetId }[] = [];
  const refused: { name: string; problem: ProblemDocument }[] = [];
  const byHash = new Map([...gallery.trashed, ...gallery.assets].map((entry) => [entry.record.hash, entry]));
  let count = 0;
  for await (const one of ahead(media, signal)) {
    const { name } = one.file;
    if ('problem' in one) refused.push({ name, problem: one.problem });
    else {
      try {
        const present = byHash.get(one.ready.original.hash);
        if (present) {
          const { id } = await again(present);
          already.push(id);
          duplicates.push({ name, id });
        } else {
          const entry = await add(one.ready, withSidecar(one.origin, origins.get(name)), parents);
          imported.push(entry.record.id);
          byHash.set(entry.record.hash, entry);
        }
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        refused.push({ name, problem: error.document });
      }
    }
    done?.((count += 1));
  }
  return {
    imported,
    already,
    duplicates,
    refused,
    left: media.length - count,
    undo: async () => {
      await trash(imported);
    }
  };
}

/** The files without the JSON that an export laid beside them, and what that says. */
async function sorted(files: readonly File[]): Promise<{ media: readonly File[]; origins: ReadonlyMap<string, Origin> }> {
  if (!files.some(({ name }) => name.endsWith('.json'))) return { media: files, origins: new Map() };
  const { splitSidecars } = await import('./sidecars.ts');
  return splitSidecars(files);
}

/** Reads some files ahead of the one that is being kept, and gives them out in order. */
async function* ahead(files: readonly File[], signal: AbortSignal | undefined): AsyncGenerator<Read> {
  const reading: Promise<Read>[] = [];
  let next = 0;
  for (;;) {
    if (signal?.aborted) return;
    for (let file = files[next]; file && reading.length < AT_ONCE; file = files[(next += 1)]) reading.push(read(file));
    const first = reading.shift();
    if (!first) return;
    yield await first;
  }
}

async function read(file: File): Promise<Read> {
  try {
    const { askOrigin } = await import('./metadata/ask.ts');
    const [ready, origin] = await Promise.all([readFile(file), askOrigin(file)]);
    return { file, ready, origin };
  } catch (error) {
    if (error instanceof Problem) return { file, problem: error.document };
    throw error;
  }
}

/** The same bytes again: what lay in trash comes back. */
async function again({ record, fields }: AssetEntry): Promise<{ id: AssetId }> {
  if (fields.trashedAt !== undefined) await restore(record.id);
  return { id: record.id };
}

/** What stands in the file itself counts before what lies beside it. */
function withSidecar(origin: Origin, beside: Origin | undefined): Origin {
  return origin.recipe || !beside ? origin : beside;
}

async function add(ready: ReadyFile, { recipe, imported, title }: Origin, given: readonly string[]): Promise<AssetEntry> {
  const kept = await keepReady(ready);
  const [{ feedOf }, { OwnShard }] = await Promise.all([import('./live-feed.ts'), import('./own-shard.ts')]);
  const own = new OwnShard(await db(), account.workspace.id);
  const by = account.me?.user.id;
  const record = {
    ...kept,
    kind: kept.type.startsWith('video/') ? ('video' as const) : ('image' as const),
    createdAt: Date.now(),
    parents: [...(given.length > 0 ? given : new Set(recipe?.references.map(({ hash }) => hash)))],
    ...(recipe ? { recipe } : {}),
    ...(imported ? { imported } : {}),
    ...(by === undefined ? {} : { by })
  };
  const id = await feedOf(gallery).add(own, record);
  if (title) await rename(id, title);
  return { record: { ...record, v: 1, id }, fields: {} };
}
