// Puts files into one zip, piece by piece, so that no more than a piece of any is in memory. Runs in a worker.
import { Zip, ZipPassThrough } from 'fflate';

export interface ZipEntry {
  readonly name: string;
  readonly file: Blob;
}

/** A zip that stores its files as they are: pictures and videos are compressed already. */
export async function zipped(entries: readonly ZipEntry[]): Promise<Blob> {
  let whole = new Blob([], { type: 'application/zip' });
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, part) => {
    if (error) failure = error;
    else parts.push(new Uint8Array(part));
  });
  // A blob may rest on disk; the parts of one that is being made do not.
  const settle = () => {
    whole = new Blob([whole, ...parts], { type: 'application/zip' });
    parts = [];
    if (failure) throw failure;
  };
  for (const { name, file } of entries) {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    const reader = file.stream().getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) entry.push(piece.value);
    entry.push(new Uint8Array(), true);
    settle();
  }
  zip.end();
  settle();
  return whole;
}
