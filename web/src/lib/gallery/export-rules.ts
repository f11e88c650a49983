// What an export is made of: which formats and metadata can be had for an asset, and what is said about where it comes from.
import type { AssetEntry } from './collection.ts';
import { OWN_SANDBOX } from './metadata/own.ts';
import type { Facts, Metadata, PictureType } from './metadata/write.ts';
import type { SourceType } from './metadata/xmp.ts';

export interface ExportOptions {
  /** `original`: the bytes as they are but for their metadata. */
  readonly format: 'original' | PictureType;
  /** 1 to 100, for formats that have degrees. */
  readonly quality: number;
  readonly metadata: Metadata;
}

const firstOptions: ExportOptions = { format: 'original', quality: 90, metadata: 'full' };

/** Options out of whatever was stored. */
export function readOptions(value: unknown): ExportOptions {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<keyof ExportOptions, unknown>>;
  const format = (['original', 'image/png', 'image/jpeg', 'image/webp'] as const).find((one) => one === given.format);
  const metadata = (['full', 'origin', 'none'] as const).find((one) => one === given.metadata);
  const quality = typeof given.quality === 'number' && given.quality >= 1 && given.quality <= 100 ? Math.round(given.quality) : undefined;
  return { format: format ?? firstOptions.format, metadata: metadata ?? firstOptions.metadata, quality: quality ?? firstOptions.quality };
}

/** How an asset came about in IPTC's words; undefined for a photo, of which nothing is known. `sourceOf` finds assets by hash. */
function sourceTypeOf({ record }: AssetEntry, sourceOf: (hash: string) => AssetEntry | undefined): SourceType | undefined {
  if (record.made?.engine === 'sandbox' || record.imported?.tool === OWN_SANDBOX) return 'algorithmicMedia';
  if (!record.made && !record.recipe && !record.imported) return undefined;
  const fromPhoto = record.parents.some((hash) => {
    const parent = sourceOf(hash)?.record;
    return parent && !parent.made && !parent.recipe && !parent.imported;
  });
  return fromPhoto ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia';
}

export function factsOf(entry: AssetEntry, sourceOf: (hash: string) => AssetEntry | undefined): Facts {
  const { record, fields } = entry;
  const sourceType = sourceTypeOf(entry, sourceOf);
  return {
    ...(record.recipe ? { recipe: record.recipe } : {}),
    ...(fields.title ? { title: fields.title } : {}),
    ...(sourceType ? { sourceType } : {}),
    ...(sourceType === 'algorithmicMedia' ? { sandbox: true } : {})
  };
}

/** The file of JSON beside an exported one: everything known of it, and enough to read its recipe back. */
export function sidecarOf(entry: AssetEntry, file: string, facts: Facts): string {
  const { record, fields } = entry;
  const { recipe: _recipe, imported, made, parents, hash, kind, width, height, seconds, createdAt } = record;
  return JSON.stringify(
    {
      format: SIDECAR,
      v: 1,
      file,
      ...facts,
      ...(facts.sandbox ? { engine: 'sandbox' } : {}),
      sandbox: undefined,
      asset: {
        hash,
        kind,
        width,
        height,
        seconds,
        createdAt: new Date(createdAt).toISOString(),
        parents,
        imported,
        made,
        favourite: fields.favourite,
        rating: fields.rating,
        tags: fields.tags,
        notes: fields.notes
      }
    },
    null,
    2
  );
}

/** What tells a sidecar from any other JSON. */
export const SIDECAR = 'preset-asset';

/** Names that no two files of one zip share. */
export function uniqueName(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.');
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name.slice(0, dot)} (${n})${name.slice(dot)}`;
  taken.add(free.toLowerCase());
  return free;
}
