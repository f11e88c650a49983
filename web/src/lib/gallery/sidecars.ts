// JSON files that an export laid beside its pictures: recognised among imported files and read back.
import { SIDECAR } from './export-rules.ts';
import { objectOf } from './metadata/foreign.ts';
import { ownOrigin, type Origin } from './metadata/own.ts';

const MOST_BYTES = 200_000;

/** The files without sidecars, and what those say, by the name of the file that each belongs to. */
export async function splitSidecars(files: readonly File[]): Promise<{ media: File[]; origins: Map<string, Origin> }> {
  const media: File[] = [];
  const origins = new Map<string, Origin>();
  for (const file of files) {
    const text = file.name.endsWith('.json') && file.size <= MOST_BYTES ? await file.text().catch(() => '') : '';
    const value = text ? objectOf(text) : undefined;
    const origin = value?.format === SIDECAR ? ownOrigin(text) : undefined;
    if (origin && typeof value?.file === 'string') origins.set(value.file, origin);
    else media.push(file);
  }
  return { media, origins };
}
