// Turns the gallery's entries into the columns that the search worker takes.
import { modelOf } from 'shared/engine';
import { FLAGS, RATING_SHIFT, type IndexRows } from './asset-index.ts';
import type { AssetEntry } from './collection.ts';

const NONE: readonly string[] = Object.freeze([]);

/** Rows of some entries; `slots` tells where each has its place. */
export function rowsOf(entries: readonly AssetEntry[], slots: Uint32Array): IndexRows {
  const flags = new Uint8Array(entries.length);
  const createdAt = new Float64Array(entries.length);
  entries.forEach(({ record, fields }, row) => {
    createdAt[row] = record.createdAt;
    flags[row] =
      (record.kind === 'video' ? FLAGS.video : 0) |
      (fields.favourite ? FLAGS.favourite : 0) |
      (fields.trashedAt === undefined ? 0 : FLAGS.trashed) |
      ((fields.rating ?? 0) << RATING_SHIFT);
  });
  return {
    slots,
    createdAt,
    flags,
    ids: entries.map(({ record }) => record.id),
    texts: entries.map(textOf),
    models: entries.map(({ record }) => record.recipe?.model ?? ''),
    presets: entries.map(presetsOf),
    tags: entries.map(({ fields }) => fields.tags ?? NONE),
    collections: entries.map(({ fields }) => fields.collections ?? NONE)
  };
}

/** What an asset is found by: title, prompt, tags, file name, and its model by both of its names. */
function textOf({ record, fields }: AssetEntry): string {
  const { recipe, fileName = '' } = record;
  const model = recipe ? `${recipe.model}\n${modelOf(recipe.model)?.name ?? ''}` : '';
  return `${fields.title ?? ''}\n${recipe?.prompt ?? ''}\n${fields.tags?.join('\n') ?? ''}\n${fileName}\n${model}`;
}

function presetsOf({ record: { recipe } }: AssetEntry): readonly string[] {
  const style = recipe?.composition?.style;
  const preset = recipe?.preset?.id;
  if (style === undefined && preset === undefined) return NONE;
  return [style, preset].filter((one) => one !== undefined);
}
