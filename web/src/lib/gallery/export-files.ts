// Makes the files that leave the gallery: fetched from this device or the server, rewritten, and put together.
import { request } from '#lib/platform';
import { mediaUrl } from '#lib/blobs';
import type { AssetEntry } from './collection.ts';
import { factsOf, sidecarOf, uniqueName, type ExportOptions } from './export-rules.ts';
import { gallery } from './gallery.svelte.ts';
import { askWritten, askZip } from './metadata/ask.ts';
import { fileNameOf } from './words.ts';

export interface ExportedFile {
  readonly name: string;
  readonly file: Blob;
}

export interface ExportResult {
  readonly files: readonly ExportedFile[];
  /** Assets whose bytes are neither here nor to be had from the server now. */
  readonly missing: readonly AssetEntry[];
  /** Assets of which no such file could be made. */
  readonly failed: readonly AssetEntry[];
}

export interface ExportCourse {
  readonly signal: AbortSignal;
  /** Hears how many assets are dealt with. */
  readonly done: (count: number) => void;
}

/** Bytes that a zip of the usual kind can hold, with room for its directory. */
export const MOST_BYTES = 3.9e9;

/** Makes one file after the other; what cannot be had never stops the others. With several, JSON sidecars lie beside files that hold everything. */
export async function exportFiles(
  entries: readonly AssetEntry[],
  options: ExportOptions,
  { signal, done }: ExportCourse
): Promise<ExportResult> {
  const byHash = new Map([...gallery.trashed, ...gallery.assets].map((entry) => [entry.record.hash, entry]));
  const taken = new Set<string>();
  const files: ExportedFile[] = [];
  const missing: AssetEntry[] = [];
  const failed: AssetEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    if (signal.aborted) break;
    const bytes = await bytesOf(entry.record.hash, signal);
    if (!bytes) missing.push(entry);
    else {
      const facts = factsOf(entry, (hash) => byHash.get(hash));
      try {
        const as =
          options.format === 'original' || entry.record.kind === 'video'
            ? undefined
            : { type: options.format, quality: options.quality / 100 };
        const { file, type } = await askWritten({ file: bytes, metadata: options.metadata, facts, ...(as ? { as } : {}) });
        const name = uniqueName(fileNameOf(entry, type), taken);
        files.push({ name, file });
        if (entries.length > 1 && options.metadata === 'full')
          files.push({ name: `${name}.json`, file: new Blob([sidecarOf(entry, name, facts)], { type: 'application/json' }) });
      } catch {
        failed.push(entry);
      }
    }
    done(index + 1);
  }
  return { files, missing, failed };
}

async function bytesOf(hash: string, signal: AbortSignal): Promise<Blob | undefined> {
  try {
    const response = await request(mediaUrl(hash), { signal });
    return response.ok ? await response.blob() : undefined;
  } catch {
    return undefined;
  }
}

/** One file as it is, several as a zip with a name that says what is in it. Throws when no zip can be made. */
export async function together(files: readonly ExportedFile[], assets: number): Promise<ExportedFile> {
  const [only] = files;
  if (only && files.length === 1) return only;
  return { name: zipName(assets), file: await askZip(files) };
}

export function zipName(assets: number): string {
  const day = new Date();
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  return `Preset ${date}, ${assets} assets.zip`;
}
