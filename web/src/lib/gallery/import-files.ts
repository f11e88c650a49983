// Takes files that a person chose, dropped or pasted into the gallery, on this device first.
import type { AssetId } from 'shared/gallery';
import { Problem, type ProblemDocument } from 'shared/kernel';
import { account } from '#lib/accounts';
import { keepFile } from '#lib/blobs';
import { db } from '#lib/platform';
import { trash, type Undo } from './actions.ts';
import { gallery } from './gallery.svelte.ts';
import { galleryProblem } from './problems.ts';

export interface ImportResult {
  /** What is new in the gallery, in the order of the files. */
  readonly imported: readonly AssetId[];
  /** Assets that held the same bytes before; they were left as they are. */
  readonly already: readonly AssetId[];
  /** Files that could not be taken, each with its reason. */
  readonly refused: readonly { readonly name: string; readonly problem: ProblemDocument }[];
  /** Moves what was imported to trash. */
  readonly undo: Undo;
}

export interface ImportOptions {
  /** Hashes of the pictures that these were made from, for lineage. */
  readonly parents?: readonly string[];
  /** Hears how many are dealt with. */
  readonly done?: (count: number) => void;
}

/**
 * Imports files one after the other; one that cannot be read never stops the others. Throws the Problem `gallery-view-only` to a viewer.
 */
export async function importFiles(files: Iterable<File>, { parents = [], done }: ImportOptions = {}): Promise<ImportResult> {
  await gallery.start();
  if (gallery.locked) throw galleryProblem('gallery-view-only');
  const imported: AssetId[] = [];
  const already: AssetId[] = [];
  const refused: { name: string; problem: ProblemDocument }[] = [];
  let count = 0;
  for (const file of files) {
    try {
      const { id, isNew } = await importOne(file, parents);
      (isNew ? imported : already).push(id);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refused.push({ name: file.name, problem: error.document });
    }
    done?.((count += 1));
  }
  return {
    imported,
    already,
    refused,
    undo: async () => {
      await trash(imported);
    }
  };
}

async function importOne(file: File, parents: readonly string[]): Promise<{ id: AssetId; isNew: boolean }> {
  const kept = await keepFile(file);
  const present = gallery.assets.find(({ record }) => record.hash === kept.hash);
  if (present) return { id: present.record.id, isNew: false };
  const [{ feedOf }, { OwnShard }] = await Promise.all([import('./live-feed.ts'), import('./own-shard.ts')]);
  const own = new OwnShard(await db(), account.workspace.id);
  const kind = kept.type.startsWith('video/') ? 'video' : 'image';
  const by = account.me?.user.id;
  const id = await feedOf(gallery).add(own, {
    ...kept,
    kind,
    createdAt: Date.now(),
    parents: [...parents],
    ...(by === undefined ? {} : { by })
  });
  return { id, isNew: true };
}
